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
  if (!found) return null;
  const { at, ...noted } = found;
  return { ...noted, sentAt: (header === null ? null : instantIn(headerOf(text, 'Date'))) ?? at };
}

/** Of the white space between, no more than a line break with its indentation: a long text is read in one pass. */
const NOTED = /(?<![\d.])(\d{1,15})(?::\s{0,8}|\s{1,8})((?:[0-9a-f]\s{0,8}){64})(?![0-9a-f])/i;

/** Right after it, broken like the rest. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/;
const MOST_AFTER = 60;

function read(text: string) {
  const found = NOTED.exec(text);
  const [, entry, hash] = found ?? [];
  if (!found || !entry || !hash) return null;
  const after = text.slice(found.index + found[0].length, found.index + found[0].length + MOST_AFTER);
  const [at] = INSTANT.exec(after.replace(/\s/g, '')) ?? [];
  return { entry: Number(entry), hash: hash.replace(/\s/g, '').toLowerCase(), at: instantIn(at ?? null) };
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
