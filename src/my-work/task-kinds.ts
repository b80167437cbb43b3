import { sql, type RawBuilder } from 'kysely';
import { awaits } from '../commitments/amendments/amendment.sql.js';
import { isUnanswered } from '../commitments/directives/directive.sql.js';
import {
  answeringBody,
  isUnanswered as isUnansweredQuestion,
} from '../commitments/questions/question.sql.js';
import { lastStep } from '../commitments/matters/matter.sql.js';
import { reported, type ReportsAt } from '../commitments/read/reported.sql.js';
import type { MatterKind } from '../commitments/turn/turn.types.js';
import { isUpForReview, reviewDay } from '../commitments/undated/undated.sql.js';
import type { Tone } from '../web/components/badge.js';
import type { IconName } from '../web/components/icon.js';

export type OwnRole = 'liaison' | 'coordinator' | 'leader';

/** What a condition stands on: `c`, `sd` the viewer's own side, `x` the extension that waits, `d` how many sides say completed, `m` facts of `mine`. */
export interface Ground extends Asked {
  at: ReportsAt;
  /** The last day that counts as soon. */
  soon: string;
}

/** Whose questions are looked for. */
interface Asked {
  at: Pick<ReportsAt, 'asOf'>;
  /** Of the viewer; of a coordinator the committee office, null where it is no body. */
  body: number | null;
  isOffice: boolean;
}
type Condition = (ground: Ground) => RawBuilder<unknown>;

interface Kind {
  /** When it waits, for whom. */
  for: Partial<Record<OwnRole, Condition>>;
  /** The matter whose turn it is; what has none waits without a turn. */
  matter?: MatterKind;
  /** The day by which; none where none is set. */
  before?: 'due' | 'report' | 'review' | 'directive' | 'question';
  tone: Tone;
  icon: IconName;
  /** Where it is done: a page of the commitment, or a part of it, which the fragment opens. */
  place: string;
  /** Nobody else can: it stands above everything else. */
  decides?: true;
  /** The body that answers for it: an office chases it. */
  isChased?: true;
}

const underWay: Condition = () =>
  sql`c.status in ('not_started', 'in_progress') and sd.status in ('not_started', 'in_progress')`;
/** No amendment has ended the part. */
const goesOn = sql`not coalesce(sd.ended, false)`;
const notClosed = sql`c.status not in ('completed', 'withdrawn')`;
/** What was sent and waits for the office is in its hands, not in the lead body's. */
const returned: Condition = () => sql`sd.returned_at is not null and not m.waits and ${goesOn}`;
const overdue: Condition = (ground) => sql`${underWay(ground)} and c.timeliness = 'overdue' and not m.waits`;
const missing: Condition = (ground) =>
  sql`m.is_lead and ${underWay(ground)} and ${reported('missing', ground.at, { owed: sql`m.owed`, on: sql`m.reported_on` })}`;
const awaitsSignature: Condition = () =>
  sql`sd.status = 'completed' and sd.completion_confirmed_at is null and ${goesOn}`;
const isAsked: Condition = (ground) => sql`exists (${askedOf(ground, sql`sd.id`)})`;
const isLead =
  (condition: Condition): Condition =>
  (ground) =>
    sql`m.is_lead and ${condition(ground)}`;

/**
 * Every reason for which something waits for somebody: decisions first, then the most urgent. A feature adds its kind here, with its words
 * in `web/i18n/{vi,en}/work.ts`. Who may and whether now is told by may.ts, and again here as SQL: test/may.spec.ts holds the one
 * against the other.
 */
