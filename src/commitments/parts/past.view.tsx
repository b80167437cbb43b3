import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { FormFaults } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { DateField } from '../../web/components/date-field.js';
import { Icon } from '../../web/components/icon.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { comparisonHref } from '../../web/links.js';
import { words } from '../../web/i18n/words.js';
import type { DaysAsked, DaysRead } from '../read/days.js';

interface DaysFieldsProps {
  language: Language;
  /** Before their ids, where the page has such boxes already. */
  prefix?: string;
  values: DaysAsked;
  faults: FormFaults;
}

/** The day of the figures and, if wanted, the day to which entries count. */
export function DaysFields({ language, prefix = '', values, faults }: DaysFieldsProps): VNode {
  const t = words(language).past;
  return (
    <>
      {(['asOf', 'knownAt'] as const).map((name) => (
        <DateField
          id={`${prefix}${name}`}
          name={name}
          language={language}
          label={t[name]}
          hint={name === 'knownAt' ? t.knownAtHint : undefined}
          value={values[name]}
          error={faults[name]}
          key={name}
        />
      ))}
    </>
  );
}

interface DaysMenuProps {
  /** Whose days can be compared; none where figures are of several agreements. */
  slug?: string;
  /** The page's own address. */
  action: string;
  language: Language;
  shown: DaysRead;
  today: Day;
  /** What was asked for, and what is wrong with it. */
  asked: { typed: DaysAsked; faults: FormFaults };
  /** What else the address asks for, which stays. */
  kept?: Record<string, string | undefined>;
}

/** The day of the figures, with the choice of another. */
export function DaysMenu({ slug, action, language, shown, today, asked, kept = {} }: DaysMenuProps): VNode {
  const t = words(language).past;
  const { typed, faults } = asked;
  const knownAt = shown.knownAt < today ? shown.knownAt : undefined;
  return (
    <div class="as-of">
      <span id="as-of-label">{t.asOf}</span>
      <details class="menu" data-menu open={Object.keys(faults).length > 0}>
        <summary class="btn n" aria-describedby="as-of-label">
          <Icon name="calendar" size={14} />
          <strong>{formatDay(shown.asOf)}</strong>
          <Icon name="down" size={12} />
        </summary>
        <form class="menu-panel" method="get" action={action}>
          {Object.entries(kept).map(([name, value]) =>
            value === undefined ? null : <input type="hidden" name={name} value={value} key={name} />,
          )}
          <DaysFields
            language={language}
            values={{ asOf: typed.asOf ?? shown.asOf, knownAt: typed.knownAt ?? knownAt }}
            faults={faults}
          />
          <button type="submit" class="btn btn-primary">
            {t.view}
          </button>
          {slug === undefined ? null : <a href={comparisonHref(slug)}>{words(language).comparison.link}</a>}
        </form>
      </details>
    </div>
  );
}

interface PastNoticeProps {
  /** Whose days can be compared; none where figures are of several agreements. */
  slug?: string;
  language: Language;
  shown: DaysRead;
  today: Day;
  /** The same page as of other days. */
  hrefOf: (days: DaysAsked) => string;
}

/** Above figures that are not today's: of which day they are, by what, and the way to the other answer. */
export function PastNotice({ slug, language, shown, today, hrefOf }: PastNoticeProps): VNode | null {
  const { asOf, knownAt } = shown;
  if (asOf === today) return null;
  const t = words(language).past;
  const isByNow = knownAt >= today;
  const other = isByNow ? { label: t.toThen, days: { knownAt: asOf } } : { label: t.toNow, days: { asOf } };
  return (
    <NoticeBar tone="late" title={titleOf(shown, today, language)}>
      {isByNow && asOf < today ? `${t.byNowMeans} ` : null}
      {asOf < today ? (
        <>
          <a href={hrefOf(other.days)}>{other.label}</a>
          <span class="between-links"> · </span>
        </>
      ) : null}
      {slug === undefined ? null : (
        <>
          <a href={comparisonHref(slug, withToday(shown, today))}>{words(language).comparison.linkToToday}</a>
          <span class="between-links"> · </span>
        </>
      )}
      <a href={hrefOf({})}>{t.backToToday}</a>
    </NoticeBar>
  );
}

/** Two days, each by what had been entered by its end only where the page itself is read so. */
function withToday({ asOf, knownAt }: DaysRead, today: Day): { from: Day; to: Day; known?: 'then' } {
  if (asOf > today) return { from: today, to: asOf };
  return { from: asOf, to: today, known: knownAt === asOf ? 'then' : undefined };
}

function titleOf({ asOf, knownAt }: DaysRead, today: Day, language: Language): string {
  const t = words(language).past;
  const day = formatDay(asOf);
  if (asOf > today) return t.ahead(day);
  if (knownAt >= today) return t.byNow(day);
  return knownAt === asOf ? t.byThen(day) : t.byDay(day, formatDay(knownAt));
}
