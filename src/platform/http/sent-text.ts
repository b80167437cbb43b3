import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { uploadOf } from './uploads.js';

export const MOST_BYTES = 1_048_576;
/** A field may be longer, so that what is too long can be shown again. */
export const MOST_FIELD_BYTES = 4 * MOST_BYTES;

export interface SentText {
  text: string;
  fields: Record<string, string>;
  /** What keeps the text from being read, and in which of the two fields it was sent. */
  fault: { field: 'file' | 'text'; why: 'empty' | 'tooLarge' | 'notText' } | null;
}

/** A text as a form sends it: a file, or where none is chosen, what was typed. */
export async function sentText(request: FastifyRequest): Promise<SentText> {
  if (!request.isMultipart()) return typedText(plainFields(request.body));
  const { fields, file } = await uploadOf(request);
  if (!file) return typedText(fields);
  const bytes = await file.take(readWhole);
  const isTooLarge = file.isTooLarge();
  if (isTooLarge) return { text: fields.text ?? '', fields, fault: { field: 'file', why: 'tooLarge' } };
  await file.end();
  if (bytes.length === 0) return typedText(fields);
  const text = decoded(bytes);
  return text === null
    ? { text: fields.text ?? '', fields, fault: { field: 'file', why: 'notText' } }
    : { text, fields, fault: null };
}

function plainFields(body: unknown): Record<string, string> {
  const entries = Object.entries((body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function typedText(fields: Record<string, string>): SentText {
  // Browsers send what is typed with the line ends of forms.
  const text = (fields.text ?? '').replaceAll('\r\n', '\n');
  if (text.trim() === '') return { text, fields, fault: { field: 'file', why: 'empty' } };
  if (Buffer.byteLength(text) > MOST_BYTES)
    return { text, fields, fault: { field: 'text', why: 'tooLarge' } };
  return { text, fields, fault: null };
}

async function readWhole(content: Readable): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of content) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function decoded(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
