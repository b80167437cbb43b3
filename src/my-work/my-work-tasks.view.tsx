import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { periodName } from '../calendar/reporting-period.js';
import type { Language } from '../platform/text.js';
import { DataTable } from '../web/components/data-table.js';
import { StatusBadge } from '../commitments/parts/status-badge.js';
import { Badge } from '../web/components/badge.js';
import { capital, beginning, formatPercent, formatShortDay } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { turnsOnTime } from '../commitments/completion/turns-on-time.js';
import { commitmentHref } from '../commitments/parts/links.js';
import type { CommitmentItem } from '../commitments/commitment.types.js';
import { MOST_SIDE_LINES } from '../web/components/many-sides.js';
import { OfAgreement } from '../web/components/of-agreement.js';
import { TaskAct } from './task-act.view.js';
import { agreementLabel, periodIn, type MyWorkPageProps } from './my-work-period.js';
import type { Task } from './my-work.types.js';
import { kindOf } from './task-kinds.js';
import { Written } from '../web/components/written.js';
import { fill } from '../web/i18n/fill.js';
import type { ComponentChildren } from 'preact';

/** @param caption names the table to those who do not see it */
export function Tasks(props: MyWorkPageProps & { tasks: Task[]; caption: string }): VNode {
  const { frame, tasks, caption } = props;
  const { language } = frame;
  const t = words(language).work;
  return (
    <DataTable<Task>
      caption={caption}
      class="tasks"
      rows={tasks}
      rowKey={({ commitment, kind }) => `${commitment.id} ${kind}`}
      columns={[
        { key: 'why', head: t.columns.why, cell: (task) => <Why task={task} language={language} /> },
        {
          key: 'what',
          head: t.columns.what,
          rowHead: true,
          cell: (task) => <What task={task} {...props} />,
        },
        {
          key: 'situation',
          head: t.columns.situation,
          cell: (task) => <Situation task={task} frame={frame} />,
        },
        { key: 'before', head: t.columns.before, cell: (task) => <Before task={task} language={language} /> },
        {
          key: 'act',
          head: <span class="sr">{t.columns.action}</span>,
          cell: (task) => <TaskAct task={task} role={props.frame.viewer?.role} language={language} />,
        },
      ]}
    />
  );
}

function Why({ task: { kind, commitment }, language }: { task: Task; language: Language }): VNode {
  if (kind === 'overdue') return <StatusBadge item={commitment} language={language} days />;
  const { tone, icon } = kindOf(kind);
  return (
    <Badge tone={tone} icon={icon}>
      {words(language).work.why[kind]}
    </Badge>
  );
}

function What(props: MyWorkPageProps & { task: Task }): VNode {
  const { task, frame } = props;
  const { kind, commitment } = task;
  const t = words(frame.language).work.what;
  return (
    <>
      <strong>
        {kind === 'update_missing'
          ? t.update_missing(periodName(periodIn(props, task.agreement).code)[frame.language])
          : whatOf(task, frame)}
      </strong>
      <br />
      <a class="title-link" href={commitmentHref(task.agreement.slug, commitment.code)}>
        <span class="code n">{commitment.code}</span> {commitment.title[frame.language]}
      </a>
      {task.as ? <span class="aside-text"> · {words(frame.language).work.as[task.as]}</span> : null}
      <OfAgreement label={agreementLabel(props, task.agreement)} />
    </>
  );
}

/** What to do; of an office, whom to chase; of a cooperating body, what it can. */
function whatOf(
  { kind, chase, as, commitment }: Task,
  { language, viewer }: MyWorkPageProps['frame'],
): string {
  const t = words(language).work;
  const party = viewer.party?.name[language] ?? '';
  if (kind === 'update_missing') return '';
  if (chase && (kind === 'overdue' || kind === 'returned'))
    return t.chaseWhat[kind](chase.body.name[language]);
  if (as === 'cooperating' && (kind === 'overdue' || kind === 'due_soon')) return t.contributeWhat;
  if (kind === 'sign_completion' && viewer.role === 'coordinator') return t.submitWhat(party);
  if (commitment.due.undated && (kind === 'decide_extension' || kind === 'agree_extension'))
    return t.whatOfFirstDate[kind](party, commitment.sides.length);
  return t.what[kind](party, commitment.sides.length);
}

/** Characters: what a row has room for. The panel in which one decides has it whole. */
const MOST_OF_REASON = 200;

