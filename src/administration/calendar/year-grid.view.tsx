import type { VNode } from 'preact';
import { addDays, weekdayOf, type Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { formatLongDay, shortWeekday } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { isWeekend } from './calendar.rules.js';
import type { CalendarYearItem, ExceptionItem } from './calendar.types.js';

interface YearGridProps extends Pick<CalendarYearItem, 'year' | 'exceptions'> {
  today: Day;
  language: Language;
}

/** Twelve months; what differs from the weekday has its own ground and is said in words. */
export function YearGrid(props: YearGridProps): VNode {
  const t = words(props.language).calendar.legend;
  const marks = ['off', 'makeUp', 'weekend'] as const;
  return (
    <>
      <ul class="year-legend">
        {marks.map((mark) => (
          <li key={mark}>
            <span class={`year-mark ${classes[mark]}`} aria-hidden="true" /> {t[mark]}
          </li>
        ))}
      </ul>
      <div class="year-grid">
        {Array.from({ length: 12 }, (_, n) => (
          <Month {...props} month={n + 1} key={n} />
        ))}
      </div>
    </>
  );
}

const classes = { off: 'year-off', makeUp: 'year-work', weekend: 'year-weekend' };

function Month({ year, month, ...rest }: YearGridProps & { month: number }): VNode {
  const weeks = weeksOf(`${year}-${String(month).padStart(2, '0')}-01`);
  return (
    <table class="year-month">
      <caption>{words(rest.language).calendar.month(month)}</caption>
      <thead>
        <tr>
          {weeks[1]!.map((day) => (
            <th scope="col" key={day}>
              {shortWeekday(day!, rest.language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week, at) => (
          <tr key={at}>
            {week.map((day, column) =>
              day === null ? <td key={column} /> : <DayCell day={day} {...rest} key={column} />,
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DayCellProps = { day: Day } & Pick<YearGridProps, 'exceptions' | 'today' | 'language'>;

function DayCell({ day, exceptions, today, language }: DayCellProps): VNode {
  const exception = exceptions.find((one) => one.day === day);
  const names = [groundOf(day, exception), day === today ? 'is-today' : ''].filter(Boolean).join(' ');
  return (
    <td
      class={names || undefined}
      title={exception && `${formatLongDay(day, language)}: ${exception.name[language]}`}
    >
      <span class="n">{Number(day.slice(8))}</span>
      {exception ? <span class="sr">{`, ${sayingOf(exception, language)}`}</span> : null}
    </td>
  );
}

function groundOf(day: Day, exception: ExceptionItem | undefined): string {
  if (exception) return exception.working ? classes.makeUp : classes.off;
  return isWeekend(day) ? classes.weekend : '';
}

function sayingOf({ working, name }: ExceptionItem, language: Language): string {
  const { kinds } = words(language).calendar;
  return `${working ? kinds.makeUp : kinds.off}: ${name[language]}`;
}

/** Monday first; null where the week lies in another month. */
function weeksOf(first: Day): (Day | null)[][] {
  const month = first.slice(0, 7);
  const monday = addDays(first, -((weekdayOf(first) + 6) % 7));
  const weeks = Array.from({ length: 6 }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => addDays(monday, week * 7 + day)),
  );
  return weeks
    .map((week) => week.map((day) => (day.startsWith(month) ? day : null)))
    .filter((week) => week.some((day) => day !== null));
}
