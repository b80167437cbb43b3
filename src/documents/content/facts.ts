import { sql, type Kysely } from 'kysely';
import type { EntityManager } from '@mikro-orm/postgresql';
import { inChargeOf } from '../../agreements/in-charge.js';
import { latestClosedPeriod, runningPeriod } from '../../calendar/reporting-period.js';
import { anyPeriodOf, type AnyPeriod } from '../../calendar/longer-periods.js';
import { isWaitingBy } from '../../commitments/submitted/waiting-reports.sql.js';
import type { AgreementRef } from '../../identity/scope.js';
import { addDays, dayOf, instantOf, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { namedPeriod, readPeriodsOf } from '../../periods/agreement-periods.js';
import { latestOf, readRefs, readStored } from '../../periods/frozen.sql.js';
import { readPeriodState } from '../../periods/period-state.js';
import type { FrozenCommitment, PeriodState } from '../../periods/periods.types.js';
import { dayAhead, dayTooEarly, notFrozen } from '../document.refusals.js';

/** A side with whoever writes its documents. */
export interface DocumentParty {
  id: number;
  code: string;
  marker: string;
  name: BilingualText;
  committee: BilingualText;
  /** Its office; the committee itself where it has none. */
  office: { name: BilingualText; kind: string } | null;
}

/** What a side said of its part. */
export interface SaidOfPart {
  commitmentId: number;
  party: string;
  results: string;
  difficulties: string;
  proposals: string;
  nextSteps: string;
  /** The post that reported, and on which day. */
  author: BilingualText;
  on: Day;
}

/** The state of which a document is, and how it is found again. */
export interface DocumentSource {
  /** The code under which it is frozen, with its row; null for that of a day. */
  code: string | null;
  frozenId: number | null;
  period: { code: string; from: Day; to: Day } | null;
  /** The day of the figures, and by what had been entered up to the end of which day. */
  asOf: Day;
  knownAt: Day;
}

/** All that documents say, read in one transaction that sees one state. */
export interface DocumentFacts {
  agreement: Pick<AgreementRef, 'kind' | 'number' | 'title'> & { issuer: BilingualText };
  parties: DocumentParty[];
  source: DocumentSource;
  state: PeriodState;
  said: SaidOfPart[];
  /** Of a body that led a part on the day: code of the one that answers for it today. */
  inCharge: Map<string, { code: string; name: BilingualText }>;
  /** `<commitment> <party> <period>`: reports that their own office has in hand. They came, and nobody is to be urged about them. */
  inHand: Set<string>;
  /** The day on which it is asked. */
  today: Day;
}

export interface FactsAsked {
  agreement: AgreementRef;
  /** Code of the side whose frozen state it is; null for the joint one. */
  party: string | null;
  of: { period: string } | { day: Day };
  today: Day;
}

/** @throws NotFound, RuleBroken where the period is not closed, or the day is not to be had */
export async function readFacts(em: EntityManager, asked: FactsAsked): Promise<DocumentFacts> {
  const db = em.getKysely() as unknown as Kysely<unknown>;
  const { agreement, today } = asked;
  const { source, state, months, until } = await readSource(db, asked);
  const { rows: parties } = await sql<DocumentParty>`
    select p.id, p.code, p.marker, p.name, p.committee, case when o.id is not null then jsonb_build_object('name', o.name, 'kind', o.kind) end as office
    from agreement_party ap join party p on p.id = ap.party_id left join body o on o.id = p.office_id
    where ap.agreement_id = ${agreement.id} order by ap.position`.execute(db);
  const { rows: issuers } = await sql<{
    issuer: BilingualText;
  }>`select issuer from agreement where id = ${agreement.id}`.execute(db);
  const { rows: said } = await sql<SaidOfPart>`
    select distinct on (u.side_id) u.commitment_id as "commitmentId", p.code as party, u.results, u.difficulties, u.proposals,
      u.next_steps as "nextSteps", u.author, u.day::text as "on"
    from progress_update u join commitment_side sd on sd.id = u.side_id join party p on p.id = sd.party_id
    where sd.agreement_id = ${agreement.id} and u.period = any(${months}) and u.at <= ${until} and u.day <= ${dayOf(until)}::date
    order by u.side_id, u.id desc`.execute(db);
  const { rows: hand } = await sql<{ key: string }>`
    select sd.commitment_id || ' ' || p.code || ' ' || s.period as key
    from submitted_report s join commitment_side sd on sd.id = s.side_id join party p on p.id = sd.party_id
    where s.agreement_id = ${agreement.id} and s.period = any(${months}) and ${isWaitingBy()}`.execute(db);
  return {
    agreement: { ...agreement, issuer: issuers[0]!.issuer },
    parties,
    source,
    state,
    said,
    inCharge: await readInCharge(db, state.commitments, today),
    inHand: new Set(hand.map(({ key }) => key)),
    today,
  };
}

interface SourceRead {
  source: DocumentSource;
  state: PeriodState;
  /** Codes of the months on which reports are quoted, the one on which they are owed first. */
  months: string[];
  /** Reports count that had come by then. */
  until: Date;
}

async function readSource(
  db: Kysely<unknown>,
  { agreement, party, of, today }: FactsAsked,
): Promise<SourceRead> {
  return 'period' in of
    ? readFrozen(db, agreement, party, of.period, today)
    : readDay(db, agreement, of.day, today);
}

async function readFrozen(
  db: Kysely<unknown>,
  agreement: AgreementRef,
  party: string | null,
  code: string,
  today: Day,
): Promise<SourceRead> {
  namedPeriod(await readPeriodsOf(db, agreement), agreement, code, today);
  const row = latestOf(await readRefs(db, agreement.id, [code]), party);
  if (!row) throw new RuleBroken(notFrozen(party === null), 'period');
  const stored = (await readStored(db, [row.id])).get(row.id)!;
  const until = new Date(row.closedAt);
  const { figures } = stored;
  const { months, from, to } = asFrozen(code, figures.asOf, agreement);
  return {
    source: {
      code: row.code,
      frozenId: row.id,
      period: { code, from, to },
      asOf: figures.asOf,
      knownAt: dayOf(until),
    },
    state: stored,
    months: months.map((month) => month.code).reverse(),
    until,
  };
}

/** By the cut-off of then, whatever the agreement's is now. */
function asFrozen(code: string, to: Day, { dueDay }: AgreementRef): AnyPeriod {
  return anyPeriodOf(code, { cutoffDay: Number(to.slice(8)), dueDay })!;
}

async function readDay(
  db: Kysely<unknown>,
  agreement: AgreementRef,
  day: Day,
  today: Day,
): Promise<SourceRead> {
  const { since } = await readPeriodsOf(db, agreement);
  if (day > today) throw new RuleBroken(dayAhead, 'day');
  if (day < since) throw new RuleBroken(dayTooEarly(since), 'day');
  const ended = latestClosedPeriod(day, agreement);
  const months = [ended];
  const state = await readPeriodState(
    db,
    agreement.id,
    { ...ended, kind: 'month', months, from: ended.from, to: day },
    today,
  );
  return {
    source: { code: null, frozenId: null, period: null, asOf: day, knownAt: today },
    state,
    months: [ended.code, runningPeriod(day, agreement).code],
    until: new Date(instantOf(addDays(day, 1)).getTime() - 1),
  };
}

async function readInCharge(
  db: Kysely<unknown>,
  commitments: readonly FrozenCommitment[],
  today: Day,
): Promise<DocumentFacts['inCharge']> {
  const codes = [...new Set(commitments.flatMap(({ sides }) => sides.map(({ leadBody }) => leadBody.code)))];
  const { rows } = await sql<{ lead: string; code: string; name: BilingualText }>`
    select b.code as lead, c.code, c.name from body b join body c on c.id = ${inChargeOf(sql`b`, today)} where b.code = any(${codes})`.execute(
    db,
  );
  return new Map(rows.map(({ lead, code, name }) => [lead, { code, name }]));
}
