import { IsIn, Matches, ValidateIf } from 'class-validator';
import type { Day } from '../../platform/clock.js';
import { readForm, type FormValues, type ReadFaults } from '../../platform/http/forms.js';
import { Optional, PlainText, TypedDay } from '../../platform/http/input.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { decisions, type Decision } from '../commitment.types.js';
import { MOST_NUMBER, MOST_OF_A_DOCUMENT } from '../evidence/document.js';
import type { AmendmentAnswering } from './amendments.service.js';

/** A document is named whole, or not at all. */
const Named = () =>
  ValidateIf(({ number, title, issuedOn }: AnswerForm) =>
    [number, title, issuedOn].some((value) => (value ?? '').trim() !== ''),
  );

class AnswerForm {
  @IsIn(decisions) decision: Decision;
  @Optional() @PlainText(2000) reason?: string;
  @Named() @PlainText(MOST_NUMBER) @Matches(/\S/) number?: string;
  @Named() @PlainText(MOST_OF_A_DOCUMENT) @Matches(/\S/) title?: string;
  @Named() @TypedDay() issuedOn?: Day;
}

export async function readAnswer(
  values: FormValues,
  language: Language,
): Promise<{ input: AmendmentAnswering; faults: ReadFaults }> {
  const { answer, form } = words(language).commitment.amendments;
  const { input, faults } = await readForm(AnswerForm, values, { ...form.faults, decision: answer.approve });
  const { decision, reason = '', number, title, issuedOn } = input;
  const document = number && title && issuedOn ? { document: { number, title, issuedOn } } : {};
  return { input: { decision, reason, ...document }, faults };
}
