import type { VNode } from 'preact';
import { PrintButton } from '../web/components/button.js';
import { NoticeBar } from '../web/components/notice-bar.js';
import { PageHead, Section } from '../web/components/section.js';
import { words } from '../web/i18n/words.js';
import { PrintLegend } from '../commitments/parts/print-legend.js';
import { Page } from '../web/layout.js';
import { ClauseTable } from './clause-table.js';
import type { NoticeViewProps } from './clauses.js';
import { AmendmentTable } from '../commitments/amendments/amendment-list.view.js';
import { amendmentsHref } from '../web/links.js';
import { Coverage } from './coverage.js';

/** Shows that no clause is left out: each clause at the left, what was made of it at the right. */
export function NoticeView(props: NoticeViewProps): VNode {
  const { frame, slug, kind, number, title, sourceNote } = props;
  const { language } = frame;
  const t = words(language);
  const document = t.documentNumber(kind, number);
  return (
    <Page {...frame} active="notice" title={document} landscape>
      <PageHead title={document} note={title[language]}>
        <a href={amendmentsHref(slug)}>{t.commitment.amendments.title}</a>
        <PrintButton language={language} />
      </PageHead>
      <NoticeBar tone="info" title={t.notice.noText}>
        {sourceNote[language]}
      </NoticeBar>
      <Later {...props} />
      <Coverage {...props} />
      <ClauseTable {...props} />
      <PrintLegend {...frame} />
    </Page>
  );
}

/** What came after the document: its own clauses stay as they are. */
function Later({ frame, slug, amendments }: NoticeViewProps): VNode | null {
  const shown = amendments.filter(({ status }) => status === 'in_force' || status === 'open');
  if (shown.length === 0) return null;
  const t = words(frame.language).commitment.amendments;
  return (
    <Section id="sua-doi" title={t.later} note={t.laterNote}>
      <AmendmentTable frame={frame} slug={slug} items={shown} />
    </Section>
  );
}
