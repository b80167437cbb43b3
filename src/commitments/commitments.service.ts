import { LockMode } from '@mikro-orm/core';
import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Actor } from '../accounts/actor.js';
import { appendAudit, type AuditEntry } from '../audit/audit.js';
import { Agreement } from '../agreements/agreement.entity.js';
import { dayOf, type Day } from '../platform/clock.js';
import { NotFound, Stale } from '../platform/errors.js';
import { Commitment, type CommitmentSide } from './commitment.entity.js';
import type { EventKind } from './commitment.types.js';
import { CommitmentEvent } from './event.entity.js';
import { ExtensionRequest } from './extension.entity.js';
import { recordStates } from './history.js';

export interface Change {
  id: number;
  actor: Actor;
  at: Date;
  /**
   * The version the caller read; undefined where the change does not depend on what was read. Asked for only once the
   * caller is known to be allowed: who may not change a thing learns nothing of its version.
   */
  version?: () => number | undefined;
}

/** What a use case works with, inside the one transaction of its change. */
export interface Changing {
  em: EntityManager;
  commitment: Commitment;
  /** The actor's own. */
  side: CommitmentSide;
  /** Appends an event, in this transaction. */
  append(kind: EventKind, partyId: number | null, data?: Record<string, unknown>): void;
}

/** Names the side that the actor may speak for, or refuses. */
export type Permission = (
  actor: Actor,
  commitment: Commitment,
  within: { em: EntityManager; day: Day },
) => CommitmentSide | Promise<CommitmentSide>;

/** The one way in which a commitment changes: locked, checked against the version read, settled, recorded. */
@Injectable()
export class CommitmentsService {
  constructor(private readonly em: EntityManager) {}

  /**
   * Runs a change in one transaction with its events, history and the agreement's revision.
   * @param permission names the side that the actor may speak for here, or refuses
   * @throws NotFound where the actor's side is not a party, Stale where the version is not the present one
   */
  change<Result>(
    change: Change,
    permission: Permission,
    act: (changing: Changing) => Promise<Result> | Result,
  ): Promise<Result> {
    return this.em.fork().transactional(async (em) => {
      const commitment = await findVisible(em, change, LockMode.PESSIMISTIC_WRITE);
      const side = await permission(change.actor, commitment, { em, day: dayOf(change.at) });
      const version = change.version?.();
      if (version !== undefined && version !== commitment.version) throw new Stale(commitment.version);
      const events: CommitmentEvent[] = [];
      const append: Changing['append'] = (kind, partyId, data = {}) => {
        events.push(eventOf(commitment, change, kind, partyId, data));
      };
      const result = await act({ em, commitment, side, append });
      if (events.length > 0) await settle(em, commitment, change, events);
      return result;
    });
  }

  /**
   * Asks beforehand, where what follows is long: the change itself asks again.
   * @throws NotFound, or whatever the permission refuses with
   */
  async mustBeAllowed(change: Change, permission: Permission): Promise<void> {
    const em = this.em.fork();
    await permission(change.actor, await findVisible(em, change), { em, day: dayOf(change.at) });
  }

  /** The request to extend a commitment that waits for an answer; there is one at most. */
  async openExtensionRequest(commitmentId: number): Promise<number> {
    const { id } = await this.em
      .fork()
      .findOneOrFail(ExtensionRequest, { commitmentId, status: 'open' }, { fields: ['id'] });
    return id;
  }
}

/** Derives the whole from the sides and writes what follows: version, events, history, the agreement's revision. */
async function settle(
  em: EntityManager,
  commitment: Commitment,
  change: Change,
  events: CommitmentEvent[],
): Promise<void> {
  const { differencePoints } = await em.findOneOrFail(Agreement, commitment.agreementId);
  const wasCompleted = commitment.status === 'completed';
  commitment.settle(change.at, differencePoints);
  const isCompleted = commitment.status === 'completed';
  if (isCompleted !== wasCompleted)
    events.push(eventOf(commitment, change, isCompleted ? 'completed' : 'reopened', null, {}));
  commitment.version += 1;
  await em.persist(events).flush();
  await recordStates(em, commitment, change.at);
  await raiseRevision(em, commitment.agreementId, change.at);
  await appendAudit(em, ...events.map((event) => auditOf(commitment, change, event)));
}

function auditOf(
  { code, agreementId }: Commitment,
  { actor, at }: Change,
  event: CommitmentEvent,
): AuditEntry {
  return { kind: `commitment.${event.kind}`, at, actor, agreementId, subject: code, data: event.data };
}

/** Scope is part of the query: a commitment of an agreement in which the actor's side is no party is not found. */
async function findVisible(
  em: EntityManager,
  { id, actor }: Change,
  lockMode?: LockMode,
): Promise<Commitment> {
  const { onlyAgreementId } = actor;
  const scope = onlyAgreementId === undefined ? {} : { agreementId: onlyAgreementId };
  const commitment = await em.findOne(Commitment, { id, ...scope }, { lockMode });
  if (!commitment) throw new NotFound();
  await em.populate(commitment, ['sides.cooperating']);
  if (actor.partyId !== null && !commitment.sideOf(actor.partyId)) throw new NotFound();
  return commitment;
}

function eventOf(
  commitment: Commitment,
  { actor, at }: Change,
  kind: EventKind,
  partyId: number | null,
  data: Record<string, unknown>,
) {
  return Object.assign(new CommitmentEvent(), {
    commitmentId: commitment.id,
    agreementId: commitment.agreementId,
    at,
    day: dayOf(at),
    kind,
    partyId,
    userId: actor.userId,
    actor: kind === 'completed' || kind === 'reopened' || kind === 'extended' ? null : actor.name,
    data,
    illustrative: actor.illustrative,
  });
}

/** The last statement before the commit, so that writers wait for one row no longer than the commit takes. */
async function raiseRevision(em: EntityManager, agreementId: number, at: Date): Promise<void> {
  await sql`update agreement set revision = revision + 1, changed_at = greatest(changed_at, ${at}) where id = ${agreementId}`.execute(
    em.getKysely(),
  );
}
