import type { VNode } from 'preact';
import { UnansweredDirectives } from '../commitments/directives/unanswered.view.js';
import { DaysMenu, PastNotice } from '../commitments/parts/past.view.js';
import { commitmentsHref, exceptionsHref, overviewHref } from '../web/links.js';
import { ButtonLink, PrintButton } from '../web/components/button.js';
import { Downloads } from '../web/components/downloads.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import { formatNumber } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { ExceptionGroups } from './exception-groups.view.js';
import { hereHref, hereQuery, type ExceptionsProps } from './exceptions.props.js';
import { Figures } from './figures.view.js';
import { WhoHolds, whoIs } from './who-holds.view.js';

/** Only what is overdue or stuck, each with who holds it, how long, what is missing and who must decide. */
export function ExceptionsView(props: ExceptionsProps): VNode {
  const { frame, slug, exceptions } = props;
  const { language } = frame;
  const t = words(language).exceptions;
  const { figures, items, nextCursor } = exceptions;
  return (
    <Page {...frame} active="exceptions" title={t.title} asOf={exceptions.asOf} knownAt={exceptions.knownAt}>
      <PageHead
        title={t.title}
        note={
          <>
            {t.note(exceptions.waitingLimitDays)}{' '}
            <a href={commitmentsHref(slug)}>{t.inOrder(formatNumber(figures.inOrder, language))}</a>
          </>
        }
      >
        <DaysMenu
          slug={slug}
          action={exceptionsHref(slug)}
          shown={exceptions}
          kept={narrowedBy(props.query)}
          asked={props.asked}
          today={frame.today}
          language={language}
        />
        <ButtonLink href={overviewHref(slug)}>{words(language).nav.overview}</ButtonLink>
        <Downloads
          title={t.title}
          files={[
            {
              path: `agreements/${slug}/exceptions`,
              query: hereQuery(props, narrowedBy(props.query)),
              kind: 'table',
            },
          ]}
          language={language}
        />
        <PrintButton language={language} />
      </PageHead>
      <WhatIsShown {...props} />
      <div class="exceptions">
        <Figures {...props} />
        <OtherDecisions {...props} />
        {exceptions.asOf === frame.today ? (
          <UnansweredDirectives
            unanswered={props.waiting.directives}
            role={frame.viewer?.role}
            slug={slug}
            language={language}
          />
        ) : null}
        {items.length === 0 ? <p class="empty">{t.none}</p> : <ExceptionGroups {...props} />}
        {nextCursor ? (
          <p class="after-table">
            <a href={hereHref(props, { ...props.query, cursor: nextCursor })}>{t.next}</a>
          </p>
        ) : null}
        <WhoHolds {...props} />
      </div>
    </Page>
  );
}

/** Without the days and the place on the page that the address asks for, too. */
const narrowedBy = ({ holder, only }: ExceptionsProps['query']) => ({ holder, only });

function WhatIsShown(props: ExceptionsProps): VNode | null {
  const { frame, slug, exceptions, query } = props;
  const t = words(frame.language).exceptions;
  const who = query.holder ? whoIs(query.holder, frame.agreement?.sides ?? [], frame.language) : null;
  const only = who ? t.only(who) : query.only ? t.onlyKinds[query.only] : null;
  return (
    <>
      <PastNotice
        slug={slug}
        language={frame.language}
        shown={exceptions}
        today={frame.today}
        hrefOf={(days) => hereHref(props, narrowedBy(query), { days })}
      />
      {only ? (
        <NoticeBar tone="info" title={only}>
          <a href={hereHref(props)}>{t.all}</a>
        </NoticeBar>
      ) : null}
    </>
  );
}

/** What the reader may decide that is not late yet is in My work. */
function OtherDecisions({ frame, exceptions, waiting }: ExceptionsProps): VNode | null {
  if (frame.viewer?.role !== 'leader' || exceptions.asOf !== frame.today) return null;
  const others = waiting.decisions - exceptions.figures.ownMatters;
  if (others <= 0) return null;
  return (
    <p class="headline">
      <a href="/viec-cua-toi">{words(frame.language).exceptions.others(others)}</a>
    </p>
  );
}
