import { isWorked, plusDays, workedDays } from './days.js';
import type { Line, Subject } from './model-line.js';
import { linesOf } from './model-lines.js';
import { isOver, isTrue } from './model-truth.js';
import { parties, type Person, type World } from './world.js';

/**
 * What should be sent to whom, written from docs/rules.md §9 and from nothing else: it reads no table of the program and shares no code
 * with its planner.
 */

export const isStep = ({ rules }: Pick<Line, 'rules'>) => rules.some(({ kind }) => kind === 'step');
export const codesOf = ({ rules }: Pick<Line, 'rules'>) => rules.map(({ code }) => code);

export const keyOf = ({ to, code, subject }: Pick<Line, 'to' | 'code' | 'subject'>) =>
  `${to} ${code} ${subject}`;
const deadlineOf = ({ to, code, version }: Line) => `${to} ${code} ${version}`;
export class Model {
  /** What is owed to people, by `keyOf`. */
  readonly owed = new Map<string, Line>();
  /** By which rules, and of which versions of the deadline, a line has been said to be owed, by `keyOf`. */
  readonly spoken = new Map<string, Set<string>>();
  private readonly told = new Set<string>();
  /** When somebody was last told a step of a deadline: that stands for the day's own line. */
  private readonly steppedOn = new Map<string, string>();
  private readonly done = new Set<string>();
  private first: string | null = null;
  /** The days that the last run made up for. */
  private lastMissed: string[] = [];
  /** A stretch of the story at whose end mails are looked at. */
  phase = 1;

  constructor(readonly world: World) {}

  /**
   * A run of a day: what it says, and what the working days since the last one would have said, as things are now.
   * @param whileMailsGoOut then nobody can say whether what is new is still in them
   */
  run(day: string, { isAtItsHour = true, whileMailsGoOut = false } = {}): void {
    if (!isWorked(day)) return;
    const horizon = plusDays(day, -60);
    const from = this.first ?? day;
    const missed = workedDays(from > horizon ? from : horizon, plusDays(day, -1)).filter(
      (on) => !this.done.has(on),
    );
    if (whileMailsGoOut) this.runAfterItsChange(day);
    else this.lastMissed = missed;
    for (const on of [...missed, day]) {
      for (const line of linesOf(this.world, on))
        if (!this.told.has(this.occasion(line)) && !this.isSteppedOver(line, day))
          this.owe({ ...line, latePhase: whileMailsGoOut ? this.phase : 0 });
      if (on !== day || isAtItsHour) this.done.add(on);
    }
    this.first ??= day;
    // What a run of the day has put aside is written down as not told, and another of the same day leaves it there.
    for (const line of this.owed.values()) if (!isTrue(this.world, line, day)) line.asideOn = day;
  }

  /** The run that was asked for before a change may begin only after it, and speak of its days by what holds then. */
  private runAfterItsChange(day: string): void {
    const days = [...this.lastMissed, day];
    const saidNow = days.flatMap((on) => linesOf(this.world, on));
    for (const line of saidNow) if (line.day !== day) this.allow(line);
    const occasions = new Set(saidNow.map((line) => this.occasion(line)));
    for (const line of this.owed.values())
      if (days.includes(line.day) && !occasions.has(this.occasion(line))) line.maybe = true;
  }

  /** It may be told, and need not be. */
  private allow(line: Line): void {
    this.say(line);
    const key = keyOf(line);
    if (!this.owed.has(key)) this.owed.set(key, { ...line, maybe: true });
  }

  private say(line: Line): void {
    const key = keyOf(line);
    const spoken = this.spoken.get(key) ?? new Set();
    for (const code of codesOf(line)) spoken.add(`${code} ${line.version}`);
    this.spoken.set(key, spoken);
  }

