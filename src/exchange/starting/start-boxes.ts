import type { FormValues } from '../../platform/http/forms.js';

/** Of one party: the code of one that is there already, or what a new one is called; and bodies to add to it, line by line. */
export const partyBoxes = [
  'known',
  'nameVi',
  'nameEn',
  'committeeVi',
  'committeeEn',
  'marker',
  'officeVi',
  'officeEn',
  'bodies',
] as const;
export type PartyBox = (typeof partyBoxes)[number];

/** The box of a party, by its row: the first is 0. */
export const ofParty = (box: PartyBox, row: number) => `${box}${row}`;

/** Of the agreement. Sectors and commitments are lines, as they are pasted from a spreadsheet. */
export const agreementBoxes = [
  'number',
  'slug',
  'kind',
  'titleVi',
  'titleEn',
  'issuerVi',
  'issuerEn',
  'issuedOn',
  'from',
  'to',
  'sectors',
  'commitments',
  'differencePoints',
  'reportingCutoffDay',
  'reportDueDay',
  'waitingLimitDays',
  'evidenceRequired',
  'reportReview',
] as const;
export type AgreementBox = (typeof agreementBoxes)[number];

const [LEAST_PARTIES, MOST_PARTIES] = [2, 10];

/** Rows of parties that the form has. @param more how many are added to those it had */
export function partyRows(values: FormValues, more = 0): number {
  const had = Number.parseInt(values.parties ?? '', 10) || LEAST_PARTIES;
  return Math.max(LEAST_PARTIES, Math.min(MOST_PARTIES, had + more));
}

export const rowsUpTo = (count: number) => Array.from({ length: count }, (_, row) => row);

/** Every box that the form has, as faults are told at them. */
export const boxesOf = (parties: number): string[] => [
  ...agreementBoxes,
  ...rowsUpTo(parties).flatMap((row) => partyBoxes.map((box) => ofParty(box, row))),
];
