import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { PasswordsService } from './passwords.service.js';
import type { Viewer } from '../../identity/viewer.js';
import { addressOf } from '../../platform/http/address.js';

/** Shows that who sits at an open session is the owner: asked before the way in is changed. */
@Injectable()
export class Reauthentication {
  constructor(private readonly passwords: PasswordsService) {}

  /** Of an account that has one. @throws RuleBroken naming the field, TooMany */
  async byPassword(viewer: Viewer, password: string, request: FastifyRequest): Promise<void> {
    if (!(await this.passwords.has(viewer.userId))) return;
    await this.passwords.mustBe(viewer, password, addressOf(request), 'factorPassword');
  }
}
