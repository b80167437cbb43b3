import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { PasswordsService } from '../password/passwords.service.js';
import { viewerOf } from '../../identity/request.js';
import { SecondFactorService } from './second-factor.service.js';
import { RecoveryCodesView, ScanView, StartView } from './set-up.view.js';
import { DomainError } from '../../platform/errors.js';
import { problemOf } from '../../platform/http/errors.filter.js';
import { renderPage } from '../../web/render.js';
import { sendPage } from '../../shell/html.js';
import { PageContext } from '../../shell/page-frame.js';

/** Makes the pages on which a second factor is set up. */
@Injectable()
export class SecondFactorPageMaker {
  constructor(
    private readonly pages: PageContext,
    private readonly factors: SecondFactorService,
    private readonly passwords: PasswordsService,
  ) {}

  /** The beginning, the picture where there is a secret; an account that has a second factor goes to its own page. */
  async show(
    request: FastifyRequest,
    reply: FastifyReply,
    { status = 200, error }: { status?: number; error?: string } = {},
  ): Promise<void> {
    const viewer = viewerOf(request);
    const { since } = await this.factors.state(viewer.userId);
    if (since) return void reply.status(303).redirect('/tai-khoan#second-factor');
    const toSetUp = await this.factors.toSetUp(viewer);
    const frame = await this.frame(request);
    const view = toSetUp
      ? ScanView({ frame, toSetUp, error })
      : StartView({ frame, hasPassword: await this.passwords.has(viewer.userId), error });
    this.send(reply, status, view);
  }

  /** The page again, with what was wrong beside the field. */
  async refused(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<void> {
    if (!(error instanceof DomainError) || !error.field) throw error;
    const { status, headers } = problemOf(error);
    const { language } = this.pages.bareFrame(request);
    await this.show(request, reply.headers(headers), { status, error: error.text[language] });
  }

  /** @param fresh true where the second factor was turned on just now */
  async codes(request: FastifyRequest, reply: FastifyReply, codes: string[], fresh: boolean): Promise<void> {
    this.send(reply, 200, RecoveryCodesView({ frame: await this.frame(request, fresh), codes, fresh }));
  }

  private async frame(request: FastifyRequest, isOn = false) {
    const viewer = viewerOf(request);
    return {
      ...(await this.pages.frame(request)),
      viewer: isOn ? { ...viewer, secondFactorMissing: false } : viewer,
    };
  }

  private send(reply: FastifyReply, status: number, view: VNode): void {
    sendPage(reply, status, renderPage(view));
  }
}
