import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { BilingualText } from '../../platform/text.js';
import { bodyJson, listOf, partyJson } from '../export.queries.js';
import { inProtocolOrder } from '../../agreements/protocol-order.js';
import type { AgreementFile, BodyInFile } from '../file/agreement-file.types.js';

export type PartyInFile = AgreementFile['parties'][number];

/** One that is there already, with all its bodies, as a file has them. */
export interface KnownParty extends PartyInFile {
  bodies: BodyInFile[];
}

export interface PartyName {
  code: string;
  name: BilingualText;
}

/** Parties to choose from, and those that are chosen, by their codes. */
export interface KnownInForm {
  names: PartyName[];
  known: ReadonlyMap<string, KnownParty>;
}

@Injectable()
export class KnownParties {
  constructor(private readonly em: EntityManager) {}

  /** To choose from. */
  private async names(): Promise<PartyName[]> {
    const { rows } = await sql<PartyName>`select code, name from party order by id`.execute(
      this.em.getKysely(),
    );
    return rows;
  }

  /** What a form shows, and what is made of it, rests on. */
  async inForm(codes: readonly string[]): Promise<KnownInForm> {
    const [names, known] = await Promise.all([this.names(), this.of(codes)]);
    return { names, known };
  }

  /** @returns by their codes, those that there are */
  private async of(codes: readonly string[]): Promise<Map<string, KnownParty>> {
    const { rows } = await sql<{ party: PartyInFile; bodies: BodyInFile[] }>`
      select ${partyJson} as party, (select ${listOf(bodyJson, inProtocolOrder)} from body b where b.party_id = p.id) as bodies
      from party p where p.code = any(${[...codes]})`.execute(this.em.getKysely());
    return new Map(rows.map(({ party, bodies }) => [party.code, { ...party, bodies }]));
  }
}
