import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { TooMany } from '../../platform/errors.js';
import type { From } from '../sign-in/from.js';
import { KnownBrowsers } from '../sign-in/known-browsers.js';
import { countTry, type TryLimit } from '../sign-in/tries.js';
import { Tokens } from '../tokens.js';

const limit: TryLimit = {
  table: 'reset_request',
  windowMinutes: 60,
  perAccount: 3,
  perMachine: 20,
  perAccountOfMachine: 3,
};

/** Who asked for a reset of late. What was typed is kept as a keyed hash only. */
@Injectable()
export class ResetRequests {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
    private readonly browsers: KnownBrowsers,
  ) {}

  /** Counts one more. What is refused does not count. @throws TooMany where the limit is reached */
  async count(email: string, from: From): Promise<void> {
    const account = email.toLowerCase();
    const known = this.browsers.countedAs(account, from);
    const tried = { account: this.tokens.hash(account), address: from.address, known };
    const counted = await this.em.fork().transactional((em) => countTry(em, limit, tried));
    if ('retryAfterSeconds' in counted) throw tooMany(counted.retryAfterSeconds);
  }
}

function tooMany(seconds: number): TooMany {
  const minutes = Math.ceil(seconds / 60);
  return new TooMany(
    {
      vi: `Đã yêu cầu quá nhiều lần. Hãy xem hộp thư, kể cả thư rác, hoặc thử lại sau ${minutes} phút.`,
      en: `Too many requests. Check your mailbox, including spam, or try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    },
    seconds,
  );
}
