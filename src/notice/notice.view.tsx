import type { VNode } from 'preact';
import { PrintButton } from '../web/components/button.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead } from '../web/components/section.js';
import { words } from '../web/i18n/words.js';
import { PrintLegend } from '../commitments/parts/print-legend.js';
import { Page } from '../web/layout.js';
import { ClauseTable } from './clause-table.js';
import type { NoticeViewProps } from './clauses.js';
import { Coverage } from './coverage.js';

/** Shows that no clause is left out: each clause at the left, what was made of it at the right. */
export function NoticeView(props: NoticeViewProps): VNode {
  const { frame, kind, number, title, sourceNote } = props;
  const { language } = frame;
  const t = words(language);
  const document = t.documentNumber(kind, number);
  return (
    <Page {...frame} active="notice" title={document} landscape>
      <PageHead title={document} note={title[language]}>
        <PrintButton language={language} />
      </PageHead>
      <NoticeBar tone="info" title={t.notice.noText}>
        {sourceNote[language]}
      </NoticeBar>
      <Coverage {...props} />
      <ClauseTable {...props} />
      <PrintLegend {...frame} />
    </Page>
  );
}
