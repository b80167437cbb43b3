import type { Day } from '../../platform/clock.js';
import type { Frame } from '../../web/frame.js';
import type { EvidenceItem } from '../evidence/evidence.types.js';
import type { CommitmentDetail, EventItem, NamedCode, NoteItem } from '../commitment.types.js';

/** What the viewer may do here. A request's id where an extension waits for the viewer, else null. */
export interface CommitmentAbilities {
  /** Whether it may report and ask for extensions at all; the fields below also say whether the rules allow it now. */
  report: boolean;
  update: boolean;
  confirmPlan: boolean;
  withdrawPlan: boolean;
  signCompletion: boolean;
  withdrawSignature: boolean;
  sendBack: boolean;
  requestExtension: boolean;
  decideExtension: number | null;
  agreeExtension: number | null;
  readNotes: boolean;
  writeNote: boolean;
}

/** What the sides' people were told on one day under one rule. */
export interface ReminderLine {
  day: Day;
  rule: NamedCode;
  /** A status of the reminder ledger. */
  status: 'planned' | 'claimed' | 'sent' | 'failed' | 'skipped';
  /** Codes. */
  parties: string[];
}

export type CommitmentDone =
  | 'updated'
  | 'plan_confirmed'
  | 'plan_withdrawn'
  | 'completion_confirmed'
  | 'completion_withdrawn'
  | 'sent_back'
  | 'extension_requested'
  | 'extension_decided'
  | 'extension_agreed'
  | 'note_written'
  | 'note_withdrawn'
  | 'evidence_added'
  | 'evidence_withdrawn';

export interface CommitmentPageProps {
  frame: Frame;
  commitment: CommitmentDetail;
  /** Newest first. */
  events: EventItem[];
  /** Internal notes of the viewer's own side, newest first. */
  notes: NoteItem[];
  /** Oldest first. */
  reminders: ReminderLine[];
  nextReminder: { day: Day; rule: NamedCode } | null;
  evidence: EvidenceItem[];
  fileLimitBytes: number;
  can: CommitmentAbilities;
  /** What the viewer has just done. */
  done: CommitmentDone | null;
  /** What went wrong with what the viewer has just done, in the viewer's language. */
  failed?: string | null;
  /** An internal note as it was typed, where it cannot be kept like that. */
  noteAtFault?: string | null;
  /** The same, where it was a file that was refused: shown beside its field too. */
  failedFile?: string | null;
  today: Day;
}
