import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import {
  latestClosedPeriod,
  type ReportingDays,
  type ReportingPeriod,
} from '../../calendar/reporting-period.js';
import { missingReports } from '../../commitments/read/reported.sql.js';
import { reasons, type Reason } from '../../commitments/turn/turn.types.js';
import type { Day } from '../../platform/clock.js';
import type { OfficeWork } from './digest.content.js';
import type { WaitingTotal } from './digest.holder.js';
import { mattersNow } from '../plan/waiting.sql.js';

/** Whoever has more reads of them on the pages. */
const MOST_AGREEMENTS = 10;

interface AgreementOfParty extends ReportingDays {
  partyId: number;
  id: number;
  slug: string;
  number: string;
}

interface Missing {
  id: number;
  partyId: number;
  missing: number;
}

/** What offices have to do in their agreements, as figures: of all the sides that are asked for in one go, for the offices of an agreement read the same rows. */
@Injectable()
export class OfficeWorkQueries {
  constructor(private readonly em: EntityManager) {}

  /** @returns by party, in the order of the agreements */
  async of(parties: readonly number[], day: Day): Promise<Map<number, OfficeWork[]>> {
    const agreements = await this.agreementsOf(parties);
    const slugs = [...new Set(agreements.map(({ slug }) => slug))];
    const [counts, totals] = await Promise.all([
      this.missing(agreements, parties, day),
      this.totals(parties, slugs, day),
    ]);
    return Map.groupBy(
      agreements.map((agreement) => workIn(agreement, day, counts, totals)),
      ({ partyId }) => partyId,
    );
  }

  /** All that waits for the posts of some sides in some agreements, by party. */
  async totals(
    parties: readonly number[],
    slugs: readonly string[],
    day: Day,
  ): Promise<Map<number, WaitingTotal[]>> {
    if (slugs.length === 0) return new Map();
    const { rows } = await totalsIn(parties, slugs, day).execute(this.db);
    const read = rows.map(({ whys, ...total }) => {
      const all = new Set(whys.flat());
      return { ...total, whys: reasons.filter((why) => all.has(why)) };
    });
    return Map.groupBy(read, ({ partyId }) => partyId);
  }

  private async agreementsOf(parties: readonly number[]): Promise<AgreementOfParty[]> {
    const { rows } = await sql<AgreementOfParty>`
      select p.id as "partyId", a.* from unnest(${[...parties]}::integer[]) p (id) cross join lateral (
        select a.id, a.slug, a.number, a.reporting_cutoff_day as "cutoffDay", a.report_due_day as "dueDay"
        from agreement a join agreement_party ap on ap.agreement_id = a.id where ap.party_id = p.id
        order by a.id limit ${MOST_AGREEMENTS}) a
      order by a.id`.execute(this.db);
    return rows;
  }

  private async missing(
    agreements: readonly AgreementOfParty[],
    parties: readonly number[],
    day: Day,
  ): Promise<Missing[]> {
    const ofPeriods = Map.groupBy(agreements, (agreement) => latestClosedPeriod(day, agreement).to);
    const counts = [...ofPeriods.values()].map((some) => {
      const ids = [...new Set(some.map(({ id }) => id))];
      return missingIn(latestClosedPeriod(day, some[0]!), ids, parties, day);
    });
    if (counts.length === 0) return [];
    return (await sql<Missing>`${sql.join(counts, sql` union all `)}`.execute(this.db)).rows;
  }

  private get db() {
    return this.em.fork().getKysely();
  }
}

function workIn(
  agreement: AgreementOfParty,
  day: Day,
  counts: readonly Missing[],
  totals: ReadonlyMap<number, WaitingTotal[]>,
): OfficeWork & { partyId: number } {
  const { partyId, id, slug, number } = agreement;
  const count = counts.find((one) => one.id === id && one.partyId === partyId);
  return {
    partyId,
    slug,
    number,
    period: latestClosedPeriod(day, agreement),
    missing: count?.missing ?? 0,
    totals: (totals.get(partyId) ?? []).filter((total) => total.slug === slug),
  };
}

function missingIn(
  period: ReportingPeriod,
  agreements: readonly number[],
  parties: readonly number[],
  day: Day,
): RawBuilder<unknown> {
  const sides = sql`select sd.id from commitment_side sd
    where sd.agreement_id = any(${[...agreements]}) and sd.party_id = any(${[...parties]})`;
  return sql`select sd.agreement_id as id, sd.party_id as "partyId", count(*)::integer as missing
    from (${missingReports({ period, asOf: day }, sides)}) owed join commitment_side sd on sd.id = owed.side_id group by 1, 2`;
}

type RawTotal = Omit<WaitingTotal, 'whys'> & { partyId: number; whys: Reason[][] };

const totalsIn = (parties: readonly number[], slugs: readonly string[], day: Day) => sql<RawTotal>`
  select t.party_id as "partyId", t.slug, t.kind, t.post, jsonb_agg(t.whys) as whys,
    array_agg(t.code order by t.position) as codes, min(t.since)::text as since,
    working_days_between(min(t.since) - 1, ${day}::date - 1) as "workingDays"
  from (
    select m.party_id, ag.slug, m.kind, p.post, c.code, c.position, min(m.since) as since, jsonb_agg(m.why) as whys
    from agreement ag cross join lateral (${mattersNow(day, sql`true`)}) m join commitment c on c.id = m.commitment_id
      cross join lateral (select case when m.role in ('leader', 'outside') then m.role else 'coordinator' end as post) p
    where ag.slug = any(${[...slugs]}) and m.party_id = any(${[...parties]}) and m.role <> 'lead_body'
    group by 1, 2, 3, 4, 5, 6) t
  group by 1, 2, 3, 4`;
