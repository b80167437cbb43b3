import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { NotSignedIn } from '../../platform/errors.js';
import { CodeVerifier } from '../second-factor/code-verifier.js';
import { SessionsService } from '../sessions.service.js';
import { SsoProvider } from '../sso/sso-provider.js';
import type { User } from '../user.entity.js';
import { mustBeAsVerified } from '../verified.js';
import type { From } from './from.js';
import { PendingSignIns } from './pending-sign-ins.js';

export interface Credentials {
  email: string;
  password: string;
  code?: string;
}

/** A session of whoever has this address, or a pending sign-in that waits for a code: the value of a cookie each. */
export type Opened = { session: string; email: string } | { pending: string };

/** The ways in, each in one step or two. Whatever shows who it is, the second factor is asked after it. */
@Injectable()
export class SignInService {
  constructor(
    private readonly sessions: SessionsService,
    private readonly codes: CodeVerifier,
    private readonly pending: PendingSignIns,
    private readonly provider: SsoProvider,
  ) {}

  get offersSso(): boolean {
    return this.provider.isConfigured;
  }

  /** @throws NotSignedIn, TooMany */
  async byPassword(email: string, password: string, next: string, from: From): Promise<Opened> {
    return this.open(await this.sessions.authenticate(email, password, from), next, from);
  }

  /** For whoever was recognised, by password or by a provider. */
  async open(user: User, next: string, from: From): Promise<Opened> {
    if (await this.codes.isAsked(user.id))
      return { pending: await this.pending.open(user, next, from.address) };
    return { session: await this.sessions.openSession(user, from), email: user.email };
  }

  /** Whether it waits for a code. */
  async isPending(pendingToken: string): Promise<boolean> {
    return (await this.pending.find(pendingToken)) !== null;
  }

  /** @throws NotSignedIn naming `code` where the code is wrong, naming nothing where there is no pending sign-in (any more) */
  async byCode(
    pendingToken: string,
    code: string,
    from: From,
  ): Promise<{ session: string; email: string; next: string }> {
    const found = await this.pending.find(pendingToken);
    if (!found) throw new NotSignedIn(tooLate);
    let session = '';
    await this.codes.take(found.user, code, from, async (em) => {
      if (!(await this.pending.end(em, pendingToken))) throw new NotSignedIn(tooLate);
      await mustBeAsVerified(em, found.user);
      session = await this.sessions.openSessionIn(em, found.user, from);
    });
    return { session, email: found.user.email, next: found.next };
  }

  /**
   * For a browser, password and code in one form. @param also what is done with it, with the account locked
   * @throws as for a program
   */
  async inOneForm(
    { email, password, code }: Credentials,
    from: From,
    also: (em: EntityManager, user: User) => Promise<void>,
  ): Promise<string> {
    const user = await this.sessions.authenticate(email, password, from);
    if (!(await this.codes.isAsked(user.id)))
      return this.sessions.openSession(user, from, (em) => also(em, user));
    if (!code) throw new NotSignedIn(needsCode, 'code');
    let session = '';
    await this.codes.take(user, code, from, async (em) => {
      await mustBeAsVerified(em, user);
      await also(em, user);
      session = await this.sessions.openSessionIn(em, user, from);
    });
    return session;
  }

  /**
   * For programs, in one request. @returns a token
   * @throws NotSignedIn naming `code` where one is needed and missing, or wrong
   */
  async inOneStep(
    { email, password, code }: Credentials,
    from: From,
  ): Promise<{ userId: number; token: string }> {
    const user = await this.sessions.authenticate(email, password, from);
    const userId = user.id;
    if (!(await this.codes.isAsked(userId)))
      return { userId, token: await this.sessions.issueToken(user, 'api', from) };
    if (!code) throw new NotSignedIn(needsCode, 'code');
    let token = '';
    await this.codes.take(user, code, from, async (em) => {
      await mustBeAsVerified(em, user);
      token = await this.sessions.issueTokenIn(em, user, 'api', from);
    });
    return { userId, token };
  }
}

const tooLate = {
  vi: 'Đã quá 5 phút từ khi nhập mật khẩu. Hãy đăng nhập lại.',
  en: 'More than 5 minutes have passed since the password was entered. Sign in again.',
};
const needsCode = {
  vi: 'Tài khoản này dùng xác thực hai bước: gửi kèm code, là mã trong ứng dụng hoặc một mã dự phòng.',
  en: 'This account has a second factor: also send “code”, from the app or a recovery code.',
};
