import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { Clock } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import {
  responseCacheLimits,
  CompressedResponse,
  sendCompressed,
} from '../platform/http/compressed-response.js';
import { RevisionCache } from '../platform/revision-cache.js';
import type { Frame } from '../web/frame.js';
import { renderPage } from '../web/render.js';
import { PageContext } from './page-frame.js';

/**
 * Pages that show an agreement and nothing of their own: kept for one reader's session, whole and packed, under their
 * frame, of which the agreement's revision is a part. A page kept has one form token; another page has another.
 */
@Injectable()
export class PageCache {
  private readonly kept = new RevisionCache<CompressedResponse>(responseCacheLimits);

  constructor(
    private readonly pages: PageContext,
    private readonly clock: Clock,
  ) {}

  /** @throws NotFound for an agreement that does not exist or is not the reader's to know of */
  async send(
    request: FastifyRequest,
    reply: FastifyReply,
    slug: string,
    make: (frame: Frame) => Promise<VNode>,
  ): Promise<void> {
    const frame = await this.pages.frame(request, slug);
    if (!frame.agreement) throw new NotFound();
    const { csrf: _csrf, ...rest } = frame;
    const key = [rest, request.csrfSecret, this.clock.today()];
    const page = await this.kept.get(key, async () => CompressedResponse.html(renderPage(await make(frame))));
    await sendCompressed(request, reply, page);
  }
}
