import type { Day } from '../../platform/clock.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { MovedReminders } from '../../reminders/plan/calendar-effects.js';
import type { Frame } from '../../web/frame.js';
import type { CalendarYearItem } from './calendar.types.js';

export interface CalendarPageProps extends CalendarYearItem {
  frame: Frame;
  today: Day;
  values: FormValues;
  faults: FormFaults;
  done?: string;
  warning?: CalendarWarning;
}

/** What a change would do to reminders, to be agreed to. */
export interface CalendarWarning {
  moved: MovedReminders;
  /** Where the same is sent again, with the word that it was read. */
  action: string;
}
