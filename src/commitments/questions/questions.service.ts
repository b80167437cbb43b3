import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import { mustBeOtherHand, standInIdOf } from '../../identity/other-hand.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import { ANSWER_WITHIN_DAYS, mustBeAnswerable } from '../answer-by.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { HeldQuestion } from '../commitment-state.js';
import { CommitmentsService, type Change, type Changing } from '../commitments.service.js';
import { actions, type Action } from '../may.js';
import { isOpen } from '../rules.js';
import { Question, QuestionOutcome } from './question.entity.js';
import { answeringBody } from './question.sql.js';

/** What is done with a question: its id stands for the commitment's. */
export type QuestionChange = Omit<Change, 'id'> & {
  questionId: number;
  /** The commitment under whose address it came, where it came under one. */
  of?: number;
};

export interface NewQuestion {
  /** Codes: of a side, and of a body of it; without one its committee office is asked. */
  to: { party: string; body?: string };
  text: string;
  answerBy?: Day;
}

type Found = HeldQuestion & { commitmentId: number; partyCode: string };
interface Asked {
  side: CommitmentSide;
  code: string;
  body: { id: number; name: BilingualText } | null;
}

/** What a side asks, and what is answered: joint facts, told by events without their words. */
@Injectable()
export class QuestionsService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly em: EntityManager,
    private readonly calendar: WorkingCalendarService,
  ) {}

  /** The same by the same account while it is unanswered is the first one. @returns its id */
  async ask(change: Change, question: NewQuestion): Promise<number> {
    const answerBy = await this.answerByOf(change, question);
    return this.commitments.change(change, actions.askQuestion, (changing) =>
      this.put(changing, change, { ...question, answerBy }),
    );
  }

  /** The day by which it is to be answered, where none is said: working days of the side that is asked, as of every side. */
  async answerByOf({ at }: Pick<Change, 'at'>, { answerBy }: Pick<NewQuestion, 'answerBy'>): Promise<Day> {
    return answerBy ?? (await this.calendar.load()).after(dayOf(at), ANSWER_WITHIN_DAYS);
  }

  /** Within a change of its commitment that its asker is allowed. @returns its id */
  async put(
    changing: Changing,
    change: Pick<Change, 'actor' | 'at'>,
    { to, text, answerBy }: NewQuestion & { answerBy: Day },
  ): Promise<number> {
    const { em, commitment, side, state, append } = changing;
    const { actor, at } = change;
    const asked = await askedOf(changing, to);
    const same = {
      commitmentId: commitment.id,
      sideId: side.id,
      toSideId: asked.side.id,
      bodyId: asked.body?.id ?? null,
      userId: actor.userId,
      text,
    };
    const before = await unansweredSame(em, same);
    if (before !== null) return before;
    if (!isOpen(state)) throw new RuleBroken(closed);
    mustBeAnother(changing, actor.bodyId, asked);
    const day = dayOf(at);
    mustBeAnswerable(answerBy, day);
    const { agreementId } = commitment;
    const by = { author: actor.name, illustrative: actor.illustrative };
    const question = Object.assign(new Question(), {
      ...same,
      ...by,
      standInId: standInIdOf(actor),
      agreementId,
      answerBy,
      at,
      day,
    });
    await em.persist(question).flush();
    const body = asked.body && { body: asked.body.name };
    append('question_asked', side.partyId, { questionId: question.id, to: asked.code, ...body });
    return question.id;
  }

  /** By the body that was asked, or the office of its side. */
  async answer(change: QuestionChange, text: string): Promise<void> {
    await this.settle(change, actions.answerQuestion, { kind: 'answered', text });
  }

  /** By the account that asked, or the office of its side, as long as nobody has answered. */
  async withdraw(change: QuestionChange): Promise<void> {
    await this.settle(change, actions.withdrawQuestion, { kind: 'withdrawn', text: null });
  }

  private async settle(
    { questionId, of, ...change }: QuestionChange,
    action: (held: HeldQuestion) => Action,
    said: Pick<QuestionOutcome, 'kind' | 'text'>,
  ): Promise<void> {
    const { commitmentId, partyCode, ...held } = await this.held(questionId, change, of);
    const at = { ...change, id: commitmentId };
    await this.commitments.change(at, action(held), async ({ em, commitment, side, state, append }) => {
      const { actor } = change;
      const found = await em.findOne(QuestionOutcome, { questionId });
      if (found?.isSame({ ...said, userId: actor.userId })) return;
      if (found) throw new Conflict(settled[found.kind]);
      if (!isOpen(state)) throw new RuleBroken(closed);
      if (said.kind === 'answered') mustBeOtherHand(actor, await em.findOneOrFail(Question, questionId));
      const outcome = Object.assign(new QuestionOutcome(), {
        ...said,
        questionId,
        agreementId: commitment.agreementId,
        userId: actor.userId,
        author: actor.name,
        at: change.at,
        illustrative: actor.illustrative,
      });
      await em.persist(outcome).flush();
      append(`question_${said.kind}`, side.partyId, { questionId, owner: partyCode });
    });
  }

  /** @throws NotFound where there is none of that id, or it is another commitment's; whose scope that is, the change itself asks */
  private async held(id: number, { at }: Pick<Change, 'at'>, of?: number): Promise<Found> {
    const { rows } = await sql<Found>`
      select q.id, q.commitment_id as "commitmentId", s.party_id as party, p.code as "partyCode", ts.party_id as "to",
        ${answeringBody(sql`${dayOf(at)}::date`)} as body, q.user_id as author
      from question q join commitment_side s on s.id = q.side_id join party p on p.id = s.party_id join commitment_side ts on ts.id = q.to_side_id
      where q.id = ${id}`.execute(this.em.fork().getKysely());
    const [found] = rows;
    if (!found || (of !== undefined && found.commitmentId !== of)) throw new NotFound();
    return found;
  }

  /** The last one that a side is asked about a commitment, and nobody has answered; null where there is none. */
  async lastPutTo(commitmentId: number, partyId: number): Promise<number | null> {
    const { rows } = await sql<{ id: number }>`
      select q.id from question q join commitment_side s on s.id = q.to_side_id
      where q.commitment_id = ${commitmentId} and s.party_id = ${partyId}
        and not exists (select 1 from question_outcome o where o.question_id = q.id)
      order by q.id desc limit 1`.execute(this.em.fork().getKysely());
    return rows[0]?.id ?? null;
  }
}

