import type { Day } from '../platform/clock.js';

/** Whether the program does by itself what it is to do each working day: handed in by the room that knows it. */
export abstract class RunWatch {
  /** The working day whose reminders have not been run, long past their hour; null where all is well. */
  abstract missing(): Promise<Day | null>;
}
