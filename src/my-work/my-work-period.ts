import { labelOf } from '../calendar/deadline.js';
import type { Day } from '../platform/clock.js';
import type { ReportingPeriod } from '../calendar/reporting-period.js';
import type { Language } from '../platform/text.js';
import { words } from '../web/i18n/words.js';
import type { Viewer } from '../identity/viewer.js';
import type { Frame } from '../web/frame.js';
import type { AgreementRef, MyWork } from './my-work.types.js';

export interface MyWorkPageProps {
  /** With a viewer who speaks for a side, and the agreement. */
  frame: Frame & { viewer: Viewer };
  work: MyWork;
  today: Day;
}

/** `Tháng 11/2019`: a period is named by the month in which it ends. */
export function periodName({ to }: ReportingPeriod, language: Language): string {
  return labelOf({ precision: 'month', value: to.slice(0, 7) })[language];
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

export type OwnRole = 'liaison' | 'coordinator' | 'leader';

export function ownRole({ frame: { viewer } }: MyWorkPageProps): OwnRole {
  return viewer.role === 'liaison' || viewer.role === 'leader' ? viewer.role : 'coordinator';
}
