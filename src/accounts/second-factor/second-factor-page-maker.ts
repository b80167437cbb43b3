import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../config/config.js';
import { Reauthentication } from '../password/reauthentication.js';
import { viewerOf } from '../../identity/request.js';
import { SET_UP_PATH } from '../auth.guard.js';
import { SecondFactorService } from './second-factor.service.js';
import { RecoveryCodesView, ScanView, StartView } from './set-up.view.js';
import { renderPage } from '../../web/render.js';
import type { Refusal } from '../../shell/answer-form.js';
import { sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { seeOther } from '../../platform/http/redirect.js';

/** Makes the pages on which a second factor is set up. */
@Injectable()
export class SecondFactorPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly factors: SecondFactorService,
    private readonly owners: Reauthentication,
    private readonly config: Config,
  ) {}

  /** The beginning, or the picture where there is a secret; an account that has a second factor goes to its own page. */
  async show(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { since } = await this.factors.state(viewerOf(request).userId);
    if (since) return seeOther(reply, '/tai-khoan#second-factor');
    sendPage(reply, 200, await this.page(request));
  }

  /** The page again, with what was wrong beside the field. What has no field of its own goes on to the error page. */
  async again(request: FastifyRequest, { faults }: Refusal): Promise<string | null> {
    return '' in faults ? null : this.page(request, Object.values(faults)[0]);
  }

  private async page(request: FastifyRequest, error?: string): Promise<string> {
    const viewer = viewerOf(request);
    const [frame, toSetUp] = await Promise.all([this.frame(request), this.factors.toSetUp(viewer)]);
    if (toSetUp) return renderPage(ScanView({ frame, toSetUp, error }));
    return renderPage(StartView({ frame, way: await this.owners.wayOf(request), error }));
  }

  /** @param fresh true where the second factor was turned on just now */
  async codes(request: FastifyRequest, reply: FastifyReply, codes: string[], fresh: boolean): Promise<void> {
    const frame = await this.frame(request, fresh);
    const site = this.config.publicUrl;
    sendPage(reply, 200, renderPage(RecoveryCodesView({ frame, codes, fresh, site })));
  }

  private async frame(request: FastifyRequest, isOn = false) {
    const viewer = viewerOf(request);
    return {
      ...(await this.frames.of(request, SET_UP_PATH)),
      viewer: isOn ? { ...viewer, secondFactorMissing: false } : viewer,
    };
  }
}
