import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import '../identity/request.js';
import { NotAllowed, NotFound } from '../platform/errors.js';
import { readBody } from '../platform/http/body-parsers.js';
import { fieldsBeforeFile, uploadOf } from '../platform/http/uploads.js';
import type { Standing } from '../platform/standing.js';
import { SHOWN_FIELD } from '../shell/sent-form.js';
import { Tokens } from './tokens.js';

/** Reads what was sent, and whether the form that it came from is the sender's. */
@Injectable()
export class SentForms {
  constructor(private readonly tokens: Tokens) {}

  /** Only once its sender was let in: whoever is refused fills no memory. */
  async read(request: FastifyRequest, page: string | undefined): Promise<void> {
    // The form's token comes before its file, of which nothing is read here.
    if (request.signedInBy === 'cookie' && request.isMultipart())
      request.body = (await uploadOf(request)).fields;
    else await readBody(request, request.viewer !== undefined, (token) => this.isOurs(request, page, token));
    this.note(request, page, tokenOf(request));
  }

  /**
   * Of a form that was refused before it was read: read all the same, where its token says that its page was made for an account,
   * or the page is for everybody. What was typed by another account than the one signed in now is let go.
   */
  async keep(request: FastifyRequest, page: string | undefined, isPublic: boolean): Promise<void> {
    if (!page) return;
    await this.readRefused(request, page).catch(() => undefined);
    const { sentForm, viewer } = request;
    if (!sentForm || isPublic) return;
    if (sentForm.by === null) request.sentForm = undefined;
    else sentForm.isOfAnother = viewer !== undefined && viewer.userId !== sentForm.by;
    if (sentForm.by === null || sentForm.isOfAnother) request.body = {};
  }

  /**
   * @throws NotAllowed for a form that is not of this session. One of an earlier session of the same account is shown again, and so is one of this
   * session that was opened for another post
   * @param fromAnyPost whether it does not matter for which post it was opened
   */
  refuseForged(request: FastifyRequest, fromAnyPost: boolean): void {
    const { sentForm, viewer, csrfSecret } = request;
    const isOfSession = csrfSecret && this.tokens.isFormToken(csrfSecret, tokenOf(request));
    const isOfPost = fromAnyPost || this.tokens.accountOf(tokenOf(request)) === viewer?.userId;
    if (isOfSession && isOfPost) this.showIfAsked(request);
    else if (sentForm && (isOfSession || sentForm.by === viewer?.userId)) this.show(request, 403);
    else throw new NotAllowed(isOfSession ? openedForAnother : forged);
    const body = request.body as { _csrf?: unknown } | undefined;
    if (body && typeof body === 'object') delete body._csrf;
  }

  private showIfAsked(request: FastifyRequest): void {
    const body = (request.body ?? {}) as Record<string, unknown>;
    if (!(SHOWN_FIELD in body)) return;
    if (!request.sentForm) throw new NotFound();
    delete body[SHOWN_FIELD];
    this.show(request, 200);
  }

  /** Nothing is done with it: whatever were to change something would find that its sender may not. */
  private show(request: FastifyRequest, status: number): void {
    request.showsOnly = status;
    request.scope = request.scope?.with(new OnlyShown());
  }

  private async readRefused(request: FastifyRequest, page: string): Promise<void> {
    if (request.viewer || !request.isMultipart()) return this.read(request, page);
    const isOurs = ({ _csrf = '' }: Record<string, string>) => this.isOurs(request, page, _csrf);
    request.body = await fieldsBeforeFile(request, isOurs);
    this.note(request, page, tokenOf(request));
  }

  private note(request: FastifyRequest, page: string | undefined, token: unknown, isRead = true): void {
    if (!page) return;
    request.sentForm = {
      page,
      token: typeof token === 'string' ? token : '',
      by: this.tokens.accountOf(token),
      isOfAnother: false,
      isRead,
    };
  }

  /** Of a form that turns out to be too large to be read, no more is known than this. */
  private isOurs(request: FastifyRequest, page: string | undefined, token: string): boolean {
    const isOurs = this.tokens.accountOf(token) !== null;
    if (isOurs) this.note(request, page, token, false);
    return isOurs;
  }
}

function tokenOf({ headers, body }: FastifyRequest): unknown {
  return headers['x-csrf-token'] ?? (body as { _csrf?: unknown } | undefined)?._csrf;
}

/** Of a form that is only shown: nothing may rest on it. */
class OnlyShown implements Standing {
  holds(_em: EntityManager) {
    return sql<boolean>`false`;
  }

  mustHold(): Promise<never> {
    return Promise.reject(new NotAllowed(forged));
  }
}

const openedForAnother = {
  vi: 'Trang này được mở khi đồng chí đang làm thay, hoặc trước khi làm thay. Nội dung chưa được lưu; hãy tải lại trang rồi gửi lại.',
  en: 'This page was opened while you were standing in for someone, or before you did. Nothing was saved; reload the page and send it again.',
};
const forged = {
  vi: 'Biểu mẫu đã hết hiệu lực. Hãy tải lại trang rồi gửi lại.',
  en: 'The form has expired. Reload the page and send it again.',
};
