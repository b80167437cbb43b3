import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { By } from '../../identity/actor.js';
import { mustBeOtherHand } from '../../identity/other-hand.js';
import { Conflict, NotFound, RuleBroken } from '../../platform/errors.js';
import { CommitmentsService, type Already, type Change, type Changing } from '../commitments.service.js';
import { stillAwaited } from '../contributions/contributions.service.js';
import { actions } from '../may.js';
import { publish } from '../evidence/unpublished.js';
import { judged } from '../updates/judging.js';
import { sayReport, type Along } from '../updates/saying.js';
import { acceptedBy } from './submitted.sql.js';
import { asAcceptance, mustBeNext } from './may-stand.js';
import { ReportReview, SubmittedReport } from './submitted.entity.js';
import type { FieldComment, ReviewDecision } from './submitted.types.js';

/** What a coordinator says of a report. */
export interface Review {
  decision: ReviewDecision;
  comment: string | null;
  comments: FieldComment[];
}

type ByCoordinator = By & { of?: number };

/** What a side's coordinator decides on a report that waits: that it stands, or that it goes back to its author. */
@Injectable()
export class ReportReviews {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly em: EntityManager,
  ) {}

  /**
   * @param change with `of`, the commitment under whose address it was asked for, where it was under one
   * @throws NotFound for a report of another side; Conflict where it was decided already; RuleBroken where it can no longer stand: then it waits on
   */
  async decide({ of, ...by }: ByCoordinator, id: number, review: Review): Promise<void> {
    if (review.decision === 'sent_back' && !review.comment && review.comments.length === 0)
      throw new RuleBroken(sayWhy, 'comment');
    const change = { ...by, id: await this.commitmentOf(by, id, of) };
    const already = (reading: Parameters<Already<void>>[0]) => decidedAlready(reading, change, id, review);
    await this.commitments.change(
      change,
      actions.reviewReport,
      async (changing) => {
        const report = await changing.em.findOneOrFail(SubmittedReport, id);
        mustBeOtherHand(change.actor, report);
        return review.decision === 'accepted'
          ? accept(changing, change, report, review)
          : sendBack(changing, change, report, review);
      },
      already,
    );
  }

  private async commitmentOf({ actor }: By, id: number, of: number | undefined): Promise<number> {
    const { rows } = await sql<{ commitmentId: number }>`
      select s.commitment_id as "commitmentId" from submitted_report s join commitment_side d on d.id = s.side_id
      where s.id = ${id} and d.party_id = ${actor.partyId}::integer
        and (${actor.onlyAgreementId ?? null}::integer is null or s.agreement_id = ${actor.onlyAgreementId ?? null}::integer)`.execute(
      this.em.fork().getKysely(),
    );
    if (!rows[0] || (of !== undefined && rows[0].commitmentId !== of)) throw new NotFound();
    return rows[0].commitmentId;
  }
}

/** It stands from now on, as its author's; what counts by days counts by the day on which it was sent. */
async function accept(
  changing: Changing,
  change: Change,
  report: SubmittedReport,
  review: Review,
): Promise<void> {
  await mustBeNext(changing, report);
  await asAcceptance(() => stand(changing, change, report, review));
}

async function stand(
  changing: Changing,
  change: Change,
  report: SubmittedReport,
  review: Review,
): Promise<void> {
  const { takesOver = [], ...content } = report.content;
  const { said, declaration } = await judged(changing, { ...content, period: report.period }, report.at);
  await publish(changing, declaration?.evidenceIds);
  const { userId = null, standInId = null, author: name, at, illustrative } = report;
  const along: Along = { declaration, sending: { userId, standInId, name, at, illustrative } };
  const awaited = await stillAwaited(changing, takesOver);
  if (awaited.ids.length > 0) along.contributions = awaited;
  sayReport(changing, change, said, {
    ...along,
    rows: [['reviewed', acceptedBy(report.id, change, review)]],
  });
}

async function sendBack(
  { em, commitment: { agreementId, code } }: Changing,
  { actor, at }: Change,
  { id }: SubmittedReport,
  { comment, comments }: Review,
): Promise<void> {
  const { userId, name: author, illustrative } = actor;
  const said = { decision: 'sent_back' as const, comment, comments };
  const row = { reportId: id, agreementId, userId, author, at, illustrative, ...said };
  await em.persist(Object.assign(new ReportReview(), row)).flush();
  const data = { reportId: id };
  await appendAudit(em, { kind: 'commitment.report_sent_back', at, actor, agreementId, subject: code, data });
}

async function decidedAlready(
  { em }: { em: EntityManager },
  { actor }: Change,
  id: number,
  { decision }: Review,
): Promise<{ result: void } | undefined> {
  const found = await em.findOne(ReportReview, { reportId: id });
  if (!found) return undefined;
  if (found.decision === decision && found.userId === actor.userId) return { result: undefined };
  throw new Conflict(found.decision === 'superseded' ? sentAnew : decidedMeanwhile);
}

const sayWhy = {
  vi: 'Hãy ghi nhận xét, chung hoặc cạnh mục cần sửa, để cơ quan chủ trì biết phải bổ sung gì.',
  en: 'Say what is missing, for the whole report or beside the field it is about.',
};
const sentAnew = {
  vi: 'Cơ quan chủ trì vừa gửi bản khác thay báo cáo này. Hãy mở bản mới.',
  en: 'The lead body has sent another version in place of this report. Open the new one.',
};
const decidedMeanwhile = {
  vi: 'Báo cáo này đã được xử lý. Hãy mở lại trang cam kết để xem kết quả.',
  en: 'This report has been decided on already. Reopen the commitment to see the result.',
};
