import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { AgreementRef, RequestScope } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { inChargeOf } from '../../agreements/in-charge.js';
import { presentOwnRevision, presentRevision } from '../../agreements/revision.sql.js';
import { visibleTo } from '../../agreements/visible.js';
import { labelOf, type Precision } from '../../calendar/deadline.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { Clock, type Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { etagOf } from '../../platform/http/etag.js';
import { responseCacheLimits, CompressedResponse } from '../../platform/http/compressed-response.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import type { BilingualText } from '../../platform/text.js';
import { completionWaits } from '../completion/completion-waits.js';
import { ForecastQueries } from '../forecast/forecast.queries.js';
import type { Forecast } from '../forecast/forecast.types.js';
import { isOpen } from '../forecast/history.js';
import { overdueSpells, type HeldState } from '../overdue-spells.js';
import type {
  CommitmentDetail,
  CommitmentItem,
  DueItem,
  EventItem,
  ExtensionCounterItem,
  ExtensionItem,
  ProgressUpdateItem,
} from '../commitment.types.js';
import { periodsOf } from '../indicators/across.js';
import { ownReader } from '../submitted/readers.js';
import { holderFrom, turnFrom, type RawHolder, type RawTurn } from '../turn/holder.js';
import { holdersOf, turnsOf } from '../turn/turn.sql.js';
import { dueOf, itemColumns, itemOf, type ItemRow } from './item.sql.js';
import { daysOf, type DaysAsked } from './days.js';
import {
  extensionRequests,
  openMatters,
  reportCounts,
  standingEvidence,
  statements,
  statesOf,
} from './detail.sql.js';
import { noHand, ownHandOf, type OwnHand } from './own-hand.sql.js';
import { commitmentsAt, endOf, sidesAt, type ReadAt } from './read-source.js';

interface DetailRow extends ItemRow {
  agreement: CommitmentDetail['agreement'];
  clauseSummaries: { locator: string; summary: BilingualText }[];
  originalPrecision: Precision;
  originalValue: string | null;
  originalOn: Day | null;
  statements: ProgressUpdateItem[] | null;
  evidence: CommitmentDetail['evidence'] | null;
  extensionRequests:
    | (Omit<ExtensionItem, 'from' | 'to' | 'asked' | 'counters' | 'afterAgreement'> & {
        from: RawDue;
        to: RawDue;
        asked: RawDue;
        counters: (Omit<ExtensionCounterItem, 'from' | 'to'> & { from: RawDue; to: RawDue })[];
      })[]
    | null;
  openMatters: CommitmentDetail['openMatters'] | null;
  states: HeldState[] | null;
  differsSince: Day | null;
  reportCounts: Record<string, number>;
  holders: RawHolder[];
  turns: RawTurn[];
  inCharge: CommitmentDetail['inCharge'];
  recipients: CommitmentDetail['recipients'] | null;
  previous: CommitmentDetail['previous'];
  next: CommitmentDetail['next'];
  events: EventItem[] | null;
  ownHand: OwnHand | null;
}

/** What its page has of it beside what programs read. */
interface ForPage {
  mostEvents: number;
  viewer: Viewer;
}
type RawDue = Omit<DueItem, 'label'>;

/** One commitment with all that its page and its JSON show. Scope is in the query. */
@Injectable()
export class DetailQueries {
  private readonly answers = new RevisionCache<CompressedResponse>(responseCacheLimits);

  constructor(
    private readonly em: EntityManager,
    private readonly clock: Clock,
    private readonly calendar: WorkingCalendarService,
    private readonly forecasts: ForecastQueries,
  ) {}

  /** @throws NotFound where the agreement has none of that code */
  byCode(agreement: AgreementRef, code: string): Promise<CommitmentDetail> {
    return this.read(this.at(agreement), sql`t.code = ${code}`);
  }

  /** The same for its page, with what happened up to that day, newest first: in one statement. */
  async withEvents(
    { agreement, viewer }: Pick<RequestScope, 'agreement' | 'viewer'>,
    code: string,
    days: DaysAsked = {},
  ): Promise<{ commitment: CommitmentDetail; events: EventItem[]; ownHand: OwnHand }> {
    const at = this.at(agreement, days, viewer);
    const { row, commitment } = await this.readRow(at, sql`t.code = ${code}`, {
      mostEvents: EVENTS_SHOWN,
      viewer,
    });
    return { commitment, events: row.events ?? [], ownHand: row.ownHand ?? noHand };
  }

  /** Its id alone: for a form, which decides before it builds a page. @throws NotFound where the agreement has none of that code */
  async idOf(agreement: AgreementRef, code: string): Promise<number> {
    const { rows } = await sql<{ id: number }>`
      select id from commitment where agreement_id = ${agreement.id} and code = ${code}`.execute(this.db);
    if (!rows[0]) throw new NotFound();
    return rows[0].id;
  }

