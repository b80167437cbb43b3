import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import type { Actor } from '../identity/actor.js';
import { dayOf } from '../platform/clock.js';
import { Conflict, Stale } from '../platform/errors.js';
import { mustStand } from '../platform/standing.js';
import { holdCommitment, waitForCommitment } from './change/hold.js';
import { decidingOn, type Deciding } from './change/deciding.js';
import { loadCommitment } from './change/load.js';
import { settle } from './change/settle.js';
import { writeChange, type PendingRow, type Written } from './change/write.js';
import type { Commitment, CommitmentSide } from './commitment.entity.js';
import { actorAsSpeaker } from './commitment-state.js';
import { ExtensionRequest } from './extensions/extension.entity.js';
import { mustBeAllowed, type Action } from './may.js';

export interface Change {
  id: number;
  actor: Actor;
  at: Date;
  /**
   * The version the caller read, or several of which any will do; undefined where the change does not depend on what was read. Asked for only once the
   * caller is known to be allowed: who may not change a thing learns nothing of its version.
   */
  version?: () => readonly number[] | undefined;
}

/** The same for a use case that may have one row written along. */
export interface DecidingAtOnce extends Deciding {
  write: (row: PendingRow) => void;
}

/** The same for a use case that reads or writes more, inside the transaction of its change. */
export interface Changing extends DecidingAtOnce {
  em: EntityManager;
}

/**
 * Looks whether this very change was made already by the same account and still stands, as when a form is sent twice: its result
 * then, and nothing is done again. Asked before the version, for what made the version stale may be the first one itself.
 */
export type Already<Result> = (
  reading: Deciding & { em: EntityManager; isStale: boolean },
) => Promise<{ result: Result } | undefined> | { result: Result } | undefined;

const MOST_ATTEMPTS = 8;

/** The one way in which a commitment changes: checked against the version read, settled, written with all that follows. */
@Injectable()
export class CommitmentsService {
  constructor(private readonly em: EntityManager) {}

  /**
   * A change that follows from the commitment and the input alone: read, decided, written by one statement that holds only
   * if nobody changed the commitment in between; else read and decided anew.
   * @throws NotFound where the actor's side is not a party, NotAllowed, Stale where the version is not the present one, Conflict where others go
   * on changing it
   */
  async changeAtOnce<Result>(
    change: Change,
    action: Action,
    act: (deciding: DecidingAtOnce) => Result,
    already?: Already<Result>,
  ): Promise<Partial<Written> & { result: Result }> {
    const em = this.em.fork();
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt += 1) {
      const done = await attemptTo(change, action, em, (deciding) => act(deciding), already);
      if (done) return done;
      await waitForCommitment(em, change.id);
    }
    throw new Conflict(tooBusy);
  }

  /** A change whose use case reads or writes more than the commitment: in one transaction, the commitment's row locked first. */
  async change<Result>(
    change: Change,
    action: Action,
    act: (changing: Changing) => Promise<Result> | Result,
    already?: Already<Result>,
  ): Promise<Result> {
    return (await this.changeAndTell(change, action, act, already)).result;
  }

  /** The same; with what was written, where anything was. */
  async changeAndTell<Result>(
    change: Change,
    action: Action,
    act: (changing: Changing) => Promise<Result> | Result,
    already?: Already<Result>,
  ): Promise<Partial<Written> & { result: Result }> {
    return this.em.fork().transactional(async (em) => {
      await holdCommitment(em, change.id);
      const whole = async (deciding: DecidingAtOnce) => {
        const result = await act({ ...deciding, em });
        await em.flush();
        return result;
      };
      const done = await attemptTo(change, action, em, whole, already);
      if (!done) throw new Error(`commitment ${change.id} changed while it was locked`);
      return done;
    });
  }

  /**
   * Asks beforehand, where what follows is long: the change itself asks again.
   * @returns the commitment as it stands, and the actor's own side
   * @throws NotFound, NotAllowed
   */
  async mustBeAllowed(
    { id, actor, at }: Change,
    action: Action,
  ): Promise<{ commitment: Commitment; side: CommitmentSide }> {
    const { commitment, state } = await loadCommitment(this.em.fork(), id, actor, dayOf(at));
    mustBeAllowed(actorAsSpeaker(actor), state, action);
    return { commitment, side: commitment.sideOf(actor.partyId)! };
  }

  /** The request to extend a commitment that waits for an answer; there is one at most. */
  async openExtensionRequest(commitmentId: number): Promise<number> {
    const { id } = await this.em
      .fork()
      .findOneOrFail(ExtensionRequest, { commitmentId, status: 'open' }, { fields: ['id'] });
    return id;
  }
}

/** @returns null where somebody else changed the commitment while this was decided, or is about to: nothing is written then */
async function attemptTo<Result>(
  change: Change,
  action: Action,
  em: EntityManager,
  act: (deciding: DecidingAtOnce) => Promise<Result> | Result,
  already?: Already<Result>,
): Promise<(Partial<Written> & { result: Result }) | null> {
  const { actor, at } = change;
  const loaded = await loadCommitment(em, change.id, actor, dayOf(at));
  const { commitment, state, differencePoints } = loaded;
  mustBeAllowed(actorAsSpeaker(actor), state, action);
  const { deciding, events } = decidingOn(loaded, actor);
  let row: PendingRow | null = null;
  const versions = change.version?.();
  const isStale = versions !== undefined && !versions.includes(commitment.version);
  const before = await already?.({ ...deciding, em, isStale });
  if (before) return before;
  if (isStale) throw new Stale(commitment.version);
  const result = await act({
    ...deciding,
    write: (pending) => {
      row = pending;
    },
  });
  if (events.length === 0) return { result };
  events.push(...settle(commitment, at, differencePoints));
  const written = await writeChange(em, { ...loaded, events, row, actor, at });
  if (written === null) await mustStand(em, actor);
  return written && { ...written, result };
}

const tooBusy = {
  vi: 'Cam kết này đang được nhiều người sửa cùng lúc. Nội dung chưa được lưu; hãy gửi lại.',
  en: 'Several people are changing this commitment at once. Nothing was saved; please send it again.',
};
