import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Loaded } from '../commitments/change/load.js';
import { ChangedSince } from '../commitments/together/write-together.js';
import type { RequestScope } from '../identity/scope.js';
import { dayOf, type Day } from '../platform/clock.js';
import { Conflict, RuleBroken } from '../platform/errors.js';
import { groupsOf } from '../reminders/chases/chase.targets.js';
import type { ChaseTarget } from '../reminders/chases/chase.types.js';
import { ChasesService } from '../reminders/chases/chases.service.js';
import { asSeen, staleRows } from './as-seen.js';
import { tooBusy } from './bulk.refusals.js';
import type { BulkAsked, BulkItem, BulkResult, BulkTerms } from './bulk.types.js';
import { judgeTarget } from './changes/judge-target.js';
import { areAsThey, wasAskedAlready } from './asked-already.sql.js';
import { loadedRows } from './loaded-rows.js';

type Asked = BulkAsked & { terms: AskTerms };
type AskTerms = Extract<BulkTerms, { action: 'ask_report' }>;

/** What is found of some commitments. */
interface Found {
  day: Day;
  loaded: Map<number, Loaded>;
  targets: Map<number, ChaseTarget>;
  items: BulkItem[];
}

const MOST_ATTEMPTS = 3;

/** Bodies of the own side are asked for reports: chased by hand, one email a body, counted as all chases are. */
@Injectable()
export class AskingReports {
  constructor(private readonly chases: ChasesService) {}

  async preview(em: EntityManager, scope: RequestScope, asked: Asked): Promise<BulkResult> {
    return { items: (await this.found(em, scope, asked)).items };
  }

  async carryOut(em: EntityManager, scope: RequestScope, asked: Asked): Promise<BulkResult> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const found = await this.found(em, scope, asked);
      const again = await this.asBefore(em, scope, asked, found);
      if (again) return { items: again };
      await asSeen(asked, found.items, staleRows(asked, found.items), () => Promise.resolve(false));
      if (found.items.every(({ outcome }) => outcome === 'refused')) return { items: found.items };
      if (await this.chase(scope, asked, found)) return { items: found.items };
    }
    throw new Conflict(tooBusy);
  }

  private async found(em: EntityManager, scope: RequestScope, { terms, ids }: Asked): Promise<Found> {
    const { agreement, actor, viewer } = scope;
    const day = dayOf(await this.chases.goesAt(viewer.role === 'leader' ? 'office' : terms.when));
    const loaded = await loadedRows(em, scope, ids);
    const all = await this.chases.targets(em, { agreementId: agreement.id, actor, day }, ids);
    const own = all.filter(({ isOwn }) => isOwn);
    const targets = new Map(own.map((target) => [target.commitment, target]));
    const items = ids.map((id) => judgeTarget(id, loaded.get(id), targets.get(id), { scope, day }));
    return { day, loaded, targets, items };
  }

  /** Where the same account asked the same about all that could be asked: as it was answered then. */
  private async asBefore(
    em: EntityManager,
    scope: RequestScope,
    { terms }: Asked,
    { day, items, targets }: Found,
  ): Promise<BulkItem[] | null> {
    if (items.some(({ outcome }) => outcome === 'done')) return null;
    const chased = items.filter(({ id }) => targets.get(id)?.isChased).map(({ id }) => id);
    const mine = await wasAskedAlready(em, chased, { actor: scope.actor, day, text: terms.text || null });
    if (chased.length === 0 || mine.size < chased.length) return null;
    return items.map((item) =>
      mine.has(item.id) ? { ...item, outcome: 'done', reason: null, changes: [] } : item,
    );
  }

  /** @returns whether it was done; false where one of them has changed or was chased meanwhile */
  private async chase(scope: RequestScope, { terms }: Asked, found: Found): Promise<boolean> {
    const done = found.items.filter(({ outcome }) => outcome === 'done');
    const groups = groupsOf(done.map(({ id }) => found.targets.get(id)!));
    const asked = groups.map(({ body, targets }) => ({
      body: body.code,
      commitments: targets.map(({ commitment }) => commitment),
      text: terms.text,
    }));
    const ids = done.map(({ id }) => id);
    const stillAsSeen = async (em: EntityManager) => {
      const now = await this.chases.targets(
        em,
        { agreementId: scope.agreement.id, actor: scope.actor, day: found.day },
        ids,
      );
      if (now.some(({ isOwn, isChased }) => isOwn && isChased)) throw new ChangedSince();
      if (!(await areAsThey(em, done))) throw new ChangedSince();
    };
    try {
      await this.chases.chaseAll(scope, asked, terms.when, stillAsSeen);
      return true;
    } catch (error) {
      if (error instanceof ChangedSince || error instanceof RuleBroken) return false;
      throw error;
    }
  }
}
