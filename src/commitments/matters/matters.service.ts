import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { mustBeOtherHand, type Authored } from '../../identity/other-hand.js';
import type { Day } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { HeldMatter } from '../commitment-state.js';
import type { EventKind } from '../commitment.types.js';
import { CommitmentsService, type Change, type Changing } from '../commitments.service.js';
import { actions, type Action } from '../may.js';
import {
  isSameStep,
  mustGoAcross,
  mustGoHigher,
  mustStillBeHeld,
  otherPartyOf,
  stepOf,
  type Pass,
} from './matter-steps.js';
import { DecisionStep } from './matter.entity.js';
import { lastStep } from './matter.sql.js';

/** What is done with a matter: its id stands for the commitment's. */
export type MatterChange = Omit<Change, 'id'> & {
  matterId: number;
  /** The commitment under whose address it came, where it came under one. */
  of?: number;
};

export interface HigherLevel {
  outside: string;
  number: string;
  issuedOn: Day;
  issuer: string;
  text: string;
}

type Held = HeldMatter & { commitmentId: number; party: number; holder: number; stepId: number };

interface Passing {
  action: (matter: HeldMatter) => Action;
  event: EventKind;
  pass: (changing: Changing, held: Held) => Pass | Promise<Pass>;
  /** Whether the rules allow it. */
  must?: (held: Held, pass: Pass) => void;
}

/** Whoever holds a matter answers it, returns it, or passes it on. The part stays its lead body's all the while. */
@Injectable()
export class MattersService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly em: EntityManager,
  ) {}

  /** By who holds it; of a level outside, by the office that asked it. @returns the commitment's id */
  answer(change: MatterChange, text: string): Promise<number> {
    const pass = (): Pass => ({ kind: 'answered', text });
    return this.pass(change, { action: actions.answerMatter, event: 'matter_answered', pass });
  }

  /** With words to the lead body, whose turn it is again. */
  return(change: MatterChange, text: string): Promise<number> {
    const pass = (): Pass => ({ kind: 'returned', text });
    return this.pass(change, { action: actions.returnMatter, event: 'matter_returned', pass });
  }

  /** By the own office, to that of another side. @param party its code, where there are several */
  putAcross(change: MatterChange, text: string, party?: string): Promise<number> {
    return this.pass(change, {
      action: actions.putMatterAcross,
      event: 'matter_put_across',
      pass: async (changing) => ({
        kind: 'put_to_other_office',
        role: 'other_coordinator',
        holderPartyId: await otherPartyOf(changing, party),
        text,
      }),
      must: mustGoAcross,
    });
  }

  /** By the own office: the document by which the higher level was asked. */
  askHigher(change: MatterChange, { outside, number, issuedOn, issuer, text }: HigherLevel): Promise<number> {
    return this.pass(change, {
      action: actions.askHigherLevel,
      event: 'matter_asked_higher',
      pass: (_changing, { party }) => ({
        kind: 'higher_level_asked',
        role: 'outside',
        holderPartyId: party,
        outside,
        documentNumber: number,
        documentIssuedOn: issuedOn,
        documentIssuer: issuer,
        text: text || null,
      }),
      must: (held, pass) => mustGoHigher(held, pass, change.at),
    });
  }

  /** The last one of a side of a commitment; null where there was none. */
  async lastOf(commitmentId: number, partyId: number): Promise<number | null> {
    const { rows } = await sql<{ id: number }>`
      select m.id::integer from decision_matter m join commitment_side s on s.id = m.side_id
      where s.commitment_id = ${commitmentId} and s.party_id = ${partyId} order by m.id desc limit 1`.execute(
      this.em.fork().getKysely(),
    );
    return rows[0]?.id ?? null;
  }

  private async pass(
    { matterId, of, ...change }: MatterChange,
    { action, event, pass, must }: Passing,
  ): Promise<number> {
    const held = await this.held(matterId, of);
    const id = held.commitmentId;
    return this.commitments.change({ ...change, id }, action(held), async (changing) => {
      const { em, side, append } = changing;
      const last = await em.findOneOrFail(DecisionStep, { matterId }, { orderBy: { id: 'desc' } });
      const next = await pass(changing, held);
      const step = stepOf(matterId, change, next);
      if (isSameStep(last, step)) return id;
      mustStillBeHeld(last, held);
      must?.(held, next);
      if (next.role == null) mustBeOtherHand(change.actor, await raisedBy(em, matterId));
      await em.persist(step).flush();
      append(event, side.partyId, {
        matterId,
        decisionLevel: held.level,
        ...(await told(changing, held, step)),
      });
      return id;
    });
  }

  /** As it was last held. @throws NotFound where there is none of that id, or it is another commitment's */
  private async held(matterId: number, of?: number): Promise<Held> {
    const { rows } = await sql<Held>`
      select m.id::integer, m.level, m.commitment_id as "commitmentId", sd.party_id as party, h.role, h.holder_party_id as holder,
        l.id::integer as "stepId"
      from decision_matter m join commitment_side sd on sd.id = m.side_id cross join lateral (${lastStep()}) l
      cross join lateral (select role, holder_party_id from decision_step o where o.matter_id = m.id and o.role is not null
        order by o.id desc limit 1) h
      where m.id = ${matterId}`.execute(this.em.fork().getKysely());
    const [held] = rows;
    if (!held || (of !== undefined && of !== held.commitmentId)) throw new NotFound();
    return held;
  }
}

/** The report from which it stands in the way. */
async function raisedBy(em: EntityManager, matterId: number): Promise<Authored | null> {
  const { rows } = await sql<Authored>`
    select u.user_id as "userId", u.stand_in_id as "standInId" from decision_step d join progress_update u on u.id = d.update_id
    where d.matter_id = ${matterId} order by d.id limit 1`.execute(em.getKysely());
  return rows[0] ?? null;
}

/** For everybody who may read the timeline: whose it is, who has it now, by which document. None of the words. */
async function told({ em }: Changing, { party }: Held, step: DecisionStep): Promise<Record<string, unknown>> {
  const { rows } = await sql<{ id: number; code: string }>`
    select id, code from party where id in (${party}, ${step.holderPartyId ?? party})`.execute(
    em.getKysely(),
  );
  const codeOf = (id: number) => rows.find((row) => row.id === id)?.code;
  const { outside, documentNumber: number, documentIssuedOn: issuedOn, documentIssuer: issuedBy } = step;
  return {
    owner: codeOf(party),
    ...(step.kind === 'put_to_other_office' && { to: codeOf(step.holderPartyId!) }),
    ...(outside && { outside, number, issuedOn, issuedBy }),
  };
}
