import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { answeredForBy } from '../agreements/in-charge.js';
import type { Viewer } from '../identity/viewer.js';
import type { HeaderFacts } from '../shell/header-facts.js';
import type { FastifyRequest } from 'fastify';
import { RevisionCache } from '../platform/revision-cache.js';
import { stateOfReport } from '../calendar/reporting-period.js';
import { addDays, Clock, daysBetween, type Day } from '../platform/clock.js';
import { MOST_CHOICES, type AgreementRef as Agreement } from '../identity/scope.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { firstReportOn, owedReport, reported } from '../commitments/read/reported.sql.js';
import { itemColumns, itemOf, type ItemRow } from '../commitments/read/item.sql.js';
import {
  type AgreementRef,
  type MyWork,
  type PeriodFigures,
  type Task,
  type TaskKind,
  taskKinds,
} from './my-work.types.js';
import { commitmentsAt, sidesAt } from '../commitments/read/read-source.js';

const DUE_SOON_DAYS = 14;
const MOST_ROWS = 300;

interface WorkRow extends ItemRow {
  slug: string;
  kind: TaskKind | null;
  reason: string | null;
  owed: boolean;
  reportedOn: Day | null;
  /** Of all the viewer's commitments, however many rows are shown. */
  reports: PeriodFigures;
}

const facts = { owed: sql`owed`, on: sql`reported_on` };

/** What the signed-in person must do now; nothing for those who speak for no side. */
@Injectable()
export class MyWorkQueries implements HeaderFacts {
  private readonly counts = new RevisionCache<number>({ most: 2000 });

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
    private readonly clock: Clock,
  ) {}

  /** For the header of every page: what the guard has read of the agreements is enough, where it read all of them. */
  async workCount({ viewer, inReach }: FastifyRequest): Promise<number> {
    if (!viewer) return 0;
    const known = inReach && inReach.choices.length <= MOST_CHOICES ? inReach.choices : undefined;
    const counts = await this.countByAgreement(viewer, known);
    return [...counts.values()].reduce((sum, count) => sum + count, 0);
  }

  /** By slug; empty for those who speak for no side. @param agreements all that the viewer may see, where they are known */
  async countByAgreement(viewer: Viewer, agreements?: Agreement[]): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    if (!viewer.party) return counts;
    const today = this.clock.today();
    for (const agreement of agreements ?? (await this.commitments.agreements(viewer))) {
      const key = [agreement.id, agreement.revision, today, viewer.role, viewer.party.id, viewer.body?.id];
      counts.set(agreement.slug, await this.counts.get(key, () => this.countIn(viewer, agreement)));
    }
    return counts;
  }

  private async countIn(viewer: Viewer, agreement: Agreement): Promise<number> {
    const { rows } = await sql<{ n: number }>`${this.work(viewer, agreement)}
      select count(*)::integer as n from mine where kind is not null`.execute(this.em.getKysely());
    return rows[0]!.n;
  }

  /** The work in all agreements of the viewer's side, most urgent first. */
  async read(viewer: Viewer): Promise<MyWork> {
    const works: MyWork[] = [];
    for (const agreement of viewer.party ? await this.commitments.agreements(viewer) : [])
      works.push(await this.readIn(viewer, agreement));
    return {
      tasks: works.flatMap(({ tasks }) => tasks).sort(byUrgency),
      periods: works.flatMap(({ periods }) => periods),
      commitments: works.flatMap(({ commitments }) => commitments),
      upcoming: soonest(works.flatMap(({ upcoming }) => upcoming)),
    };
  }

  private async readIn(viewer: Viewer, agreement: Agreement): Promise<MyWork> {
    const { slug } = agreement;
    const ref = { slug, number: agreement.number, kind: agreement.kind };
    const at = this.commitments.readAt(agreement);
    const { period, asOf } = at;
    const { rows } = await sql<WorkRow>`${this.work(viewer, agreement)}
      select ${itemColumns}, ${slug}::text as slug, m.kind, m.reason, m.owed, m.reported_on::text as "reportedOn",
        (select jsonb_build_object('owed', count(*) filter (where owed), 'gave', count(*) filter (where ${reported('gave', at, facts)}),
          'late', count(*) filter (where ${reported('late', at, facts)})) from mine) as reports
      from mine m join c on c.id = m.commitment_id join sector se on se.id = c.sector_id
      order by c.position limit ${MOST_ROWS}`.execute(this.em.getKysely());
    const own = rows.map(({ kind, reason, owed, reportedOn, reports: _reports, slug: _slug, ...row }) => ({
      agreement: ref,
      commitment: itemOf(row, asOf),
      kind,
      reason,
      report: { state: stateOfReport(period, owed, reportedOn), on: reportedOn },
    }));
    return {
      tasks: own
        .flatMap((row) => (row.kind ? [taskOf(row.kind, row, asOf, period.dueOn)] : []))
        .sort(byUrgency),
      periods: [
        {
          agreement: ref,
          period,
          ...(rows[0]?.reports ?? { owed: 0, gave: 0, late: 0 }),
        },
      ],
      commitments: own.map(({ commitment, report }) => ({ agreement: ref, commitment, report })),
      upcoming: upcomingOf(
        ref,
        own.map(({ commitment }) => commitment),
        period,
        asOf,
      ),
    };
  }

  /** CTEs ending in `mine`: the commitments that are the viewer's, each with its most urgent reason to act, if any. */
  private work(viewer: Viewer, agreement: Agreement): RawBuilder<unknown> {
    const at = this.commitments.readAt(agreement);
    const ours = answeredForBy(sql`${viewer.body?.id ?? null}::integer`, at.asOf);
    const isMine =
      viewer.role === 'liaison'
        ? sql`(sd.lead_body_id = any(${ours}) or exists (select 1 from cooperating_body cb where cb.side_id = sd.id and cb.body_id = any(${ours})))`
        : sql`true`;
    const open = sql`c.status in ('not_started', 'in_progress') and sd.status in ('not_started', 'in_progress')`;
    const notClosed = sql`c.status not in ('completed', 'withdrawn')`;
    const soon = addDays(at.asOf, DUE_SOON_DAYS);
    const isLead = viewer.role === 'liaison' ? sql`sd.lead_body_id = any(${ours})` : sql`false`;
    // What may.ts says of who may and whether now, told again as SQL: test/may.spec.ts holds the one against the other.
    const kinds: Record<string, RawBuilder<unknown>> = {
      liaison: sql`case
        when ${open} and c.timeliness = 'overdue' then 'overdue'
        when sd.returned_at is not null then 'returned'
        when ${open} and c.due_on <= ${soon}::date then 'due_soon'
        when not ${isLead} then null
        when ${open} and ${reported('missing', at, facts)} and sd.percent is null then 'first_update'
        when ${open} and ${reported('missing', at, facts)} then 'update_missing' end`,
      coordinator: sql`case
        when ${open} and c.timeliness = 'overdue' then 'overdue'
        when sd.returned_at is not null then 'returned'
        when x.id is not null and ${notClosed} and x.party_id <> sd.party_id and not exists (select 1 from extension_agreement g where g.request_id = x.id and g.party_id = sd.party_id) then 'agree_extension'
        when sd.plan_confirmed_at is null then 'confirm_plan' end`,
      leader: sql`case
        when sd.status = 'completed' and sd.completion_confirmed_at is null then 'sign_completion'
        when x.id is not null and ${notClosed} and x.party_id = sd.party_id and x.decision is null then 'decide_extension' end`,
    };
    return sql`
      with c as materialized (${commitmentsAt(at)}), sides as materialized (${sidesAt(at)}),
      mine as materialized (
        select sd.commitment_id, ${kinds[viewer.role] ?? sql`null`} as kind, r.owed, r.reported_on,
          case when x.id is not null then x.reason when sd.returned_at is not null then (
            select e.data ->> 'reason' from commitment_event e where e.commitment_id = c.id and e.kind = 'returned'
              and coalesce(e.data ->> 'to', ${viewer.party!.code}) = ${viewer.party!.code} order by e.id desc limit 1) end as reason
        from sides sd join c on c.id = sd.commitment_id
        left join extension_request x on x.commitment_id = c.id and x.status = 'open'
        cross join lateral (select ${owedReport(at)} as owed, ${firstReportOn(at)} as reported_on) r
        where sd.party_id = ${viewer.party!.id} and ${isMine})`;
  }
}

