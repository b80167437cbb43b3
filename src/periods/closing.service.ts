import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { onOneState } from '../audit/audit-verification.js';
import type { AnyPeriod } from '../calendar/longer-periods.js';
import type { By } from '../identity/actor.js';
import type { AgreementRef } from '../identity/scope.js';
import { dayOf } from '../platform/clock.js';
import { Conflict, NotAllowed, NotFound, RuleBroken } from '../platform/errors.js';
import { namedPeriod, readPeriodsOf, type PartyRef } from './agreement-periods.js';
import { withCauses } from './correction-causes.js';
import { differencesOf } from './corrections.js';
import { freeze, takeTurn, type ToFreeze } from './freezing.js';
import { latestOf, readRefs, readStored, refOf, type FrozenRow } from './frozen.sql.js';
import {
  closingState,
  issuedMeanwhile,
  notClosed,
  notEnded,
  nothingChanged,
  stillOwed,
} from './period.rules.js';
import { readPeriodState } from './period-state.js';
import type { ChangesSince, Closing, PeriodState } from './periods.types.js';

/** How often a closing is read again where another one came between reading and writing. */
const MOST_TRIES = 10;

/** What a closing rests on, of one instant. */
interface Seen {
  period: AnyPeriod;
  parties: PartyRef[];
  own: PartyRef;
  /** Every code of the period, the latest first. */
  rows: FrozenRow[];
  state: PeriodState;
  /** What changed since one of the rows. */
  since: (row: FrozenRow) => ChangesSince;
}

/** Freezes periods: what a side closes, and what all sides have closed. */
@Injectable()
export class ClosingService {
  constructor(private readonly em: EntityManager) {}

  /**
   * Closes a period for the actor's side, or answers with what it has closed already. The last side's closing freezes the joint
   * one in the same transaction.
   * @throws RuleBroken where the period has not ended, or reports are owed that may still come in time; NotFound
   */
  async close(agreement: AgreementRef, by: By, code: string): Promise<Closing> {
    return this.freezes(agreement, by, code, (seen) => {
      const { period, rows, own, state } = seen;
      const closing = rows.findLast(({ party }) => party === own.code);
      if (closing) return closing.code;
      const { owed, gave, late } = state.figures.bySide.find(({ party }) => party === own.code)!;
      const missing = owed - gave - late;
      const standing = closingState(period, dayOf(by.at), { isClosed: false, missing });
      if (standing === 'running') throw new RuleBroken(notEnded(period));
      if (standing === 'owing') throw new RuleBroken(stillOwed(period, missing));
      return { party: own, replaces: null, state: { ...state, since: null } };
    });
  }

  /**
   * Issues the next number of a period that the actor's side has closed, with what became known since.
   * @param replaces the code that is to be replaced, as its reader saw it
   * @throws RuleBroken where the side has not closed it, or nothing has changed; Conflict where another number was issued meanwhile
   */
  async correct(agreement: AgreementRef, by: By, code: string, replaces: string): Promise<Closing> {
    return this.freezes(agreement, by, code, ({ rows, own, state, since }) => {
      const latest = latestOf(rows, own.code);
      if (!latest) throw new RuleBroken(notClosed);
      const changes = since(latest);
      if (latest.code !== replaces) {
        // Pressed twice: what was asked for is there.
        if (latest.replaces === replaces && changes.corrections.length === 0) return latest.code;
        throw new Conflict(issuedMeanwhile(latest.code));
      }
      if (changes.corrections.length === 0) throw new RuleBroken(nothingChanged(latest.code));
      return { party: own, replaces: latest, state: { ...state, since: changes } };
    });
  }

  private async freezes(
    agreement: AgreementRef,
    by: By,
    code: string,
    decide: (seen: Seen) => ToFreeze | string,
  ): Promise<Closing> {
    for (let tried = 0; tried < MOST_TRIES; tried++) {
      const seen = await this.look(agreement, by, code);
      const decided = decide(seen);
      const frozen = typeof decided === 'string' ? decided : await this.write(agreement, by, seen, decided);
      if (frozen !== null) return this.answer(agreement, seen, frozen);
    }
    throw new Conflict(busy);
  }

  private look(agreement: AgreementRef, { actor, at }: By, code: string): Promise<Seen> {
    return onOneState(this.em, async (em) => {
      const db = em.getKysely();
      const of = await readPeriodsOf(db, agreement);
      const own = of.parties.find(({ id }) => id === actor.partyId);
      if (!own || actor.role !== 'coordinator') throw new NotAllowed(onlyCoordinators);
      const period = namedPeriod(of, agreement, code, dayOf(at));
      const rows = await readRefs(db, agreement.id, [period.code]);
      const state = await readPeriodState(db, agreement.id, period, dayOf(at));
      const stored = await readStored(
        db,
        rows.map(({ id }) => id),
      );
      const changes = new Map<string, ChangesSince>();
      for (const { id, code: since } of rows) {
        const corrections = await withCauses(db, differencesOf(stored.get(id)!, state));
        changes.set(since, { code: since, corrections });
      }
      const since = (row: FrozenRow) => changes.get(row.code)!;
      return { period, parties: of.parties, own, rows, state, since };
    });
  }

  /** @returns the code; null where another closing came between reading and writing, and it is to be read again */
  private write(agreement: AgreementRef, by: By, seen: Seen, own: ToFreeze): Promise<string | null> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely();
      await takeTurn(db);
      const rows = await readRefs(db, agreement.id, [seen.period.code]);
      if (rows.length !== seen.rows.length) return null;
      const joint = jointAfter(seen);
      const [code] = await freeze(em, { agreement, period: seen.period, by }, joint ? [own, joint] : [own]);
      return code!;
    });
  }

  private async answer(agreement: AgreementRef, { period }: Seen, code: string): Promise<Closing> {
    const db = this.em.fork().getKysely();
    const rows = await readRefs(db, agreement.id, [period.code]);
    const row = rows.find((one) => one.code === code);
    if (!row) throw new NotFound();
    const { figures } = (await readStored(db, [row.id])).get(row.id)!;
    const { replaces: _replaces, ...ref } = refOf(row);
    const joint = latestOf(rows, null);
    // Both are written in one transaction, one after the other.
    const joined = joint?.id === row.id + 1;
    return { ...ref, period: period.code, sha256: row.sha256, joint: joint?.code ?? null, joined, figures };
  }
}

/** The joint one, where after this side's code every side has one that was issued since the last joint one; else null. */
function jointAfter({ parties, own, rows, state, since }: Seen): ToFreeze | null {
  const last = latestOf(rows, null);
  const others = parties
    .filter(({ code }) => code !== own.code)
    .map(({ code }) => latestOf(rows, code))
    .map((row) => (row && row.id > (last?.id ?? 0) ? row : undefined));
  if (others.some((row) => row === undefined)) return null;
  const first = others.toSorted((a, b) => a!.id - b!.id)[0];
  const base = last ?? first;
  return { party: null, replaces: last ?? null, state: { ...state, since: base ? since(base) : null } };
}

const onlyCoordinators = {
  vi: 'Chỉ văn phòng cấp ủy của một bên chốt được kỳ báo cáo của bên đó.',
  en: 'Only a side’s committee office can close its reporting period.',
};

const busy = {
  vi: 'Nhiều nơi đang cùng chốt kỳ này. Hãy thử lại sau ít phút.',
  en: 'This period is being closed by several offices at once. Try again in a few minutes.',
};
