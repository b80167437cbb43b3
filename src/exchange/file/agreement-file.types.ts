import type { AgreementSource } from '../../agreements/agreement.entity.js';
import type { Deadline } from '../../calendar/deadline.js';
import type { Indicator } from '../../commitments/indicators/indicator.js';
import type { Product } from '../../commitments/product.js';
import type { BilingualText } from '../../platform/text.js';

/** An agreement as a file holds it; agreements/agreement.schema.json says it in full. */
export interface AgreementFile {
  slug: string;
  number: string;
  kind: string;
  title: BilingualText;
  issuer: BilingualText;
  reportedOn: string | null;
  issuedOn: string | null;
  period: { from: string; to: string };
  source: AgreementSource;
  /** A file that does not name the last three says nothing of them. */
  settings: {
    differencePoints: number;
    reportingCutoffDay: number;
    reportDueDay: number;
    evidenceRequired?: boolean;
    waitingLimitDays?: number;
    reportReview?: boolean;
  };
  parties: { code: string; marker: string; name: BilingualText; committee: BilingualText; office: string }[];
  bodies: BodyInFile[];
  sectors: { code: string; name: BilingualText }[];
  clauses: {
    locator: string;
    sector: string | null;
    undertaking: boolean;
    actingParty: string | null;
    summary: BilingualText;
  }[];
  commitments: CommitmentInFile[];
}

export interface BodyInFile {
  code: string;
  party: string;
  kind: string;
  name: BilingualText;
  short: BilingualText;
  parent: string | null;
  firstDay: string | null;
  lastDay: string | null;
  successor: string | null;
}

export interface CommitmentInFile {
  code: string;
  sector: string;
  clauses: string[];
  title: BilingualText;
  due: Deadline;
  /** A file that names no product or no indicators of a side says nothing of them. */
  sides: Record<string, { lead: string; cooperating: string[]; product?: Product; indicators?: Indicator[] }>;
}
