import { Collection } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import type { Actor } from '../../identity/actor.js';
import type { Authored } from '../../identity/other-hand.js';
import { inChargeOf } from '../../agreements/in-charge.js';
import type { ReportingDays } from '../../calendar/reporting-period.js';
import type { Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import { stateOfEntity, type CommitmentState, type RequestState } from '../commitment-state.js';
import { Commitment, CommitmentSide } from '../commitment.entity.js';
import { standingOf } from '../matters/matter.sql.js';
import type { Standing } from '../matters/matter.rules.js';
import { asJson } from './tracked.sql.js';
import { tracked, valuesOf, type Values } from './tracked.js';

/** What its agreement says of reports. */
export interface Terms {
  /** Its first day. */
  startsOn: Day;
  /** A side’s coordinator looks at its officers’ reports before the other sides see them. */
  reportReview: boolean;
}

/** A commitment about to change, as it was read. */
export interface Loaded {
  commitment: Commitment;
  differencePoints: number;
  /** When its agreement's reporting periods end, and its reports are due. */
  reporting: ReportingDays;
  terms: Terms;
  /** As it was read. */
  state: CommitmentState;
  /** By the side's id: what each last said of the level that must decide, and what became of it. */
  standings: ReadonlyMap<number, Standing>;
  /** By the side's id: who declared its completion; null where nothing is declared. */
  declaredBy: ReadonlyMap<number, Authored | null>;
  /** What it and each of its sides was, to tell what a change altered. */
  before: { commitment: Values; sides: Map<number, Values> };
}

interface Row {
  commitment: Partial<Commitment>;
  sides: (Record<string, unknown> & {
    id: number;
    inCharge: { leadBody: number; bodies: number[] };
    standing: Standing;
    declaredBy: Authored | null;
  })[];
  request: RequestState | null;
  differencePoints: number;
  reporting: ReportingDays;
  terms: Terms;
}

/**
 * Reads a commitment with its sides and with what permission depends on, in one statement, so that all of it is of one moment.
 * What comes back has the entities' rules and is known to no unit of work: it is written by `writeChange` alone.
 * @throws NotFound where it does not exist, or is out of the actor's scope, which is part of the query
 */
export async function loadCommitment(em: EntityManager, id: number, actor: Actor, day: Day): Promise<Loaded> {
  const [loaded] = await loadWhere(em, sql`c.id = ${id} and ${inScopeOf(actor)}`, day);
  if (!loaded) throw new NotFound();
  return loaded;
}

/** The same of several, in their order; what does not exist, or is out of the actor's scope, is left out. */
export function loadSeveral(
  em: EntityManager,
  ids: readonly number[],
  actor: Actor,
  day: Day,
): Promise<Loaded[]> {
  return loadWhere(em, sql`c.id = any(${[...ids]}::integer[]) and ${inScopeOf(actor)}`, day);
}

/** The same of every commitment of an agreement, in their order. */
export function loadAgreement(em: EntityManager, agreementId: number, day: Day): Promise<Loaded[]> {
  return loadWhere(em, sql`c.agreement_id = ${agreementId}`, day);
}

function inScopeOf({ partyId, onlyAgreementId }: Actor): RawBuilder<unknown> {
  const conditions = [sql`true`];
  if (partyId !== null)
    conditions.push(
      sql`exists (select 1 from commitment_side o where o.commitment_id = c.id and o.party_id = ${partyId})`,
    );
  if (onlyAgreementId !== undefined) conditions.push(sql`c.agreement_id = ${onlyAgreementId}`);
  return sql.join(conditions, sql` and `);
}

async function loadWhere(em: EntityManager, condition: RawBuilder<unknown>, day: Day): Promise<Loaded[]> {
  const { rows } = await sql<Row>`
    select jsonb_build_object('id', c.id, 'agreementId', c.agreement_id, 'code', c.code, 'version', c.version,
        ${asJson('c', tracked.commitment)}) as commitment,
      a.difference_points as "differencePoints",
      jsonb_build_object('cutoffDay', a.reporting_cutoff_day, 'dueDay', a.report_due_day) as reporting,
      jsonb_build_object('startsOn', a.period_from, 'reportReview', a.report_review) as terms,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'partyId', s.party_id, 'position', s.position, ${asJson('s', tracked.side)},
          'inCharge', (select jsonb_build_object(
              'leadBody', max(${inChargeOf(sql`b`, day)}) filter (where b.id = s.lead_body_id), 'bodies', jsonb_agg(${inChargeOf(sql`b`, day)}))
            from body b where b.id = s.lead_body_id or b.id in (${itsCooperating})),
          'standing', ${standingOf(sql`s.id`)}, 'declaredBy', ${itsDeclarer}) order by s.position)
        from commitment_side s where s.commitment_id = c.id) as sides,
      (${openRequest}) as request
    from commitment c join agreement a on a.id = c.agreement_id
    where ${condition} order by c.position`.execute(em.getKysely());
  return rows.map(loadedFrom);
}

/** The report by which the side declared its completion. */
const itsDeclarer = sql`case when s.completion_declared_at is not null then (
  select jsonb_build_object('userId', u.user_id, 'standInId', u.stand_in_id) from progress_update u
  where u.side_id = s.id and u.status = 'completed' order by u.id desc limit 1) end`;
const itsCooperating = sql`select cb.body_id from cooperating_body cb where cb.side_id = s.id`;
const openRequest = sql`
  select jsonb_build_object('id', x.id, 'party', x.party_id, 'decision', x.decision,
    'answeredBy', array(select g.party_id from extension_agreement g where g.request_id = x.id))
  from extension_request x where x.commitment_id = c.id and x.status = 'open'`;

function loadedFrom({ commitment: fields, sides, request, differencePoints, reporting, terms }: Row): Loaded {
  const commitment = Object.assign(new Commitment(), fields);
  const own = sides.map(sideFrom);
  commitment.sides = new Collection(commitment, own, false);
  const before = {
    commitment: valuesOf(commitment, tracked.commitment),
    sides: new Map(own.map((side) => [side.id, valuesOf(side, tracked.side)])),
  };
  const inCharge = new Map(sides.map((side) => [side.id, side.inCharge]));
  const standings = new Map(sides.map((side) => [side.id, side.standing]));
  const declaredBy = new Map(sides.map((side) => [side.id, side.declaredBy]));
  return {
    commitment,
    state: stateOfEntity(commitment, { inCharge, request, standings }),
    differencePoints,
    reporting,
    terms,
    standings,
    declaredBy,
    before,
  };
}

const instantsOfSide = tracked.side.filter(({ type }) => type === 'timestamptz');

function sideFrom({
  inCharge: _inCharge,
  standing: _standing,
  declaredBy: _declaredBy,
  ...fields
}: Row['sides'][number]): CommitmentSide {
  const instants = instantsOfSide.map(({ property }) => [
    property,
    fields[property] ? new Date(fields[property] as string) : null,
  ]);
  return Object.assign(new CommitmentSide(), fields, Object.fromEntries(instants));
}
