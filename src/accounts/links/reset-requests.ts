import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { TooMany } from '../../platform/errors.js';
import { Tokens } from '../tokens.js';

const WINDOW_MINUTES = 60;
const PER_ACCOUNT = 3;
const PER_ADDRESS = 20;

/** Who asked for a reset of late. What was typed is kept as a keyed hash only. */
@Injectable()
export class ResetRequests {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
  ) {}

  /** Counts one more, and forgets the old ones. What is refused does not count. @throws TooMany where the limit is reached */
  async count(email: string, address: string): Promise<void> {
    const hash = this.tokens.hash(email.toLowerCase());
    const { rows } = await sql`
      with forgotten as (delete from reset_request where at < now() - make_interval(mins => ${WINDOW_MINUTES})),
      recent as (
        select count(*) filter (where email_hash = ${hash}) as account, count(*) filter (where address = ${address}) as address
        from reset_request where at > now() - make_interval(mins => ${WINDOW_MINUTES})
          and (email_hash = ${hash} or address = ${address})
      )
      insert into reset_request (email_hash, address, at)
      select ${hash}, ${address}, now() from recent
      where recent.account < ${PER_ACCOUNT} and recent.address < ${PER_ADDRESS} returning id`.execute(
      this.em.fork().getKysely(),
    );
    if (rows.length === 0) throw new TooMany(tooMany, WINDOW_MINUTES * 60);
  }
}

const tooMany = {
  vi: 'Đã yêu cầu quá nhiều lần. Hãy xem hộp thư, kể cả thư rác, hoặc thử lại sau một giờ.',
  en: 'Asked too often. Look into your mailbox, spam included, or try again in an hour.',
};
