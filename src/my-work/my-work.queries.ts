import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Viewer } from '../identity/viewer.js';
import { stateOfReport } from '../calendar/reporting-period.js';
import { addDays, daysBetween, type Day } from '../platform/clock.js';
import type { AgreementRef as Agreement } from '../identity/scope.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { isUnanswered } from '../commitments/directives/directive.sql.js';
import { ownReader } from '../commitments/submitted/readers.js';
import { lastStep } from '../commitments/matters/matter.sql.js';
import { reported } from '../commitments/read/reported.sql.js';
import { itemColumns, itemOf, type ItemRow } from '../commitments/read/item.sql.js';
import type { BodyRole, AgreementRef, MyWork, PeriodFigures, Task } from './my-work.types.js';
import { askedOf, kindOf, taskKinds, type TaskKind } from './task-kinds.js';
import { WorkCounts } from './work-counts.js';
import { askedAs, byUrgencyOf, mineOf, workOf, type Whose } from './work.sql.js';

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
  isOwnTurn: boolean;
  past: number | null;
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
export class MyWorkQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
    private readonly counts: WorkCounts,
  ) {}

  /** The work in all agreements of the viewer's side, decisions first, then the most urgent. @param page of its tasks, from 1 */
  async read(viewer: Viewer, page = 1, whose: Whose = 'own'): Promise<MyWork> {
    const agreements = viewer.party ? await this.commitments.agreements(viewer) : [];
    const bySlug = await this.counts.byAgreement(viewer, agreements);
    const waiting = [...bySlug.values()];
    const asked = waiting.map((own) => (whose === 'own' ? own : own.others));
    const total = sumOf(asked);
    const pages = Math.max(1, Math.ceil(total / TASKS_A_PAGE));
    const shown = Math.min(page, pages);
    const tasks: Task[] = [];
    const works: Work[] = [];
    for (const agreement of agreements) {
      tasks.push(...(await this.tasksIn(viewer, agreement, shown * TASKS_A_PAGE, whose)));
      works.push(await this.readIn(viewer, agreement));
    }
    return {
      tasks: tasks.sort(byUrgency).slice((shown - 1) * TASKS_A_PAGE, shown * TASKS_A_PAGE),
      total,
      decisions: asked.reduce((sum, { decisions }) => sum + decisions, 0),
      whose,
      others: sumOf(waiting.map(({ others }) => others)),
      directives: agreements.flatMap((agreement) => {
        const { directives } = bySlug.get(agreement.slug)!;
        return directives.open > 0 ? { ...directives, agreement: refOf(agreement) } : [];
      }),
      amendments: agreements.flatMap((agreement) => {
        const open = bySlug.get(agreement.slug)!.amendments;
        return open > 0 ? { open, agreement: refOf(agreement) } : [];
      }),
      page: shown,
      pages,
      periods: works.flatMap(({ periods }) => periods),
      commitments: works.flatMap(({ commitments }) => commitments),
      upcoming: soonest(works.flatMap(({ upcoming }) => upcoming)),
    };
  }

  private async tasksIn(viewer: Viewer, agreement: Agreement, most: number, whose: Whose): Promise<Task[]> {
    const ref = refOf(agreement);
    const at = { ...this.commitments.readAt(agreement), ownReader: ownReader(viewer), withDirectives: true };
    const { asOf } = at;
    const { rows } = await sql<TaskRow>`${workOf(viewer, at, whose)}
      select ${itemColumns(at)}, r.kind, r.before_on::text as before, ${roleOf(viewer)} as "as", ${reasonOf(viewer, at)} as reason,
        ${viewer.role === 'coordinator' ? chaseOf(viewer, asOf) : sql`null`} as chase, ${contributionsOf} as contributions,
        r.is_own_turn as "isOwnTurn", r.past
      from ordered r join mine m on m.commitment_id = r.commitment_id join c on c.id = r.commitment_id join sector se on se.id = c.sector_id
      order by ${byUrgencyOf('r')}, c.position limit ${most}`.execute(this.em.getKysely());
    return rows.map(({ kind, before, reason, as, chase, contributions, isOwnTurn, past, ...row }): Task => ({
      kind,
      agreement: ref,
      commitment: itemOf(row, asOf),
      before,
      daysLeft: before ? daysBetween(asOf, before) : null,
      reason,
      as,
      chase: kindOf(kind).isChased ? chase : null,
      contributions: contributions ?? [],
      isOwnTurn,
      past,
    }));
  }

  private async readIn(viewer: Viewer, agreement: Agreement): Promise<Work> {
    const ref = refOf(agreement);
    const at = { ...this.commitments.readAt(agreement), ownReader: ownReader(viewer) };
    const { period, asOf } = at;
    const { rows } = await sql<WorkRow>`${mineOf(viewer, at)}
      select ${itemColumns(at)}, m.owed, m.reported_on::text as "reportedOn", ${roleOf(viewer)} as "as",
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
}

type Work = Pick<MyWork, 'periods' | 'commitments' | 'upcoming'>;

const sumOf = (counted: { count: number }[]) => counted.reduce((sum, { count }) => sum + count, 0);

function refOf({ slug, number, kind }: Agreement): AgreementRef {
  return { slug, number, kind };
}

const roleOf = ({ role }: Viewer) =>
  role === 'liaison' ? sql`case when m.is_lead then 'lead' else 'cooperating' end` : sql`null`;

/** Why an extension is asked for, or what the other side said when it sent the completion back. */
const reasonOf = (viewer: Viewer, at: { asOf: Day }) => sql`case
  when r.kind in ('decide_extension', 'agree_extension')
    then (select coalesce((select k.reason from extension_counter k where k.request_id = x.id order by k.id desc limit 1), x.reason)
      from extension_request x where x.commitment_id = c.id and x.status = 'open')
  when r.kind = 'report_sent_back' then (
    select coalesce(v.comment, v.comments -> 0 ->> 'text') from submitted_report s join report_review v on v.report_id = s.id
    where s.side_id = m.side_id and v.decision = 'sent_back' order by s.id desc limit 1)
  when r.kind = 'review_deadline' then c.undated ->> 'reason'
  when r.kind in ('returned', 'signature_fell') then (
    select e.data ->> 'reason' from commitment_event e where e.commitment_id = c.id and e.kind = 'returned'
      and coalesce(e.data ->> 'to', ${viewer.party!.code}) = ${viewer.party!.code} order by e.id desc limit 1)
  when r.kind = 'answer_directive' then (select d.text from directive d
    where d.side_id = m.side_id and ${isUnanswered()} order by d.answer_by, d.at limit 1)
  when r.kind = 'answer_question' then (select w.text from (${askedOf({ at, ...askedAs(viewer) }, sql`m.side_id`)}) w limit 1)
  when r.kind in ('decide_matter', 'matter_back', 'answer_matter') then (${wordsOfMatter(viewer.party!.id)}) end`;

/** What was put to the own office; else what was answered, or what the lead body says of its difficulty. */
const wordsOfMatter = (party: number) => sql`
  select case when r.kind = 'decide_matter' then (select u.difficulties from progress_update u where u.side_id = m.side_id order by u.id desc limit 1)
    else l.text end
  from decision_matter q cross join lateral (${lastStep(sql`q.id`)}) l
  where q.commitment_id = c.id and case when r.kind = 'answer_matter' then l.role = 'other_coordinator' and l.holder_party_id = ${party}
    else q.side_id = m.side_id end
  order by q.id desc limit 1`;

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
  const first = (task: Task) => Number(kindOf(task.kind).decides ?? false) * 2 + Number(task.isOwnTurn);
  return (
    first(b) - first(a) ||
    (b.past ?? -1) - (a.past ?? -1) ||
    rank(a) - rank(b) ||
    (a.before ?? '9999').localeCompare(b.before ?? '9999')
  );
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
