import type { WitnessToCheck } from '../audit/witness-check.js';
import { WITNESS_HEADER } from '../audit/witness.js';

/**
 * What a mail noted of the log: from its header, in a whole message or a line of it that was copied, or else from the line at its foot.
 * @returns null where the text says nothing of it
 */
export function witnessOf(text: string): WitnessToCheck | null {
  const header = headerOf(text, WITNESS_HEADER);
  // In the body a program may have broken the line, and quoted-printable breaks it with a sign of its own.
  const found = read(header ?? '') ?? read(text.replace(/=\r?\n/g, ''));
  return found && { ...found, sentAt: header === null ? null : instantIn(headerOf(text, 'Date')) };
}

/** Of the white space between, no more than a line break with its indentation: a long text is read in one pass. */
const NOTED = /(?<![\d.])(\d{1,15})(?::\s{0,8}|\s{1,8})((?:[0-9a-f]\s{0,8}){64})(?![0-9a-f])/i;

function read(text: string) {
  const [, entry, hash] = NOTED.exec(text) ?? [];
  if (!entry || !hash) return null;
  return { entry: Number(entry), hash: hash.replace(/\s/g, '').toLowerCase() };
}

/** Unfolded; null where there is none. */
function headerOf(text: string, name: string): string | null {
  const [, value] = new RegExp(`^${name}:[ \\t]*(.*(?:\\r?\\n[ \\t]+.*)*)`, 'im').exec(text) ?? [];
  return value === undefined ? null : value.replace(/\r?\n[ \t]+/g, ' ');
}

function instantIn(date: string | null): Date | null {
  const instant = new Date(date ?? '');
  return Number.isNaN(instant.getTime()) ? null : instant;
}
