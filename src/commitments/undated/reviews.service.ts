import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { addDays, dayOf, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import { CommitmentsService, type Change } from '../commitments.service.js';
import { actions } from '../may.js';
import { lacksDate } from './undated.js';

/** A later day than that would hide the deadline. */
const MOST_DAYS_AHEAD = 365;

/** The day on which the coordinators of a commitment without a date look at it again. */
@Injectable()
export class ReviewsService {
  constructor(private readonly commitments: CommitmentsService) {}

  async move(change: Change, reviewOn: Day, reason: string): Promise<void> {
    const { actor, at } = change;
    await this.commitments.changeAtOnce(
      change,
      actions.moveReview,
      ({ commitment, side, append }) => {
        commitment.mustBeOpen();
        const { undated } = commitment;
        if (!commitment.isUndated || !lacksDate(undated)) throw new RuleBroken(hasDate);
        mustBeWithin(reviewOn, dayOf(at));
        if (reviewOn === undated.reviewOn) throw new RuleBroken(sameDay, 'reviewOn');
        commitment.moveReview(reviewOn);
        append('review_moved', side.partyId, { from: undated.reviewOn, to: reviewOn, reason });
      },
      async ({ commitment, em, isStale }) => {
        if (!isStale || commitment.undated.reviewOn !== reviewOn) return undefined;
        const { rows } = await sql<{ same: boolean }>`
          select user_id is not distinct from ${actor.userId}::integer and data ->> 'reason' = ${reason} as same from commitment_event
          where commitment_id = ${commitment.id} and kind = 'review_moved' order by id desc limit 1`.execute(
          em.getKysely(),
        );
        return rows[0]?.same ? { result: undefined } : undefined;
      },
    );
  }
}

function mustBeWithin(reviewOn: Day, today: Day): void {
  if (reviewOn < today) throw new RuleBroken(past, 'reviewOn');
  if (reviewOn > addDays(today, MOST_DAYS_AHEAD)) throw new RuleBroken(tooLate, 'reviewOn');
}

const hasDate = {
  vi: 'Cam kết này không có ngày xem lại: đã có thời hạn, hoặc thực hiện thường xuyên.',
  en: 'This commitment has no review day: it has a deadline, or is continuing.',
};
const past = {
  vi: 'Ngày xem lại phải từ hôm nay trở đi.',
  en: 'The review day must be today or later.',
};
const tooLate = {
  vi: 'Ngày xem lại chậm nhất là một năm kể từ hôm nay, để thời hạn không bị bỏ quên.',
  en: 'The review day can be at most a year from today, so that the deadline is not forgotten.',
};
const sameDay = {
  vi: 'Đó đã là ngày xem lại hiện nay. Hãy chọn ngày khác.',
  en: 'That is the review day already. Choose another one.',
};
