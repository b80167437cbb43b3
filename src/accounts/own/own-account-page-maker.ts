import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { viewerOf } from '../../identity/request.js';
import { OwnAccountView } from './own-account.view.js';
import { DomainError, Malformed } from '../../platform/errors.js';
import { inLanguage, problemOf } from '../../platform/http/errors.filter.js';
import { renderPage } from '../../web/render.js';
import { sendPage } from '../../shell/html.js';
import { PageContext } from '../../shell/page-frame.js';
import { AccountSections } from './account-sections.js';

/** The page of the own account: a list of sections, each from the room that it belongs to. */
@Injectable()
export class OwnAccountPageMaker {
  constructor(
    private readonly pages: PageContext,
    private readonly sections: AccountSections,
  ) {}

  async page(
    request: FastifyRequest,
    { errors = {}, done }: { errors?: Record<string, string>; done?: string } = {},
  ): Promise<string> {
    const viewer = viewerOf(request);
    const frame = { ...(await this.pages.frame(request)), viewer };
    const page = { request, viewer, frame, errors, done };
    const sections = await Promise.all(this.sections.all.map((section) => section.view(page)));
    return renderPage(OwnAccountView({ frame, sections }));
  }

  /** The page again, with what was wrong beside the fields. What has no field of its own goes on to the filter. */
  async refused(request: FastifyRequest, reply: FastifyReply, error: unknown): Promise<void> {
    if (!(error instanceof DomainError) || error instanceof Malformed || !error.field) throw error;
    const { status, errors, headers } = problemOf(error);
    const { language } = this.pages.bareFrame(request);
    const told = inLanguage(errors, language).map(({ field, message }) => [field, message]);
    sendPage(reply.headers(headers), status, await this.page(request, { errors: Object.fromEntries(told) }));
  }
}
