import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { periodName } from '../calendar/reporting-period.js';
import type { Language } from '../platform/text.js';
import { ButtonLink } from '../web/components/button.js';
import { DataTable } from '../web/components/data-table.js';
import type { IconName } from '../web/components/icon.js';
import { StatusBadge } from '../commitments/parts/status-badge.js';
import { Badge, type Tone } from '../web/components/badge.js';
import { formatPercent, formatShortDay } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { commitmentHref } from '../commitments/parts/links.js';
import type { CommitmentItem } from '../commitments/commitment.types.js';
import { MOST_SIDE_LINES } from '../web/components/many-sides.js';
import { OfAgreement } from '../web/components/of-agreement.js';
import { agreementLabel, periodIn, type MyWorkPageProps } from './my-work-period.js';
import type { Task, TaskKind } from './my-work.types.js';

const badges: Record<Exclude<TaskKind, 'overdue'>, { tone: Tone; icon: IconName }> = {
  returned: { tone: 'late', icon: 'back' },
  sign_completion: { tone: 'late', icon: 'clock' },
  decide_extension: { tone: 'late', icon: 'extension' },
  agree_extension: { tone: 'late', icon: 'extension' },
  due_soon: { tone: 'run', icon: 'clock' },
  update_missing: { tone: 'late', icon: 'clock' },
  first_update: { tone: 'late', icon: 'clock' },
  confirm_plan: { tone: 'idle', icon: 'idle' },
};

/** Where each task is done: a page of the commitment, or a form on it, which the fragment opens. */
const places: Record<TaskKind, string> = {
  overdue: '/cap-nhat',
  returned: '/cap-nhat',
  sign_completion: '#xac-nhan-hoan-thanh',
  decide_extension: '#quyet-dinh-gia-han',
  agree_extension: '#y-kien-gia-han',
  due_soon: '/cap-nhat',
  update_missing: '/cap-nhat',
  first_update: '/cap-nhat',
  confirm_plan: '#xac-nhan-ke-hoach',
};

export function Tasks(props: MyWorkPageProps): VNode {
  const { frame, work } = props;
  const { language } = frame;
  const t = words(language).work;
  return (
    <DataTable<Task>
      caption={t.todoCaption}
      class="tasks"
      rows={work.tasks}
      rowKey={({ commitment }) => commitment.id}
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
          cell: (task) => <Act task={task} language={language} />,
        },
      ]}
    />
  );
}

function Why({ task: { kind, commitment }, language }: { task: Task; language: Language }): VNode {
  if (kind === 'overdue') return <StatusBadge item={commitment} language={language} days />;
  const { tone, icon } = badges[kind];
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
          : t[kind]}
      </strong>
      <br />
      <a class="title-link" href={commitmentHref(task.agreement.slug, commitment.code)}>
        <span class="code n">{commitment.code}</span> {commitment.title[frame.language]}
      </a>
      <OfAgreement label={agreementLabel(props, task.agreement)} />
    </>
  );
}

function Situation({
  task,
  frame: { language, viewer },
}: {
  task: Task;
  frame: MyWorkPageProps['frame'];
}): VNode {
  const t = words(language).work;
  const { commitment, kind, reason } = task;
  const sentences = [
    `${allSaid(commitment.sides, viewer.party?.code, language)}.`,
    kind === 'overdue' && commitment.reminders > 0 ? t.chased(commitment.reminders) : null,
    kind === 'first_update' && commitment.sides.some(({ proposed }) => proposed) ? t.proposedLead : null,
    reason ? t.reason(reason) : null,
  ];
  return <>{sentences.filter(Boolean).join(' ')}</>;
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

function Act({ task, language }: { task: Task; language: Language }): VNode {
  const t = words(language).work;
  const base = commitmentHref(task.agreement.slug, task.commitment.code);
  return (
    <div class="task-act">
      <ButtonLink href={`${base}${places[task.kind]}`} primary>
        {t.act[task.kind]} <span class="sr">{task.commitment.code}</span>
      </ButtonLink>
      {task.kind === 'overdue' ? (
        <a href={`${base}/gia-han`}>
          {t.askExtension} <span class="sr">{task.commitment.code}</span>
        </a>
      ) : null}
    </div>
  );
}
