import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { AgreementRef } from '../../identity/scope.js';
import { NotFound } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { fieldsOf } from './fields/fields.js';
import type { Field } from './fields/field.types.js';
import {
  slotFrom,
  slotKey,
  slotsOf,
  type TemplateDetail,
  type TemplateField,
  type TemplateInForce,
  type TemplateSlot,
  type TemplateVersion,
} from './template.types.js';

/** A slot of an agreement that exists, with the id of its side. */
export interface KnownSlot extends TemplateSlot {
  partyId: number | null;
}

interface SlotRow extends TemplateSlot {
  inForce: number | null;
  since: string | null;
  by: BilingualText | null;
  versions: number;
}

/** Templates of an agreement, for whoever manages them. */
@Injectable()
export class TemplatesQueries {
  constructor(private readonly em: EntityManager) {}

  /** Every slot, with what is in force. */
  async slots({ id }: AgreementRef): Promise<TemplateInForce[]> {
    const { rows: parties } = await sql<{ code: string }>`
      select p.code from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = ${id} order by ap.position`.execute(
      this.em.getKysely(),
    );
    const { rows } = await sql<SlotRow>`
      select s.kind, p.code as party, s.language, t.version as "inForce", iso(f.at) as since, f.author as by, s.versions
      from (select kind, party_id, language, count(*)::integer as versions from document_template where agreement_id = ${id}
        group by kind, party_id, language) s
      left join party p on p.id = s.party_id
      left join lateral (select * from template_in_force f where f.agreement_id = ${id} and f.kind = s.kind and f.language = s.language
        and f.party_id is not distinct from s.party_id order by f.id desc limit 1) f on true
      left join document_template t on t.id = f.template_id`.execute(this.em.getKysely());
    const known = new Map(rows.map((row) => [slotKey(row), row]));
    return slotsOf(parties.map(({ code }) => code)).map((slot) => {
      const none = { inForce: null, since: null, by: null, versions: 0 };
      return { ...slot, slot: slotKey(slot), ...(known.get(slotKey(slot)) ?? none) };
    });
  }

  /** @throws NotFound where the agreement has no such documents */
  async known(agreement: AgreementRef, key: string): Promise<KnownSlot> {
    const slot = slotFrom(key);
    if (!slot) throw new NotFound();
    if (slot.party === null) return { ...slot, partyId: null };
    const { rows } = await sql<{ id: number }>`
      select p.id from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = ${agreement.id} and p.code = ${slot.party}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return { ...slot, partyId: rows[0].id };
  }

  /** @throws NotFound */
  async detail(agreement: AgreementRef, key: string): Promise<TemplateDetail> {
    const { partyId, kind, language } = await this.known(agreement, key);
    const { rows: versions } = await sql<TemplateVersion>`
      select version, file_name as "fileName", encode(sha256, 'hex') as sha256, length(bytes) as size, iso(at) as at, author as by
      from document_template where agreement_id = ${agreement.id} and kind = ${kind} and language = ${language}
        and party_id is not distinct from ${partyId}::integer order by version desc`.execute(
      this.em.getKysely(),
    );
    const slot = (await this.slots(agreement)).find((one) => one.slot === key)!;
    return { slot, versions, fields: listed(fieldsOf(kind), null, language) };
  }

  /** The bytes as they were taken. @throws NotFound */
  async file(
    agreement: AgreementRef,
    key: string,
    version: number,
  ): Promise<{ bytes: Buffer; fileName: string }> {
    const { partyId, kind, language } = await this.known(agreement, key);
    const { rows } = await sql<{ bytes: Buffer; fileName: string }>`
      select bytes, file_name as "fileName" from document_template where agreement_id = ${agreement.id} and kind = ${kind}
        and language = ${language} and party_id is not distinct from ${partyId}::integer and version = ${version}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return rows[0];
  }
}

function listed(fields: readonly Field[], list: string | null, language: 'vi' | 'en'): TemplateField[] {
  return fields.flatMap((field) => {
    const { name, kind, meaning } = field;
    const example = field.kind === 'text' ? field.example[language] : null;
    const inside = field.kind === 'list' ? listed(field.fields, name, language) : [];
    return [{ name, kind, list, meaning, example }, ...inside];
  });
}
