import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';

export const MOST_NUMBER = 100;
export const MOST_OF_A_DOCUMENT = 300;

/** No document of today's offices is older: an earlier day is a slip of the pen. The database holds to it as well. */
export const EARLIEST_ISSUE: Day = '1945-09-02';

/** An official document that proves something: which one, from whom, to whom, about what. */
export interface IssuedDocument {
  /** As it stands on the document: `215-BC/TU`. */
  number: string;
  issuedOn: Day;
  issuer: string;
  recipient: string | null;
  title: string | null;
}

/** @throws RuleBroken for a document that nobody can have by then */
export function mustBeIssued({ issuedOn }: IssuedDocument, today: Day): void {
  if (issuedOn > today)
    throw refused(
      `Ngày ban hành ${formatDay(issuedOn)} chưa đến. Hãy ghi ngày trên văn bản, không sau hôm nay (${formatDay(today)}).`,
      `The date of issue, ${formatDay(issuedOn)}, is still to come. Enter the date on the document, no later than today (${formatDay(today)}).`,
    );
  if (issuedOn < EARLIEST_ISSUE)
    throw refused(
      `Ngày ban hành ${formatDay(issuedOn)} quá xa. Hãy kiểm tra lại năm; ngày phải từ ${formatDay(EARLIEST_ISSUE)}.`,
      `The date of issue, ${formatDay(issuedOn)}, is too long ago. Check the year; the date must be ${formatDay(EARLIEST_ISSUE)} or later.`,
    );
}

const refused = (vi: string, en: string) => new RuleBroken({ vi, en }, 'issuedOn');

/** Whether two name the same document, however they write it and whatever else they say of it. */
export function isSameDocument(one: NamesADocument, other: NamesADocument): boolean {
  return Boolean(one.number) && keyOf(one) === keyOf(other);
}

type NamesADocument = { [Field in 'number' | 'issuedOn' | 'issuer']?: string | null };

const keyOf = ({ number, issuedOn, issuer }: NamesADocument) =>
  JSON.stringify([number?.toLowerCase(), issuedOn, issuer?.toLowerCase()]);