function Situation({
  task,
  frame: { language, viewer },
}: {
  task: Task;
  frame: MyWorkPageProps['frame'];
}): VNode {
  const t = words(language).work;
  const { commitment, kind, reason } = task;
  const sentences: ComponentChildren[] = [
    `${allSaid(commitment.sides, viewer.party?.code, language)}.`,
    kind === 'overdue' && commitment.reminders > 0 ? t.chased(commitment.reminders) : null,
    kind === 'first_update' && commitment.sides.some(({ proposed }) => proposed) ? t.proposedLead : null,
    ageOf(task, language),
    proposalIn(task, language),
    owedBy(task, viewer.party?.code, language),
    dayToCheck(task, viewer.party?.code, language),
    reason
      ? fill(Object.hasOwn(t.words, kind) ? t.words[kind as keyof typeof t.words] : t.reason, {
          reason: <Written>{beginning(reason, MOST_OF_REASON)}</Written>,
        })
      : null,
    task.contributions.length > 0
      ? t.contributionsOf([...new Set(task.contributions.map(({ body }) => body[language]))].join(', '))
      : null,
    task.chase && task.chase.officers.length === 0 ? t.noOfficer : null,
  ];
  return <>{sentences.filter(Boolean).flatMap((sentence) => [sentence, ' '])}</>;
}

/** For how long it has had no date. */
function ageOf({ kind, commitment }: Task, language: Language): string | null {
  const { undated } = commitment.due;
  if (kind !== 'review_deadline' || !undated || undated.workingDays === null) return null;
  const t = words(language).commitment.undated;
  return `${t.badge} ${t.age(formatDay(undated.since), undated.workingDays)}.`;
}

/** Of a plan to confirm: the deadline that is proposed instead of the current one. */
function proposalIn({ kind, commitment }: Task, language: Language): string | null {
  const { proposedDue, due, sides } = commitment;
  if (kind !== 'confirm_plan' || !proposedDue) return null;
  const from = sides.find(({ party }) => party === proposedDue.party)?.partyName[language] ?? null;
  const proposed = words(language).commitment.plan.proposedBy(from);
  return `${proposed}: ${due.label[language]} → ${proposedDue.due.label[language]}.`;
}

/** To those who confirm, of either side: a day done that makes a late completion one in time. */
function dayToCheck({ kind, commitment }: Task, own: string | undefined, language: Language): string | null {
  const isTheirs = (party: string) =>
    kind === 'sign_completion' ? party === own : kind === 'review_completion' && party !== own;
  const isInDoubt = commitment.sides.some((side) => isTheirs(side.party) && turnsOnTime(commitment, side));
  return isInDoubt ? `${capital(words(language).done.turnsOnTimeShort)}.` : null;
}

/** To the body that leads: the kind of product that is due; its words stand on the commitment's page. */
function owedBy({ kind, as, commitment }: Task, own: string | undefined, language: Language): string | null {
  if (as !== 'lead' || (kind !== 'overdue' && kind !== 'due_soon')) return null;
  const { title, kinds } = words(language).commitment.product;
  const product = commitment.sides.find(({ party }) => party === own)?.product;
  return product && product.kind !== 'other' ? `${title}: ${kinds[product.kind].toLowerCase()}.` : null;
}

/** What each side says; of many sides, what the own one says and how far the others are. */
function allSaid(sides: CommitmentItem['sides'], own: string | undefined, language: Language): string {
  if (sides.length <= MOST_SIDE_LINES) return sides.map((side) => said(side, language)).join(', ');
  const reported = sides.filter(({ percent }) => percent !== null).length;
  const done = sides.filter(({ status }) => status === 'completed').length;
  return [
    ...sides.filter(({ party }) => party === own).map((side) => said(side, language)),
    words(language).work.manySides(reported, done, sides.length),
  ].join('; ');
}

function said(side: CommitmentItem['sides'][number], language: Language): string {
  const t = words(language);
  const party = side.partyName[language];
  if (side.percent === null) return `${party} ${t.noneYet}`;
  if (side.status === 'completed') return `${party} ${t.status.completed.toLowerCase()}`;
  return `${party} ${formatPercent(side.percent, language)}`;
}

function Before({ task, language }: { task: Task; language: Language }): VNode {
  const t = words(language);
  const { before, daysLeft, kind, commitment } = task;
  if (!before) return <span class="none">–</span>;
  const isReport = kind === 'update_missing' || kind === 'first_update';
  const detail = isReport ? t.work.reportDue(formatShortDay(before)) : commitment.due.label[language];
  return (
    <span class="n">
      <strong>{daysLeft === 0 ? t.work.today : formatDay(before)}</strong>
      {detail === formatDay(before) && daysLeft !== 0 ? null : (
        <>
          <br />
          <span class="aside-text">{detail}</span>
        </>
      )}
    </span>
  );
}
