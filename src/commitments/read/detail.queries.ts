import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { AgreementRef } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { inChargeOf } from '../../agreements/in-charge.js';
import { visibleTo } from '../../agreements/visible.js';
import type { Precision } from '../../calendar/deadline.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { Clock, type Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { etagOf } from '../../platform/http/etag.js';
import { responseCacheLimits, CompressedResponse } from '../../platform/http/compressed-response.js';
import { RevisionCache } from '../../platform/revision-cache.js';
import type { BilingualText } from '../../platform/text.js';
import { overdueSpells, type HeldState } from '../overdue-spells.js';
import type {
  CommitmentDetail,
  CommitmentItem,
  DueItem,
  EventItem,
  ExtensionItem,
  ProgressUpdateItem,
} from '../commitment.types.js';
import { holderFrom, turnFrom, type RawHolder, type RawTurn } from '../turn/holder.js';
import { holdersOf, turnsOf } from '../turn/turn.sql.js';
import { lastStep } from '../matters/matter.sql.js';
import { dueOf, itemColumns, itemOf, type ItemRow } from './item.sql.js';
import { commitmentsAt, sidesAt } from './read-source.js';

interface DetailRow extends ItemRow {
  agreement: CommitmentDetail['agreement'];
  clauseSummaries: { locator: string; summary: BilingualText }[];
  originalPrecision: Precision;
  originalValue: string | null;
  originalOn: Day | null;
  statements: ProgressUpdateItem[] | null;
  evidence: CommitmentDetail['evidence'] | null;
  extensionRequests:
    (Omit<ExtensionItem, 'from' | 'to' | 'afterAgreement'> & { from: RawDue; to: RawDue })[] | null;
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
  ) {}

  /** @throws NotFound where the agreement has none of that code */
  byCode(agreement: AgreementRef, code: string): Promise<CommitmentDetail> {
    return this.read(agreement.id, sql`t.code = ${code}`, this.clock.today());
  }

  /** The same for its page, with what happened, newest first: in one statement. */
  async withEvents(
    agreement: AgreementRef,
    code: string,
  ): Promise<{ commitment: CommitmentDetail; events: EventItem[] }> {
    const today = this.clock.today();
    const { row, commitment } = await this.readRow(agreement.id, sql`t.code = ${code}`, today, EVENTS_SHOWN);
    return { commitment, events: row.events ?? [] };
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
    return this.read((await this.agreementOf(viewer, id)).id, sql`t.id = ${id}`, this.clock.today());
  }

  /** The same as bytes, with the version as ETag; sent as they are until the agreement's revision rises. */
  async byIdAsJson(viewer: Viewer, id: number): Promise<CompressedResponse> {
    const agreement = await this.agreementOf(viewer, id);
    const today = this.clock.today();
    return this.answers.get([id, agreement.revision, today], async () => {
      const commitment = await this.read(agreement.id, sql`t.id = ${id}`, today);
      return CompressedResponse.json(commitment, { etag: etagOf(commitment.version) });
    });
  }

  private async read(agreementId: number, which: RawBuilder<unknown>, asOf: Day): Promise<CommitmentDetail> {
    return (await this.readRow(agreementId, which, asOf, 0)).commitment;
  }

  private async readRow(agreementId: number, which: RawBuilder<unknown>, asOf: Day, mostEvents: number) {
    const events = sql`(select jsonb_agg(to_jsonb(e)) from (${eventsOf(sql`c.id`, sql`true`, mostEvents)}) e)`;
    const at = { agreementId, asOf, knownAt: asOf, today: asOf };
    const { rows } = await sql<DetailRow>`
      with c as (select * from (${commitmentsAt(at)}) t where ${which}), sides as (select t.* from (${sidesAt(at)}) t join c on c.id = t.commitment_id)
      select ${itemColumns(at)}, jsonb_build_object('slug', a.slug, 'number', a.number, 'endsOn', a.period_to) as agreement,
        c.differs_since::text as "differsSince", (${statesOf}) as states,
        (select jsonb_object_agg(p.code, (select count(*) from progress_update u where u.side_id = sd.id))
          from sides sd join party p on p.id = sd.party_id) as "reportCounts",
        c.original_precision as "originalPrecision", c.original_value as "originalValue",
        last_day_of(c.original_precision, c.original_value)::text as "originalOn",
        (select jsonb_agg(jsonb_build_object('locator', l.locator, 'summary', l.summary) order by l.position)
          from commitment_clause cc join clause l on l.id = cc.clause_id where cc.commitment_id = c.id) as "clauseSummaries",
        (select jsonb_agg(${updateJson}) from sides sd join party p on p.id = sd.party_id
          cross join lateral (select * from progress_update where side_id = sd.id order by id desc limit 1) u) as statements,
        (${standingEvidence}) as evidence,
        (select jsonb_agg(${extensionJson} order by x.id) from extension_request x join party p on p.id = x.party_id
          where x.commitment_id = c.id) as "extensionRequests",
        ${holdersOf(at)} as holders, ${turnsOf(at)} as turns, (${inCharge(asOf)}) as "inCharge", (${recipients}) as recipients,
        (${openMatters}) as "openMatters",
        (select jsonb_build_object('id', n.id, 'code', n.code) from commitment n
          where n.agreement_id = c.agreement_id and n.position < c.position order by n.position desc limit 1) as previous,
        (select jsonb_build_object('id', n.id, 'code', n.code) from commitment n
          where n.agreement_id = c.agreement_id and n.position > c.position order by n.position limit 1) as next,
        ${mostEvents > 0 ? events : sql`null`} as events
      from c join sector se on se.id = c.sector_id join agreement a on a.id = c.agreement_id`.execute(
      this.db,
    );
    if (!rows[0]) throw new NotFound();
    const detail = detailOf(rows[0], asOf);
    const overdueWorkingDays = await this.overdueWorkingDays(detail, asOf);
    return { row: rows[0], commitment: { ...detail, overdueWorkingDays } };
  }

  /** Newest first. @param before an event's id, to page on. @throws NotFound out of the viewer's scope */
  async events(viewer: Viewer, id: number, limit: number, before?: number): Promise<EventItem[]> {
    await this.agreementOf(viewer, id);
    const older = before === undefined ? sql`true` : sql`e.id < ${before}`;
    const { rows } = await sql<EventItem>`${eventsOf(sql`${id}`, older, limit)}`.execute(this.db);
    return rows;
  }

  private async agreementOf(viewer: Viewer, id: number): Promise<{ id: number; revision: number }> {
    const { rows } = await sql<{ id: number; revision: number }>`
      select a.id, a.revision::integer from commitment c join agreement a on a.id = c.agreement_id where c.id = ${id} and ${visibleTo(viewer, sql`c.agreement_id`)}`.execute(
      this.db,
    );
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }

  private async overdueWorkingDays({ due, overdueDays }: CommitmentItem, asOf: Day): Promise<number> {
    if (overdueDays === 0 || !due.date) return 0;
    return (await this.calendar.load()).countBetween(due.date, asOf);
  }

  private get db() {
    return this.em.getKysely();
  }
}