export const kinds = {
  sign_completion: {
    for: { leader: awaitsSignature, coordinator: awaitsSignature },
    before: 'due',
    matter: 'part',
    tone: 'late',
    icon: 'clock',
    place: '#xac-nhan-hoan-thanh',
    decides: true,
  },
  decide_extension: {
    for: {
      leader: () =>
        sql`x.id is not null and ${notClosed} and x.party_id = sd.party_id and x.decision is null`,
    },
    matter: 'extension',
    tone: 'late',
    icon: 'extension',
    place: '#quyet-dinh-gia-han',
    decides: true,
  },
  agree_extension: {
    for: {
      coordinator: () => sql`x.id is not null and ${notClosed} and x.party_id <> sd.party_id and not exists (
        select 1 from extension_agreement g where g.request_id = x.id and g.party_id = sd.party_id)`,
    },
    matter: 'extension',
    tone: 'late',
    icon: 'extension',
    place: '#y-kien-gia-han',
    decides: true,
  },
  /** Another side’s office proposes to change it, withdraw it or merge it. */
  agree_amendment: {
    for: {
      coordinator:
        () => sql`exists (select 1 from amendment_change h join amendment m on m.id = h.amendment_id
        where h.commitment_id = c.id and ${awaits(sql`sd.party_id`)})`,
    },
    matter: 'amendment',
    tone: 'late',
    icon: 'document',
    place: '#sua-doi',
    decides: true,
  },
  /** Another side says that it is done. A side that has signed its own part has nothing to add. */
  review_completion: {
    for: {
      coordinator: () => sql`${notClosed} and sd.completion_confirmed_at is null
        and d.sides > case when sd.status = 'completed' then 1 else 0 end`,
    },
    tone: 'late',
    icon: 'clock',
    place: '#tra-lai',
    decides: true,
  },
  /** What stands in the way and is the reader's to decide: of the own side's. */
  decide_matter: {
    for: {
      leader: () => holdsMatter(sql`l.role = 'leader'`),
      coordinator: () => holdsMatter(sql`l.role = 'coordinator'`),
    },
    matter: 'question',
    tone: 'late',
    icon: 'clock',
    place: '#y-kien-vuong-mac',
    decides: true,
  },
  /** The same of another side's, which that side's office has put to this one. */
  answer_matter: {
    for: { coordinator: () => holdsMatter(sql`l.role = 'other_coordinator'`) },
    matter: 'question',
    tone: 'late',
    icon: 'clock',
    place: '#y-kien-vuong-mac',
    decides: true,
  },
  /** An officer of the own side has reported: other sides see it once it is accepted. */
  review_report: {
    for: { coordinator: () => sql`m.waits and ${goesOn}` },
    matter: 'report',
    tone: 'late',
    icon: 'document',
    place: '/bao-cao',
    decides: true,
  },
  /** The own coordinator has sent a report back. */
  report_sent_back: {
    for: { liaison: isLead(() => sql`m.was_sent_back and ${goesOn}`) },
    matter: 'part',
    tone: 'late',
    icon: 'back',
    place: '/cap-nhat',
  },
  /** What a leader of the own side has directed, to be answered in words. */
  answer_directive: {
    for: {
      liaison: isLead(() => directed(sql`d.addressee = 'lead_body'`)),
      coordinator: ({ at }) =>
        directed(sql`(d.addressee = 'coordinator' or m.is_lead
        or exists (select 1 from handed_to(sd.lead_body_id, ${at.asOf}::date) h where h.is_gone))`),
    },
    before: 'directive',
    matter: 'directive',
    tone: 'late',
    icon: 'send',
    place: '#tra-loi-chi-dao',
  },
  /** What somebody asked the reader's body, or its office. */
  answer_question: {
    for: { liaison: isAsked, coordinator: isAsked },
    before: 'question',
    matter: 'question',
    tone: 'late',
    icon: 'document',
    place: '#tra-loi-cau-hoi',
  },
  contribution: {
    for: { liaison: isLead(contributed), coordinator: isLead(contributed) },
    tone: 'late',
    icon: 'document',
    place: '#phoi-hop',
  },
  returned: {
    for: { liaison: isLead(returned), coordinator: returned },
    matter: 'part',
    tone: 'late',
    icon: 'back',
    place: '/cap-nhat',
    isChased: true,
  },
  /** It was answered, or came back: the lead body goes on from there, and says so in its next report. */
  matter_back: {
    for: { liaison: isLead(cameBack) },
    tone: 'late',
    icon: 'back',
    place: '#vuong-mac',
  },
  /** The completion was signed, and sent back after that. */
  signature_fell: {
    for: {
      leader: () => sql`sd.returned_at is not null and ${goesOn} and exists (select 1 from side_state p
        where p.side_id = sd.id and upper(p.validity) = sd.returned_at and p.completion_confirmed_at is not null)`,
    },
    tone: 'late',
    icon: 'back',
    place: '',
  },
  overdue: {
    for: { liaison: overdue, coordinator: overdue },
    before: 'due',
    matter: 'part',
    tone: 'over',
    icon: 'over',
    place: '/cap-nhat',
    isChased: true,
  },
  due_soon: {
    for: {
      liaison: (ground) =>
        sql`${underWay(ground)} and not m.waits and c.timeliness is distinct from 'overdue' and c.due_on <= ${ground.soon}::date`,
    },
    before: 'due',
    matter: 'part',
    tone: 'run',
    icon: 'clock',
    place: '/cap-nhat',
  },
  update_missing: {
    for: { liaison: (ground) => sql`${missing(ground)} and sd.percent is not null` },
    before: 'report',
    matter: 'part',
    tone: 'late',
    icon: 'clock',
    place: '/cap-nhat',
  },
  first_update: {
    for: { liaison: (ground) => sql`${missing(ground)} and sd.percent is null` },
    before: 'report',
    matter: 'part',
    tone: 'late',
    icon: 'clock',
    place: '/cap-nhat',
  },
  /** It has no date yet, and is to be looked at again. */
  review_deadline: {
    for: { coordinator: ({ at }) => isUpForReview(at.asOf) },
    before: 'review',
    matter: 'review',
    tone: 'late',
    icon: 'calendar',
    place: '#ngay-xem-lai',
  },
  /** A level outside was asked: the office enters what it says. */
  outside_matter: {
    for: { coordinator: () => holdsMatter(sql`l.role = 'outside'`) },
    matter: 'question',
    tone: 'idle',
    icon: 'clock',
    place: '#y-kien-vuong-mac',
  },
  confirm_plan: {
    for: { coordinator: () => sql`sd.plan_confirmed_at is null and ${goesOn}` },
    matter: 'plan',
    tone: 'idle',
    icon: 'idle',
    place: '#xac-nhan-ke-hoach',
  },
} satisfies Record<string, Kind>;

