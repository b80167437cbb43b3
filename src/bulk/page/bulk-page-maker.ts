import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { freshExtension } from '../../commitments/extensions/extension-values.js';
import { exists } from '../../commitments/plan/plan-bodies.js';
import { PlansService } from '../../commitments/plan/plans.service.js';
import { MOST_AT_ONCE, type BulkAction } from '../../commitments/together/bulk-actions.js';
import type { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import { PageFrame } from '../../shell/page-frame.js';
import type { Said } from '../../shell/said.js';
import { bulkHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import { BulkService } from '../bulk.service.js';
import type { BulkTerms } from '../bulk.types.js';
import { BulkDonePage } from './bulk-done.view.js';
import { areComplete } from './bulk-form.js';
import { BulkPage } from './bulk.view.js';

interface Shown {
  terms: BulkTerms;
  ids: readonly number[];
  typed: FormValues;
  faults?: FormFaults;
}

/** Makes the page on which many commitments are looked at before something is done, and the one after it. */
@Injectable()
export class BulkPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly bulk: BulkService,
    private readonly plans: PlansService,
    private readonly clock: Clock,
  ) {}

  async page(
    request: FastifyRequest,
    scope: RequestScope,
    { terms, ids, typed, faults = {} }: Shown,
  ): Promise<string> {
    const { agreement, viewer } = scope;
    const { action } = terms;
    const isTooMany = ids.length > MOST_AT_ONCE;
    const preview = isTooMany || ids.length === 0 ? { items: [] } : await this.preview(scope, terms, ids);
    const [frame, bodies] = await Promise.all([
      this.frames.of(request, bulkHref(agreement.slug, { action, ids: ids.slice(0, MOST_AT_ONCE) })),
      action === 'hand_over' && viewer.party ? this.plans.bodies(viewer.party.id) : [],
    ]);
    const today = this.clock.today();
    return renderPage(
      BulkPage({
        frame,
        slug: agreement.slug,
        isLeader: viewer.role === 'leader',
        terms,
        isComplete: areComplete(terms),
        count: ids.length,
        items: preview.items,
        bodies: bodies.filter((body) => exists(body, today)),
        typed: { ...freshExtension(noDue, today), when: 'now', ...typed },
        faults,
      }),
    );
  }

  /** A body that cannot be handed over to is told at its field; the rows are shown without it. */
  private async preview(scope: RequestScope, terms: BulkTerms, ids: readonly number[]) {
    if (terms.action !== 'hand_over' || terms.body === null) return this.bulk.preview(scope, { terms, ids });
    const all = await this.plans.bodies(scope.viewer.party?.id ?? 0);
    const isThere = all.some((body) => body.code === terms.body && exists(body, this.clock.today()));
    return this.bulk.preview(scope, { terms: isThere ? terms : { ...terms, body: null }, ids });
  }

  async done(
    request: FastifyRequest,
    scope: RequestScope,
    { action, said, ids, back }: { action: BulkAction; said: Said; ids: readonly number[]; back: string },
  ): Promise<string> {
    const { agreement, viewer } = scope;
    const [frame, items] = await Promise.all([
      this.frames.of(request, bulkHref(agreement.slug, { action, ids })),
      this.bulk.named(scope, ids.slice(0, MOST_AT_ONCE)),
    ]);
    const [done, out] = [Number(said.facts?.done), Number(said.facts?.out)];
    const kind = action === 'ask_report' && viewer.role === 'leader' ? 'ask_report_leader' : action;
    return renderPage(BulkDonePage({ frame, slug: agreement.slug, action, kind, done, out, items, back }));
  }
}

const noDue = { precision: 'date', value: null, date: null } as const;
