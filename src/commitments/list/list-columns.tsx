import type { VNode } from 'preact';
import { daysBetween, type Day } from '../../platform/clock.js';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import type { Frame } from '../../web/frame.js';
import type { Column } from '../../web/components/data-table.js';
import { Icon } from '../../web/components/icon.js';
import { HolderLines } from '../parts/holder-lines.js';
import { LeadBodies } from '../parts/lead-bodies.js';
import { DiffersBadge, StatusBadge } from '../parts/status-badge.js';
import { TwoSideGlyph } from '../parts/two-side-glyph.js';
import { words } from '../../web/i18n/words.js';
import { isOpen } from '../rules.js';
import { IndicatorLine } from './indicator-line.js';
import { commitmentHref } from '../parts/links.js';
import { remindersHref } from '../../web/links.js';
import type { DaysAsked } from '../read/days.js';
import type { ListedCommitment } from '../read/list.types.js';
import { FoundLine, MarkedText } from '../search/found-text.view.js';
import type { CommitmentItem, DueItem, UndatedItem } from '../commitment.types.js';

interface Where {
  slug: string;
  language: Language;
  asOf: Day;
  viewer: Frame['viewer'];
  /** For what a row leads to, where it is not of today. */
  days: DaysAsked;
  /** What is searched for. */
  q?: string;
}

/** Whether the reader's body leads the own part, and that takes reports: one step to its form. Nobody reports on a past day. */
function reportsOn(
  { sides, status }: Pick<CommitmentItem, 'sides' | 'status'>,
  { viewer, days }: Where,
): boolean {
  if (viewer?.role !== 'liaison' || Object.keys(days).length > 0 || status === 'completed') return false;
  const own = sides.find(({ party }) => party === viewer.party?.code);
  return own?.leadBody.code === viewer.body?.code && own?.completionConfirmedAt === null;
}

/** Whether the reader leads a side of it, and it goes on: one step to telling somebody what to do. Nobody directs on a past day. */
function directs(
  { sides, status }: Pick<CommitmentItem, 'sides' | 'status'>,
  { viewer, days }: Where,
): boolean {
  if (viewer?.role !== 'leader' || Object.keys(days).length > 0 || !isOpen({ status })) return false;
  return sides.some(({ party }) => party === viewer.party?.code);
}

const NEAR_DAYS = 14;

export function columns(where: Where): Column<ListedCommitment>[] {
  const { slug, language, days } = where;
  const t = words(language);
  return [
    { key: 'code', head: t.columns.code, cell: ({ code }) => <span class="code n">{code}</span> },
    {
      key: 'title',
      head: t.columns.commitment,
      rowHead: true,
      cell: (item) => (
        <>
          <a
            class="title-link"
            href={commitmentHref(slug, item.code, undefined, days)}
            title={item.title[language]}
          >
            <MarkedText text={item.title[language]} q={where.q} />
          </a>
          {reportsOn(item, where) ? (
            <a class="row-report" href={`${commitmentHref(slug, item.code)}/cap-nhat`}>
              {t.list.report} <span class="sr">{item.code}</span>
            </a>
          ) : null}
          <FoundLine found={item.found} language={language} />
          <IndicatorLine item={item} language={language} />
        </>
      ),
    },
    {
      key: 'lead',
      head: t.columns.leadBody,
      cell: ({ sides }) => <LeadBodies sides={sides} language={language} />,
    },
    {
      key: 'glyph',
      head: t.columns.progress,
      cell: ({ sides }) => <TwoSideGlyph sides={sides} language={language} />,
    },
    {
      key: 'holder',
      head: t.turn.title,
      phoneLabel: `${t.turn.title}: `,
      cell: ({ holder }) => <HolderLines holder={holder} language={language} />,
    },
    { key: 'due', head: t.columns.due, cell: (item) => <Due item={item} where={where} /> },
    {
      key: 'standing',
      head: t.columns.standing,
      cell: (item) => (
        <span class="lines">
          <StatusBadge item={item} language={language} />
          {item.differs ? <DiffersBadge language={language} ground={false} /> : null}
        </span>
      ),
    },
    {
      key: 'chased',
      head: t.list.extensionsChased,
      numeric: true,
      cell: (item) => <Chased item={item} where={where} />,
    },
  ];
}

/** As stated; under it how far it is, or when it was done. */
function Due({ item, where }: { item: CommitmentItem; where: Where }): VNode {
  const { undated } = item.due;
  if (undated && undated.workingDays !== null)
    return <NoDate {...item.due} undated={undated} language={where.language} />;
  return (
    <span class="lines due n">
      <span>{item.due.label[where.language]}</span>
      <small>{distance(item, where)}</small>
    </span>
  );
}

/** For how long it has none, and when that is looked at again: a column has no room for the whole label in a line. */
function NoDate({
  label,
  undated,
  language,
}: {
  label: DueItem['label'];
  undated: UndatedItem;
  language: Language;
}): VNode {
  const t = words(language).commitment.undated;
  const { since, workingDays, reviewOn } = undated;
  const title = `${label[language]}, ${t.age(formatDay(since), workingDays ?? 0)}`;
  return (
    <span class="lines due n" title={title}>
      <span>{t.badge}</span>
      <small>{t.ageShort(workingDays ?? 0)}</small>
      <small>{reviewOn ? t.reviewShort(formatDay(reviewOn)) : null}</small>
    </span>
  );
}

function distance(item: CommitmentItem, { language, asOf }: Where): VNode | string {
  const t = words(language);
  if (item.completedOn) return t.doneOn(formatDay(item.completedOn));
  if (item.timeliness === null) return '';
  if (item.due.date === null) return t.eachPeriod;
  if (item.timeliness === 'overdue') return <b class="t-over">{t.daysOver(item.overdueDays)}</b>;
  const left = daysBetween(asOf, item.due.date);
  if (left === 0) return <b>{t.dueToday}</b>;
  return left <= NEAR_DAYS ? <b>{t.daysLeft(left)}</b> : t.daysLeft(left);
}

/** Icons with a title and words for readers; on a phone, the words. */
function Chased({ item, where }: { item: CommitmentItem; where: Where }): VNode {
  const { slug, language, days } = where;
  const t = words(language);
  return (
    <span class="marks n">
      {directs(item, where) ? <DirectMark code={item.code} where={where} /> : null}
      {item.extensions > 0 ? (
        <a
          href={commitmentHref(slug, item.code, 'thoi-han', days)}
          title={t.list.extensionTitle(item.extensions)}
          aria-label={t.list.extensionTitle(item.extensions)}
        >
          <Icon name="extension" size={14} />
          <span class="phone-label">{t.columns.extended}</span> {item.extensions}
        </a>
      ) : null}
      {item.reminders > 0 ? (
        <a
          class={item.reminders > 3 ? 't-over' : undefined}
          href={remindersHref(item.id)}
          title={t.list.chasedTitle(item.reminders)}
          aria-label={t.list.chasedTitle(item.reminders)}
        >
          <Icon name="bell" size={14} />
          <span class="phone-label">{t.columns.chased}</span> {item.reminders}
        </a>
      ) : null}
    </span>
  );
}

function DirectMark({ code, where: { slug, language } }: { code: string; where: Where }): VNode {
  const label = words(language).exceptions.actions.direct;
  return (
    <a class="mark-direct" href={commitmentHref(slug, code, 'chi-dao')} title={`${label} ${code}`}>
      <Icon name="send" size={14} />
      <span class="sr">
        {label} {code}
      </span>
      <span class="phone-label" aria-hidden="true">
        {label}
      </span>
    </a>
  );
}
