import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { addDays, daysBetween } from '../../platform/clock.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DataTable, type Column } from '../../web/components/data-table.js';
import { DateField } from '../../web/components/date-field.js';
import { TextField } from '../../web/components/field.js';
import { Icon } from '../../web/components/icon.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { Section } from '../../web/components/section.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { formatLongDay, formatNumber } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { wordFor, words } from '../../web/i18n/words.js';
import { AdminPage } from '../admin-page.view.js';
import { Document, OnlyExpected, standingText } from './document.view.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { isWeekend } from './calendar.rules.js';
import type { CalendarPageProps } from './calendar-page.types.js';
import { FIRST_YEAR, LAST_YEAR, type ExceptionItem } from './calendar.types.js';
import { YearGrid } from './year-grid.view.js';

const here = '/quan-tri/lich-lam-viec';

export function CalendarPage(props: CalendarPageProps): VNode {
  const { frame, year, source, done } = props;
  const { language } = frame;
  const t = words(language).calendar;
  const note = source === null ? undefined : noteOf(props);
  return (
    <AdminPage
      frame={frame}
      tab="calendar"
      title={t.titleOf(year)}
      note={note}
      actions={<YearLinks {...props} />}
      done={wordFor(t.done, done)}
    >
      <ErrorSummary title={t.failed} faults={props.faults} />
      <Warning {...props} />
      {source === null ? <AddYear {...props} /> : <OnlyExpected {...props} />}
      <YearGrid {...props} language={language} />
      {source === null ? null : (
        <div class="admin-columns admin-columns-even">
          <Exceptions {...props} />
          <div>
            <AddDays {...props} />
            <Document {...props} />
          </div>
        </div>
      )}
    </AdminPage>
  );
}

function Warning({ frame, values, warning }: CalendarPageProps): VNode | null {
  if (!warning) return null;
  const t = words(frame.language).calendar;
  const { commitments, toldOn } = warning.moved;
  return (
    <NoticeBar tone="late" title={t.movedTitle} role="alert">
      <p>{t.moved(commitments, formatDay(toldOn))}</p>
      <form method="post" action={warning.action} class="notice-act">
        <CsrfField token={frame.csrf} />
        {Object.entries(values).map(([name, value]) => (
          <input type="hidden" name={name} value={value} key={name} />
        ))}
        <input type="hidden" name="confirmed" value="1" />
        <Button primary>{t.movedAgree}</Button>
        <a href={`${here}?nam=${values.year ?? values.from?.slice(0, 4) ?? ''}`}>{t.movedLeave}</a>
      </form>
    </NoticeBar>
  );
}

function noteOf({ frame: { language }, year, exceptions, ...document }: CalendarPageProps): string {
  const off = exceptions.filter(({ working }) => !working).length;
  const makeUp = exceptions.length - off;
  const length = daysBetween(`${year}-01-01`, `${year}-12-31`) + 1;
  const weekdays = Array.from({ length }, (_, n) => addDays(`${year}-01-01`, n)).filter(
    (day) => !isWeekend(day),
  );
  const note = words(language).calendar.note(
    formatNumber(weekdays.length - off + makeUp, language),
    off,
    makeUp,
  );
  return `${note}; ${standingText(document, language)}`;
}

function YearLinks({ frame: { language }, year, entered }: CalendarPageProps): VNode {
  const t = words(language).calendar;
  const others = entered.filter((other) => Math.abs(other - year) > 1);
  return (
    <nav class="year-links" aria-label={t.years}>
      {year > FIRST_YEAR ? (
        <a href={`${here}?nam=${year - 1}`} rel="prev">
          <Icon name="left" size={12} /> {t.previous(year - 1)}
        </a>
      ) : null}
      {others.map((other) => (
        <a href={`${here}?nam=${other}`} key={other}>
          {other}
        </a>
      ))}
      {year < LAST_YEAR ? (
        <a href={`${here}?nam=${year + 1}`} rel="next">
          {t.next(year + 1)} <Icon name="right" size={12} />
        </a>
      ) : null}
    </nav>
  );
}

function AddYear({ frame, year, values, faults }: CalendarPageProps): VNode {
  const t = words(frame.language).calendar;
  return (
    <>
      <NoticeBar tone="late" title={t.notEntered(year)}>
        {t.notEnteredNext}
      </NoticeBar>
      <form method="post" action={`${here}/nam`} class="admin-form admin-line-form">
        <CsrfField token={frame.csrf} />
        <input type="hidden" name="year" value={year} />
        <TextField
          id="source"
          name="source"
          label={t.source}
          hint={t.sourceHint}
          value={values.source}
          error={faults.source ?? faults.year}
          most={300}
          required
        />
        <Button primary>{t.addYear(year)}</Button>
      </form>
    </>
  );
}

function Exceptions(props: CalendarPageProps): VNode {
  const { frame, exceptions, source } = props;
  const t = words(frame.language).calendar;
  return (
    <Section id="ngay" title={t.exceptions}>
      <p class="hint hint-apart">
        {t.source}: <span lang="vi">{source}</span>
      </p>
      {exceptions.length === 0 ? (
        <p class="empty">{t.none}</p>
      ) : (
        <DataTable
          caption={t.caption}
          class="table-tight exceptions"
          rows={exceptions}
          rowKey={({ day }) => day}
          columns={columnsOf(frame)}
        />
      )}
    </Section>
  );
}

function columnsOf({ language, csrf }: Frame): Column<ExceptionItem>[] {
  const t = words(language).calendar;
  return [
    {
      key: 'day',
      head: t.columns.day,
      rowHead: true,
      cell: ({ day }) => <span class="n">{formatLongDay(day, language)}</span>,
    },
    { key: 'kind', head: t.columns.kind, cell: ({ working }) => (working ? t.kinds.makeUp : t.kinds.off) },
    { key: 'name', head: t.columns.name, cell: ({ name }) => name[language] },
    {
      key: 'remove',
      head: <span class="sr">{t.columns.remove}</span>,
      cell: ({ day }) => (
        <form method="post" action={`${here}/ngay/${day}/bo`}>
          <CsrfField token={csrf} />
          <button type="submit" class="link-button" aria-label={t.removeOf(formatDay(day))}>
            {t.remove}
          </button>
        </form>
      ),
    },
  ];
}

function AddDays({ frame, year, values, faults }: CalendarPageProps): VNode {
  const { language } = frame;
  const t = words(language).calendar;
  return (
    <Section id="them" title={t.add}>
      <p class="hint hint-apart">{t.addNote}</p>
      <form method="post" action={`${here}/ngay`} class="admin-form">
        <CsrfField token={frame.csrf} />
        <input type="hidden" name="year" value={year} />
        <SegmentedRadios
          name="kind"
          legend={t.fields.kind}
          value={values.kind ?? 'off'}
          error={faults.kind}
          choices={(['off', 'makeUp'] as const).map((kind) => ({ value: kind, label: t.choices[kind] }))}
        />
        <div class="field-row">
          {(['from', 'to'] as const).map((name) => (
            <DateField
              {...{ id: name, name, language, label: t.fields[name], hint: t.hints[name] }}
              {...{ value: values[name], error: faults[name], required: name === 'from' }}
              key={name}
            />
          ))}
          {(['nameVi', 'nameEn'] as const).map((name) => (
            <TextField
              {...{ id: name, name, label: t.fields[name], most: 200, required: true }}
              value={values[name]}
              error={faults[name]}
              key={name}
            />
          ))}
        </div>
        <div class="form-actions">
          <Button primary>{t.submit}</Button>
        </div>
      </form>
    </Section>
  );
}
