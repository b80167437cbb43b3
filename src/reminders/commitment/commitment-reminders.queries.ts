import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { WorkingCalendar } from '../../calendar/working-days.js';
import { WorkingCalendarService } from '../../calendar/working-calendar.service.js';
import type { NamedCode, Status } from '../../commitments/commitment.types.js';
import { holderNames, type RawNames } from '../../commitments/turn/holder.js';
import { isReadBy, type OwnReader } from '../../commitments/submitted/readers.js';
import { isChase } from '../../ledger/chases.sql.js';
import { Clock, type Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { nextReminder, nextWaiting } from '../plan/next-reminder.js';
import type { ReminderStatus } from '../ledger/reminder.types.js';
import { isInForce, ruleJson } from '../plan/rule-book.js';
import type { ReminderRule, WaitingKind } from '../plan/rules.js';
import { isWaitingRule, waitingOfThis } from '../plan/waiting.sql.js';

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
  /** Codes. */
  parties: string[];
}

export interface Told {
  /** Oldest first. */
  reminders: ReminderLine[];
  nextReminder: { day: Day; rule: NamedCode } | null;
  /** When each who is to be told of something that waits will next be told, soonest first. */
  nextWaiting: { key: string; day: Day; recipient: BilingualText }[];
}

/** A matter, and who is told of it: the leaders or the office of a side; null where nobody can be. */
interface Waiting extends Pick<RawNames, 'committee' | 'office'> {
  kind: WaitingKind;
  since: Day;
  party: string;
  role: 'leader' | 'coordinator' | null;
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
    const then = day === undefined ? sql`true` : sql`r.day <= ${day}::date`;
    const today = this.clock.today();
    const { rows } = await sql<{
      reminders: ReminderLine[] | null;
      rules: NamedRule[];
      waiting: Waiting[];
    }>`
      select (select jsonb_agg(to_jsonb(l) order by l.day) from (
          select r.day::text, jsonb_build_object('code', u.code, 'name', u.name) as rule, r.status, bool_or(${isChase}) as "isChase",
            bool_or(${isWaitingRule}) as "isWaiting",
            array_agg(distinct p.code order by p.code) as parties
          from (select * from ledger_row where mail_kind = 'digest' or rule in ('chase', 'chase_early')) r join reminder_rule u on u.code = r.rule join app_user a on a.id = r.recipient_id join party p on p.id = a.party_id
          where r.commitment_id = ${id} and ${then} and (u.kind <> 'report_waits' or ${isReadBy(ownReader, sql`a.party_id`)}) group by r.day, u.code, r.status) l) as reminders,
        (select jsonb_agg(${ruleJson} || jsonb_build_object('name', u.name)) from reminder_rule u
          where ${isInForce(sql`(select agreement_id from commitment where id = ${id})`)}) as rules,
        (${waitingOfThis(id, today, ownReader)}) as waiting`.execute(this.em.getKysely());
    const { reminders, rules, waiting } = rows[0]!;
    if (day !== undefined) return { reminders: reminders ?? [], nextReminder: null, nextWaiting: [] };
    const calendar = await this.calendars.load();
    const isOpen = status === 'not_started' || status === 'in_progress';
    return {
      reminders: reminders ?? [],
      nextReminder: due.date && isOpen ? nextOf(due.date, today, rules, calendar) : null,
      nextWaiting: nextOfWaiting(waiting, (one) => nextWaiting(one, today, rules, calendar)),
    };
  }
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
      const { name: recipient } = holderNames({ ...names, role, body: null, outside: null });
      return [{ key: `${party} ${role}`, day, recipient }];
    })
    .toSorted((one, other) => one.day.localeCompare(other.day));
  return coming.filter(({ key }, at) => coming.findIndex((one) => one.key === key) === at);
}

function nextOf(dueOn: Day, today: Day, rules: NamedRule[], calendar: WorkingCalendar): Told['nextReminder'] {
  const next = nextReminder(dueOn, today, rules, calendar);
  return next && { day: next.day, rule: rules.find(({ code }) => code === next.rule.code)! };
}
