import type { VNode } from 'preact';
import { formatDay } from '../calendar/deadline.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { FoldedRows } from '../web/components/fold.js';
import { PageHead, Section } from '../web/components/section.js';
import { SideMarker } from '../web/components/side-marker.js';
import { formatLongDay, formatNumber } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { amendmentsHref } from '../web/links.js';
import { UnansweredDirectives } from '../commitments/directives/unanswered.view.js';
import { PrintLegend } from '../commitments/parts/print-legend.js';
import { SentNotice } from '../commitments/updates/sent-notice.view.js';
import { guideHref } from '../web/links.js';
import { Page } from '../web/layout.js';
import { OwnCommitments } from './my-work-commitments.view.js';
import { PeriodFacts, Upcoming } from './my-work-facts.view.js';
import { agreementLabel, ownRole, type MyWorkPageProps } from './my-work-period.js';
import { Drafts } from './drafts.view.js';
import { Tasks } from './my-work-tasks.view.js';
import { OfOthers, OthersShown, myWorkHref } from './others.view.js';
import { kindOf } from './task-kinds.js';

export type { MyWorkPageProps } from './my-work-period.js';

/** What must be done today and why, and how the own commitments stand. */
export function MyWorkPage(props: MyWorkPageProps): VNode {
  const { frame } = props;
  const t = words(frame.language).work;
  return (
    <Page {...frame} active="myWork" title={t.title}>
      <PageHead title={t.title} note={<Duty {...props} />} />
      <SentNotice said={props.said} frame={frame} />
      <ActsFor {...props} />
      <HandedOver {...props} />
      <OthersShown {...props} />
      <div class="columns columns-narrow work">
        <div>
          <Directed {...props} />
          <Amended {...props} />
          <ToDecide {...props} />
          <ToDo {...props} />
          <OfOthers {...props} />
          <OwnCommitments {...props} />
        </div>
        <div>
          <Drafts {...props} />
          <PeriodFacts {...props} />
          <Upcoming {...props} />
        </div>
      </div>
      <p class="hint">
        <a href={guideHref('user', frame.viewer.role)}>{t.guide[ownRole(props)]}</a>
      </p>
      <PrintLegend {...frame} />
    </Page>
  );
}

/** The posts for which the reader may act, unless he does so now. */
function ActsFor({ frame: { language, viewer, actsFor = [] } }: MyWorkPageProps): VNode | null {
  if (viewer.standIn || actsFor.length === 0) return null;
  const t = words(language).standIns;
  return (
    <>
      {actsFor.map(({ userId, name, until }) => (
        <NoticeBar tone="info" title={t.waiting(name[language], formatDay(until))} key={userId}>
          <a href="/lam-thay">{t.waitingLink}</a>
        </NoticeBar>
      ))}
    </>
  );
}

/** What was directed and not answered yet: of a leader, his own. */
function Directed(props: MyWorkPageProps): VNode | null {
  const { frame, work } = props;
  if (work.whose === 'others') return null;
  return (
    <>
      {work.directives.map(({ agreement, ...unanswered }) => (
        <UnansweredDirectives
          unanswered={unanswered}
          role={frame.viewer.role}
          slug={agreement.slug}
          of={agreementLabel(props, agreement)}
          language={frame.language}
          key={agreement.slug}
        />
      ))}
    </>
  );
}

/** Amendments that the other side proposes: to its office, which answers. */
function Amended(props: MyWorkPageProps): VNode | null {
  const { frame, work } = props;
  const t = words(frame.language).commitment.amendments;
  return (
    <>
      {work.amendments.map(({ agreement, open }) => (
        <p class="headline" key={agreement.slug}>
          {agreementLabel(props, agreement) === null ? null : (
            <span>{agreementLabel(props, agreement)}: </span>
          )}
          <a href={amendmentsHref(agreement.slug)}>{t.work(open)}</a>
        </p>
      ))}
    </>
  );
}

/** What waits for nobody else, above everything else. */
function ToDecide(props: MyWorkPageProps): VNode | null {
  const { frame, work } = props;
  const t = words(frame.language).work;
  const tasks = work.tasks.filter(({ kind }) => kindOf(kind).decides);
  if (tasks.length === 0) return null;
  const title = work.whose === 'own' ? t.decisions : t.othersDecide;
  return (
    <Section id="cho-quyet-dinh" class="to-decide" title={title} note={t.todoNote(work.decisions)}>
      <Tasks {...props} tasks={tasks} caption={title} />
    </Section>
  );
}

function ToDo(props: MyWorkPageProps): VNode {
  const { frame, work } = props;
  const t = words(frame.language).work;
  const tasks = work.tasks.filter(({ kind }) => !kindOf(kind).decides);
  const count = work.total - work.decisions;
  if (tasks.length === 0 && work.total > 0) return <Pages {...props} />;
  return (
    <Section id="can-lam" title={t.todo} note={count > 0 ? t.todoNote(count) : null}>
      {tasks.length > 0 ? (
        <FoldedRows rows={tasks.length} shown={10} label={t.foldedTasks} language={frame.language}>
          <Tasks {...props} tasks={tasks} caption={t.todoCaption} />
        </FoldedRows>
      ) : (
        <NothingToDo {...props} />
      )}
      <Pages {...props} />
    </Section>
  );
}

/** Where there are more tasks than a page has. */
function Pages({ work: { page, pages, whose }, frame: { language } }: MyWorkPageProps): VNode | null {
  if (pages === 1) return null;
  const t = words(language).work;
  return (
    <nav class="pages" aria-label={t.pages}>
      {page > 1 ? (
        <a href={myWorkHref(whose, page - 1)} rel="prev">
          {t.previousPage}
        </a>
      ) : null}
      <span class="n">{t.pageOf(page, pages)}</span>
      {page < pages ? (
        <a href={myWorkHref(whose, page + 1)} rel="next">
          {t.nextPage}
        </a>
      ) : null}
    </nav>
  );
}

function Duty(props: MyWorkPageProps): VNode {
  const { frame, work } = props;
  const { viewer, language } = frame;
  const { party, body } = viewer;
  const duty = words(language).work.duties[ownRole(props)];
  return (
    <div class="badge-row">
      <span class="report-owner">
        {party ? (
          <SideMarker party={party.code} marker={party.marker} name={party.name[language]} large />
        ) : null}
        <strong>{(body?.name ?? viewer.name)[language]}</strong>
      </span>
      {party ? (
        <span>{duty(formatNumber(work.commitments.length, language), party.name[language])}</span>
      ) : null}
    </div>
  );
}

/** To the officers of a body that another has followed: why nothing is left to do. */
function HandedOver(props: MyWorkPageProps): VNode | null {
  const { viewer, language } = props.frame;
  const lastDay = viewer.body?.handsOverAfter;
  if (ownRole(props) !== 'liaison' || !lastDay || lastDay >= props.today) return null;
  const t = words(language).work;
  return (
    <NoticeBar tone="late" title={t.handedOver(formatDay(lastDay))}>
      {t.handedOverText}
    </NoticeBar>
  );
}

function NothingToDo({ frame: { language }, work }: MyWorkPageProps): VNode {
  const t = words(language).work;
  const next = work.upcoming[0];
  const owed = work.periods.some((period) => period.owed > 0);
  return (
    <div class="empty nothing">
      <p>
        <strong>{t.emptyTitle}</strong>
      </p>
      <p>
        {owed && work.periods.every((of) => of.gave + of.late >= of.owed) ? t.emptyText : null}{' '}
        {next ? t.emptyNext(formatLongDay(next.day, language)) : null}
      </p>
    </div>
  );
}
