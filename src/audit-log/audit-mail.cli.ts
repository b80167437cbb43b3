import type { EntityManager } from '@mikro-orm/postgresql';
import { readFileSync } from 'node:fs';
import { checkWitness, type WitnessToCheck, type WitnessVerdict } from '../audit/witness-check.js';
import { witnessOf } from './mail-witness.js';

/** @param file of a mail, or of the line of it that names the log; `-` for what is piped in */
export function readMail(file: string): WitnessToCheck {
  const witness = witnessOf(readFileSync(file === '-' ? 0 : file, 'utf8'));
  if (!witness)
    throw new Error(
      `${file} has no line X-Audit-Head: NUMBER HASH: save the whole message, with its headers`,
    );
  return witness;
}

/** Prints whether the log still contains what a mail noted. Exits with 1 where it was tampered with or that cannot be told, with 2 where a backup was restored. */
export async function verifyMail(em: EntityManager, witness: WitnessToCheck): Promise<void> {
  const verdict = await checkWitness(em, witness);
  process.stdout.write(`${inWords(witness, verdict)}\n`);
  if (verdict.found === 'restored') process.exitCode = 2;
  else if (verdict.found !== 'contained') process.exitCode = 1;
}

function inWords({ entry, hash }: WitnessToCheck, verdict: WitnessVerdict): string {
  const noted = `the mail’s entry ${entry}:${hash.slice(0, 12)}…`;
  switch (verdict.found) {
    case 'contained':
      return `CONTAINED: ${noted} is in the log; all entries up to it are unchanged since the mail was sent`;
    case 'restored': {
      const { restoredAt, takenAt, lastEntry } = verdict.restoration;
      return (
        `NOT CONTAINED: restored on ${restoredAt} from a backup of ${takenAt}, which ends at entry ${lastEntry}; ` +
        `${noted} came after that. Emails sent before ${takenAt} can still be checked`
      );
    }
    case 'undated':
      return (
        `CANNOT TELL: ${noted} is not in the log. A backup was restored on ${verdict.restoration.restoredAt}; whether before or after the mail, ` +
        'the line does not say: give the whole message, with its Date'
      );
    case 'rewritten':
      return `REWRITTEN: the log has another hash at entry ${entry}: ${noted} or something before it was changed, and no restoration explains it`;
    case 'cut_off':
      return `CUT OFF: the log ends at entry ${verdict.lastEntry}, and ${noted} is missing; no restoration explains it`;
    case 'broken':
      return `BROKEN: ${verdict.words}`;
  }
}