  /** @throws NotFound where it does not exist, or the viewer may not know of it */
  async byId(viewer: Viewer, id: number): Promise<CommitmentDetail> {
    return this.read(this.at(await this.agreementOf(viewer, id), {}, viewer), sql`t.id = ${id}`);
  }

  /**
   * The same as bytes, sent as they are until the agreement's revision rises. With the version as ETag, but as of another day: what
   * was read there is no ground for a change.
   */
  async byIdAsJson(viewer: Viewer, id: number, days: DaysAsked): Promise<CompressedResponse> {
    const agreement = await this.agreementOf(viewer, id);
    const at = this.at(agreement, days, viewer);
    // All readers are told the same until a side keeps something to itself.
    const own = agreement.ownRevision > 1 ? [at.ownReader, at.ownReader && agreement.ownRevision] : [];
    return this.answers.get([id, agreement.revision, at.asOf, at.knownAt, at.today, ...own], async () => {
      const commitment = await this.read(at, sql`t.id = ${id}`);
      const forecast = await this.forecastOf(commitment, agreement.id, at.asOf);
      const headers = at.asOf === at.today ? { etag: etagOf(commitment.version) } : undefined;
      return CompressedResponse.json({ ...commitment, forecast }, headers);
    });
  }

  /** By what was known on the day; none of what is known by now to have been done or stopped. */
  private async forecastOf(
    { id, status }: CommitmentItem,
    agreementId: number,
    day: Day,
  ): Promise<Forecast | null> {
    return isOpen(status) ? this.forecasts.ofCommitment(agreementId, id, day) : null;
  }

  private async read(at: ReadAt, which: RawBuilder<unknown>): Promise<CommitmentDetail> {
    return (await this.readRow(at, which)).commitment;
  }

  private at({ id }: { id: number }, days: DaysAsked = {}, viewer?: Viewer): ReadAt {
    const at = { agreementId: id, ...daysOf(days, this.clock.today()) };
    return viewer ? { ...at, ownReader: ownReader(viewer), withDirectives: true } : at;
  }

  private async readRow(at: ReadAt, which: RawBuilder<unknown>, forPage?: ForPage) {
    const events = sql`(select jsonb_agg(to_jsonb(e)) from (${eventsOf(sql`c.id`, sql`e.at <= ${endOf(at.asOf)}`, forPage?.mostEvents ?? 0)}) e)`;
    const { rows } = await sql<DetailRow>`
      with c as (select * from (${commitmentsAt(at)}) t where ${which}), sides as (select t.* from (${sidesAt(at)}) t join c on c.id = t.commitment_id)
      select ${itemColumns(at)}, jsonb_build_object('slug', a.slug, 'number', a.number, 'startsOn', a.period_from, 'endsOn', a.period_to) as agreement,
        c.differs_since::text as "differsSince", (${statesOf(at)}) as states,
        (${reportCounts(at)}) as "reportCounts",
        c.original_precision as "originalPrecision", c.original_value as "originalValue",
        last_day_of(c.original_precision, c.original_value)::text as "originalOn",
        (select jsonb_agg(jsonb_build_object('locator', l.locator, 'summary', l.summary) order by l.position)
          from commitment_clause cc join clause l on l.id = cc.clause_id where cc.commitment_id = c.id) as "clauseSummaries",
        (${statements(at)}) as statements, (${standingEvidence(at)}) as evidence, (${extensionRequests(at)}) as "extensionRequests",
        ${holdersOf(at)} as holders, ${turnsOf(at)} as turns, (${inCharge(at.asOf)}) as "inCharge", (${recipients}) as recipients,
        (${openMatters(at)}) as "openMatters",
        (select jsonb_build_object('id', n.id, 'code', n.code) from commitment n
          where n.agreement_id = c.agreement_id and n.position < c.position order by n.position desc limit 1) as previous,
        (select jsonb_build_object('id', n.id, 'code', n.code) from commitment n
          where n.agreement_id = c.agreement_id and n.position > c.position order by n.position limit 1) as next,
        ${forPage ? events : sql`null`} as events, ${forPage ? ownHandOf(forPage.viewer) : sql`null`} as "ownHand"
      from c join sector se on se.id = c.sector_id join agreement a on a.id = c.agreement_id`.execute(
      this.db,
    );
    if (!rows[0]) throw new NotFound();
    const detail = detailOf(rows[0], at.asOf);
    const calendar = await this.calendar.load();
    const counted = {
      overdueWorkingDays: overdueWorkingDays(detail, calendar, at.asOf),
      completion: completionWaits(detail.sides, calendar, at.asOf),
    };
    return { row: rows[0], commitment: { ...detail, ...counted } };
  }

  /** Newest first. @param before an event's id, to page on. @throws NotFound out of the viewer's scope */
  async events(viewer: Viewer, id: number, limit: number, before?: number): Promise<EventItem[]> {
    await this.agreementOf(viewer, id);
    const older = before === undefined ? sql`true` : sql`e.id < ${before}`;
    const { rows } = await sql<EventItem>`${eventsOf(sql`${id}`, older, limit)}`.execute(this.db);
    return rows;
  }

