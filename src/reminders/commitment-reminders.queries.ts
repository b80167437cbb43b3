import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import type { CommitmentDetail, NamedCode } from '../commitments/commitment.types.js';
import { isChase } from '../ledger/chases.sql.js';
import { Clock, type Day } from '../platform/clock.js';
import { nextReminder } from './next-reminder.js';
import type { ReminderStatus } from './reminder.types.js';
import type { ReminderRule } from './rules.js';

type NamedRule = ReminderRule & NamedCode;

/** What the sides' people were told on one day under one rule. */
export interface ReminderLine {
  day: Day;
  rule: NamedCode;
  status: ReminderStatus;
  /** Whether it counts as a chase: after the deadline, to a body that held its part. */
  isChase: boolean;
  /** Codes. */
  parties: string[];
}

export interface Told {
  /** Oldest first. */
  reminders: ReminderLine[];
  nextReminder: { day: Day; rule: NamedCode } | null;
}

/** What was, and will next be, said about one commitment. */
@Injectable()
export class CommitmentReminders {
  constructor(
    private readonly em: EntityManager,
    private readonly calendars: WorkingCalendarService,
    private readonly clock: Clock,
  ) {}

  /** @param day up to which it is told, where not all is: then nothing is said of what comes next */
  async of({ id, due, status }: Pick<CommitmentDetail, 'id' | 'due' | 'status'>, day?: Day): Promise<Told> {
    const then = day === undefined ? sql`true` : sql`r.day <= ${day}::date`;
    const { rows } = await sql<{ reminders: ReminderLine[] | null; rules: NamedRule[] }>`
      select (select jsonb_agg(to_jsonb(l) order by l.day) from (
          select r.day::text, jsonb_build_object('code', u.code, 'name', u.name) as rule, r.status, bool_or(${isChase}) as "isChase",
            array_agg(distinct p.code order by p.code) as parties
          from reminder r join reminder_rule u on u.code = r.rule join app_user a on a.id = r.recipient_id join party p on p.id = a.party_id
          where r.commitment_id = ${id} and ${then} group by r.day, u.code, r.status) l) as reminders,
        (select jsonb_agg(jsonb_build_object('code', code, 'kind', kind, 'workingDays', working_days, 'name', name))
          from reminder_rule where active) as rules`.execute(this.em.getKysely());
    const { reminders, rules } = rows[0]!;
    const isOpen = status === 'not_started' || status === 'in_progress';
    return {
      reminders: reminders ?? [],
      nextReminder: due.date && isOpen && day === undefined ? await this.next(due.date, rules) : null,
    };
  }

  private async next(dueOn: Day, rules: NamedRule[]): Promise<Told['nextReminder']> {
    const next = nextReminder(dueOn, this.clock.today(), rules, await this.calendars.load());
    return next && { day: next.day, rule: rules.find(({ code }) => code === next.rule.code)! };
  }
}
