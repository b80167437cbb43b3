import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { NamedCode, Status } from '../../commitments/commitment.types.js';
import { holderNames, type RawNames } from '../../commitments/turn/holder.js';
import { isReadBy, type OwnReader } from '../../commitments/submitted/readers.js';
import { addDays, Clock, type Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { ladderFrom, ladderJson, type RawLadder } from '../plan/ladder.sql.js';
import { isOpen } from '../plan/lagging.js';
import { nextWaiting } from '../plan/next-reminder.js';
import { commitmentColumns } from '../plan/plan.state.js';
import type { ReminderStatus } from '../ledger/reminder.types.js';
import { isInForce, ruleBookJson, ruleJson } from '../plan/rule-book.js';
import type { ReminderRule, WaitingKind } from '../plan/rules.js';
import { isWaitingRule, waitingOfThis } from '../plan/waiting.sql.js';
import { nextOfDeadline, type Addressed, type LadderGround, type NextOfDeadline } from './next-of.js';
import { recipientJson, stepsTold } from './steps-told.sql.js';

type NamedRule = ReminderRule & NamedCode;

/** What the sides' people were told on one day under one rule. */
export interface ReminderLine {
  day: Day;
  rule: NamedCode;
  status: ReminderStatus;
  /** Whether it counts as a chase: after the deadline, to a body that held its part. */
  isChase: boolean;
  /** Whether it speaks of what waits, not of the deadline. */
  isWaiting: boolean;
  /** Whether it took what is late up. */
  isStep: boolean;
  /** Codes. */
  parties: string[];
}

/** A step that was put to a head or a leader, or to the office in its place. */
export interface StepTold extends Addressed {
  /** The last, where there were several. */
  day: Day;
}

export interface Told extends NextOfDeadline {
  /** Oldest first. */
  reminders: ReminderLine[];
  /** Oldest first. */
  steps: StepTold[];
  /** What the committees are called, by party code. */
  committees: Record<string, BilingualText>;
  /** When each who is to be told of something that waits will next be told, soonest first. */
  nextWaiting: { key: string; day: Day; recipient: BilingualText }[];
}

/** A matter, and who is told of it: the leaders or the office of a side, or a body that is asked; null where nobody can be. */
interface Waiting extends Pick<RawNames, 'committee' | 'office' | 'body'> {
  kind: WaitingKind;
  since: Day;
  party: string;
  role: 'leader' | 'coordinator' | 'lead_body' | null;
}

/** What was, and will next be, said about one commitment. */
@Injectable()
export class CommitmentReminders {
  constructor(
    private readonly em: EntityManager,
    private readonly calendars: WorkingCalendarService,
    private readonly clock: Clock,
  ) {}

  /** @param ownReader what a side keeps to itself is told to its own people and auditors @param day up to which it is told, where not all is: then nothing is said of what comes next */
  async of(
    { id, due, status }: { id: number; due: { date: Day | null }; status: Status },
    ownReader: OwnReader,
    day?: Day,
  ): Promise<Told> {
    const today = this.clock.today();
    const isSpokenOf = day === undefined && due.date !== null && isOpen(status);
    const [{ rules, waiting, reminders, steps, parties, ladder, ...plan }, calendar] = await Promise.all([
      this.read(id, ownReader, day),
      this.calendars.load(),
    ]);
    const committees = Object.fromEntries(parties.map(({ code, committee }) => [code, committee]));
    const told = { reminders: reminders ?? [], steps: steps ?? [], committees };
    if (day !== undefined) return { ...told, nextReminder: null, held: [], nextWaiting: [] };
    return {
      ...told,
      ...(isSpokenOf
        ? nextOfDeadline(today, { ...plan, rules, parties, calendar, ladder: ladderFrom(ladder) })
        : { nextReminder: null, held: [] }),
      nextWaiting: nextOfWaiting(waiting, (one) => nextWaiting(one, today, rules, calendar)),
    };
  }

  private async read(id: number, ownReader: OwnReader, day?: Day): Promise<Read> {
    const then = day === undefined ? sql`true` : sql`r.day <= ${day}::date`;
    const { rows } = await sql<Read>`
      select (select jsonb_agg(to_jsonb(l) order by l.day) from (
          select r.day::text, jsonb_build_object('code', u.code, 'name', u.name) as rule, r.status, bool_or(r.is_chase) as "isChase",
            bool_or(${isWaitingRule}) as "isWaiting", bool_or(u.kind in ('step', 'count')) as "isStep",
            array_agg(distinct p.code order by p.code) as parties
          from (select * from ledger_row where mail_kind = 'digest' or rule in ('chase', 'chase_early')) r join reminder_rule u on u.code = r.rule join app_user a on a.id = r.recipient_id join party p on p.id = a.party_id
          where r.commitment_id = ${id} and ${then} and (u.kind <> 'report_waits' or ${isReadBy(ownReader, sql`a.party_id`)}) group by r.day, u.code, r.status) l) as reminders,
        (${stepsTold(id, then)}) as steps,
        (select jsonb_agg(${ruleJson} || jsonb_build_object('name', u.name)) from reminder_rule u
          where ${isInForce(sql`(select agreement_id from commitment where id = ${id})`)}) as rules,
        (${ruleBookJson(sql`n.agreement_id = (select agreement_id from commitment where id = ${id})`)}) as book,
        (${ladderJson([id], { since: addDays(this.clock.today(), -ANSWERED_WITHIN), withCounts: true })}) as ladder,
        (select to_jsonb(o) from (select ${commitmentColumns} from commitment c where c.id = ${id}) o) as commitment,
        (select jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'committee', p.committee) order by s.position)
          from commitment_side s join party p on p.id = s.party_id where s.commitment_id = ${id}) as parties,
        (select coalesce(jsonb_agg(${recipientJson}), '[]') from app_user u
          where u.active and u.party_id in (select party_id from commitment_side where commitment_id = ${id})
            and u.role in ('liaison', 'coordinator', 'leader')) as recipients,
        (${waitingOfThis(id, this.clock.today(), ownReader)}) as waiting`.execute(this.em.getKysely());
    return rows[0]!;
  }
}

/** Longer than any answer keeps a step back, the longest holiday included. */
const ANSWERED_WITHIN = 60;

interface Read extends Pick<LadderGround, 'commitment' | 'book' | 'recipients'> {
  reminders: ReminderLine[] | null;
  steps: StepTold[] | null;
  rules: NamedRule[];
  parties: { id: number; code: string; committee: BilingualText }[];
  waiting: Waiting[];
  ladder: RawLadder;
}

/** Each recipient once, on its soonest day: one mail tells all that waits there. */
function nextOfWaiting(
  waiting: readonly Waiting[],
  nextDay: (one: Waiting) => Day | null,
): Told['nextWaiting'] {
  const coming = waiting
    .flatMap((one) => {
      const day = nextDay(one);
      const { party, role, ...names } = one;
      if (day === null || role === null) return [];
      const { name: recipient } = holderNames({ ...names, role, outside: null });
      return [{ key: `${party} ${role} ${role === 'lead_body' ? recipient.vi : ''}`, day, recipient }];
    })
    .toSorted((one, other) => one.day.localeCompare(other.day));
  return coming.filter(({ key }, at) => coming.findIndex((one) => one.key === key) === at);
}
