import { Injectable } from '@nestjs/common';
import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { BodiesQueries } from './bodies.queries.js';
import { BodiesService } from './bodies.service.js';
import { BodyPage, NewBodyPage } from './body.view.js';
import type { BodyDetail, BodyInput } from './body.types.js';
import { BodyConsequences } from './consequences.js';
import { bodyKinds } from '../../agreements/body.entity.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import { formValues, readForm, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { NumberText, Optional, PlainText, TypedDay } from '../../platform/http/input.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { scopeOf } from '../../identity/request.js';
import { answerForm } from '../../shell/answer-form.js';
import { PageFrame } from '../../shell/page-frame.js';

class BodyForm {
  @IsIn(bodyKinds) kind: string;
  @Matches(/\S/) @PlainText(300) nameVi: string;
  @Matches(/\S/) @PlainText(300) nameEn: string;
  @Matches(/\S/) @PlainText(100) shortVi: string;
  @Matches(/\S/) @PlainText(100) shortEn: string;
  @Optional() @TypedDay() firstDay?: Day;
  @Optional() @TypedDay() lastDay?: Day;
  @Optional() @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) successorId?: number;
  @Optional() @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) parentId?: number;
}

class NewBodyForm extends BodyForm {
  @Matches(/\S/) @PlainText(80) party: string;
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
    private readonly frames: PageFrame,
    private readonly queries: BodiesQueries,
    private readonly bodies: BodiesService,
    private readonly consequences: BodyConsequences,
  ) {}

  async fresh(request: FastifyRequest, values: FormValues, faults: FormFaults): Promise<string> {
    const [frame, parties] = await Promise.all([
      this.frames.of(request, '/quan-tri/co-quan/moi'),
      this.queries.parties(),
    ]);
    const party = values.party ?? '';
    const others = party ? await this.queries.ofParty(party) : [];
    return renderPage(NewBodyPage({ frame, parties, values, faults, others, consequences: [] }));
  }

  create(request: FastifyRequest, reply: FastifyReply, body: unknown): Promise<void> {
    const { by, language } = scopeOf(request);
    const values = formValues(body);
    return answerForm(reply, {
      input: readForm(NewBodyForm, values, words(language).bodies.faults),
      act: (input) => this.bodies.create(input.party, inputOf(input), by),
      done: (id) => ({ to: `/quan-tri/co-quan/${id}`, say: { what: 'created' } }),
      again: ({ faults }) => this.fresh(request, values, faults),
    });
  }

  async show(request: FastifyRequest, id: number, shown: Shown): Promise<string> {
    const [frame, body] = await Promise.all([
      this.frames.of(request, `/quan-tri/co-quan/${id}`),
      this.queries.one(id),
    ]);
    const others = (await this.queries.ofParty(body.party.code)).filter((other) => other.id !== id);
    const { values = valuesOf(body), faults = {}, consequences = [], done } = shown;
    const today = dayOf(scopeOf(request).at);
    return renderPage(BodyPage({ frame, body, today, others, values, faults, consequences, done }));
  }

  async change(request: FastifyRequest, reply: FastifyReply, id: number, sent: unknown): Promise<void> {
    const { by, language } = scopeOf(request);
    const values = formValues(sent);
    const body = await this.queries.one(id);
    return answerForm(reply, {
      input: readForm(BodyForm, values, words(language).bodies.faults),
      act: async (input) => {
        const wanted = inputOf(input);
        const consequences = values.confirmed ? [] : await this.consequences.of(body, wanted, language);
        if (consequences.length > 0) throw new NotYetConfirmed(consequences);
        return this.bodies.change(id, wanted, values.basis ?? '', by);
      },
      done: (changed) => ({
        to: `/quan-tri/co-quan/${id}`,
        say: { what: changed ? 'changed' : 'unchanged' },
      }),
      again: async ({ error, faults }) => {
        if (error instanceof NotYetConfirmed)
          return this.show(request, id, { values, consequences: error.consequences });
        // What was typed stands on the present state: saving it again is then a choice made knowingly.
        const basis = error instanceof Conflict ? (await this.queries.one(id)).basis : (values.basis ?? '');
        return this.show(request, id, { values: { ...values, basis }, faults });
      },
    });
  }
}

/** What follows from a change was not yet read and agreed to. */
class NotYetConfirmed extends RuleBroken {
  constructor(readonly consequences: string[]) {
    super({ vi: consequences.join(' '), en: consequences.join(' ') });
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
