import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { Section } from '../../web/components/section.js';
import { formatPercent, formatTime } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import type { OwedReport } from './reports-owed.js';
import type { UpdatePageProps } from './update.types.js';

/** As many as the panel shows: the rest is a number. */
const MOST_SHOWN = 8;

/** What is to be reported on in one sitting: sent, in hand, owed. */
export function Sitting({ sitting = [], commitment, frame: { language } }: UpdatePageProps): VNode | null {
  if (sitting.length < 2) return null;
  const t = words(language).commitment.sitting;
  const sent = sitting.filter(({ sentAt }) => sentAt !== null).length;
  const at = sitting.findIndex(({ code }) => code === commitment.code);
  const first = Math.max(0, Math.min(at - 2, sitting.length - MOST_SHOWN));
  const shown = sitting.slice(first, first + MOST_SHOWN);
  const more = sitting.length - shown.length;
  return (
    <Section id="phai-bao-cao" title={t.title} note={t.count(sent, sitting.length)}>
      <ol class="sitting">
        {shown.map((one) => (
          <Line
            key={one.code}
            one={one}
            slug={commitment.agreement.slug}
            inHand={one.code === commitment.code}
            language={language}
          />
        ))}
      </ol>
      {more > 0 ? <p class="hint">{t.more(more)}</p> : null}
    </Section>
  );
}

interface LineProps {
  one: OwedReport;
  slug: string;
  inHand: boolean;
  language: Language;
}

function Line({ one, slug, inHand, language }: LineProps): VNode {
  const { code, title, sentAt } = one;
  const name = (
    <>
      <b class="n">{code}</b> {title[language]}
    </>
  );
  return (
    <li aria-current={inHand ? 'step' : undefined}>
      {sentAt && !inHand ? <Icon name="done" size={14} /> : null}
      <span>
        {inHand ? name : <a href={`${commitmentHref(slug, code)}${sentAt ? '' : '/cap-nhat'}`}>{name}</a>}
        <small class="n">{standingOf(one, inHand, language)}</small>
      </span>
    </li>
  );
}

function standingOf(
  { sentAt, percent, previousPercent, dueOn, isOverdue, isReturned }: OwedReport,
  inHand: boolean,
  language: Language,
): string {
  const t = words(language).commitment.sitting;
  if (sentAt !== null && !inHand) {
    const now = percent === null ? '' : formatPercent(percent, language);
    return t.sentAt(
      formatTime(sentAt),
      previousPercent === null ? now : `${formatPercent(previousPercent, language)} → ${now}`,
    );
  }
  const due = dueOn === null ? t.eachPeriod : (isOverdue ? t.overdue : t.due)(formatDay(dueOn));
  return [inHand ? t.inHand : null, isReturned ? t.returned : due].filter(Boolean).join(': ');
}

/** Where the report in hand stands among them: `việc 2 trong 3`. */
export function placeIn(sitting: readonly OwedReport[]): [number, number] {
  return [sitting.filter(({ sentAt }) => sentAt !== null).length + 1, sitting.length];
}

/** Whether another one is owed after this. */
export const hasNext = ({ sitting = [], commitment }: UpdatePageProps): boolean =>
  sitting.some(({ code, sentAt }) => sentAt === null && code !== commitment.code);
