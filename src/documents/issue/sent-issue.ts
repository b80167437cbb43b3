import type { FastifyRequest } from 'fastify';
import { isJson } from '../../commitments/evidence/sent-evidence.js';
import { inputPipe } from '../../platform/http/input.js';
import { uploadOf, type UploadedFile } from '../../platform/http/uploads.js';
import { IssueDto } from './issue.dto.js';
import type { SentIssue } from './issue.types.js';

/**
 * A form whose fields stand before the file; or, of a correction that keeps the signed copy, JSON.
 * @throws Malformed for a form that cannot be read or has other fields; 415 for anything else
 */
export async function sentIssue(
  request: FastifyRequest,
): Promise<{ issue: SentIssue; upload: UploadedFile | null }> {
  if (isJson(request)) return { issue: await read(request.body), upload: null };
  const { fields, file } = await uploadOf(request);
  const { _csrf, ...named } = fields;
  return { issue: await read(named), upload: file };
}

async function read(fields: unknown): Promise<SentIssue> {
  const dto = (await inputPipe.transform(fields, { type: 'body', metatype: IssueDto })) as IssueDto;
  return dto.toIssue();
}
