import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { viewerOf } from '../../identity/request.js';
import type { CommitmentDone } from './commitment-page.types.js';
import { CommitmentPage } from './commitment.view.js';
import { Clock } from '../../platform/clock.js';
import type { DomainError } from '../../platform/errors.js';
import { problemOf } from '../../platform/http/errors.filter.js';
import { renderPage } from '../../web/render.js';
import { CommitmentPageData } from './commitment-page-data.js';
import { sendPage } from '../../shell/html.js';
import { PageContext } from '../../shell/page-frame.js';

interface Outcome {
  done?: CommitmentDone | null;
  /** Why what was just asked for was refused. */
  failed?: string | null;
  /** An internal note as it was typed, where it cannot be kept like that. */
  noteAtFault?: string | null;
  failedFile?: string | null;
}

/** Makes the page of one commitment. */
@Injectable()
export class CommitmentPageMaker {
  constructor(
    private readonly pages: PageContext,
    private readonly data: CommitmentPageData,
    private readonly clock: Clock,
  ) {}

  async page(request: FastifyRequest, slug: string, code: string, outcome: Outcome): Promise<string> {
    const { done = null, failed = null, failedFile = null, noteAtFault = null } = outcome;
    const data = await this.data.read(viewerOf(request), slug, code);
    const frame = await this.pages.frame(request, slug);
    const today = this.clock.today();
    return renderPage(CommitmentPage({ frame, ...data, done, failed, failedFile, noteAtFault, today }));
  }

  /** The page again, with a status of its own. */
  async answer(
    request: FastifyRequest,
    reply: FastifyReply,
    status: number,
    slug: string,
    code: string,
    outcome: Outcome,
  ): Promise<void> {
    sendPage(reply, status, await this.page(request, slug, code, outcome));
  }

  /** The page again, with what was wrong and the status that says so. */
  async refuse(
    request: FastifyRequest,
    reply: FastifyReply,
    slug: string,
    code: string,
    error: DomainError,
  ): Promise<void> {
    const { status, detail } = problemOf(error);
    const failed = detail[this.pages.bareFrame(request).language];
    const failedFile = error.field === 'file' ? failed : null;
    await this.answer(request, reply, status, slug, code, { failed, failedFile });
  }

  async target(request: FastifyRequest, slug: string, code: string): Promise<{ id: number; at: Date }> {
    return { id: await this.data.idOf(viewerOf(request), slug, code), at: this.clock.now() };
  }
}
