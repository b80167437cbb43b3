import { Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../../platform/errors.js';
import { attachmentNamed, inlineNamed } from '../../platform/http/attachment.js';
import type { FileStore } from '../../platform/storage/file-store.js';
import type { SmallView } from './small-view.js';
import type { StoredFile } from './evidence.types.js';

const PDF_POLICY = "default-src 'none'; frame-ancestors 'none'";
const log = new Logger('evidence');

/** Hands a kept file out: to be saved, never to be run or shown as a page of ours. @param view shown by the browser itself, and nothing within it runs */
export async function sendEvidence(
  files: FileStore,
  item: StoredFile,
  request: FastifyRequest,
  reply: FastifyReply,
  view: SmallView | null = null,
): Promise<void> {
  const etag = `"${item.sha256}"`;
  reply
    .header('etag', etag)
    .header('cache-control', 'private, no-cache')
    // A browser's own viewer of PDFs does not open in a sandbox.
    .header('content-security-policy', view === 'pdf' ? PDF_POLICY : "sandbox; default-src 'none'")
    .header('x-content-type-options', 'nosniff');
  if (request.headers['if-none-match'] === etag) return void reply.status(304).send();
  if ((await files.sizeOf(item.sha256)) !== item.size) {
    log.error({ sha256: item.sha256 }, 'the file of a row is not in the store');
    throw new NotFound(lost);
  }
  await reply
    .header('content-type', item.mediaType)
    .header('content-length', item.size)
    .header('content-disposition', view ? inlineNamed(item.name) : attachmentNamed(item.name))
    .send(request.method === 'HEAD' ? '' : files.read(item.sha256));
}

const lost = {
  vi: 'Không tìm thấy tệp trong kho lưu trữ. Hãy báo quản trị viên để khôi phục từ bản sao lưu.',
  en: 'The file is missing from storage. Tell the administrator, who can restore it from a backup.',
};