  private async agreementOf(
    viewer: Viewer,
    id: number,
  ): Promise<{ id: number; revision: number; ownRevision: number }> {
    const { rows } = await sql<{ id: number; revision: number; ownRevision: number }>`
      select a.id, ${presentRevision}::integer as revision, ${presentOwnRevision}::integer as "ownRevision" from commitment c join agreement a on a.id = c.agreement_id where c.id = ${id} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.db,
    );
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }

  private get db() {
    return this.em.getKysely();
  }
}

function overdueWorkingDays(
  { due, overdueDays }: CommitmentItem,
  calendar: WorkingCalendar,
  asOf: Day,
): number {
  return overdueDays === 0 || !due.date ? 0 : calendar.countBetween(due.date, asOf);
}

/** What a page shows of what happened; programs page on. */
const EVENTS_SHOWN = 200;

/** Newest first. */
const eventsOf = (commitmentId: RawBuilder<unknown>, older: RawBuilder<unknown>, limit: number) => sql`
  select e.id::integer, e.kind, iso(e.at) as at, e.day::text, p.code as party, e.actor as by, e.stand_in -> 'name' as "standIn", e.data, e.illustrative
  from commitment_event e left join party p on p.id = e.party_id
  where e.commitment_id = ${commitmentId} and ${older} order by e.id desc limit ${limit}`;

const inCharge = (day: Day) => {
  const now = inChargeOf(sql`b`, day);
  return sql`
    select jsonb_object_agg(p.code, jsonb_build_object(
      'leadBody', (select jsonb_build_object('code', n.code, 'name', n.name, 'short', n.short)
        from body b join body n on n.id = ${now} where b.id = sd.lead_body_id),
      'bodies', (select jsonb_agg(distinct n.code) from body b join body n on n.id = ${now}
        where b.id = sd.lead_body_id or b.id in (select body_id from cooperating_body where side_id = sd.id))))
    from sides sd join party p on p.id = sd.party_id`;
};

const itsParties = sql`select s.party_id from sides s`;

/** Known by its Vietnamese name, in which products name it; any other stands as it was written. */
export const recipients = sql`
  select jsonb_object_agg(p.code, coalesce(
    (select b.name from body b where b.name ->> 'vi' = sd.product ->> 'recipient' and b.party_id in (${itsParties}) order by b.id limit 1),
    (select o.committee from party o where o.committee ->> 'vi' = sd.product ->> 'recipient' and o.id in (${itsParties}) limit 1),
    jsonb_build_object('vi', sd.product -> 'recipient', 'en', sd.product -> 'recipient')))
  from sides sd join party p on p.id = sd.party_id where sd.product <> '{}' and sd.commitment_id = c.id`;

/** From where a first date is asked for. */
const noDate: DueItem = {
  ...dueOf('ongoing', null, null),
  label: labelOf({ precision: 'ongoing', value: null, undated: { reviewOn: null } }),
};

function detailOf(row: DetailRow, asOf: Day): Omit<CommitmentDetail, 'overdueWorkingDays' | 'completion'> {
  const labelled = ({ precision, value, date }: RawDue) => dueOf(precision, value, date);
  const fromOf = (from: RawDue) => (from.date === null ? noDate : labelled(from));
  const { originalPrecision, originalValue, originalOn, ...rest } = row;
  const { events: _events, states: _states, ownHand: _ownHand, ...itemRow } = rest;
  return {
    ...itemOf(itemRow, asOf),
    agreement: row.agreement,
    overdueSpells: overdueSpells(row.states ?? [], row.completedOn, asOf),
    differsSince: row.differsSince,
    reportCounts: row.reportCounts,
    figures: Object.fromEntries(row.sides.map((side) => [side.party, periodsOf(side)])),
    holders: row.holders.map(holderFrom),
    turns: row.turns.map(turnFrom),
    openMatters: row.openMatters ?? [],
    inCharge: row.inCharge,
    recipients: row.recipients ?? {},
    previous: row.previous,
    next: row.next,
    clauseSummaries: row.clauseSummaries ?? [],
    originalDue: dueOf(
      originalPrecision,
      originalValue,
      originalOn,
      originalPrecision === 'ongoing' ? row.undated : null,
    ),
    statements: Object.fromEntries((row.statements ?? []).map((statement) => [statement.party, statement])),
    evidence: row.evidence ?? {},
    extensionRequests: (row.extensionRequests ?? []).map((request) => ({
      ...request,
      from: fromOf(request.from),
      to: labelled(request.to),
      asked: labelled(request.asked),
      counters: request.counters.map((one) => ({ ...one, from: labelled(one.from), to: labelled(one.to) })),
      afterAgreement: (request.to.date ?? '') > row.agreement.endsOn,
    })),
  };
}
