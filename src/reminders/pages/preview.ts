import type { Day } from '../../platform/clock.js';
import type { SilenceReason } from '../ledger/reasons.js';
import type { Status } from '../../commitments/commitment.types.js';
import { addresseesOf } from '../plan/addressees.js';
import { speakersOn } from '../plan/deadline-lines.js';
import { isOpen, planDay } from '../plan/planner.js';
import type { PlannedReminder, PlannerInput } from '../plan/planner.types.js';

export interface DayPreview {
  day: Day;
  /** On a day off nothing is sent. */
  working: boolean;
  told: { recipientId: number; items: PreviewRow[] }[];
  /** Lead bodies of what is due that get no mail, and why. */
  silent: {
    commitmentId: number;
    partyId: number;
    /** In charge on the day. */
    bodyId: number;
    /** The lead body that it followed; null where the lead body stands. */
    followedId: number | null;
    reason: SilenceReason;
  }[];
}

/** A row as the ledger would have it, with all by which its mail is written. */
export type PreviewRow = Pick<PlannedReminder, 'commitmentId' | 'rule' | 'forRole' | 'onBehalfOf'>;

/** Who would get what on a day, and who would not. Pure; as things stand now. */
export function previewDay(input: PlannerInput, rows = planDay(input)): DayPreview {
  const addressees = addresseesOf(input, input.day);
  const spokenOf = speakersOn(input);
  const due = input.commitments.filter((commitment) => spokenOf(commitment).length > 0);
  const silent = due.flatMap((commitment) =>
    commitment.sides.flatMap(({ partyId, leadBodyId, status }) => {
      const reason = silenceOf(status, addressees.officersOf(leadBodyId).length);
      const bodyId = addressees.inChargeOf(leadBodyId);
      const followedId = bodyId === leadBodyId ? null : leadBodyId;
      return reason ? [{ commitmentId: commitment.id, partyId, bodyId, followedId, reason }] : [];
    }),
  );
  return {
    day: input.day,
    working: input.calendar.isWorking(input.day),
    told: toldBy(rows),
    silent,
  };
}

/** What is not heard on its day goes into a later mail. */
export function toldBy(
  rows: readonly (PreviewRow & Pick<PlannedReminder, 'recipientId' | 'unheard'>)[],
): DayPreview['told'] {
  const told = rows.filter(({ unheard }) => unheard === undefined);
  return [...Map.groupBy(told, ({ recipientId }) => recipientId)].map(([recipientId, of]) => ({
    recipientId,
    items: of.map(({ commitmentId, rule, forRole, onBehalfOf }) => ({
      commitmentId,
      rule,
      forRole,
      onBehalfOf,
    })),
  }));
}

function silenceOf(status: Status, officers: number): SilenceReason | null {
  if (status === 'completed') return 'side_completed';
  if (!isOpen(status)) return 'side_stopped';
  return officers === 0 ? 'no_account' : null;
}
