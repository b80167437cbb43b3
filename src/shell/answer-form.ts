import type { FastifyReply } from 'fastify';
import {
  DomainError,
  Malformed,
  MovedMeanwhile,
  RuleBroken,
  SignedOutMeanwhile,
} from '../platform/errors.js';
import { inLanguage, problemOf, type Problem } from '../platform/http/errors.filter.js';
import { hasFaults, type FormFaults, type ReadFaults } from '../platform/http/forms.js';
import { languageOf } from '../platform/http/language.js';
import type { Language } from '../platform/text.js';
import { faultsInWords } from '../web/faults.js';
import { sendPage } from './html.js';
import './sent-form.js';
import { showsTyped } from './shows-typed.js';
import { goOn, type Next } from './said.js';

/** Why a form was refused: the status of the answer, and what is wrong with which field, in the reader's language. */
export interface Refusal {
  status: number;
  /** Under '' what is wrong with the whole. */
  faults: FormFaults;
  /** The rule that was broken; null where the form itself could not be read. */
  error: DomainError | null;
}

interface Form<Input, Result> {
  /** What was sent, read by the class that names its fields. */
  input: Promise<{ input: Input; faults: ReadFaults }>;
  /** Decides and does it. */
  act: (input: Input) => Promise<Result>;
  /** Where to go on, and what is said there; null where `act` has answered itself. */
  done: string | Next | ((result: Result) => string | Next | null);
  /** The page again with what was typed: built only to refuse. Null leaves the error to the usual error page. */
  again: (refusal: Refusal) => Promise<string | null>;
}

/** Answers a form: done, and on to the next page; or the page again, with what was typed and why it was refused. */
export async function answerForm<Input, Result>(
  reply: FastifyReply,
  { input: reading, act, done, again }: Form<Input, Result>,
): Promise<void> {
  const { input, faults } = await reading;
  const { showsOnly } = reply.request;
  if (showsOnly !== undefined) return show(reply, showsOnly, again);
  if (hasFaults(faults)) {
    const named = faultsInWords(faults, languageOf(reply.request));
    const page = await again({ status: 400, faults: named, error: null });
    if (page === null || !showsTyped(reply.request, page)) throw asProblem(faults);
    return sendPage(reply, 400, page);
  }
  try {
    const result = await act(input);
    const next = typeof done === 'function' ? done(result) : done;
    if (next !== null) goOn(reply, next);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // The page is no longer theirs to read.
    if (error instanceof SignedOutMeanwhile || error instanceof MovedMeanwhile) throw error;
    const problem = problemOf(error);
    const { status, headers } = problem;
    const page = await again({ status, faults: faultsOf(problem, languageOf(reply.request)), error });
    if (page === null || !showsTyped(reply.request, page)) throw error;
    sendPage(reply.headers(headers), status, page);
  }
}

/** Where no page shows the form again, the error page says in both languages what is wrong. */
function asProblem(faults: ReadFaults): Malformed {
  const [vi, en] = [faultsInWords(faults, 'vi'), faultsInWords(faults, 'en')];
  return new Malformed(
    Object.keys(faults).map((field) => ({ field, message: { vi: vi[field]!, en: en[field]! } })),
  );
}

/** What was typed, to be looked at and sent: nothing is done with it. */
async function show(
  reply: FastifyReply,
  status: number,
  again: (refusal: Refusal) => Promise<string | null>,
): Promise<void> {
  const page = await again({ status, faults: {}, error: null });
  if (page === null || !showsTyped(reply.request, page)) throw new RuleBroken(formIsGone);
  sendPage(reply, status, page);
}

const formIsGone = {
  vi: 'Trang này không còn biểu mẫu đó: trạng thái đã thay đổi từ khi đồng chí mở. Nội dung chưa được gửi.',
  en: 'This form is no longer available: the commitment or account has changed since you opened it. Nothing was sent.',
};

/** A form with nothing in it but its buttons. */
export const noFields = Promise.resolve({ input: {}, faults: {} });

function faultsOf({ errors, detail }: Problem, language: Language): FormFaults {
  if (errors.length === 0) return { '': detail[language] };
  return Object.fromEntries(inLanguage(errors, language).map(({ field, message }) => [field, message]));
}
