import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { viewerOf } from '../../identity/request.js';
import { NotSignedIn, RuleBroken } from '../../platform/errors.js';
import { CodeVerifier } from '../second-factor/code-verifier.js';
import { fromOf } from '../sign-in/from.js';
import { User } from '../user.entity.js';
import { PasswordsService } from './passwords.service.js';

/** What the owner types again; the code where the account has a second factor. */
export interface OwnersProof {
  password?: string;
  code?: string;
}

/** How the owner can show it: by the password; by a sign-in at the provider, asked for or just done. */
export type WayToProve = 'password' | 'provider' | 'proven';

/** How long a fresh sign-in at the provider counts. */
const PROVEN_MINUTES = 10;

/** Shows that who sits at an open session is the owner: asked before the way in is changed, and before a token is made. */
@Injectable()
export class Reauthentication {
  constructor(
    private readonly em: EntityManager,
    private readonly passwords: PasswordsService,
    private readonly codes: CodeVerifier,
  ) {}

  async wayOf(request: FastifyRequest): Promise<WayToProve> {
    if (await this.passwords.has(viewerOf(request).userId)) return 'password';
    return (await this.isProven(request)) ? 'proven' : 'provider';
  }

  async asksCode(request: FastifyRequest): Promise<boolean> {
    return this.codes.isAsked(viewerOf(request).userId);
  }

  /**
   * The first half: the password, or, of an account without one, a fresh sign-in at the provider.
   * @throws RuleBroken naming the field, TooMany
   */
  async byPassword(request: FastifyRequest, password: string, field: string): Promise<void> {
    const viewer = viewerOf(request);
    const way = await this.wayOf(request);
    if (way === 'provider') throw new RuleBroken(proveAtProvider, field);
    if (way === 'password') await this.passwords.mustBe(viewer, password, fromOf(request), field);
  }

  /**
   * Both halves, and then what they allow, in one transaction: the code is used up by that and by nothing else.
   * @throws RuleBroken naming `password` or `code`, TooMany
   */
  async proven<Result>(
    request: FastifyRequest,
    { password = '', code = '' }: OwnersProof,
    act: (em: EntityManager) => Promise<Result>,
  ): Promise<Result> {
    await this.byPassword(request, password, 'password');
    if (!(await this.asksCode(request))) return this.em.fork().transactional(act);
    if (code.trim() === '') throw new RuleBroken(needsCode, 'code');
    const user = await this.em.fork().findOneOrFail(User, viewerOf(request).userId);
    let result: Result;
    const keep = async (em: EntityManager) => void (result = await act(em));
    await this.codes.take(user, code, fromOf(request), keep).catch((error: unknown) => {
      throw error instanceof NotSignedIn && error.field ? new RuleBroken(error.text, error.field) : error;
    });
    return result!;
  }

  private async isProven({ access, viewer }: FastifyRequest): Promise<boolean> {
    if (access?.by !== 'cookie') return false;
    const { rows } = await sql`
      select 1 from session where id = ${access.id} and user_id = ${viewer!.userId}
        and proven_at > now() - make_interval(mins => ${PROVEN_MINUTES})`.execute(this.em.fork().getKysely());
    return rows.length > 0;
  }
}

const proveAtProvider = {
  vi: `Tài khoản này không có mật khẩu. Hãy đăng nhập lại ở hệ thống đăng nhập chung, rồi gửi trong ${PROVEN_MINUTES} phút.`,
  en: `This account has no password. Sign in again at the single sign-on service, then send this within ${PROVEN_MINUTES} minutes.`,
};
const needsCode = {
  vi: 'Tài khoản này dùng xác thực hai bước: hãy nhập mã trong ứng dụng hoặc một mã dự phòng.',
  en: 'This account has a second factor: enter the code from the app, or a recovery code.',
};
