import { EARLIEST_ISSUE } from '../../commitments/evidence/document.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { DocumentItem } from '../documents.types.js';
import * as refusals from './issue.refusals.js';
import { MOST_ENTRIES, type Issued, type IssueItem, type SentIssue, type SignedCopy } from './issue.types.js';

/** What was sent, with the hash of the file that came with it. */
type Sent = SentIssue & { sha256: string | null };

/**
 * What can be told before the file comes: a document that is made, a day on which it can have gone out, a reason where one is needed.
 * @throws RuleBroken
 */
export function mustBeSound(
  { status, askedAt, issues }: DocumentItem,
  { number, issuedOn, replaces, reason }: SentIssue,
  today: Day,
): void {
  if (status !== 'done') throw refusals.notMade();
  if (!/\d/.test(number)) throw refusals.blankNumber();
  if (issuedOn > today) throw refusals.issuedLater(issuedOn, today);
  const made = dayOf(new Date(askedAt));
  if (issuedOn < made || issuedOn < EARLIEST_ISSUE) throw refusals.issuedBeforeMade(issuedOn, made);
  if (replaces === null && reason) throw refusals.reasonOfNothing();
  if (replaces !== null && !reason) throw refusals.noReason();
  if (issues.length >= MOST_ENTRIES) throw refusals.tooManyEntries();
}

/** Whether just this was entered already, in the place of the same entry: somebody pressed twice. */
export function isAgain([last, before]: IssueItem[], sent: Sent): boolean {
  if (!last || (before?.entry ?? null) !== sent.replaces) return false;
  const sha256 = sent.sha256 ?? before?.file.sha256 ?? null;
  return last.reason === sent.reason && isSameAs(last, { ...sent, sha256 });
}

/** Whether an entry says what was sent already, its signed copy included: none sent, the copy stays. */
export function isSameAs(entry: IssueItem, sent: Sent): boolean {
  const same: (keyof Issued)[] = ['number', 'issuedOn', 'signerPost', 'signerName'];
  return (
    same.every((name) => entry[name] === sent[name]) &&
    (sent.sha256 ?? entry.file.sha256) === entry.file.sha256
  );
}

/** The signed copy of an entry, the last or an earlier one. @throws NotFound */
export function signedCopyOf({ issues }: DocumentItem, entry: number): SignedCopy {
  const found = issues.find((issue) => issue.entry === entry);
  if (!found) throw new NotFound();
  return found.file;
}
