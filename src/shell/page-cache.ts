import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { scopeOf } from '../identity/request.js';
import { NotFound } from '../platform/errors.js';
import {
  responseCacheLimits,
  CompressedResponse,
  sendCompressed,
} from '../platform/http/compressed-response.js';
import { RevisionCache } from '../platform/revision-cache.js';
import type { Frame } from '../web/frame.js';
import { renderPage } from '../web/render.js';
import { PageFrame } from './page-frame.js';

/**
 * Pages that show an agreement and nothing of their own: kept for one reader's session, whole and compressed, under their
 * frame, of which the agreement's revision is a part. A page kept has one form token; another page has another.
 */
@Injectable()
export class PageCache {
  private readonly kept = new RevisionCache<CompressedResponse>(responseCacheLimits);

  constructor(private readonly frames: PageFrame) {}

  /**
   * @param more that the page depends on, where neither its address nor its frame says it
   * @throws NotFound for an agreement that does not exist or is not the reader's to know of
   */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    make: (frame: Frame) => Promise<VNode>,
    more?: unknown,
  ): Promise<void> {
    if (!scopeOf(request).namesAgreement) throw new NotFound();
    const frame = await this.frames.of(request);
    // What a side keeps to itself raises no revision.
    const { ownRevision } = scopeOf(request).agreement;
    const { csrf: _csrf, madeAt: _madeAt, ...rest } = frame;
    const key = [rest, ownRevision, request.csrfSecret, more];
    const page = await this.kept.get(key, async () => CompressedResponse.html(renderPage(await make(frame))));
    await sendCompressed(request, reply, page);
  }
}
