import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { AuditKind } from '../../audit/audit-kinds.js';
import { NotAllowed, VersionRequired } from '../../platform/errors.js';
import { holds } from '../../platform/standing.js';
import type { Change } from '../commitments.service.js';
import { bodyOf, draftOf } from './draft.sql.js';
import type { Draft, DraftContent } from './draft.types.js';
import { StaleDraft } from './stale-draft.js';

/** What a saving is based on. */
export interface Basis {
  /** The versions of which any will do; undefined for whatever there is. */
  versions: readonly number[] | undefined;
  /** Whether there may be none yet. */
  mayBegin: boolean;
  /** Whether a version has to be named where there is one. */
  asksVersion?: boolean;
}

export type Saving = Pick<Change, 'id' | 'actor' | 'at'>;

/** @returns nothing where what is there is another than the basis */
export async function writeDraft(
  em: EntityManager,
  { id, actor, at }: Saving,
  content: DraftContent,
  basis: Basis,
) {
  const { versions, mayBegin } = basis;
  // What is there already, to the letter, was saved before and its answer lost.
  const isBasis = sql`(${versions === undefined} or d.version = any(${versions ?? []}::integer[])
    or d.content = ${JSON.stringify(content)}::jsonb)`;
  const { rows } = await sql<{ version: number; savedAt: string; isFirst: boolean }>`
    insert into report_draft as d (commitment_id, body_id, content, user_id, author, started_at, saved_at)
    select ${id}::integer, ${bodyOf(actor)}, ${JSON.stringify(content)}::jsonb, ${actor.userId}::integer, ${JSON.stringify(actor.name)}::jsonb,
      ${at}::timestamptz, ${at}::timestamptz
    where ${holds(em, actor)} and ${bodyOf(actor)} is not null and (${mayBegin} or exists (
      select 1 from report_draft d where d.commitment_id = ${id} and d.body_id = ${bodyOf(actor)} and ${isBasis}))
    on conflict (commitment_id, body_id) do update set content = excluded.content, user_id = excluded.user_id, author = excluded.author,
      saved_at = excluded.saved_at, version = nextval(pg_get_serial_sequence('report_draft', 'version'))
      where ${isBasis}
    returning version, iso(saved_at) as "savedAt", xmax = 0 as "isFirst"`.execute(em.getKysely());
  return rows[0];
}

/** The body's draft as it is now. */
export async function present(em: EntityManager, { id, actor }: Saving): Promise<Draft | null> {
  const { rows } = await sql<{
    draft: Draft | null;
  }>`select ${draftOf(sql`${id}`, actor)} as draft`.execute(em.getKysely());
  return rows[0]!.draft;
}

/** Why nothing was written. */
export async function overtaken(
  em: EntityManager,
  saving: Saving,
  { asksVersion, mayBegin }: Basis,
): Promise<Error> {
  const there = await present(em, saving);
  if (!there && mayBegin) return new NotAllowed(ofNoBody);
  if (there && asksVersion) return new VersionRequired();
  return new StaleDraft(there?.version ?? 0);
}

export async function record(
  em: EntityManager,
  kind: AuditKind & `commitment.${string}`,
  { id, actor, at }: Omit<Saving, 'actor'> & { actor: Saving['actor'] | null },
  data: Record<string, unknown> = {},
): Promise<void> {
  const { rows } = await sql<{ agreementId: number; subject: string }>`
    select agreement_id as "agreementId", code as subject from commitment where id = ${id}`.execute(
    em.getKysely(),
  );
  await appendAudit(em, { kind, at, actor, data, ...rows[0]! });
}

const ofNoBody = {
  vi: 'Bản nháp thuộc cơ quan của tài khoản; tài khoản này không thuộc cơ quan nào.',
  en: 'A draft belongs to the account’s body; this account has none.',
};
