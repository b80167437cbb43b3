import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import type { BilingualText } from '../platform/text.js';

/** What files call by code, and tables by id. */
export interface Known {
  bodies: Codes & { names: Map<string, BilingualText> };
  parties: Codes;
  /** Codes of the parties of the agreement. */
  ofAgreement: string[];
  sectors: Codes;
  /** Codes of commitments that an amendment has added, changed or ended: what the sides agreed on, no file changes. */
  amended: ReadonlySet<string>;
  /** By a commitment's code: where it stands in the agreement. */
  places: Map<string, { sector: string; clauses: string[] }>;
}

export interface Codes {
  idOf: (code: string) => number;
  codeOf: (id: number) => string;
}

export async function knownTo(em: EntityManager, agreementId: number): Promise<Known> {
  const ask = async <Row>(query: RawBuilder<Row>) => (await query.execute(em.getKysely())).rows;
  const bodies = await ask(
    sql<Coded & { short: BilingualText }>`select id, code, short from body order by id`,
  );
  const sectors = await ask(sql<Coded>`select id, code from sector where agreement_id = ${agreementId}`);
  const parties = await ask(sql<Coded & { position: number | null }>`
    select p.id, p.code, ap.position from party p
    left join agreement_party ap on ap.party_id = p.id and ap.agreement_id = ${agreementId} order by ap.position`);
  const places = await ask(sql<{ code: string; sector: string; clauses: string[] }>`
    select c.code, s.code as sector, array(select l.locator from commitment_clause cc join clause l on l.id = cc.clause_id
      where cc.commitment_id = c.id order by l.locator collate "C") as clauses
    from commitment c join sector s on s.id = c.sector_id where c.agreement_id = ${agreementId}`);
  const amended = await ask(sql<{ code: string }>`
    select distinct n.code from amendment m join amendment_change h on h.amendment_id = m.id
    cross join lateral (select coalesce(h.said ->> 'commitment', h.said ->> 'code')) n (code)
    where m.agreement_id = ${agreementId} and m.status = 'in_force'`);
  return {
    amended: new Set(amended.map(({ code }) => code)),
    bodies: { ...codesOf(bodies), names: new Map(bodies.map(({ code, short }) => [code, short])) },
    parties: codesOf(parties),
    ofAgreement: parties.filter(({ position }) => position !== null).map(({ code }) => code),
    sectors: codesOf(sectors),
    places: new Map(places.map(({ code, ...place }) => [code, place])),
  };
}

interface Coded {
  id: number;
  code: string;
}

function codesOf(rows: Coded[]): Codes {
  const ids = new Map(rows.map(({ id, code }) => [code, id]));
  const codes = new Map(rows.map(({ id, code }) => [id, code]));
  return { idOf: (code) => ids.get(code)!, codeOf: (id) => codes.get(id)! };
}
