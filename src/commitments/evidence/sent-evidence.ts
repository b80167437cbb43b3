import type { FastifyRequest } from 'fastify';
import { uploadOf, type UploadedFile } from '../../platform/http/uploads.js';
import { inputPipe } from '../../platform/http/input.js';
import { DocumentDto } from './document.dto.js';
import { fileNameFrom } from './file-name.js';
import type { IssuedDocument } from './document.js';

/** What somebody shows as proof; one of the two at least. */
export interface SentEvidence {
  document: IssuedDocument | null;
  upload: UploadedFile | null;
}

/**
 * A document as JSON, or a form with a file, with a document's fields before it, or both.
 * @throws Malformed for a form that cannot be read or has other fields; 415 for anything else
 */
export async function sentEvidence(request: FastifyRequest, body: DocumentDto): Promise<SentEvidence> {
  if (isJson(request)) return { document: body.toDocument(), upload: null };
  const { fields, file: upload } = await uploadOf(request);
  const { _csrf, ...named } = fields;
  const read = (await inputPipe.transform(named, { type: 'body', metatype: DocumentDto })) as DocumentDto;
  return { document: read.toDocument(), upload };
}

/** The file of a form on a page, whose fields are read already; null where the form has none. */
export async function sentFile(request: FastifyRequest): Promise<UploadedFile | null> {
  return request.isMultipart() ? (await uploadOf(request)).file : null;
}

/**
 * Browsers send a part without a name and with nothing in it for a box in which no file was chosen.
 * @throws RuleBroken where there is something in it
 */
export async function chosenFile(upload: UploadedFile | null): Promise<UploadedFile | null> {
  if (!upload || upload.name.trim() !== '') return upload;
  const isEmpty = await upload.take(async (content) => {
    for await (const _chunk of content) return false;
    return true;
  });
  if (!isEmpty) fileNameFrom(upload.name);
  await upload.end();
  return null;
}

export function isJson({ headers }: FastifyRequest): boolean {
  return /^\s*application\/json\b/i.test(headers['content-type'] ?? '');
}
