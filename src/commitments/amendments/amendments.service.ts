import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { isDeepStrictEqual } from 'node:util';
import { appendAudit, type AuditEntry } from '../../audit/audit.js';
import type { Actor, By } from '../../identity/actor.js';
import { mustBeOtherHand, standInIdOf } from '../../identity/other-hand.js';
import type { AgreementRef } from '../../identity/scope.js';
import { dayOf } from '../../platform/clock.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';
import { mustBeIssuedAs } from './amendment-document.js';
import type { Decision } from '../commitment.types.js';
import { groundOf, knownIn, namedIn, takeTurn, type Known } from './amendment-ground.js';
import { Amendment, AmendmentAnswer, AmendmentChange } from './amendment.entity.js';
import { answeredAlready, reasonNeeded } from './amendment.refusals.js';
import { mustBePossible } from './amendment.rules.js';
import type { KeptChange, NewChange, SourceDocument } from './amendment.types.js';
import { applyAmendment } from './apply-amendment.js';
import { keptChanges } from './kept-changes.js';
import { aboutAmendment, ofEach, raiseRevision, writeEvents } from './write-events.js';

export interface NewAmendment {
  source: SourceDocument;
  changes: NewChange[];
}

export interface AmendmentAnswering {
  decision: Decision;
  reason: string;
  /** By which the answering side's leaders decided; where none is named, the amendment's own source. */
  document?: SourceDocument;
}

/** One amendment of an agreement at a time: what is judged stands until it is written. */
interface Turn extends By {
  em: EntityManager;
  amendment: Amendment;
  changes: AmendmentChange[];
  known: Known;
}

/** What the sides agree to change of an agreement: proposed by one side's office, in force once every other side's has agreed. */
@Injectable()
export class AmendmentsService {
  constructor(private readonly em: EntityManager) {}

  /** The same by the same account while it is open is the first one. @returns its id */
  propose(agreement: AgreementRef, by: By, { source, changes: asked }: NewAmendment): Promise<number> {
    const { actor, at } = by;
    return this.em.fork().transactional(async (em) => {
      mustBeIssuedAs('source', source, dayOf(at));
      await takeTurn(em, agreement.id);
      const known = await knownIn(em, agreement.id, null);
      const before = await sameOpen(em, agreement.id, actor, source, asked, known);
      if (before !== null) return before;
      const changes = keptChanges(asked, known);
      const named = await namedIn(em, changes, known, by);
      mustBePossible(changes, groundOf(known, named, dayOf(at)));
      const amendment = amendmentOf(agreement, by, source);
      await em.persist(amendment).flush();
      for (const [place, said] of changes.entries()) {
        const idOf = (code: string) => named.get(code)?.commitment.id ?? null;
        const { title, due } =
          (said.kind === 'add' ? undefined : named.get(said.commitment))?.commitment ?? {};
        em.create(AmendmentChange, {
          amendmentId: amendment.id,
          place: place + 1,
          kind: said.kind,
          said,
          commitmentId: said.kind === 'add' ? null : idOf(said.commitment),
          intoId: said.kind === 'merge' ? idOf(said.into) : null,
          was: title && due ? { title, due } : null,
        });
      }
      await em.flush();
      await tell(em, 'amendment_proposed', { amendment, named, by, count: changes.length });
      return amendment.id;
    });
  }

  /** Another side's office. The last agreement brings all changes into force, or fails with all of them. */
  answer(by: By, id: number, { decision, reason, document }: AmendmentAnswering): Promise<void> {
    const { actor, at } = by;
    return this.turn(by, id, async (turn) => {
      const { em, amendment } = turn;
      amendment.mustBeAnotherSides(actor.partyId);
      const answers = await em.find(AmendmentAnswer, { amendmentId: id });
      const own = answers.find(({ partyId }) => partyId === actor.partyId);
      if (own && isSame(own, actor, { decision, reason, document })) return;
      amendment.mustBeOpen();
      if (own) throw new Conflict(answeredAlready);
      mustBeOtherHand(actor, amendment.writtenBy);
      if (decision === 'rejected' && reason.trim() === '') throw new RuleBroken(reasonNeeded, 'reason');
      if (document) mustBeIssuedAs('document', document, dayOf(at));
      em.persist(answerOf(amendment, by, { decision, reason, document }));
      const missing = turn.known.parties.filter(
        (party) =>
          party.id !== amendment.partyId &&
          party.id !== actor.partyId &&
          !answers.some(({ partyId }) => partyId === party.id),
      );
      if (decision === 'rejected') return this.end(turn, 'rejected');
      if (missing.length > 0) return this.note(turn, 'amendment_agreed');
      await this.bringIntoForce(turn);
    });
  }

  /** By the office that proposed it, until it is agreed. */
  takeBack(by: By, id: number): Promise<void> {
    return this.turn(by, id, async (turn) => {
      turn.amendment.mustBeOf(by.actor.partyId);
      if (turn.amendment.status === 'taken_back') return;
      await this.end(turn, 'taken_back');
    });
  }

  private async end(turn: Turn, how: 'rejected' | 'taken_back'): Promise<void> {
    turn.amendment.settle(how, turn.at);
    await this.note(turn, how === 'rejected' ? 'amendment_rejected' : 'amendment_taken_back');
  }

  private async note(turn: Turn, kind: Noted): Promise<void> {
    const { em, amendment, changes, known, actor, at } = turn;
    await em.flush();
    const kept = changes.map(({ said }) => said);
    const named = await namedIn(
      em,
      kept.filter((one) => one.kind !== 'add'),
      known,
      { actor, at },
    );
    await tell(em, kind, { amendment, named, by: { actor, at }, count: changes.length });
  }

