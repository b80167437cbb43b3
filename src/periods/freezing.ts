import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type QueryExecutorProvider } from 'kysely';
import { appendAudit } from '../audit/audit.js';
import type { AnyPeriod } from '../calendar/longer-periods.js';
import type { By } from '../identity/actor.js';
import type { AgreementRef } from '../identity/scope.js';
import type { FrozenRow } from './frozen.sql.js';
import { codeOf, seriesOf } from './period.rules.js';
import { FROZEN_SCHEMA, type StoredState } from './periods.types.js';

/** What is to be frozen under a code. */
export interface ToFreeze {
  /** Null for the joint one. */
  party: { id: number; code: string; marker: string } | null;
  /** The row in whose place it comes. */
  replaces: FrozenRow | null;
  state: StoredState;
}

export interface Freezing {
  agreement: AgreementRef;
  period: AnyPeriod;
  by: By;
}

/** One at a time in the whole installation, in which numbers count on; until the transaction ends. */
export async function takeTurn(db: QueryExecutorProvider): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtext('frozen period'))`.execute(db);
}

/** Writes rows and their audit entries, in the transaction that `em` is in. @returns their codes */
export async function freeze(
  em: EntityManager,
  freezing: Freezing,
  all: readonly ToFreeze[],
): Promise<string[]> {
  const written: { code: string; sha256: string }[] = [];
  for (const each of all) written.push(await insert(em.getKysely(), freezing, each));
  const { agreement, period, by } = freezing;
  await appendAudit(
    em,
    ...all.map(({ party, replaces }, i) => ({
      kind: replaces ? ('agreement.period_corrected' as const) : ('agreement.period_closed' as const),
      ...by,
      agreementId: agreement.id,
      subject: written[i]!.code,
      data: {
        period: period.code,
        party: party?.code ?? 'joint',
        sha256: written[i]!.sha256,
        ...(replaces && { replaces: replaces.code }),
      },
    })),
  );
  return written.map(({ code }) => code);
}

async function insert(
  db: QueryExecutorProvider,
  { agreement, period, by: { actor, at } }: Freezing,
  { party, replaces, state }: ToFreeze,
): Promise<{ code: string; sha256: string }> {
  const series = seriesOf(period.code, party?.marker ?? null);
  const { rows: last } = await sql<{ number: number }>`
    select coalesce(max(number), 0) as number from frozen_period where series = ${series}`.execute(db);
  const number = last[0]!.number + 1;
  const { rows } = await sql<{ code: string; sha256: string }>`
    insert into frozen_period (agreement_id, party_id, period, series, number, code, issue, replaces, from_day, to_day, due_on,
      closed_at, user_id, author, schema, content, sha256, illustrative)
    select ${agreement.id}, ${party?.id ?? null}::integer, ${period.code}, ${series}, ${number}, ${codeOf(series, number)},
      ${(replaces?.issue ?? 0) + 1}, ${replaces?.id ?? null}::integer, ${period.from}::date, ${period.to}::date, ${period.dueOn}::date,
      ${at}, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb, ${FROZEN_SCHEMA}, s.content,
      sha256(convert_to(s.content::text, 'UTF8')), ${actor.illustrative}
    from (select ${JSON.stringify(state)}::jsonb as content) s
    returning code, encode(sha256, 'hex') as sha256`.execute(db);
  return rows[0]!;
}
