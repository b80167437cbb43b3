import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { Day } from '../../platform/clock.js';
import { Conflict, RuleBroken } from '../../platform/errors.js';
import { CommitmentsService } from '../commitments.service.js';
import { actions } from '../may.js';
import { QuestionsService } from '../questions/questions.service.js';
import { DirectiveOutcome } from './directive.entity.js';
import { DirectivesService, settled, type DirectiveChange } from './directives.service.js';

/** What the office asks the other one, in its own words. */
export interface AskedAcross {
  text: string;
  answerBy?: Day;
}

/**
 * A directive about another side's part goes to the own coordinator, and nothing of it any further. Where that one asks the other office, a
 * question arises like any other; that it came of a directive is kept beside the directive alone, which only its own side reads.
 */
@Injectable()
export class DirectiveQuestions {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly directives: DirectivesService,
    private readonly questions: QuestionsService,
  ) {}

  /**
   * By whoever is to answer the directive, as long as nobody has. The same by the same account while it is unanswered is the first one.
   * @returns the question's id
   */
  async ask(
    { directiveId, of, ...change }: DirectiveChange,
    { text, answerBy }: AskedAcross,
  ): Promise<number> {
    const { commitmentId, about, ...held } = await this.directives.held(directiveId, change, of);
    const by = await this.questions.answerByOf(change, { answerBy });
    const at = { ...change, id: commitmentId };
    return this.commitments.change(at, actions.askForDirective(held), async (changing) => {
      const { em, commitment, side } = changing;
      if (about.id === side.partyId) throw new RuleBroken(ownPart);
      const outcome = await em.findOne(DirectiveOutcome, { directiveId });
      if (outcome) throw new Conflict(settled[outcome.kind]);
      const asked = { to: { party: about.code }, text, answerBy: by };
      const questionId = await this.questions.put(changing, change, asked);
      const { rows } = await sql`
        insert into directive_question (question_id, directive_id, agreement_id)
        values (${questionId}, ${directiveId}, ${commitment.agreementId}) on conflict do nothing returning question_id`.execute(
        em.getKysely(),
      );
      if (rows.length > 0) {
        const { agreementId, code: subject } = commitment;
        await appendAudit(em, { ...change, kind: 'commitment.directive_asked_across', agreementId, subject });
      }
      return questionId;
    });
  }
}

const ownPart = {
  vi: 'Chỉ đạo này là về phần việc cùng bên; không có văn phòng bên khác để hỏi.',
  en: 'This directive is about your own side’s part; there is no other office to ask.',
};
