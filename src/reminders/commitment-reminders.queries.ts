import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import type { CommitmentDetail, NamedCode } from '../commitments/commitment.types.js';
import { Clock, type Day } from '../platform/clock.js';
import { nextReminder } from './next-reminder.js';
import type { ReminderStatus } from './reminder.types.js';
import type { ReminderRule } from './rules.js';

type NamedRule = ReminderRule & NamedCode;

interface Told {
  /** Oldest first: what each side's people were told on one day under one rule. */
  reminders: { day: Day; rule: NamedCode; status: ReminderStatus; parties: string[] }[];
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

  async of({ id, due, status }: Pick<CommitmentDetail, 'id' | 'due' | 'status'>): Promise<Told> {
    const { rows: reminders } = await sql<Told['reminders'][number]>`
      select r.day::text, jsonb_build_object('code', u.code, 'name', u.name) as rule, r.status,
        array_agg(distinct p.code order by p.code) as parties
      from reminder r join reminder_rule u on u.code = r.rule join app_user a on a.id = r.recipient_id join party p on p.id = a.party_id
      where r.commitment_id = ${id} group by r.day, u.code, r.status order by r.day`.execute(
      this.em.getKysely(),
    );
    const isOpen = status === 'not_started' || status === 'in_progress';
    return { reminders, nextReminder: due.date && isOpen ? await this.next(due.date) : null };
  }

  private async next(dueOn: Day): Promise<Told['nextReminder']> {
    const { rows: rules } = await sql<NamedRule>`
      select code, kind, working_days as "workingDays", name from reminder_rule where active`.execute(
      this.em.getKysely(),
    );
    const next = nextReminder(dueOn, this.clock.today(), rules, await this.calendars.load());
    return next && { day: next.day, rule: rules.find(({ code }) => code === next.rule.code)! };
  }
}
