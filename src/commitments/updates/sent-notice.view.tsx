import type { ComponentChildren, VNode } from 'preact';
import { periodName } from '../../calendar/reporting-period.js';
import type { Said } from '../../shell/said.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { formatTime } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import { REPORT_SENT } from './after-report.js';

interface SentProps {
  said: Said | null | undefined;
  frame: Frame;
  /** What comes next. */
  children?: ComponentChildren;
}

/** Of a report that was just sent: what was sent, whose turn it is now, and what comes next. */
export function SentNotice({ said, frame, children }: SentProps): VNode | null {
  if (said?.what !== REPORT_SENT || !said.facts) return null;
  const { code = '', at = '', period = '', done, contribution, review, all } = said.facts;
  const { language, agreement, viewer } = frame;
  const t = words(language).commitment.sitting;
  const party = viewer?.party?.name[language] ?? '';
  const turn = review
    ? t.officeReviews
    : contribution
      ? t.leadTakesOver
      : done
        ? t.leaderConfirms(party)
        : t.staysYours;
  return (
    <NoticeBar
      tone="done"
      role="status"
      title={(contribution ? t.contributed : t.sent)(code, formatTime(at))}
    >
      {period === '' ? null : `${t.counts(periodName(period)[language])} `}
      {turn} {agreement ? <a href={commitmentHref(agreement.slug, code)}>{t.read}</a> : null}
      {all ? <strong> {t.allDone}</strong> : null} {children}
    </NoticeBar>
  );
}
