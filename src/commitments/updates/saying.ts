import type { RawBuilder } from 'kysely';
import { periodOf, type ReportingDays } from '../../calendar/reporting-period.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { standInIdOf } from '../../identity/other-hand.js';
import type { BilingualText } from '../../platform/text.js';
import type { Change, DecidingAtOnce } from '../commitments.service.js';
import { takenOver } from '../contributions/taken-over.sql.js';
import { inOrder, mustSuit } from '../indicators/figures.js';
import { figuresOf } from '../indicators/figures.sql.js';
import { nameLevel } from '../matters/naming.js';
import type { Declaration, Report, Sending, Taken } from './report.types.js';
import { writtenReport } from './written-report.sql.js';

/** What goes with a report. */
export interface Along {
  declaration?: Declaration;
  contributions?: {
    ids: readonly number[];
    /** Who sent them. */
    by: readonly BilingualText[];
  };
  /** Who sent it and when, where it was somebody else, before. */
  sending?: Sending;
  /** Written in the same statement, after the report (see PendingRow). */
  rows?: readonly (readonly [name: string, statement: RawBuilder<unknown>])[];
}

/** The report as the side's statement from now on, with all that follows from it. */
export function sayReport(
  deciding: DecidingAtOnce,
  change: Change,
  report: Report,
  { declaration, contributions, sending = sendingOf(change), rows = [] }: Along = {},
): void {
  const { commitment, side, append, write } = deciding;
  const figures = inOrder(report.indicators ?? []);
  mustSuit(report.indicators ?? [], side.indicators);
  const before = { previousStatus: side.status, previousPercent: side.percent ?? null };
  commitment.report(side, { ...report, doneOn: declaration?.doneOn ?? report.doneOn }, change.at);
  const naming = nameLevel(deciding, change, report.decisionLevel);
  const along = [...naming.along, ...rows];
  if (figures.length > 0) along.push(['figures', figuresOf(figures, side.id, change)]);
  if (contributions) along.unshift(['taken_over', takenOver(contributions.ids, change)]);
  const said = { ...report, decisionLevel: naming.level };
  write({ insert: writtenReport(said, { sideId: side.id, at: change.at, sending, declaration }), along });
  const taken = contributions && { contributionIds: contributions.ids, contributors: contributions.by };
  const stated = figures.length > 0 && { indicators: figures };
  const now = { status: side.status, percent: side.percent, ...before, ...taken, ...stated };
  append('updated', side.partyId, now, sending.name);
  if (naming.event) append(naming.event.kind, side.partyId, naming.event.data, sending.name);
}

export const nothingDeclared: Declaration = { doneOn: null, evidenceIds: [], noEvidenceReason: null };

export function takenAs(
  { version, said }: { version?: number; said?: unknown },
  { at }: Change,
  reporting: ReportingDays,
): Taken {
  const { updateId: id, ...taken } = said as { updateId: number } & Pick<Taken, 'period' | 'decisionLevel'>;
  const given = { ...givenBy(taken.period, dayOf(at), reporting), corrects: null };
  return { ...nothingDeclared, ...given, ...taken, id, at, version: version!, contribution: false };
}

export function givenBy(
  period: string | null,
  givenOn: Day,
  reporting: ReportingDays,
): Pick<Taken, 'givenOn' | 'givenLate'> {
  return { givenOn, givenLate: period !== null && givenOn > periodOf(period, reporting).dueOn };
}

function sendingOf({ actor, at }: Change): Sending {
  const { userId, name, illustrative } = actor;
  return { userId, standInId: standInIdOf(actor), name, at, illustrative };
}
