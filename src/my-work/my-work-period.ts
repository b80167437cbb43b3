import type { Day } from '../platform/clock.js';
import type { ReportingPeriod } from '../calendar/reporting-period.js';
import type { Language } from '../platform/text.js';
import { formatShortDay } from '../web/format.js';
import { words } from '../web/i18n/words.js';
import type { Said } from '../shell/said.js';
import type { WaitingDraft } from '../commitments/drafts/draft.types.js';
import type { Viewer } from '../identity/viewer.js';
import type { Frame } from '../web/frame.js';
import type { OwnRole } from './task-kinds.js';
import type { AgreementRef, MyWork, PeriodReport } from './my-work.types.js';

export interface MyWorkPageProps {
  /** With a viewer who speaks for a side, and the agreement. */
  frame: Frame & { viewer: Viewer };
  work: MyWork;
  /** Reports that the reader's body has begun and not sent. */
  drafts: WaitingDraft[];
  /** What the reader just did. */
  said: Said | null;
  today: Day;
}

/** The period in an agreement. */
export function periodIn({ work }: MyWorkPageProps, { slug }: AgreementRef): ReportingPeriod {
  return work.periods.find(({ agreement }) => agreement.slug === slug)!.period;
}

/** Where there are several agreements each row says of which it is; where there is one, nobody needs to be told. */
export function agreementLabel(
  { work, frame }: MyWorkPageProps,
  { kind, number }: AgreementRef,
): string | null {
  return work.periods.length > 1 ? words(frame.language).documentNumber(kind, number) : null;
}

/** `Đã nộp 18/11`, `Nộp muộn 22/11`, `Chưa nộp`. */
export function reportSaid({ state, on }: PeriodReport, language: Language): string {
  const t = words(language).work;
  if (state === 'not_owed') return t.notOwed;
  if (on === null) return t.missing;
  return (state === 'late' ? t.givenLate : t.given)(formatShortDay(on));
}

export function ownRole({ frame: { viewer } }: MyWorkPageProps): OwnRole {
  return viewer.role === 'liaison' || viewer.role === 'leader' ? viewer.role : 'coordinator';
}
