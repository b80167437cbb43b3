import type { VNode } from 'preact';
import type { ReportingPeriod } from '../../calendar/reporting-period.js';
import type { Day } from '../../platform/clock.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { BilingualText } from '../../platform/text.js';
import type { Frame } from '../../web/frame.js';
import type { ContributionItem } from '../contributions/contribution.types.js';
import type { CommitmentDetail, Status } from '../commitment.types.js';
import type { Said } from '../../shell/said.js';
import type { OwedReport } from './reports-owed.js';
import type { Draft } from '../drafts/draft.types.js';
import type { DecisionLevel } from '../matters/matter.types.js';
import type { ReportFiles } from '../uploads/uploads.queries.js';
import type { UpdateField, UpdateValues } from './update-values.js';

/** What the update form and its conflict page share. */
export interface ReportFrame {
  frame: Frame;
  commitment: CommitmentDetail;
  /** Code of the side whose part is reported: the viewer's own. */
  party: string;
  /** Those that the report can be for, the one just ended first. */
  periods: ReportingPeriod[];
  /** The one that it is for. */
  period: ReportingPeriod;
  /** Code of the one that the rule says. */
  proposedPeriod: string;
  today: Day;
  /** The level that must decide, as it stands: what the form opens with. */
  standingLevel: DecisionLevel;
  /** Percent of the own report before the last one; null where there is none. */
  previousPercent: number | null;
  /** Why the day of a completion was not accepted, until the side reports again; null otherwise. */
  dayContested: string | null;
  /** What the own body has written so far, and not sent. */
  draft: Draft | null;
  /** What came over the links of mails to the own body, and waits to be taken over or discarded. */
  mailDrafts: readonly { id: number; savedAt: string }[];
  /** When the commitment was last chased. */
  lastChasedOn: Day | null;
  /** What is said goes to the lead body of the own side: the viewer's only cooperates. */
  contributes: boolean;
  /** What is said is first looked at by the own side's committee office. */
  isReviewed: boolean;
  /** The viewer's files that no report has taken. */
  files: ReportFiles;
  /** Whether the rules take a report now. */
  canUpdate: boolean;
  canRequestExtension: boolean;
  /** Whether the viewer may say that the part is withdrawn. */
  canWithdraw: boolean;
}

export interface UpdatePageProps extends ReportFrame {
  values: UpdateValues;
  /** The level that stood when the form was first opened. */
  levelStood: string;
  /** The own part's status likewise: what a status that is left to the percent goes by. */
  statusStood: Status;
  /** The commitment's version when the form was first opened. */
  version: number;
  /** The own side's last statement when the form was first opened: its id. */
  basedOn: number | null;
  faults: FormFaults;
  /** The whole form as it was typed, where it was sent, or kept, before: for the parts in `places` to show theirs again. */
  typed: FormValues;
  /** What other parts of a report put into its form. */
  places?: { evidence?: VNode | null };
  /** What was said of a field when a report came back, to stand beside that field. */
  comments?: Partial<Record<UpdateField, VNode>>;
  /** The version of the own body's draft that went into the form; empty where none did. */
  draftVersion: string;
  /** The form was opened from the draft. */
  isDraft?: boolean;
  /** In the place of which earlier report this one comes; its number is among `typed`. */
  amending?: VNode;
  /** What the reader has to report on, this commitment among it. */
  sitting?: readonly OwedReport[];
  /** What was just sent, before this one. */
  said?: Said | null;
  /** Where the reader came from, to go back there. */
  wayBack: string;
  /** All of the form is to be seen at once, for the report on a period. */
  isFull?: boolean;
  /** Last period's texts were copied in. */
  copied?: boolean;
  /** The contributions that this report takes over. */
  takesOver?: readonly number[];
  /** Those from which the form was filled in just now. */
  from?: readonly ContributionItem[];
}

export interface Other {
  name: string;
  mine: string;
  theirs: string;
}

/** Two texts of one report, one of which somebody of the own side saved meanwhile. */
export interface Beside {
  kind: 'report' | 'draft';
  mine: UpdateValues;
  theirs: UpdateValues;
  /** What else differs, by the name of its field. */
  others?: readonly Other[];
  by: BilingualText;
  at: string;
  /** What the chosen text is to be opened on. */
  opened: FormValues;
}

export interface UpdateConflictProps extends ReportFrame, Beside {
  /** The whole form as it was typed: what neither text is compared by goes along. */
  typed: FormValues;
  takesOver: readonly number[];
}
