import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';

/** Expired long ago: what still counts against a limit of a quarter of an hour or of an hour is younger. */
const KEPT_HOURS = 24;

/**
 * Deletes what has expired: sessions and tokens, sign-ins that were left half way, and failures and requests that no
 * longer count against a limit. All of it is refused anyway; this keeps the tables small.
 */
@Injectable()
export class AccountHousekeeping {
  constructor(private readonly em: EntityManager) {}

  /** @returns how many rows went, by table */
  async run(): Promise<Record<string, number>> {
    const old = sql`now() - make_interval(hours => ${KEPT_HOURS})`;
    const { rows } = await sql<Record<string, number>>`
      with s as (delete from session where expires_at < now() returning 1),
      t as (delete from access_token where expires_at < now() returning 1),
      h as (delete from half_session where expires_at < now() returning 1),
      a as (delete from sso_attempt where expires_at < now()),
      l as (delete from sso_link where expires_at < now()),
      f as (delete from sign_in_failure where at < ${old} returning 1),
      r as (delete from reset_request where at < ${old} returning 1)
      select (select count(*)::integer from s) as session, (select count(*)::integer from t) as access_token,
        (select count(*)::integer from h) as half_session, (select count(*)::integer from f) as sign_in_failure,
        (select count(*)::integer from r) as reset_request`.execute(this.em.fork().getKysely());
    return rows[0]!;
  }
}