type OwnRow = Pick<Task, 'agreement' | 'commitment' | 'reason'>;

function taskOf(kind: TaskKind, { agreement, commitment, reason }: OwnRow, asOf: Day, reportDue: Day): Task {
  const isReport = kind === 'update_missing' || kind === 'first_update';
  const isDated = kind === 'overdue' || kind === 'due_soon' || kind === 'sign_completion';
  const before = isReport ? reportDue : isDated ? commitment.due.date : null;
  return { kind, agreement, commitment, before, daysLeft: before ? daysBetween(asOf, before) : null, reason };
}

function byUrgency(a: Task, b: Task): number {
  const rank = (task: Task) => taskKinds.indexOf(task.kind);
  return rank(a) - rank(b) || (a.before ?? '9999').localeCompare(b.before ?? '9999');
}

const UPCOMING_DAYS = 45;
const MOST_UPCOMING = 8;

function upcomingOf(
  agreement: AgreementRef,
  own: Task['commitment'][],
  period: MyWork['periods'][number]['period'],
  asOf: Day,
): MyWork['upcoming'] {
  const until = addDays(asOf, UPCOMING_DAYS);
  const within = (day: Day) => day >= asOf && day <= until;
  const deadlines = own.flatMap(({ id, code, due, status }): MyWork['upcoming'] =>
    due.date && status !== 'completed' && within(due.date)
      ? [{ day: due.date, kind: 'deadline', agreement, commitment: { id, code } }]
      : [],
  );
  const cutoff = nextMonth(period.to);
  const periods: MyWork['upcoming'] = [
    { day: period.dueOn, kind: 'report_due' as const, agreement, commitment: null },
    { day: cutoff, kind: 'cutoff' as const, agreement, commitment: null },
  ].filter(({ day }) => within(day));
  return soonest([...deadlines, ...periods]);
}

function soonest(upcoming: MyWork['upcoming']): MyWork['upcoming'] {
  return upcoming.sort((a, b) => a.day.localeCompare(b.day)).slice(0, MOST_UPCOMING);
}

/** The same date a month later; cut-off days are at most the 28th, which every month has. */
function nextMonth(day: Day): Day {
  const next = addDays(`${day.slice(0, 8)}28`, 7);
  return `${next.slice(0, 8)}${day.slice(8)}`;
}
