import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import type { By } from '../../identity/actor.js';
import { appendAudit } from '../../audit/audit.js';
import { takeTurns } from '../../exchange/import.service.js';
import { handDraftsOver } from '../../commitments/drafts/hand-over.js';
import { ReminderSettings } from '../../reminders/ledger/settings.js';
import { tellOfSuccessor } from './body.told.js';
import { refreshSearch } from '../../commitments/read/search-text.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';
import { basisOf } from './bodies.queries.js';
import { codeFrom, freeCode } from '../../agreements/body-code.js';
import { changedFields, mustHold, mustNotBeItsOwn, refusalOf, type Fields } from './body.rules.js';
import type { BodyInput } from './body.types.js';

interface Row extends BodyInput {
  code: string;
  partyId: number;
  basis: string;
}

/** Bodies, as an administrator makes and changes them. */
@Injectable()
export class BodiesService {
  constructor(
    private readonly em: EntityManager,
    private readonly settings: ReminderSettings,
  ) {}

  /** @param party code of the side. @returns the body's id */
  create(party: string, input: BodyInput, { actor, at }: By): Promise<number> {
    mustHold(input);
    return this.em.fork().transactional(async (em) => {
      const { id: partyId, marker } = await lockParty(em, party);
      await mustBeOfParty(em, partyId, input);
      const code = await codeOfNew(em, codeFrom(marker, input.short.vi));
      const { name, short, kind, firstDay, lastDay, parentId, successorId } = input;
      const { rows } = await sql<{ id: number }>`
        insert into body (party_id, code, kind, name, short, first_day, last_day, parent_id, successor_id, edited_at)
        values (${partyId}, ${code}, ${kind}, ${json(name)}, ${json(short)}, ${firstDay}, ${lastDay}, ${parentId}, ${successorId}, ${at})
        returning id`
        .execute(em.getKysely())
        .catch(refusalOf);
      await appendAudit(em, { kind: 'body.created', at, actor, subject: code, data: { party, name, kind } });
      return rows[0]!.id;
    });
  }

  /**
   * @param basis the state that the form was opened on
   * @returns whether anything was changed
   * @throws Conflict where somebody changed the body meanwhile
   */
  change(id: number, input: BodyInput, basis: string, { actor, at }: By): Promise<boolean> {
    mustHold(input);
    return this.em.fork().transactional(async (em) => {
      await takeTurns(em);
      const before = await lockBody(em, id);
      if (before.basis !== basis) throw new Conflict(changedMeanwhile);
      mustNotBeItsOwn(id, input);
      await mustBeOfParty(em, before.partyId, input);
      const fields = changedFields(before, input);
      if (fields === null) return false;
      const { name, short, kind, firstDay, lastDay, parentId, successorId } = input;
      await sql`
        update body set name = ${json(name)}, short = ${json(short)}, kind = ${kind}, first_day = ${firstDay}, last_day = ${lastDay},
          parent_id = ${parentId}, successor_id = ${successorId}, edited_at = ${at}
        where id = ${id}`
        .execute(em.getKysely())
        .catch(refusalOf);
      if ('name' in fields.to || 'short' in fields.to) await makeFindable(em, id);
      await raiseRevisions(em, before.partyId, at);
      const drafts =
        'lastDay' in fields.to || 'successorId' in fields.to
          ? await this.passOn(em, id, input, { actor, at })
          : 0;
      const data = { ...(await withCodes(em, fields)), ...(drafts > 0 && { drafts }) };
      await appendAudit(em, { kind: 'body.changed', at, actor, subject: before.code, data });
      return true;
    });
  }

  /**
   * Who answers for what follows from the body's last day by itself; drafts go along at once where that is over, else the night after.
   * @returns how many drafts went
   */
  private async passOn(
    em: EntityManager,
    id: number,
    { lastDay, successorId }: BodyInput,
    { at, actor }: By,
  ): Promise<number> {
    if (lastDay === null || successorId === null) return 0;
    const { host } = this.settings;
    await tellOfSuccessor(em.getKysely() as unknown as Kysely<unknown>, id, { lastDay, now: at, host });
    return handDraftsOver(em, { at, actor });
  }
}