  private async bringIntoForce(turn: Turn): Promise<void> {
    const { em, amendment, changes: rows, known, actor, at } = turn;
    const changes = rows.map(({ said }) => said);
    const named = await namedIn(em, changes, known, { actor, at });
    mustBePossible(
      changes,
      groundOf(known, named, dayOf(at)),
      rows.map(({ was }) => was ?? null),
    );
    amendment.settle('in_force', at);
    await em.flush();
    await applyAmendment({ em, amendment, changes, known, named, actor, at });
    await raiseRevision(em, amendment.agreementId, at);
    await audit(em, 'amendment_in_force', { amendment, by: { actor, at }, count: changes.length });
  }

  /** @throws NotFound where it does not exist, or is out of the actor's scope */
  private async turn(by: By, id: number, act: (turn: Turn) => Promise<void>): Promise<void> {
    await this.em.fork().transactional(async (em) => {
      const found = await em.fork().findOne(Amendment, id, { fields: ['agreementId'] });
      if (!found || !isWithin(by.actor, found.agreementId)) throw new NotFound();
      await takeTurn(em, found.agreementId);
      const known = await knownIn(em, found.agreementId, id);
      if (!known.parties.some((party) => party.id === by.actor.partyId)) throw new NotFound();
      const amendment = await em.findOneOrFail(Amendment, id);
      const changes = await em.find(AmendmentChange, { amendmentId: id }, { orderBy: { place: 'asc' } });
      await act({ em, amendment, changes, known, ...by });
    });
  }
}

type Noted = 'amendment_proposed' | 'amendment_agreed' | 'amendment_rejected' | 'amendment_taken_back';

const isWithin = ({ onlyAgreementId }: Actor, agreementId: number) =>
  onlyAgreementId === undefined || onlyAgreementId === agreementId;

async function sameOpen(
  em: EntityManager,
  agreementId: number,
  { userId }: Actor,
  source: SourceDocument,
  asked: NewChange[],
  known: Known,
): Promise<number | null> {
  const own = await em.find(Amendment, { agreementId, userId, status: 'open', ...source });
  for (const one of own) {
    const rows = await em.find(AmendmentChange, { amendmentId: one.id }, { orderBy: { place: 'asc' } });
    // A code that was not asked for was given: what is the same otherwise is the same.
    const others = { ...known, waiting: [] };
    const same = keptChanges(asked, others).map((said, place) =>
      isCodeGiven(asked[place]!) ? said : withCodeOf(said, rows[place]?.said),
    );
    if (
      isDeepStrictEqual(
        same,
        rows.map(({ said }) => said),
      )
    )
      return one.id;
  }
  return null;
}

const isCodeGiven = ({ kind, code }: NewChange) => kind !== 'add' || code !== undefined;
const withCodeOf = (said: KeptChange, kept: KeptChange | undefined): KeptChange =>
  said.kind === 'add' && kept?.kind === 'add' ? { ...said, code: kept.code } : said;

function amendmentOf(agreement: AgreementRef, { actor, at }: By, source: SourceDocument): Amendment {
  return Object.assign(new Amendment(), {
    agreementId: agreement.id,
    partyId: actor.partyId!,
    ...source,
    proposedAt: at,
    userId: actor.userId,
    standInId: standInIdOf(actor),
    author: actor.name,
    illustrative: actor.illustrative,
  });
}

function answerOf(
  { id }: Amendment,
  { actor, at }: By,
  { decision, reason, document }: AmendmentAnswering,
): AmendmentAnswer {
  return Object.assign(new AmendmentAnswer(), {
    amendmentId: id,
    partyId: actor.partyId!,
    decision,
    reason,
    document: document ?? null,
    userId: actor.userId,
    standInId: standInIdOf(actor),
    author: actor.name,
    at,
    illustrative: actor.illustrative,
  });
}

function isSame(
  said: AmendmentAnswer,
  { userId }: Actor,
  { decision, reason, document }: AmendmentAnswering,
) {
  const isSameDocument = isDeepStrictEqual({ ...said.document }, { ...document });
  return said.userId === userId && said.decision === decision && said.reason === reason && isSameDocument;
}

interface Told {
  amendment: Amendment;
  named: Parameters<typeof writeEvents>[1];
  by: By;
  count: number;
}

/** Of each commitment that is named, and of the agreement. */
async function tell(em: EntityManager, kind: Noted, { amendment, named, by, count }: Told): Promise<void> {
  const decision = { amendment_agreed: 'approved', amendment_rejected: 'rejected' }[kind as string];
  const event = decision ? 'amendment_answered' : (kind as 'amendment_proposed' | 'amendment_taken_back');
  const data = { ...aboutAmendment(amendment), ...(decision && { decision }) };
  const { partyId, name } = by.actor;
  await writeEvents(
    em,
    named,
    ofEach(named, () => ({ kind: event, partyId, by: name, data })),
    by,
  );
  await raiseRevision(em, amendment.agreementId, by.at);
  await audit(em, kind, { amendment, by, count });
}

function audit(
  em: EntityManager,
  kind: Noted | 'amendment_in_force',
  { amendment, by, count }: Omit<Told, 'named'>,
): Promise<void> {
  const entry: AuditEntry = {
    kind: `agreement.${kind}`,
    ...by,
    agreementId: amendment.agreementId,
    subject: amendment.number,
    data: { amendmentId: amendment.id, changes: count },
  };
  return appendAudit(em, entry);
}
