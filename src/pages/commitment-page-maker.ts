import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { viewerOf } from '../accounts/request.js';
import { abilitiesOf } from '../commitments/page/abilities.js';
import type { CommitmentDone } from '../commitments/page/commitment-page.types.js';
import { CommitmentPage } from '../commitments/page/commitment.view.js';
import { DetailQueries } from '../commitments/detail.queries.js';
import { Clock } from '../platform/clock.js';
import type { DomainError } from '../platform/errors.js';
import { problemOf } from '../platform/http/errors.filter.js';
import { CommitmentReminders } from '../reminders/commitment-reminders.queries.js';
import { renderPage } from '../web/render.js';
import { sendPage } from './html.js';
import { PageContext } from './page-context.js';

interface Outcome {
  done?: CommitmentDone | null;
  /** Why what was just asked for was refused. */
  failed?: string | null;
}

/** Gathers what the page of one commitment shows. */
@Injectable()
export class CommitmentPageMaker {
  constructor(
    private readonly pages: PageContext,
    private readonly details: DetailQueries,
    private readonly reminders: CommitmentReminders,
    private readonly clock: Clock,
  ) {}

  async page(request: FastifyRequest, slug: string, code: string, outcome: Outcome): Promise<string> {
    const viewer = viewerOf(request);
    const commitment = await this.details.byCode(viewer, slug, code);
    const [frame, events, told] = await Promise.all([
      this.pages.frame(request, slug),
      this.details.events(viewer, commitment.id),
      this.reminders.of(commitment),
    ]);
    const can = abilitiesOf(viewer, commitment);
    const { done = null, failed = null } = outcome;
    return renderPage(
      CommitmentPage({ frame, commitment, events, ...told, can, done, failed, today: this.clock.today() }),
    );
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
    const page = await this.page(request, slug, code, { failed });
    sendPage(reply, status, page);
  }

  async target(request: FastifyRequest, slug: string, code: string): Promise<{ id: number; at: Date }> {
    const { id } = await this.details.byCode(viewerOf(request), slug, code);
    return { id, at: this.clock.now() };
  }
}
