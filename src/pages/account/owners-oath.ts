import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PasswordsService } from '../../accounts/password/passwords.service.js';
import { CodeCheck } from '../../accounts/second-factor/code-check.js';
import { User } from '../../accounts/user.entity.js';
import type { Viewer } from '../../accounts/viewer.js';
import { NotSignedIn, RuleBroken } from '../../platform/errors.js';
import { addressOf } from '../../platform/http/address.js';

/** Shows that who sits at an open session is the owner: asked before the way in is changed. */
@Injectable()
export class OwnersOath {
  constructor(
    private readonly em: EntityManager,
    private readonly passwords: PasswordsService,
    private readonly codes: CodeCheck,
  ) {}

  /** Of an account that has one. @throws RuleBroken naming the field, TooMany */
  async password(viewer: Viewer, password: string, request: FastifyRequest): Promise<void> {
    if (!(await this.passwords.has(viewer.userId))) return;
    await this.passwords.mustBe(viewer, password, addressOf(request), 'factorPassword');
  }

  /** The code is used up. @throws RuleBroken naming the field, TooMany */
  async passwordAndCode(
    viewer: Viewer,
    { factorPassword, code }: { factorPassword: string; code: string },
    request: FastifyRequest,
  ): Promise<void> {
    if (!(await this.codes.isAsked(viewer.userId))) throw new RuleBroken(isOff);
    await this.password(viewer, factorPassword, request);
    const user = await this.em.fork().findOneOrFail(User, viewer.userId);
    await this.codes.take(user, code, addressOf(request)).catch((error: unknown) => {
      throw error instanceof NotSignedIn ? new RuleBroken(error.text, 'code') : error;
    });
  }
}

const isOff = {
  vi: 'Tài khoản này chưa bật xác thực hai bước.',
  en: 'This account has no second factor.',
};
