import { Injectable } from '@nestjs/common';
import { IsInt, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { scopeOf } from '../../identity/request.js';
import { formValues, readForm, type FormBody, type FormFaults } from '../../platform/http/forms.js';
import { NumberText } from '../../platform/http/input.js';
import { answerForm, noFields, type Refusal } from '../../shell/answer-form.js';
import type { Said } from '../../shell/said.js';
import type { Change } from '../commitments.service.js';
import { DetailQueries } from '../read/detail.queries.js';
import { commitmentHref } from '../parts/links.js';
import { CommitmentPageMaker } from './commitment-page-maker.js';
import type { CommitmentDone } from '../said/told.js';
import type { FormName } from './commitment-page.types.js';

/** Every form that changes a commitment says which version it was based on. */
export class VersionForm {
  @NumberText() @IsInt() @Min(1) version: number;
}

interface FormOnPage<Input> {
  /** Under which name the page shows it again. */
  name: FormName;
  /** The class that names its fields; left out where it has nothing but a button. */
  type?: new () => Input;
  /** What is wrong, by the field at fault. */
  say?: Record<string, string>;
  act: (change: Change, input: Input) => Promise<unknown>;
  done: CommitmentDone;
  /** What is to be told of it besides. */
  facts?: (input: Input) => Said['facts'];
}

/** Answers the forms on a commitment's page: done, or the page again with what was typed and why it was refused. */
@Injectable()
export class CommitmentForms {
  constructor(
    private readonly details: DetailQueries,
    private readonly maker: CommitmentPageMaker,
  ) {}

  async answer<Input extends object>(
    request: FastifyRequest,
    reply: FastifyReply,
    body: FormBody,
    { name, type, say = {}, act, done, facts }: FormOnPage<Input>,
  ): Promise<void> {
    const { agreement, by } = scopeOf(request);
    const { code } = request.params as { code: string };
    const id = await this.details.idOf(agreement, code);
    const values = formValues(body);
    const again = ({ faults }: Refusal) =>
      this.maker.page(request, code, { refused: { form: name, values, faults } });
    return answerForm(reply, {
      input: type ? readForm(type, values, say) : (noFields as Promise<{ input: Input; faults: FormFaults }>),
      act: async (input) => {
        await act({ ...by, id, version: versionOf(input) }, input);
        return input;
      },
      done: (input) => ({
        // Its top, where it is said: a section's own place may be screens below.
        to: commitmentHref(agreement.slug, code),
        say: { what: done, facts: facts?.(input) },
      }),
      again,
    });
  }
}

function versionOf(input: object): Change['version'] {
  return input instanceof VersionForm ? () => [input.version] : undefined;
}
