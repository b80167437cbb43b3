import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Tokens } from '../tokens.js';
import { User } from '../user.entity.js';

export const HALF_SESSION_MINUTES = 5;

/** Between password and code: a secret that opens nothing but the form for the code, for a few minutes. */
@Injectable()
export class HalfSessions {
  constructor(
    private readonly em: EntityManager,
    private readonly tokens: Tokens,
  ) {}

  /** @returns the cookie's value; only its hash is stored */
  async open(userId: number, next: string): Promise<string> {
    const token = this.tokens.make();
    await sql`
      with forgotten as (delete from half_session where expires_at < now())
      insert into half_session (token_hash, user_id, next, created_at, expires_at)
      values (${this.tokens.hash(token)}, ${userId}, ${next}, now(), now() + make_interval(mins => ${HALF_SESSION_MINUTES}))`.execute(
      this.em.fork().getKysely(),
    );
    return token;
  }

  /** @returns null where it is unknown, too old, or of a disabled account */
  async find(token: string): Promise<{ user: User; next: string } | null> {
    const em = this.em.fork();
    const { rows } = await sql<{ userId: number; next: string }>`
      select user_id as "userId", next from half_session
      where token_hash = ${this.tokens.hash(token)} and expires_at > now()`.execute(em.getKysely());
    const user = rows[0] && (await em.findOne(User, { id: rows[0].userId, active: true }));
    return user ? { user, next: rows[0]!.next } : null;
  }

  /** Of two at once, one ends it. */
  async end(token: string): Promise<boolean> {
    const { rows } = await sql`
      delete from half_session where token_hash = ${this.tokens.hash(token)} and expires_at > now() returning user_id`.execute(
      this.em.fork().getKysely(),
    );
    return rows.length > 0;
  }
}
