import { Collection } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Actor } from '../../identity/actor.js';
import { Body } from '../../agreements/body.entity.js';
import { NotFound } from '../../platform/errors.js';
import { Commitment, CommitmentSide } from '../commitment.entity.js';
import { asJson, fieldsOfCommitment, fieldsOfSide, instantsOfSide, valuesOf } from './fields.js';

/** A commitment about to change, as it was read. */
export interface Loaded {
  commitment: Commitment;
  differencePoints: number;
  /** What each side was, to tell which ones a change altered. */
  sidesBefore: Map<number, string>;
}

interface Row {
  commitment: Partial<Commitment>;
  sides: (Record<string, unknown> & { cooperating: number[] })[];
  differencePoints: number;
}

/**
 * Reads a commitment with its sides in one statement, so that all of it is of one moment. What comes back has the entities'
 * rules and is known to no unit of work: it is written by `writeChange` alone.
 * @throws NotFound where it does not exist, or is out of the actor's scope, which is part of the query
 */
export async function loadCommitment(em: EntityManager, id: number, actor: Actor): Promise<Loaded> {
  const { partyId, onlyAgreementId } = actor;
  const inScope = [
    ...(partyId === null
      ? []
      : [
          sql`exists (select 1 from commitment_side o where o.commitment_id = c.id and o.party_id = ${partyId})`,
        ]),
    ...(onlyAgreementId === undefined ? [] : [sql`c.agreement_id = ${onlyAgreementId}`]),
  ];
  const { rows } = await sql<Row>`
    select jsonb_build_object('id', c.id, 'agreementId', c.agreement_id, 'code', c.code, 'version', c.version,
        ${asJson('c', fieldsOfCommitment)}) as commitment,
      a.difference_points as "differencePoints",
      (select jsonb_agg(jsonb_build_object('id', s.id, 'partyId', s.party_id, 'position', s.position, ${asJson('s', fieldsOfSide)},
          'cooperating', array(select cb.body_id from cooperating_body cb where cb.side_id = s.id)) order by s.position)
        from commitment_side s where s.commitment_id = c.id) as sides
    from commitment c join agreement a on a.id = c.agreement_id
    where ${sql.join([sql`c.id = ${id}`, ...inScope], sql` and `)}`.execute(em.getKysely());
  if (!rows[0]) throw new NotFound();
  return loadedFrom(rows[0]);
}

function loadedFrom({ commitment: fields, sides, differencePoints }: Row): Loaded {
  const commitment = Object.assign(new Commitment(), fields);
  const own = sides.map((side) => sideFrom(side));
  commitment.sides = new Collection(commitment, own, false);
  const sidesBefore = new Map(own.map((side) => [side.id, stateOf(side)]));
  return { commitment, differencePoints, sidesBefore };
}

function sideFrom({ cooperating, ...fields }: Row['sides'][number]): CommitmentSide {
  const instants = instantsOfSide.map((name) => [
    name,
    fields[name] ? new Date(fields[name] as string) : null,
  ]);
  const side = Object.assign(new CommitmentSide(), fields, Object.fromEntries(instants));
  const bodies = cooperating.map((id) => Object.assign(new Body(), { id }));
  side.cooperating = new Collection(side, bodies, false);
  return side;
}

export function stateOf(side: CommitmentSide): string {
  return JSON.stringify(valuesOf(side, fieldsOfSide));
}
