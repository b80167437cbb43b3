import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AgreementQueries } from '../agreements/agreement.queries.js';
import { Config } from '../config/config.js';
import { viewerOf } from '../identity/request.js';
import type { FormFaults, FormValues } from '../platform/http/forms.js';
import { PageFrame } from '../shell/page-frame.js';
import { adminPages } from '../web/components/admin-tabs.js';
import { renderPage } from '../web/render.js';
import type { DeliveryStatus } from './webhook.types.js';
import { WebhookPage } from './webhook.view.js';
import { WebhooksQueries } from './webhooks.queries.js';
import { WebhooksPage } from './webhooks.view.js';

/** Carries a new secret from the form to the page that shows it once: in the administrator's own browser, for a minute. */
const COOKIE = 'new_webhook';
const PAGE = 50;

/** The pages of webhooks. */
@Injectable()
export class WebhooksPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: WebhooksQueries,
    private readonly agreements: AgreementQueries,
    private readonly config: Config,
  ) {}

  async list(
    request: FastifyRequest,
    shown: { values?: FormValues; faults?: FormFaults; done?: string } = {},
  ): Promise<string> {
    const [frame, items, agreements] = await Promise.all([
      this.frames.of(request, adminPages.webhooks),
      this.queries.all(),
      this.agreements.all(viewerOf(request)),
    ]);
    return renderPage(WebhooksPage({ frame, items, agreements, values: {}, faults: {}, ...shown }));
  }

  async one(
    request: FastifyRequest,
    reply: FastifyReply,
    id: number,
    asked: { status?: DeliveryStatus; cursor?: number; done?: string },
  ): Promise<string> {
    const [frame, webhook, deliveries] = await Promise.all([
      this.frames.of(request, `${adminPages.webhooks}/${id}`),
      this.queries.one(id),
      this.queries.deliveries(id, { ...asked, limit: PAGE }),
    ]);
    const secret = takeSecret(request, reply, id);
    const { status, done } = asked;
    return renderPage(WebhookPage({ frame, webhook, deliveries, status, secret, done }));
  }

  handOn(reply: FastifyReply, id: number, secret: string): void {
    const safety = { httpOnly: true, sameSite: 'strict', secure: this.config.secureCookies } as const;
    reply.setCookie(COOKIE, secret, { path: `${adminPages.webhooks}/${id}`, maxAge: 60, ...safety });
  }
}

function takeSecret(request: FastifyRequest, reply: FastifyReply, id: number): string | null {
  const said = request.cookies[COOKIE] ?? '';
  if (said !== '') reply.clearCookie(COOKIE, { path: `${adminPages.webhooks}/${id}` });
  return /^whsec_[\w+/=]{44}$/.test(said) ? said : null;
}
