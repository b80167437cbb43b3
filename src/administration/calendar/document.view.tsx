import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { TextField } from '../../web/components/field.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import type { CalendarYearItem } from './calendar.types.js';
import type { CalendarPageProps } from './calendar-page.types.js';

type Decided = Pick<CalendarYearItem, 'documentNumber' | 'documentDate'>;

/** Decided by which document, or expected. */
export function standingText({ documentNumber, documentDate }: Decided, language: Language): string {
  const t = words(language).calendar;
  if (documentNumber === null || documentDate === null) return t.expected;
  return t.decidedBy(documentNumber, formatDay(documentDate));
}

/** Said of a year that is not being told of above the page already. */
export function OnlyExpected({ frame, year, documentNumber }: CalendarPageProps): VNode | null {
  const isTold = frame.yearsToSettle?.some((one) => one.year === year);
  if (documentNumber !== null || isTold) return null;
  const t = words(frame.language).calendar;
  return (
    <NoticeBar tone="late" title={t.expectedTitle(year)}>
      {t.expectedNext}
    </NoticeBar>
  );
}

/** Where the document that decides the year is entered, once somebody has read it; or put right. */
export function Document(props: CalendarPageProps): VNode {
  const { frame, year, source, documentNumber, documentDate, values, faults } = props;
  const { language } = frame;
  const t = words(language).calendar;
  return (
    <Section id="van-ban" title={t.document}>
      <p class="hint hint-apart">{t.documentNote}</p>
      <form method="post" action="/quan-tri/lich-lam-viec/van-ban" class="admin-form">
        <CsrfField token={frame.csrf} />
        <input type="hidden" name="year" value={year} />
        <div class="field-row">
          <TextField
            {...{ id: 'number', name: 'number', label: t.documentFields.number, hint: t.documentHint }}
            {...{ most: 100, required: true, error: faults.number }}
            value={values.number ?? documentNumber ?? ''}
          />
          <DateField
            {...{ id: 'issuedOn', name: 'issuedOn', language, label: t.documentFields.issuedOn }}
            {...{ required: true, error: faults.issuedOn }}
            value={values.issuedOn ?? documentDate ?? ''}
          />
        </div>
        <TextField
          {...{ id: 'source', name: 'source', label: t.source, hint: t.sourceHint }}
          {...{ most: 300, required: true, error: faults.source }}
          value={values.source ?? (documentNumber === null ? '' : (source ?? ''))}
        />
        <div class="form-actions">
          <Button>{t.documentSubmit}</Button>
        </div>
      </form>
    </Section>
  );
}
