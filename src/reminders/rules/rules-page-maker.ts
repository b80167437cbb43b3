import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { IsInt, Max, Min } from 'class-validator';
import type { RequestScope } from '../../identity/scope.js';
import { NotAllowed, NotFound, RuleBroken, Stale } from '../../platform/errors.js';
import { formValues, readForm, type FormBody, type FormFaults } from '../../platform/http/forms.js';
import { answerForm, type Refusal } from '../../shell/answer-form.js';
import { sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { words } from '../../web/i18n/words.js';
import { rulesHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import { RulesEffects } from './effects.js';
import { putFrom, RuleSetDto } from './rules.dto.js';
import { inputFrom, keyOf, sentValues, valuesOf, type RulesFormValues } from './rules.form.js';
import { completed, mustBeSound } from './rules.refusals.js';
import { RulesQueries } from './rules.queries.js';
import { RulesService } from './rules.service.js';
import type { PutStatus, RulesPut } from './rules.types.js';
import type { RulesPageProps } from './rules-page.types.js';
import { RulesPage } from './rules.view.js';

class RulesForm extends RuleSetDto {
  @IsInt() @Min(0) @Max(2_147_483_647) version: number;
}

type Shown = Partial<
  Pick<RulesPageProps, 'values' | 'asksForMore' | 'effects' | 'changedSince' | 'fault' | 'done'>
>;

/** The page of an agreement’s rules: what was put in comes back, with its effect or with what is wrong. */
@Injectable()
export class RulesPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: RulesQueries,
    private readonly rules: RulesService,
    private readonly effects: RulesEffects,
  ) {}

  async show(request: FastifyRequest, scope: RequestScope, shown: Shown = {}): Promise<string> {
    const { slug } = scope.agreement;
    const [frame, present] = await Promise.all([
      this.frames.of(request, rulesHref(slug)),
      this.queries.of(scope),
    ]);
    const parties = request.inReach?.agreement?.parties ?? [];
    // What the own side has proposed is what it would go on changing.
    const own = present.proposals.find(({ party }) => party === scope.viewer.party?.code);
    const values = shown.values ?? valuesOf({ ...(own ?? present), version: present.version });
    return renderPage(RulesPage({ frame, slug, viewer: scope.viewer, present, parties, ...shown, values }));
  }

  /** Adds an empty row, shows the effect, or saves what was shown. */
  async change(
    request: FastifyRequest,
    scope: RequestScope,
    body: FormBody,
    reply: FastifyReply,
  ): Promise<void> {
    const sent = formValues(body);
    const values = sentValues(sent);
    if (sent.do === 'add')
      return sendPage(reply, 200, await this.show(request, scope, { values, asksForMore: true }));
    const input = { ...inputFrom(values), version: Number(values.version || Number.NaN) };
    return answerForm(reply, {
      input: readForm(RulesForm, input, words(scope.language).rules.faults),
      act: async (form) => {
        const put = putFrom(form);
        const isSeen = sent.seen === keyOf(values);
        if (sent.do === 'save' && isSeen) return this.rules.put(scope, put, [form.version]);
        await this.preview(request, scope, { values, put, changedSince: sent.do === 'save' }, reply);
        return null;
      },
      done: (result) => result && { to: rulesHref(scope.agreement.slug), say: { what: saidOf(result) } },
      again: (refusal) => this.again(request, scope, values, refusal),
    });
  }

  answer(
    request: FastifyRequest,
    scope: RequestScope,
    reply: FastifyReply,
    act: () => Promise<string>,
  ): Promise<void> {
    return answerForm(reply, {
      input: Promise.resolve({ input: {}, faults: {} }),
      act,
      done: (what) => ({ to: rulesHref(scope.agreement.slug), say: { what } }),
      again: ({ error, faults }) =>
        error instanceof NotAllowed || error instanceof NotFound
          ? Promise.resolve(null)
          : this.show(request, scope, { fault: { text: Object.values(faults)[0] ?? '', row: null } }),
    });
  }

  private async preview(
    request: FastifyRequest,
    scope: RequestScope,
    { values, put, changedSince }: { values: RulesFormValues; put: RulesPut; changedSince: boolean },
    reply: FastifyReply,
  ): Promise<void> {
    mustBeSound({ ...put, rules: put.rules.map(completed) });
    const effects = await this.effects.of(scope, put);
    sendPage(reply, 200, await this.show(request, scope, { values, effects, changedSince }));
  }

  private async again(
    request: FastifyRequest,
    scope: RequestScope,
    values: RulesFormValues,
    { error, faults }: Refusal,
  ): Promise<string | null> {
    if (error instanceof NotAllowed || error instanceof NotFound) return null;
    // What was put in stands on the rules of now: saving it again is a choice made knowingly.
    const version = error instanceof Stale ? String(error.currentVersion) : values.version;
    const fault = faultOf(error, faults, scope);
    return this.show(request, scope, { values: { ...values, version }, fault });
  }
}

function faultOf(error: Refusal['error'], faults: FormFaults, { language }: RequestScope) {
  const text = Object.values(faults)[0] ?? '';
  const place = error instanceof RuleBroken ? /^rules\.(\d+)$/.exec(error.field ?? '')?.[1] : undefined;
  if (place === undefined) return { text, row: null };
  const row = Number(place);
  return { text: words(language).rules.faultAt(row + 1, text), row };
}

export const saidOf = ({ status, changed }: { status: PutStatus; changed: boolean }): string =>
  changed ? status : 'unchanged';
