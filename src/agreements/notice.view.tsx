import type { VNode } from 'preact';
import { PrintButton } from '../web/components/button.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { ClauseTable } from './notice/clause-table.js';
import type { NoticeViewProps } from './notice/clauses.js';
import { Coverage } from './notice/coverage.js';

/** Shows that no clause is left out: each clause at the left, what was made of it at the right. */
export function NoticeView(props: NoticeViewProps): VNode {
  const { frame, number } = props;
  const t = words(frame.language).notice;
  return (
    <Page {...frame} active="notice" title={t.title(number)}>
      <PageHead title={t.title(number)} note={t.note}>
        <PrintButton language={frame.language} />
      </PageHead>
      <NoticeBar tone="info" title={t.noText}>
        {t.source}
      </NoticeBar>
      <Coverage {...props} />
      <ClauseTable {...props} />
    </Page>
  );
}
