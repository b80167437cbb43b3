import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { SetupRequired, NotAllowed, NotSignedIn } from '../platform/errors.js';
import { readBody } from '../platform/http/body-parsers.js';
import { uploadOf } from '../platform/http/uploads.js';
import { ALLOW, BEFORE_SECOND_FACTOR, everyone, IN_FRAME } from '../identity/allow.js';
import { Config } from '../config/config.js';
import type { OwnAddress } from '../platform/http/own-address.js';
import { Callers } from './callers.js';
import { mustReach } from '../identity/token-reach.js';
import { Tokens } from './tokens.js';
import type { Role, Viewer } from '../identity/viewer.js';

/** Where a second factor is set up. */
export const SET_UP_PATH = '/tai-khoan/xac-thuc-hai-buoc';
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Stands before every route: who is it, may this role call it, does the form come from us. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly own: OwnAddress;

  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly tokens: Tokens,
    config: Config,
  ) {
    this.own = config.ownAddress;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const allowed = this.reflector.getAllAndOverride<Role[] | typeof everyone | undefined>(ALLOW, [
      context.getHandler(),
      context.getClass(),
    ]);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const isPublic = allowed === everyone;
    await this.callers.recognise(request, isPublic && !this.isInFrame(context));
    if (!safeMethods.has(request.method) && this.own.isForeign(request))
      throw new NotAllowed(sentFromElsewhere(this.own.publicUrl));
    if (!isPublic) this.mustBeAllowed(context, request, allowed);
    await this.readWhatWasSent(request);
    if (!isPublic) this.refuseForgedForm(request);
    return true;
  }

  private isInFrame(context: ExecutionContext): boolean {
    return (
      this.reflector.getAllAndOverride<boolean>(IN_FRAME, [context.getHandler(), context.getClass()]) ?? false
    );
  }

  private mustBeAllowed(context: ExecutionContext, request: FastifyRequest, allowed: Role[] = []): void {
    if (!request.viewer) throw new NotSignedIn();
    if (!allowed.includes(request.viewer.role)) throw new NotAllowed(notYourRole);
    mustReach(this.reflector, context, request);
    this.mustHaveSecondFactor(context, request.viewer);
  }

  /** Only now: whoever is refused fills no memory. */
  private async readWhatWasSent(request: FastifyRequest): Promise<void> {
    // The form's token comes before its file, of which nothing is read here.
    if (request.signedInBy === 'cookie' && request.isMultipart())
      request.body = (await uploadOf(request)).fields;
    else await readBody(request, request.viewer !== undefined);
  }

  private mustHaveSecondFactor(context: ExecutionContext, viewer: Viewer): void {
    if (!viewer.secondFactorMissing) return;
    const places = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean>(BEFORE_SECOND_FACTOR, places)) return;
    throw new SetupRequired(setUpFirst, SET_UP_PATH);
  }

  private refuseForgedForm(request: FastifyRequest): void {
    if (safeMethods.has(request.method) || request.signedInBy !== 'cookie') return;
    const body = request.body as { _csrf?: unknown } | undefined;
    const token = request.headers['x-csrf-token'] ?? body?._csrf;
    if (!request.csrfSecret || !this.tokens.isCsrfToken(request.csrfSecret, token))
      throw new NotAllowed(forged);
    if (body && typeof body === 'object') delete body._csrf;
  }
}

const notYourRole = {
  vi: 'Tài khoản này không có quyền thực hiện việc này.',
  en: 'Your account is not allowed to do this.',
};
const forged = {
  vi: 'Biểu mẫu đã hết hiệu lực. Hãy tải lại trang rồi gửi lại.',
  en: 'The form has expired. Reload the page and send it again.',
};
const sentFromElsewhere = (publicUrl: string) => ({
  vi: `Nội dung được gửi từ một địa chỉ khác. Hãy mở ${publicUrl} rồi thử lại.`,
  en: `This was sent from another address. Open ${publicUrl} and try again.`,
});
const setUpFirst = {
  vi: `Quản trị viên yêu cầu xác thực hai bước. Hãy đăng nhập trên trang và bật ở ${SET_UP_PATH}, rồi thử lại.`,
  en: `Your administrator requires a second factor. Sign in on the website, set it up at ${SET_UP_PATH}, then try again.`,
};
