import { Injectable } from '@nestjs/common';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BodiesQueries } from './bodies.queries.js';
import { BodiesService } from './bodies.service.js';
import { BodyPage, NewBodyPage } from './body.view.js';
import type { BodyDetail, BodyInput } from './body.types.js';
import { BodyConsequences } from './consequences.js';
import { bodyKinds } from '../../agreements/body.entity.js';
import type { Day } from '../../platform/clock.js';
import { DomainError } from '../../platform/errors.js';
import { problemOf } from '../../platform/http/errors.filter.js';
import {
  faultsFrom,
  formValues,
  hasFaults,
  readForm,
  type FormFaults,
  type FormValues,
} from '../../platform/http/forms.js';
import { IsDay, NumberText, Optional, PlainText } from '../../platform/http/input.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { FormContext } from '../../shell/form-context.js';
import { sendPage } from '../../shell/html.js';

class BodyForm {
  @IsIn(bodyKinds) kind: string;
  @Matches(/\S/) @PlainText(300) nameVi: string;
  @Matches(/\S/) @PlainText(300) nameEn: string;
  @Matches(/\S/) @PlainText(100) shortVi: string;
  @Matches(/\S/) @PlainText(100) shortEn: string;
  @Optional() @IsDay() firstDay?: Day;
  @Optional() @IsDay() lastDay?: Day;
  @Optional() @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) successorId?: number;
  @Optional() @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) parentId?: number;
}

interface Shown {
  values?: FormValues;
  faults?: FormFaults;
  consequences?: string[];
  done?: string;
}

/** The pages of one body: what was typed comes back with what is wrong, and a change with consequences is asked about. */
@Injectable()
export class BodyPageMaker {
  constructor(
    private readonly admin: FormContext,
    private readonly queries: BodiesQueries,
    private readonly bodies: BodiesService,
    private readonly consequences: BodyConsequences,
  ) {}

  async fresh(request: FastifyRequest, values: FormValues, faults: FormFaults): Promise<string> {
    const [frame, parties] = await Promise.all([this.admin.frame(request), this.queries.parties()]);
    const party = values.party ?? '';
    const others = party ? await this.queries.ofParty(party) : [];
    return renderPage(NewBodyPage({ frame, parties, values, faults, others, consequences: [] }));
  }

  async create(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const values = formValues(body);
    const language = this.admin.language(request);
    const { input, faults } = await readForm(BodyForm, values, words(language).bodies.faults);
    const refuse = async (status: number, found: FormFaults) =>
      void sendPage(reply, status, await this.fresh(request, values, found));
    if (hasFaults(faults)) return refuse(400, faults);
    try {
      const id = await this.bodies.create(values.party ?? '', inputOf(input), this.admin.by(request));
      reply.status(303).redirect(`/quan-tri/co-quan/${id}?xong=created`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await refuse(problemOf(error).status, faultsFrom(error, language));
    }
  }

  async show(request: FastifyRequest, id: number, shown: Shown): Promise<string> {
    const [frame, body] = await Promise.all([this.admin.frame(request), this.queries.one(id)]);
    const others = (await this.queries.ofParty(body.party.code)).filter((other) => other.id !== id);
    const { values = valuesOf(body), faults = {}, consequences = [], done } = shown;
    return renderPage(BodyPage({ frame, body, others, values, faults, consequences, done }));
  }

  async change(request: FastifyRequest, reply: FastifyReply, id: number, sent: unknown): Promise<void> {
    const values = formValues(sent);
    const language = this.admin.language(request);
    const body = await this.queries.one(id);
    const { input, faults } = await readForm(BodyForm, values, words(language).bodies.faults);
    const answer = async (status: number, shown: Shown) =>
      void sendPage(reply, status, await this.show(request, id, { values, ...shown }));
    if (hasFaults(faults)) return answer(400, { faults });
    const wanted = inputOf(input);
    const consequences = values.confirmed ? [] : await this.consequences.of(body, wanted, language);
    if (consequences.length > 0) return answer(422, { consequences });
    try {
      const done = await this.bodies.change(id, wanted, values.basis ?? '', this.admin.by(request));
      reply.status(303).redirect(`/quan-tri/co-quan/${id}?xong=${done ? 'changed' : 'unchanged'}`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { status } = problemOf(error);
      // What was typed stands on the present state: saving it again is then a choice made knowingly.
      const basis = status === 409 ? (await this.queries.one(id)).basis : (values.basis ?? '');
      await answer(status, { values: { ...values, basis }, faults: faultsFrom(error, language) });
    }
  }
}

function inputOf(form: BodyForm): BodyInput {
  const { kind, nameVi, nameEn, shortVi, shortEn, firstDay, lastDay, successorId, parentId } = form;
  return {
    name: { vi: nameVi, en: nameEn },
    short: { vi: shortVi, en: shortEn },
    kind,
    firstDay: firstDay ?? null,
    lastDay: lastDay ?? null,
    successorId: successorId ?? null,
    parentId: parentId ?? null,
  };
}

function valuesOf(body: BodyDetail): FormValues {
  return {
    kind: body.kind,
    nameVi: body.name.vi,
    nameEn: body.name.en,
    shortVi: body.short.vi,
    shortEn: body.short.en,
    firstDay: body.firstDay ?? '',
    lastDay: body.lastDay ?? '',
    successorId: String(body.successor?.id ?? ''),
    parentId: String(body.parent?.id ?? ''),
    basis: body.basis,
  };
}
