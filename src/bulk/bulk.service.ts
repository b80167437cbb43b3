import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { beginLongChange, holdCommitments } from '../commitments/change/hold.js';
import { bodiesOfSide, exists } from '../commitments/plan/plan-bodies.js';
import { ChangedSince, prepareTogether, writeTogether } from '../commitments/together/write-together.js';
import type { RequestScope } from '../identity/scope.js';
import { dayOf } from '../platform/clock.js';
import { Conflict, RuleBroken } from '../platform/errors.js';
import { asSeen, staleRows } from './as-seen.js';
import { AskingReports } from './asking-reports.js';
import { mustBeTheirs, tooBusy } from './bulk.refusals.js';
import type { BulkAsked, BulkResult, BulkTerms } from './bulk.types.js';
import { confirmPlanOf } from './changes/confirm-plan.js';
import { handOverTo } from './changes/hand-over.js';
import { judgeRow, rowOf, type JudgedRow } from './changes/judge-row.js';
import { proposeDue } from './changes/propose-due.js';
import type { RowChange } from './changes/row-change.js';
import { isDoneAlready } from './done-already.sql.js';
import { loadedRows } from './loaded-rows.js';

/** As many are written while others who change one of them wait; where it is more, they are told so at once. */
const SHORT = 50;
const MOST_ATTEMPTS = 8;

/** Many commitments at once: refused rows stay out, the others are one transaction. */
@Injectable()
export class BulkService {
  constructor(
    private readonly em: EntityManager,
    private readonly asking: AskingReports,
  ) {}

  /** What would become of each. @throws NotAllowed, RuleBroken where the body is none to hand over to */
  async preview(scope: RequestScope, { terms, ids }: BulkAsked): Promise<BulkResult> {
    mustBeTheirs(scope.viewer.role, terms.action);
    const em = this.em.fork();
    if (terms.action === 'ask_report') return this.asking.preview(em, scope, { terms, ids });
    const change = await changeOf(em, scope, terms);
    return { items: (await judged(em, scope, ids, change)).map(({ item }) => item) };
  }

  /** What some are called. */
  async named(scope: RequestScope, ids: readonly number[]): Promise<ReturnType<typeof rowOf>[]> {
    const loaded = await loadedRows(this.em.fork(), scope, ids);
    return ids.flatMap((id) => (loaded.has(id) ? rowOf(loaded.get(id)!) : []));
  }

  /**
   * The same, done. Sent twice by the same account, it is done once and answered twice.
   * @throws Conflict where one of them is not at the version that was sent: then none is done
   */
  async carryOut(scope: RequestScope, asked: BulkAsked): Promise<BulkResult> {
    const { terms } = asked;
    mustBeTheirs(scope.viewer.role, terms.action);
    const em = this.em.fork();
    if (terms.action === 'ask_report') return this.asking.carryOut(em, scope, { ...asked, terms });
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const done = await this.attempt(em, scope, asked, await changeOf(em, scope, terms));
      if (done) return done;
    }
    throw new Conflict(tooBusy);
  }

  /** Decided before anything is locked: the transaction only writes. @returns null where one of them changed meanwhile */
  private async attempt(
    em: EntityManager,
    scope: RequestScope,
    asked: BulkAsked,
    change: RowChange,
  ): Promise<BulkResult | null> {
    const rows = await judged(em, scope, asked.ids, change);
    const items = rows.map(({ item }) => item);
    const stale = staleRows(asked, items);
    const before = await asSeen(asked, items, stale, () => isDoneAlready(em, stale, change, scope.by));
    if (before) return { items: before };
    const decided = rows.flatMap((row) => row.decided ?? []);
    const prepared = prepareTogether(decided);
    if (prepared.count === 0) return { items };
    try {
      await em.fork().transactional(async (writing) => {
        if (prepared.count > SHORT) await beginLongChange(writing, scope.agreement.id);
        const ids = decided.map(({ loaded }) => loaded.commitment.id);
        await holdCommitments(writing, ids);
        await writeTogether(writing, prepared, scope.by, change.along?.(decided));
        await change.afterwards?.(writing, decided);
      });
      return { items };
    } catch (error) {
      if (error instanceof ChangedSince) return null;
      throw error;
    }
  }
}

async function changeOf(em: EntityManager, scope: RequestScope, terms: ChangeTerms): Promise<RowChange> {
  const { by } = scope;
  if (terms.action === 'confirm_plan') return confirmPlanOf(by);
  if (terms.action === 'propose_due') return proposeDue(terms.due, terms.reason, by);
  const bodies = await bodiesOfSide(em, by.actor.partyId ?? 0);
  const isThere = bodies.some((body) => body.code === terms.body && exists(body, dayOf(by.at)));
  if (terms.body !== null && !isThere) throw new RuleBroken(noSuchBody, 'body');
  return handOverTo(terms.body, bodies, by);
}

type ChangeTerms = Exclude<BulkTerms, { action: 'ask_report' }>;

/** In the order of the ids; one statement. */
async function judged(
  em: EntityManager,
  scope: RequestScope,
  ids: readonly number[],
  change: RowChange,
): Promise<JudgedRow[]> {
  const loaded = await loadedRows(em, scope, ids);
  return ids.map((id) => judgeRow(id, loaded.get(id), change, scope.by));
}

const noSuchBody = {
  vi: 'Hãy chọn một cơ quan cùng bên, đang hoạt động.',
  en: 'Choose a body of your own side that exists today.',
};
