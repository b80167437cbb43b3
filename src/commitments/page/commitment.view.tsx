import type { VNode } from 'preact';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { EvidenceSection } from '../evidence/evidence.view.js';
import { Actions } from './commitment-actions.view.js';
import { Clauses, DeadlineFacts } from './commitment-facts.view.js';
import { CommitmentHead } from './commitment-head.view.js';
import { SideNotes } from '../notes/commitment-notes.view.js';
import { DiffersNotice, ReturnedNotices } from './commitment-notices.view.js';
import type { CommitmentPageProps } from './commitment-page.types.js';
import { ReminderFacts } from '../../reminders/commitment-reminders.view.js';
import { SideColumns } from './commitment-side.view.js';
import { CommitmentTimeline } from './commitment-timeline.view.js';

/** One commitment: the two statements line by line, the deadline, what was said and done, and what to do. */
export function CommitmentPage(props: CommitmentPageProps): VNode {
  const { frame, commitment, done, failed } = props;
  const { language } = frame;
  const t = words(language).commitment;
  return (
    <Page {...frame} active="commitments" title={`${commitment.code} ${commitment.title[language]}`}>
      <CommitmentHead {...props} />
      <div class="notices">
        {done ? <NoticeBar tone="done" title={t.done[done]} role="status" /> : null}
        {failed ? <NoticeBar tone="over" title={failed} role="alert" /> : null}
        <DiffersNotice {...props} />
        <ReturnedNotices {...props} />
      </div>
      <Actions {...props} />
      <div class="columns columns-narrow commitment">
        <SideColumns {...props} />
        <EvidenceSection {...props} />
        <div class="commitment-facts">
          <DeadlineFacts {...props} />
          <Clauses {...props} />
          <ReminderFacts {...props} />
          <SideNotes {...props} />
        </div>
        <CommitmentTimeline {...props} />
      </div>
    </Page>
  );
}