/** @throws RuleBroken where the commitment has no such side, or the side no such body with a part in it */
async function askedOf({ em, commitment, state }: Changing, to: NewQuestion['to']): Promise<Asked> {
  const { rows } = await sql<{ id: number; body: Asked['body'] }>`
    select p.id, (select jsonb_build_object('id', b.id, 'name', b.name) from body b where b.party_id = p.id and b.code = ${to.body ?? null}::text) as body
    from party p where p.code = ${to.party}`.execute(em.getKysely());
  const [found] = rows;
  const side = found && commitment.sideOf(found.id);
  if (!side) throw new RuleBroken(noSuchSide, 'to');
  if (to.body === undefined) return { side, code: to.party, body: null };
  const { bodies = [] } = state.sides.find(({ party }) => party === side.partyId) ?? {};
  if (!found.body || !bodies.includes(found.body.id)) throw new RuleBroken(noSuchBody, 'to');
  return { side, code: to.party, body: found.body };
}

/** @throws RuleBroken where somebody asks itself, or its own office, to which an internal note goes */
function mustBeAnother({ side }: Changing, bodyId: number | null, asked: Asked): void {
  if (asked.side !== side) return;
  if (asked.body === null) throw new RuleBroken(ownOffice, 'to');
  if (asked.body.id === bodyId) throw new RuleBroken(oneself, 'to');
}

type Same = Pick<Question, 'commitmentId' | 'sideId' | 'toSideId' | 'bodyId' | 'userId' | 'text'>;

async function unansweredSame(em: EntityManager, same: Same): Promise<number | null> {
  const ids = (await em.find(Question, same)).map(({ id }) => id);
  if (ids.length === 0) return null;
  const settledIds = (await em.find(QuestionOutcome, { questionId: { $in: ids } })).map((o) => o.questionId);
  return ids.find((id) => !settledIds.includes(id)) ?? null;
}

const settled = {
  answered: {
    vi: 'Câu hỏi này đã được trả lời. Hãy mở lại trang cam kết để xem.',
    en: 'This question has already been answered. Reopen the commitment to read the answer.',
  },
  withdrawn: {
    vi: 'Câu hỏi này đã được bên hỏi thu hồi.',
    en: 'This question has been withdrawn by the side that asked it.',
  },
};
const closed = {
  vi: 'Cam kết đã hoàn thành hoặc thôi thực hiện nên không hỏi, không trả lời nữa.',
  en: 'The commitment is completed or withdrawn, so nothing more is asked or answered.',
};
const noSuchSide = {
  vi: 'Hãy chọn một bên trong cam kết này.',
  en: 'Choose one of the sides of this commitment.',
};
const noSuchBody = {
  vi: 'Hãy chọn cơ quan chủ trì hoặc phối hợp của bên đó trong cam kết này.',
  en: 'Choose a lead or cooperating body of that side in this commitment.',
};
const ownOffice = {
  vi: 'Trao đổi với văn phòng cấp ủy cùng bên bằng ghi chú nội bộ; ở đây hãy chọn một cơ quan hoặc bên khác.',
  en: 'Write to your own committee office in an internal note; here, choose a body or another side.',
};
const oneself = {
  vi: 'Không thể gửi câu hỏi cho chính cơ quan của đồng chí.',
  en: 'You cannot ask your own body.',
};
