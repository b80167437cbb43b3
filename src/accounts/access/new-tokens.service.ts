import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { scopeOf } from '../../identity/request.js';
import { addressOf } from '../../platform/http/address.js';
import { AccountMailNotifier } from '../mail/account-mail.notifier.js';
import { Reauthentication, type OwnersProof } from '../password/reauthentication.js';
import { AccessService, type NewToken } from './access.service.js';

interface MadeToken {
  id: number;
  token: string;
}

/** A new token, for whoever shows again that the account is his; a program without that makes one that ends with its own. */
@Injectable()
export class NewTokens {
  constructor(
    private readonly em: EntityManager,
    private readonly access: AccessService,
    private readonly owners: Reauthentication,
    private readonly notifier: AccountMailNotifier,
  ) {}

  /** @throws RuleBroken naming the field, TooMany after too many wrong guesses */
  async make(request: FastifyRequest, wanted: NewToken, proof: OwnersProof): Promise<MadeToken> {
    const { by } = scopeOf(request);
    const parent = proof.password === undefined ? callingToken(request) : null;
    const from = { address: addressOf(request), parent };
    const issue = (em: EntityManager) => this.access.issueTokenIn(em, wanted, from, by);
    const made = await (parent === null
      ? this.owners.proven(request, proof, issue)
      : this.em.fork().transactional(issue));
    await this.notifier.notify();
    return made;
  }
}

/** The id of the token with which a program calls; null for a browser. */
export function callingToken({ access }: FastifyRequest): number | null {
  return access?.by === 'bearer' ? access.id : null;
}
