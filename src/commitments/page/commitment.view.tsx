import type { VNode } from 'preact';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import { PastNotice } from '../parts/past.view.js';
import { PrintLegend } from '../parts/print-legend.js';
import { Page } from '../../web/layout.js';
import type { DaysAsked } from '../read/days.js';
import { CommitmentHead } from './commitment-head.view.js';
import { DiffersNotice, ReturnedNotices } from './commitment-notices.view.js';
import type { CommitmentPageProps } from './commitment-page.types.js';
import type { SectionParts } from './commitment-sections.js';
import { SideColumns } from './commitment-side.view.js';
import { Holders } from '../turn/holders.view.js';
import { CommitmentTimeline } from './commitment-timeline.view.js';

/** One commitment: the two statements line by line, what each section brings, what was said and done, and what to do. */
export function CommitmentPage(props: CommitmentPageProps & { parts: SectionParts[] }): VNode {
  const { frame, commitment, parts } = props;
  const title = `${commitment.code} ${commitment.title[frame.language]}`;
  return (
    <Page {...frame} active="commitments" title={title} asOf={props.past?.asOf} knownAt={props.past?.knownAt}>
      <CommitmentHead {...props} />
      <PastBand {...props} />
      <Holders commitment={commitment} language={frame.language} />
      <Notices {...props} />
      <Actions {...props} />
      <div class="columns columns-narrow commitment">
        <SideColumns {...props} />
        <div class="commitment-wide">{parts.map(({ wide }) => wide)}</div>
        <div class="commitment-facts">{parts.map(({ facts }) => facts)}</div>
        <CommitmentTimeline {...props} />
      </div>
      <PrintLegend {...frame} />
    </Page>
  );
}

function PastBand({ past, commitment, frame }: CommitmentPageProps): VNode | null {
  if (!past) return null;
  const { slug } = commitment.agreement;
  const hrefOf = (days: DaysAsked) => commitmentHref(slug, commitment.code, undefined, days);
  return (
    <PastNotice slug={slug} language={frame.language} shown={past} today={frame.today} hrefOf={hrefOf} />
  );
}

function Notices(props: CommitmentPageProps): VNode {
  const { told, refused } = props;
  const failed = refused && (refused.faults[''] ?? Object.values(refused.faults)[0]);
  return (
    <div class="notices">
      {told ? (
        <NoticeBar tone="done" title={told.title} role="status">
          {told.text.filter(Boolean).join(' ')}
        </NoticeBar>
      ) : null}
      {failed ? <NoticeBar tone="over" title={failed} role="alert" /> : null}
      <DiffersNotice {...props} />
      <ReturnedNotices {...props} />
    </div>
  );
}

/** What waits for the viewer's side. */
function Actions({ frame, parts }: CommitmentPageProps & { parts: SectionParts[] }): VNode | null {
  const acts = parts.flatMap(({ act }) => act ?? []);
  if (acts.length === 0) return null;
  return (
    <section
      class="acts"
      aria-label={words(frame.language).commitment.actions.label(
        frame.viewer?.party?.name[frame.language] ?? '',
      )}
    >
      {acts}
    </section>
  );
}
