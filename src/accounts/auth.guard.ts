import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { SetupRequired, NotAllowed, NotSignedIn } from '../platform/errors.js';
import { ALLOW, BEFORE_SECOND_FACTOR, everyone, IN_FRAME, KEY_IN_ADDRESS } from '../identity/allow.js';
import { Config } from '../config/config.js';
import type { OwnAddress } from '../platform/http/own-address.js';
import { Callers } from './callers.js';
import { FORM_ON } from '../shell/form-on.js';
import { isFromAnyPost, mustBeOneself } from '../identity/by-oneself.js';
import { mustReach } from '../identity/token-reach.js';
import { SentForms } from './sent-forms.js';
import type { Role, Viewer } from '../identity/viewer.js';

/** Where a second factor is set up. */
export const SET_UP_PATH = '/tai-khoan/xac-thuc-hai-buoc';
type Allowed = Role[] | typeof everyone;
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Stands before every route: who is it, may this role call it, does the form come from us. */
@Injectable()
export class AuthGuard implements CanActivate {
  private readonly own: OwnAddress;

  constructor(
    private readonly reflector: Reflector,
    private readonly callers: Callers,
    private readonly forms: SentForms,
    config: Config,
  ) {
    this.own = config.ownAddress;
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const allowed = this.reflector.getAllAndOverride<Allowed | undefined>(ALLOW, [
      context.getHandler(),
      context.getClass(),
    ]);
    const form = this.reflector.get<string | undefined>(FORM_ON, context.getHandler());
    const isForeign =
      !safeMethods.has(request.method) &&
      !this.isMarked(context, KEY_IN_ADDRESS) &&
      this.own.isForeign(request);
    try {
      await this.letIn(context, request, { allowed, form, isForeign });
    } catch (error) {
      if (!isForeign) await this.forms.keep(request, form, allowed === everyone);
      throw error;
    }
    return true;
  }

  private async letIn(
    context: ExecutionContext,
    request: FastifyRequest,
    { allowed, form, isForeign }: { allowed?: Allowed; form?: string; isForeign: boolean },
  ): Promise<void> {
    const isPublic = allowed === everyone;
    await this.callers.recognise(request, isPublic && !this.isMarked(context, IN_FRAME));
    if (isForeign) throw new NotAllowed(sentFromElsewhere(this.own.publicUrl));
    if (!isPublic) this.mustBeAllowed(context, request, allowed);
    await this.forms.read(request, form);
    const isChange = !safeMethods.has(request.method) && request.signedInBy === 'cookie';
    if (!isPublic && isChange) this.forms.refuseForged(request, isFromAnyPost(this.reflector, context));
  }

  private isMarked(context: ExecutionContext, mark: string): boolean {
    const places = [context.getHandler(), context.getClass()];
    return this.reflector.getAllAndOverride<boolean>(mark, places) ?? false;
  }

  private mustBeAllowed(context: ExecutionContext, request: FastifyRequest, allowed: Role[] = []): void {
    if (!request.viewer) throw new NotSignedIn();
    if (!allowed.includes(request.viewer.role)) throw new NotAllowed(notYourRole);
    mustReach(this.reflector, context, request);
    mustBeOneself(this.reflector, context, request);
    this.mustHaveSecondFactor(context, request.viewer);
  }

  private mustHaveSecondFactor(context: ExecutionContext, viewer: Viewer): void {
    if (!viewer.secondFactorMissing) return;
    if (this.isMarked(context, BEFORE_SECOND_FACTOR)) return;
    throw new SetupRequired(setUpFirst, SET_UP_PATH);
  }
}

const notYourRole = {
  vi: 'Tài khoản này không có quyền thực hiện việc này.',
  en: 'Your account is not allowed to do this.',
};
const sentFromElsewhere = (publicUrl: string) => ({
  vi: `Nội dung được gửi từ một địa chỉ khác. Hãy mở ${publicUrl} rồi thử lại.`,
  en: `This was sent from another address. Open ${publicUrl} and try again.`,
});
const setUpFirst = {
  vi: `Quản trị viên yêu cầu xác thực hai bước. Hãy đăng nhập trên trang và bật ở ${SET_UP_PATH}, rồi thử lại.`,
  en: `Your administrator requires a second factor. Sign in on the website, set it up at ${SET_UP_PATH}, then try again.`,
};
