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
import type { BodyRole, AgreementRef, MyWork, PeriodFigures, Task } from './my-work.types.js';
import { kindOf, reasonsFor, taskKinds, type OwnRole, type TaskKind } from './task-kinds.js';
import { commitmentsAt, sidesAt } from '../commitments/read/read-source.js';

const DUE_SOON_DAYS = 14;
const MOST_ROWS = 300;

/** A page of tasks. */
const TASKS_A_PAGE = 100;

interface TaskRow extends ItemRow {
  kind: TaskKind;
  before: Day | null;
  reason: string | null;
  as: BodyRole;
  chase: Task['chase'];
  contributions: Task['contributions'] | null;
}

interface WorkRow extends ItemRow {
  as: BodyRole;
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
      select count(*)::integer as n from reasons`.execute(this.em.getKysely());
    return rows[0]!.n;
  }

  /** The work in all agreements of the viewer's side, decisions first, then the most urgent. @param page of its tasks, from 1 */
  async read(viewer: Viewer, page = 1): Promise<MyWork> {
    const agreements = viewer.party ? await this.commitments.agreements(viewer) : [];
    const counts = await this.countByAgreement(viewer, agreements);
    const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const pages = Math.max(1, Math.ceil(total / TASKS_A_PAGE));
    const shown = Math.min(page, pages);
    const tasks: Task[] = [];
    const works: Work[] = [];
    for (const agreement of agreements) {
      tasks.push(...(await this.tasksIn(viewer, agreement, shown * TASKS_A_PAGE)));
      works.push(await this.readIn(viewer, agreement));
    }
    return {
      tasks: tasks.sort(byUrgency).slice((shown - 1) * TASKS_A_PAGE, shown * TASKS_A_PAGE),
      total,
      page: shown,
      pages,
      periods: works.flatMap(({ periods }) => periods),
      commitments: works.flatMap(({ commitments }) => commitments),
      upcoming: soonest(works.flatMap(({ upcoming }) => upcoming)),
    };
  }

  private async tasksIn(viewer: Viewer, agreement: Agreement, most: number): Promise<Task[]> {
    const ref = refOf(agreement);
    const { asOf } = this.commitments.readAt(agreement);
    const { rows } = await sql<TaskRow>`${this.work(viewer, agreement)}
      select ${itemColumns}, r.kind, r.before_on::text as before, ${roleOf(viewer)} as "as", ${reasonOf(viewer)} as reason,
        ${viewer.role === 'coordinator' ? chaseOf(viewer, asOf) : sql`null`} as chase, ${contributionsOf} as contributions
      from reasons r join mine m on m.commitment_id = r.commitment_id join c on c.id = r.commitment_id join sector se on se.id = c.sector_id
      order by r.rank, r.before_on nulls last, c.position limit ${most}`.execute(this.em.getKysely());
    return rows.map(({ kind, before, reason, as, chase, contributions, ...row }): Task => ({
      kind,
      agreement: ref,
      commitment: itemOf(row, asOf),
      before,
      daysLeft: before ? daysBetween(asOf, before) : null,
      reason,
      as,
      chase: kindOf(kind).isChased ? chase : null,
      contributions: contributions ?? [],
    }));
  }

  private async readIn(viewer: Viewer, agreement: Agreement): Promise<Work> {
    const ref = refOf(agreement);
    const at = this.commitments.readAt(agreement);
    const { period, asOf } = at;
    const { rows } = await sql<WorkRow>`${this.work(viewer, agreement)}
      select ${itemColumns}, m.owed, m.reported_on::text as "reportedOn", ${roleOf(viewer)} as "as",
        (select jsonb_build_object('owed', count(*) filter (where owed), 'gave', count(*) filter (where ${reported('gave', at, facts)}),
          'late', count(*) filter (where ${reported('late', at, facts)})) from mine) as reports
      from mine m join c on c.id = m.commitment_id join sector se on se.id = c.sector_id
      order by c.position limit ${MOST_ROWS}`.execute(this.em.getKysely());
    const commitments = rows.map(({ owed, reportedOn, reports: _reports, as, ...row }) => ({
      agreement: ref,
      commitment: itemOf(row, asOf),
      report: { state: stateOfReport(period, owed, reportedOn), on: reportedOn },
      as,
    }));
    const reports = rows[0]?.reports ?? { owed: 0, gave: 0, late: 0 };
    const own = commitments.map(({ commitment }) => commitment);
    return {
      periods: [{ agreement: ref, period, ...reports }],
      commitments,
      upcoming: upcomingOf(ref, own, period, asOf),
    };
  }

  /** CTEs ending in `mine`, the commitments that are the viewer's, and `reasons`, a row for each reason to act on one. */
  private work(viewer: Viewer, agreement: Agreement): RawBuilder<unknown> {
    const at = this.commitments.readAt(agreement);
    const ours = answeredForBy(sql`${viewer.body?.id ?? null}::integer`, at.asOf);
    const isMine =
      viewer.role === 'liaison'
        ? sql`(sd.lead_body_id = any(${ours}) or exists (select 1 from cooperating_body cb where cb.side_id = sd.id and cb.body_id = any(${ours})))`
        : sql`true`;
    const ground = { at, soon: addDays(at.asOf, DUE_SOON_DAYS) };
    return sql`
      with c as materialized (${commitmentsAt(at)}), sides as materialized (${sidesAt(at)}),
      mine as materialized (
        select sd.commitment_id, sd.id as side_id, sd.lead_body_id = any(${ours}) as is_lead, ${owedReport(at)} as owed,
          ${firstReportOn(at)} as reported_on
        from sides sd where sd.party_id = ${viewer.party!.id} and ${isMine}),
      declared as materialized (
        select commitment_id, count(*) filter (where status = 'completed') as sides from sides group by commitment_id),
      reasons as materialized (
        select m.commitment_id, k.kind, k.rank, k.before_on
        from mine m join sides sd on sd.id = m.side_id join c on c.id = m.commitment_id
        join declared d on d.commitment_id = c.id
        left join extension_request x on x.commitment_id = c.id and x.status = 'open'
        cross join lateral ${reasonsFor(roleIn(viewer), ground)} where k.holds)`;
  }
}

type Work = Pick<MyWork, 'periods' | 'commitments' | 'upcoming'>;

function refOf({ slug, number, kind }: Agreement): AgreementRef {
  return { slug, number, kind };
}

function roleIn({ role }: Pick<Viewer, 'role'>): OwnRole {
  return role === 'liaison' || role === 'leader' ? role : 'coordinator';
}

const roleOf = ({ role }: Viewer) =>
  role === 'liaison' ? sql`case when m.is_lead then 'lead' else 'cooperating' end` : sql`null`;

/** Why an extension is asked for, or what the other side said when it sent the completion back. */
const reasonOf = ({ party }: Viewer) => sql`case
  when r.kind in ('decide_extension', 'agree_extension')
    then (select x.reason from extension_request x where x.commitment_id = c.id and x.status = 'open')
  when r.kind in ('returned', 'signature_fell') then (
    select e.data ->> 'reason' from commitment_event e where e.commitment_id = c.id and e.kind = 'returned'
      and coalesce(e.data ->> 'to', ${party!.code}) = ${party!.code} order by e.id desc limit 1) end`;

/** The body that answers for the part today, with its officers. */
const chaseOf = ({ body }: Viewer, asOf: Day) => sql`(
  select jsonb_build_object('body', jsonb_build_object('code', b.code, 'name', b.name), 'officers', (
    select coalesce(jsonb_agg(u.email order by u.id), '[]') from app_user u where u.active and u.role = 'liaison' and u.body_id = b.id))
  from sides sd join body b on b.id = body_in_charge(sd.lead_body_id, ${asOf}::date)
  where sd.id = m.side_id and b.id is distinct from ${body?.id ?? null}::integer)`;

const contributionsOf = sql`case when r.kind = 'contribution' then (
  select jsonb_agg(jsonb_build_object('id', k.id, 'body', b.name) order by k.id)
  from contribution k join body b on b.id = k.body_id
  where k.side_id = m.side_id and not exists (select 1 from contribution_outcome o where o.contribution_id = k.id)) end`;

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
