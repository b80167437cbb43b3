import type { VNode } from 'preact';
import { formatDay } from '../../../calendar/deadline.js';
import { daysBetween } from '../../../platform/clock.js';
import type { Language } from '../../../platform/text.js';
import { words } from '../../../web/i18n/words.js';
import type { CommitmentItem, DueItem, UndatedItem } from '../../commitment.types.js';
import { HolderLines } from '../../parts/holder-lines.js';
import { DiffersBadge, StatusBadge } from '../../parts/status-badge.js';
import type { Columns, Where } from './where.js';

const NEAR_DAYS = 14;

/** How it stands, and with whom. */
export function standingColumns(where: Where): Columns {
  const { language } = where;
  const t = words(language);
  return {
    holder: {
      key: 'holder',
      head: t.turn.title,
      phoneLabel: `${t.turn.title}: `,
      cell: ({ holder }) => <HolderLines holder={holder} language={language} />,
    },
    due: { key: 'due', head: t.columns.due, cell: (item) => <Due item={item} where={where} /> },
    standing: {
      key: 'standing',
      head: t.columns.standing,
      cell: (item) => (
        <span class="lines">
          <StatusBadge item={item} language={language} />
          {item.differs ? <DiffersBadge language={language} ground={false} /> : null}
        </span>
      ),
    },
  };
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
