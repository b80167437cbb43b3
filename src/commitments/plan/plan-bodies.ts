import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import type { BilingualText } from '../../platform/text.js';
import type { CommitmentSide } from '../commitment.entity.js';
import type { NamedBody } from './stating.js';

/** A body of a side, as plans choose among them. */
export interface PlanBody extends NamedBody {
  code: string;
  short: BilingualText;
  firstDay: Day | null;
  lastDay: Day | null;
}

/** In protocol order: as they were entered. */
export async function bodiesOfSide(em: EntityManager, partyId: number): Promise<PlanBody[]> {
  const { rows } = await sql<PlanBody>`
    select id, code, name, short, first_day::text as "firstDay", last_day::text as "lastDay" from body
    where party_id = ${partyId} order by id`.execute(em.getKysely());
  return rows;
}

export const exists = ({ firstDay, lastDay }: PlanBody, today: Day) =>
  (firstDay === null || firstDay <= today) && (lastDay === null || lastDay >= today);

export interface NamedCodes {
  leadBody: string;
  cooperatingBodies: string[];
}

/**
 * The bodies of a plan by their codes. One that has closed, or is yet to be founded, is chosen no more; where it stands already, it stays.
 * @throws RuleBroken where one is none of the side's, or is not there, or the lead body also cooperates
 */
export function bodiesNamed(
  { leadBody, cooperatingBodies }: NamedCodes,
  bodies: readonly PlanBody[],
  side: CommitmentSide,
  today: Day,
): { leadBody: NamedBody; cooperating: NamedBody[] } {
  const find = (code: string, field: keyof NamedCodes, standing: readonly number[]) => {
    const body = bodies.find((one) => one.code === code);
    if (!body) throw new RuleBroken(notOfSide, field);
    if (!standing.includes(body.id) && !exists(body, today))
      throw new RuleBroken(notThere(body, today), field);
    return body;
  };
  if (cooperatingBodies.includes(leadBody)) throw new RuleBroken(both, 'cooperatingBodies');
  const cooperating = new Set(cooperatingBodies);
  return {
    leadBody: find(leadBody, 'leadBody', [side.leadBodyId]),
    cooperating: [...cooperating].map((code) => find(code, 'cooperatingBodies', side.cooperatingIds)),
  };
}

const notOfSide = {
  vi: 'Hãy chọn một cơ quan cùng bên.',
  en: 'Choose a body of your own side.',
};
const both = {
  vi: 'Cơ quan chủ trì không đồng thời là cơ quan phối hợp.',
  en: 'The lead body does not also cooperate.',
};

function notThere({ name, firstDay, lastDay }: PlanBody, today: Day): BilingualText {
  return firstDay !== null && firstDay > today
    ? {
        vi: `${name.vi} thành lập ngày ${formatDay(firstDay)}. Hãy chọn cơ quan đang hoạt động.`,
        en: `${name.en} is founded on ${formatDay(firstDay)}. Choose a body that exists.`,
      }
    : {
        vi: `${name.vi} đã kết thúc hoạt động ngày ${formatDay(lastDay!)}. Hãy chọn cơ quan đang hoạt động.`,
        en: `${name.en} closed on ${formatDay(lastDay!)}. Choose a body that exists.`,
      };
}
