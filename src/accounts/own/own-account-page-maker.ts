import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { viewerOf } from '../../identity/request.js';
import { OwnAccountView } from './own-account.view.js';
import { renderPage } from '../../web/render.js';
import type { Refusal } from '../../shell/answer-form.js';
import { PageFrame } from '../../shell/page-frame.js';
import { AccountSections } from './account-sections.js';

/** The page of the own account: a list of sections, each from the room that it belongs to. */
@Injectable()
export class OwnAccountPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly sections: AccountSections,
  ) {}

  async page(
    request: FastifyRequest,
    { errors = {}, done }: { errors?: Record<string, string>; done?: string } = {},
  ): Promise<string> {
    const viewer = viewerOf(request);
    const frame = { ...(await this.frames.of(request, '/tai-khoan')), viewer };
    const page = { request, viewer, frame, errors, done };
    const sections = await Promise.all(this.sections.all.map(async (section) => section.view(page)));
    return renderPage(OwnAccountView({ frame, sections }));
  }

  /** The page again, with what was wrong beside the fields. What has no field of its own goes on to the error page. */
  async again(request: FastifyRequest, { faults }: Refusal): Promise<string | null> {
    return '' in faults ? null : this.page(request, { errors: faults });
  }
}