  private owe(line: Line): void {
    const key = keyOf(line);
    const before = this.owed.get(key);
    // Also where nothing else is owed by it: of two rules that say the same, the line may go by either.
    this.say(line);
    if (before && this.occasion(before) === this.occasion(line)) return;
    if (before && isStep(before) && !isStep(line) && !before.maybe && before.version === line.version) return;
    // Of the same deadline or matter there is one line, the last; the mail may already have been made with the one before it.
    const truePhase = before && before.truePhase === this.phase ? this.phase : line.truePhase;
    this.owed.set(key, { ...line, truePhase });
  }

  /** What must stand in the mail of somebody who gets one now. */
  mustTell(to: string, day: string): Line[] {
    if (!isWorked(day)) return [];
    return [...this.owed.values()].filter(
      (line) =>
        line.to === to &&
        !line.maybe &&
        line.latePhase !== this.phase &&
        line.refusedOn !== day &&
        line.givenUpOn !== day &&
        line.asideOn !== day &&
        isTrue(this.world, line, day),
    );
  }

  /** The line that a row of a mail is, where that is right. */
  lineOf(
    row: { to: string; code: string; subject: Subject; rule: string; version: number },
    day: string,
  ): Line | null {
    const line = this.owed.get(keyOf(row));
    if (!line) return null;
    const isSpoken = [...(this.spoken.get(keyOf(row)) ?? [])].some((one) =>
      row.subject !== 'deadline' ? one.startsWith(`${row.rule} `) : one === `${row.rule} ${row.version}`,
    );
    return isSpoken && (line.truePhase === this.phase || isTrue(this.world, line, day)) ? line : null;
  }

  /** Before a change: what is true until then may have gone out. */
  beforeChange(day: string): void {
    for (const line of this.owed.values()) if (isTrue(this.world, line, day)) line.truePhase = this.phase;
  }

  /** After it: what is no longer true may be dropped from now on, at a moment that depends on who was where. */
  afterChange(day: string): void {
    for (const line of this.owed.values()) if (isOver(this.world, line, day)) line.maybe = true;
  }

  /**
   * A step is told once for each version of the deadline, to offices on each day on which it goes out for a side; anything else once a day. What
   * rules of one kind, days and unit say is one thing, whichever role they speak to.
   */
  private occasion(line: Line): string {
    const { to, code, subject, version, day, rules } = line;
    const isOffice = this.world.people.some(({ email, role }) => email === to && role === 'coordinator');
    const says = rules.map(({ kind, days, unit }) => `${kind} ${days} ${unit}`);
    const about = subject === 'deadline' ? `${says.join()} ${version}` : '';
    return `${to} ${code} ${subject} ${about} ${isStep(line) && !isOffice ? '' : day}`;
  }

  private isSteppedOver(line: Line, day: string): boolean {
    return line.subject === 'deadline' && !isStep(line) && this.steppedOn.get(deadlineOf(line)) === day;
  }

  /** @param rule by which it was told; where another has come up since, nobody can say whether that one is still to come */
  tell(line: Line, day: string, rule?: string): void {
    if (rule !== undefined && line.latePhase === this.phase && !codesOf(line).includes(rule)) {
      line.maybe = true;
      return;
    }
    if (isStep(line)) this.steppedOn.set(deadlineOf(line), day);
    this.told.add(this.occasion(line));
    this.owed.delete(keyOf(line));
  }

  refuse(line: Line, day: string): void {
    line.refused += 1;
    line.refusedOn = day;
    // Once more: the address may have been corrected. Then it is given up.
    if (line.refused > 1) this.tell(line, day);
  }

  /** All that somebody may be reminded of besides: a mail lists what is late or waits for them, whether or not a rule speaks. */
  mayRead(to: Person, code: string): boolean {
    const commitment = this.world.commitments.find((one) => one.code === code);
    if (!commitment) return false;
    if (to.role === 'coordinator' || to.role === 'leader') return true;
    return parties.some((party) => commitment.sides[party].lead === to.body);
  }
}
