import type { VNode } from 'preact';
import { Downloads } from '../../web/components/downloads.js';
import { PartOnPaper } from '../../web/components/part-on-paper.js';
import { Section } from '../../web/components/section.js';
import { formatNumber } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { LedgerDays } from './ledger-days.view.js';
import { LedgerFilters, ledgerQuery } from './ledger-filters.view.js';
import { RemindersPage } from './reminders-frame.view.js';
import type { LedgerPageProps } from './reminders-page.types.js';

/** Who was told what and when, a row a mail; who was not, and why. */
export function LedgerPage(props: LedgerPageProps): VNode {
  const { frame, mails, total, totalMails, isMore, mailsBefore, nextCursor, filter } = props;
  const t = words(frame.language).reminders;
  const isFiltered = ledgerQuery(filter) !== '';
  const [all, entries] = [totalMails, total].map((n) => formatNumber(n, frame.language));
  const note = isMore ? t.moreRows(all!) : t.rows(all!, entries!);
  return (
    <RemindersPage {...props} tab={filter.status === 'failed' ? 'failures' : 'ledger'}>
      <Section id="so" title={t.ledger} note={note} aside={mails.length > 0 ? <File {...props} /> : null}>
        <LedgerFilters {...props} />
        {isMore ? null : (
          <PartOnPaper
            before={mailsBefore}
            shown={mails.length}
            total={totalMails}
            language={frame.language}
          />
        )}
        {mails.length === 0 ? (
          <p class="empty">{isFiltered ? t.empty : t.emptyAll}</p>
        ) : (
          <LedgerDays {...props} />
        )}
        {nextCursor ? (
          <p class="ledger-next">
            <a href={`/don-doc?${ledgerQuery(filter, nextCursor)}`} rel="next">
              {t.next}
            </a>
          </p>
        ) : null}
      </Section>
    </RemindersPage>
  );
}

/** All that passes the filter, on whatever page. */
function File({ frame: { language }, filter }: LedgerPageProps): VNode {
  const { ledger } = words(language).reminders;
  const file = { path: 'reminders', query: ledgerQuery(filter), kind: 'table' } as const;
  return <Downloads title={ledger} files={[file]} language={language} />;
}
