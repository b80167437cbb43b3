import type { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { FileStore } from '../../platform/storage/file-store.js';
import { handOf } from '../../identity/actor.js';
import type { RuleBroken } from '../../platform/errors.js';
import type { Change, Changing } from '../commitments.service.js';
import { addEvidence } from '../evidence/add-evidence.js';
import { kindOf } from '../evidence/file-kinds.js';
import type { Proof } from '../evidence/proof.js';
import type { Report } from '../updates/report.types.js';
import { notThere, notWhole, ofAColleague } from './upload-refusals.js';
import { ofColleagues, type OfColleagues } from './uploads-of-colleagues.js';

interface Row {
  id: number;
  name: string;
  length: number;
  sha256: string | null;
  evidenceId: number | null;
}

/** Files that came whole become evidence with the report that names them: in its transaction, or not at all. */
@Injectable()
export class UploadsTaken {
  constructor(private readonly files: FileStore) {}

  /**
   * The report with what its uploads have become: named by it, unless a completion rests on all that stands.
   * @param forReview no other side is told of them until the report stands
   */
  async into<Filed extends Pick<Report, 'status' | 'evidenceIds' | 'uploadIds'>>(
    changing: Changing,
    change: Change,
    report: Filed,
    forReview = false,
  ): Promise<Filed> {
    const { status, evidenceIds, uploadIds } = report;
    const added = await this.asEvidence(changing, change, uploadIds, forReview);
    if (added.length === 0 || (status === 'completed' && evidenceIds === undefined)) return report;
    return { ...report, evidenceIds: [...new Set([...(evidenceIds ?? []), ...added])] };
  }

  /**
   * @param ids of the actor's own uploads on this commitment; those that became evidence before, with the same report, count as that
   * @returns the ids of what is evidence now; what the side shows already is not shown twice
   * @throws RuleBroken
   */
  async asEvidence(
    changing: Changing,
    change: Change,
    ids: readonly number[] = [],
    forReview = false,
  ): Promise<number[]> {
    if (ids.length === 0) return [];
    const rows = await lockedRows(changing, change, ids);
    if (rows.length < ids.length) throw await whyNotThere(changing, change, ids);
    const fresh = rows.filter(({ evidenceId }) => evidenceId === null);
    const proofs = await Promise.all(fresh.map((row) => this.proofOf(row)));
    const added = await addEvidence(changing, change, proofs, {
      field: 'uploadIds',
      forReview,
      standsFor: (standing, { file }) => standing.find(({ sha256 }) => sha256 === file?.draft.sha256),
    });
    await noteEvidence(
      changing.em,
      fresh.map(({ id }, at) => ({ id, evidence: added[at]!.id })),
    );
    return [
      ...new Set([...rows.flatMap(({ evidenceId }) => evidenceId ?? []), ...added.map(({ id }) => id)]),
    ];
  }

  private async proofOf({ id, name, length, sha256 }: Row): Promise<Proof> {
    if (sha256 === null) throw notWhole(name);
    const { partial } = this.files;
    if ((await partial.sizeOf(id)) !== length) throw notThere();
    const path = partial.pathOf(id);
    const draft = {
      path,
      size: length,
      sha256,
      // It stays where it is too, until the night: the change may yet be refused.
      keep: async () => {
        if (!(await this.files.keepCopy(path, sha256))) throw notThere();
      },
      discard: async () => {},
    };
    return { file: { name, mediaType: kindOf(name).mediaType, draft }, document: null };
  }
}

/** The body's shared draft may name what a colleague has uploaded. */
async function whyNotThere(
  { em }: Changing,
  { id, actor }: Change,
  ids: readonly number[],
): Promise<RuleBroken> {
  const { rows } = await sql<OfColleagues>`
    select c.* from jsonb_to_record(${ofColleagues(actor, id, ids)}) as c (count integer, by jsonb)`.execute(
    em.getKysely(),
  );
  const { count, by } = rows[0]!;
  return count > 0 ? ofAColleague(by) : notThere();
}

/** Whether all of them, the actor's own on this commitment, are evidence: another file with the same words says something else. */
export async function haveBecomeEvidence(
  em: EntityManager,
  { id: commitmentId, actor }: Change,
  ids: readonly number[] = [],
): Promise<boolean> {
  if (ids.length === 0) return true;
  const { rows } = await sql<{ number: number }>`
    select count(*)::integer as number from upload u where u.id = any(${[...ids]}::integer[]) and u.evidence_id is not null
      and u.user_id = ${handOf(actor).userId}::integer and u.commitment_id = ${commitmentId}`.execute(
    em.getKysely(),
  );
  return rows[0]!.number === ids.length;
}

/** In the order in which they were named. */
async function lockedRows(
  { em, side }: Changing,
  { id: commitmentId, actor }: Change,
  ids: readonly number[],
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select u.id, u.name, u.length, u.sha256, u.evidence_id as "evidenceId" from upload u
    where u.id = any(${[...ids]}::integer[]) and u.user_id = ${handOf(actor).userId}::integer and u.commitment_id = ${commitmentId}
      and u.side_id = ${side.id} and u.expires_at > now()
    order by array_position(${[...ids]}::integer[], u.id) for update`.execute(em.getKysely());
  return rows;
}

async function noteEvidence(em: EntityManager, taken: { id: number; evidence: number }[]): Promise<void> {
  await sql`
    update upload u set evidence_id = t.evidence
    from jsonb_to_recordset(${JSON.stringify(taken)}::jsonb) as t (id integer, evidence integer) where u.id = t.id`.execute(
    em.getKysely(),
  );
}