export type TaskKind = keyof typeof kinds;
/** In the order in which they stand. */
export const taskKinds = Object.keys(kinds) as TaskKind[];

export function kindOf(kind: TaskKind): Kind {
  return kinds[kind];
}

export const decisionKinds = taskKinds.filter((kind) => kindOf(kind).decides);

/** In the hands of the viewer's side, as `l`, the last step of one of the commitment's matters, says. */
function holdsMatter(held: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select 1 from decision_matter m cross join lateral (${lastStep()}) l
    where m.commitment_id = c.id and l.holder_party_id = sd.party_id and ${held})`;
}

function cameBack(): RawBuilder<unknown> {
  return sql`${notClosed} and exists (select 1 from decision_matter m cross join lateral (${lastStep()}) l
    where m.side_id = sd.id and l.kind in ('answered', 'returned')
      and not exists (select 1 from progress_update u where u.side_id = sd.id and u.at > l.at))`;
}

function directed(isTo: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`exists (select 1 from directive d where d.side_id = sd.id and ${isUnanswered()} and ${isTo})`;
}

/** Questions that wait for the viewer's body or office, soonest first. @param side put to it, of the commitment `c` */
export function askedOf({ at, body, isOffice }: Asked, side: RawBuilder<unknown>): RawBuilder<unknown> {
  const isOfBody = sql`coalesce(a.body_id = ${body}::integer, false)`;
  // An office may lead itself.
  const isTo = isOffice ? sql`(a.body_id is null or ${isOfBody})` : isOfBody;
  return sql`select q.text, q.answer_by from question q join sides ts on ts.id = q.to_side_id
    cross join lateral (select ${answeringBody(sql`${at.asOf}::date`)} as body_id offset 0) a
    where q.commitment_id = c.id and ts.id = ${side} and ${isUnansweredQuestion()} and ${notClosed} and ${isTo}
    order by q.answer_by, q.id`;
}

function contributed(): RawBuilder<unknown> {
  return sql`${notClosed} and exists (select 1 from contribution k where k.side_id = sd.id
    and not exists (select 1 from contribution_outcome o where o.contribution_id = k.id))`;
}

const daysBefore: Record<NonNullable<Kind['before']>, Condition> = {
  due: () => sql`c.due_on`,
  report: ({ at }) => sql`${at.period.dueOn}::date`,
  review: () => reviewDay,
  question: (ground) => sql`(select min(w.answer_by) from (${askedOf(ground, sql`sd.id`)}) w)`,
  directive: () =>
    sql`(select min(d.answer_by) from directive d where d.side_id = sd.id and ${isUnanswered()})`,
};

/** A row for each reason: kind, rank, whether one decides, the matter whose turn it is, whether it holds, the day by which. */
export function reasonsFor(role: OwnRole, ground: Ground): RawBuilder<unknown> {
  const own = taskKinds.flatMap((kind, rank) => {
    const { for: whom, before, matter = null, decides = false } = kindOf(kind);
    const condition = whom[role];
    const day = before ? daysBefore[before](ground) : sql`null::date`;
    return condition
      ? [
          sql`(${kind}::text, ${rank}::integer, ${decides}::boolean, ${matter}::text, (${condition(ground)}), ${day})`,
        ]
      : [];
  });
  return sql`(values ${sql.join(own)}) as k (kind, rank, decides, matter, holds, before_on)`;
}