/**
 * Bodies of one side are changed one after the other: whether one follows another is looked at with all of them still. Not
 * against those who only refer to side or body, such as the events of a commitment that waits to be found by the new name.
 */
async function lockParty(em: EntityManager, code: string): Promise<{ id: number; marker: string }> {
  const { rows } = await sql<{ id: number; marker: string }>`
    select id, marker from party where code = ${code} for no key update`.execute(em.getKysely());
  if (!rows[0]) throw new RuleBroken({ vi: 'Hãy chọn bên.', en: 'Choose a side.' }, 'party');
  return rows[0];
}

async function lockBody(em: EntityManager, id: number): Promise<Row> {
  await sql`select 1 from party where id = (select party_id from body where id = ${id}) for no key update`.execute(
    em.getKysely(),
  );
  const { rows } = await sql<Row>`
    select b.code, b.party_id as "partyId", b.name, b.short, b.kind, b.first_day::text as "firstDay", b.last_day::text as "lastDay",
      b.parent_id as "parentId", b.successor_id as "successorId", ${basisOf} as basis
    from body b where b.id = ${id} for no key update`.execute(em.getKysely());
  if (!rows[0]) throw new NotFound();
  return rows[0];
}

async function mustBeOfParty(
  em: EntityManager,
  partyId: number,
  { parentId, successorId }: BodyInput,
): Promise<void> {
  for (const [field, id] of Object.entries({ parentId, successorId })) {
    if (id === null) continue;
    const { rows } = await sql`select 1 from body where id = ${id} and party_id = ${partyId}`.execute(
      em.getKysely(),
    );
    if (rows.length === 0) throw new RuleBroken(ofOwnSide, field);
  }
}

/** For the log: bodies by their codes, which people know. */
async function withCodes(em: EntityManager, { from, to }: Fields): Promise<Record<string, unknown>> {
  const ids = [from, to].flatMap(({ parentId, successorId }) => [parentId, successorId]);
  const { rows } = await sql<{ id: number; code: string }>`
    select id, code from body where id = any(${ids.filter((id) => id != null)}::integer[])`.execute(
    em.getKysely(),
  );
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  const named = ({ parentId, successorId, ...rest }: Fields['to']) => ({
    ...rest,
    ...(parentId !== undefined && { parent: codes.get(parentId ?? 0) ?? null }),
    ...(successorId !== undefined && { successor: codes.get(successorId ?? 0) ?? null }),
  });
  return { from: named(from), to: named(to) };
}

async function codeOfNew(em: EntityManager, wanted: string): Promise<string> {
  const { rows } = await sql<{ code: string }>`
    select code from body where code = ${wanted} or code like ${`${wanted}-%`}`.execute(em.getKysely());
  const taken = new Set(rows.map(({ code }) => code));
  return freeCode(wanted, (code) => taken.has(code));
}

/** Commitments are found by the names of their bodies. */
async function makeFindable(em: EntityManager, id: number): Promise<void> {
  const { rows } = await sql<{ id: number }>`
    select distinct s.agreement_id as id from commitment_side s
    where s.lead_body_id = ${id} or s.id in (select side_id from cooperating_body where body_id = ${id})`.execute(
    em.getKysely(),
  );
  for (const agreement of rows) await refreshSearch(em, agreement.id);
}

/** Lists and figures name bodies and who answers for them: open pages and caches are told. */
async function raiseRevisions(em: EntityManager, partyId: number, at: Date): Promise<void> {
  await sql`
    update agreement set revision = revision + 1, changed_at = greatest(changed_at, ${at})
    where id in (select agreement_id from agreement_party where party_id = ${partyId})`.execute(
    em.getKysely(),
  );
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

const changedMeanwhile = {
  vi: 'Cơ quan này vừa được người khác sửa sau khi đồng chí mở trang. Dưới đây là nội dung đồng chí đã nhập; hãy so với bản mới rồi lưu lại.',
  en: 'Someone changed this body after you opened the page. What you typed is still below; compare it with the new version and save again.',
};
const ofOwnSide = { vi: 'Hãy chọn một cơ quan của cùng bên.', en: 'Choose a body of the same side.' };