/** What a page shows of what happened; programs page on. */
const EVENTS_SHOWN = 200;

/** Newest first. */
const eventsOf = (commitmentId: RawBuilder<unknown>, older: RawBuilder<unknown>, limit: number) => sql`
  select e.id::integer, e.kind, iso(e.at) as at, e.day::text, p.code as party, e.actor as by, e.data, e.illustrative
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

const openMatters = sql`
  select jsonb_agg(jsonb_build_object('id', m.id, 'party', p.code, 'level', m.level, 'openedAt', iso(m.opened_at), 'role', l.role,
    'holder', h.code, 'outside', l.outside) order by sd.position)
  from sides sd join party p on p.id = sd.party_id join decision_matter m on m.side_id = sd.id cross join lateral (${lastStep()}) l
  join party h on h.id = l.holder_party_id`;

const itsParties = sql`select s.party_id from sides s`;

/** Known by its Vietnamese name, in which products name it; any other stands as it was written. */
const recipients = sql`
  select jsonb_object_agg(p.code, coalesce(
    (select b.name from body b where b.name ->> 'vi' = sd.product ->> 'recipient' and b.party_id in (${itsParties}) order by b.id limit 1),
    (select o.committee from party o where o.committee ->> 'vi' = sd.product ->> 'recipient' and o.id in (${itsParties}) limit 1),
    jsonb_build_object('vi', sd.product -> 'recipient', 'en', sd.product -> 'recipient')))
  from sides sd join party p on p.id = sd.party_id where sd.product <> '{}'`;

/** Oldest first. */
const statesOf = sql`
  select jsonb_agg(jsonb_build_object('dueOn', h.due_on, 'open', h.status in ('not_started', 'in_progress'),
    'from', iso(lower(h.validity)), 'until', iso(upper(h.validity))) order by lower(h.validity))
  from commitment_state h where h.commitment_id = c.id`;

const updateJson = sql`jsonb_build_object('id', u.id, 'party', p.code, 'at', iso(u.at), 'period', u.period, 'by', u.author, 'status', u.status,
  'percent', u.percent, 'results', u.results, 'difficulties', u.difficulties, 'proposals', u.proposals, 'nextSteps', u.next_steps, 'decisionLevel', u.decision_level,
  'doneOn', u.done_on, 'evidenceIds', coalesce(u.evidence_ids, '{}'), 'noEvidenceReason', u.no_evidence_reason,
  'illustrative', u.illustrative)`;

const standingEvidence = sql`
  select jsonb_object_agg(e.code, e.items) from (
    select p.code, jsonb_agg(jsonb_build_object('id', v.id, 'name', case when v.sha256 is not null then v.name end, 'number', v.number,
      'issuedOn', v.issued_on, 'issuer', v.issuer, 'recipient', v.recipient, 'title', v.title) order by v.id desc) as items
    from evidence v join sides sd on sd.id = v.side_id join party p on p.id = sd.party_id
    where v.commitment_id = c.id and v.withdrawn_at is null group by p.code) e`;

const extensionJson = sql`jsonb_build_object('id', x.id, 'party', p.code,
  'from', jsonb_build_object('precision', x.from_precision, 'value', x.from_value, 'date', x.from_on),
  'to', jsonb_build_object('precision', x.to_precision, 'value', x.to_value, 'date', x.to_on),
  'reason', x.reason, 'requestedAt', iso(x.requested_at), 'requestedBy', x.requester, 'decision', x.decision,
  'decisionReason', x.decision_reason, 'decidedAt', iso(x.decided_at), 'status', x.status,
  'agreements', (select coalesce(jsonb_agg(jsonb_build_object('party', q.code, 'decision', g.decision, 'reason', g.reason, 'at', iso(g.at)) order by g.at), '[]')
    from extension_agreement g join party q on q.id = g.party_id where g.request_id = x.id))`;

function detailOf(row: DetailRow, asOf: Day): Omit<CommitmentDetail, 'overdueWorkingDays'> {
  const labelled = ({ precision, value, date }: RawDue) => dueOf(precision, value, date);
  const { originalPrecision, originalValue, originalOn, events: _events, states: _states, ...itemRow } = row;
  return {
    ...itemOf(itemRow, asOf),
    agreement: row.agreement,
    overdueSpells: overdueSpells(row.states ?? [], asOf),
    differsSince: row.differsSince,
    reportCounts: row.reportCounts,
    holders: row.holders.map(holderFrom),
    turns: row.turns.map(turnFrom),
    openMatters: row.openMatters ?? [],
    inCharge: row.inCharge,
    recipients: row.recipients ?? {},
    previous: row.previous,
    next: row.next,
    clauseSummaries: row.clauseSummaries ?? [],
    originalDue: dueOf(originalPrecision, originalValue, originalOn),
    statements: Object.fromEntries((row.statements ?? []).map((statement) => [statement.party, statement])),
    evidence: row.evidence ?? {},
    extensionRequests: (row.extensionRequests ?? []).map((request) => ({
      ...request,
      from: labelled(request.from),
      to: labelled(request.to),
      afterAgreement: (request.to.date ?? '') > row.agreement.endsOn,
    })),
  };
}
