import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { addDays, weekdayOf, type Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { DefinitionList, type Definition } from '../../web/components/definition-list.js';
import { Section } from '../../web/components/section.js';
import { formatInstant, formatLongDay, formatNumber, shortWeekday } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { rulesHref } from '../../web/links.js';
import type { CalendarDay, RemindersFrame } from './reminders-page.types.js';

type AsideProps = RemindersFrame & { day?: Day };

export function RemindersAside(props: AsideProps): VNode {
  return (
    <div>
      <Calendar {...props} />
      <Rules {...props} />
      <LastRunFacts {...props} />
    </div>
  );
}

/** Weeks from Monday to Sunday; each day opens its preview. */
function Calendar(props: AsideProps): VNode | null {
  const { calendar, frame } = props;
  const first = calendar[0];
  if (!first) return null;
  const { language } = frame;
  const t = words(language).reminders;
  const weeks = weeksOf(calendar);
  const monday = addDays(first.day, -((weekdayOf(first.day) + 6) % 7));
  return (
    <Section id="lich" title={t.calendar(calendar.length)}>
      <table class="mail-calendar">
        <caption class="sr">{t.calendarCaption}</caption>
        <thead>
          <tr>
            {[0, 1, 2, 3, 4, 5, 6].map((offset) => (
              <th scope="col" key={offset}>
                {shortWeekday(addDays(monday, offset), language)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week, index) => (
            <tr key={index}>
              {week.map((entry, place) => (
                <Cell {...props} entry={entry} key={place} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="hint">{t.calendarNote}</p>
    </Section>
  );
}

function Cell({ entry, day, today, frame: { language } }: AsideProps & { entry: CalendarDay | null }): VNode {
  if (!entry) return <td />;
  const classes = [
    entry.working ? '' : 'off',
    entry.day === today ? 'is-today' : '',
    entry.day === day ? 'is-shown' : '',
  ];
  return (
    <td class={classes.filter(Boolean).join(' ') || undefined}>
      <a
        class="n"
        href={`/don-doc/xem-truoc?day=${entry.day}`}
        aria-current={entry.day === day ? 'date' : undefined}
      >
        <span class="sr">{spoken(entry, today, language)}</span>
        <span aria-hidden="true">
          {Number(entry.day.slice(8))}
          <b>{entry.working && entry.count ? formatNumber(entry.count, language) : '\u00a0'}</b>
        </span>
      </a>
    </td>
  );
}

function spoken(entry: CalendarDay, today: Day, language: Language): string {
  const t = words(language).reminders;
  const parts = [
    formatLongDay(entry.day, language),
    entry.day === today ? t.today : null,
    entry.working ? null : t.offDay,
    entry.working && entry.count !== null ? t.mails(entry.count) : null,
  ];
  return parts.filter(Boolean).join(', ');
}

function weeksOf(calendar: CalendarDay[]): (CalendarDay | null)[][] {
  const lead = calendar[0] ? (weekdayOf(calendar[0].day) + 6) % 7 : 0;
  const cells: (CalendarDay | null)[] = [...Array.from({ length: lead }, () => null), ...calendar];
  while (cells.length % 7 > 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}

function Rules({ rules, frame: { language, agreement } }: AsideProps): VNode {
  const t = words(language).reminders;
  return (
    <Section id="quy-tac" title={t.rules}>
      <ul class="rule-lines">
        {rules.map((rule) => (
          <li key={rule.code}>{rule.name[language]}</li>
        ))}
      </ul>
      <p class="hint">{t.oneMail}</p>
      {agreement ? <a href={rulesHref(agreement.slug)}>{words(language).rules.link}</a> : null}
    </Section>
  );
}

/** When the next mails come, and whether the last ones came when they should have. */
function heartbeatFacts({ heartbeat: { next, missing }, frame: { language } }: AsideProps): Definition[] {
  const t = words(language).reminders;
  const state = missing ? <span class="t-over">{t.notRun(formatDay(missing))}</span> : t.onTime;
  return [
    { term: t.nextRun, value: <span class="n">{formatInstant(next.at)}</span> },
    { term: t.runState, value: state },
  ];
}

function LastRunFacts(props: AsideProps): VNode {
  const { lastRun, frame } = props;
  const { language } = frame;
  const t = words(language).reminders;
  if (!lastRun) {
    return (
      <Section id="lan-chay" title={t.lastRun}>
        <p class="hint">{t.noRun}</p>
        <DefinitionList items={heartbeatFacts(props)} />
      </Section>
    );
  }
  const { day, startedAt, finishedAt } = lastRun;
  const statuses = [
    { term: t.statuses.sent, status: 'sent', count: lastRun.sent },
    { term: t.waiting, status: 'planned', count: lastRun.waiting },
    { term: t.statuses.skipped, status: 'skipped', count: lastRun.skipped },
    { term: t.statuses.failed, status: 'failed', count: lastRun.failed },
  ];
  return (
    <Section id="lan-chay" title={t.lastRun}>
      <DefinitionList
        items={[
          {
            term: <span class="n">{formatDay(day)}</span>,
            value: (
              <span class="n">
                {finishedAt ? formatInstant(finishedAt) : `${formatInstant(startedAt)}, ${t.running}`}
              </span>
            ),
          },
          ...statuses.map(({ term, status, count }) => ({
            term,
            value: <RunCount day={day} status={status} count={count} language={language} />,
          })),
          ...heartbeatFacts(props),
        ]}
      />
    </Section>
  );
}

function RunCount(props: { day: Day; status: string; count: number; language: Language }): VNode {
  const { day, status, count, language } = props;
  if (count === 0) return <span class="zero n">0</span>;
  return (
    <a
      class={`count n${status === 'failed' ? ' t-over' : ''}`}
      href={`/don-doc?status=${status}&from=${day}&to=${day}`}
    >
      {formatNumber(count, language)}
    </a>
  );
}
