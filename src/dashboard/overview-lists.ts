import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { WorkingCalendarService } from '../calendar/working-calendar.service.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { daysBetween, type Day } from '../platform/clock.js';
import { nextReminder } from '../reminders/plan/next-reminder.js';
import { readRulesOf } from '../reminders/plan/rule-book.js';
import type { Dashboard, ListedCommitment } from './dashboard.types.js';
import type { FactsAt } from './facts/facts.sql.js';
import type { CommitmentFacts } from './facts/facts.types.js';

const NEXT_DEADLINES = 8;
const MOST_LISTED = 100;

/** What differs, what is overdue and what falls due next, as rows. */
@Injectable()
export class OverviewLists {
  /** What a row shows holds as long as the facts of its commitment do. */
  private readonly kept = new WeakMap<CommitmentFacts, ListedCommitment>();

  constructor(
    private readonly em: EntityManager,
    private readonly commitments: CommitmentQueries,
    private readonly calendar: WorkingCalendarService,
  ) {}

  async read(
    facts: readonly CommitmentFacts[],
    at: FactsAt,
  ): Promise<Pick<Dashboard, 'differing' | 'longestOverdue' | 'nextDeadlines'>> {
    const rows = await this.rows(shownOf(facts), at);
    const calendar = await this.calendar.load();
    const rules = await readRulesOf(this.em.getKysely(), sql`${at.agreementId}`);
    const differing = rows.filter(isDiffering);
    return {
      differing: differing
        .map((row) => ({ ...row, days: row.since ? daysBetween(row.since, at.asOf) : null }))
        .sort((a, b) => (b.days ?? 0) - (a.days ?? 0)),
      longestOverdue: rows.filter(({ timeliness }) => timeliness === 'overdue'),
      nextDeadlines: rows
        .filter(({ timeliness }) => timeliness === 'on_time')
        .slice(0, NEXT_DEADLINES)
        .map((row) => ({
          ...row,
          daysLeft: daysBetween(at.asOf, row.due.date!),
          nextReminderOn: nextReminder(row.due.date!, at.asOf, rules, calendar)?.day ?? null,
        })),
    };
  }

  /** In the order of their deadlines. */
  private async rows(shown: CommitmentFacts[], at: FactsAt): Promise<ListedCommitment[]> {
    const unread = shown.filter((one) => !this.kept.has(one)).map(({ id }) => id);
    const items = unread.length > 0 ? await this.commitments.itemsOf(at, unread) : [];
    const read = new Map(items.map((item) => [item.id, item]));
    for (const one of shown) {
      const item = read.get(one.id);
      if (item) this.kept.set(one, { ...item, since: one.differsSince });
    }
    return shown
      .toSorted((one, other) => inOrder(one.dueOn, other.dueOn) || one.position - other.position)
      .flatMap((one) => this.kept.get(one) ?? []);
  }
}

type Differing = Pick<ListedCommitment, 'differs' | 'status'>;

const isDiffering = ({ differs, status }: Differing) =>
  differs && (status === 'in_progress' || status === 'not_started');

/** Of what the three lists show: what differs, what is overdue, what falls due next. */
function shownOf(facts: readonly CommitmentFacts[]): CommitmentFacts[] {
  const first = (count: number, day: 'dueOn' | 'differsSince', is: (one: CommitmentFacts) => boolean) =>
    facts
      .filter(is)
      .sort((one, other) => inOrder(one[day], other[day]) || one.position - other.position)
      .slice(0, count);
  const shown = [
    ...first(MOST_LISTED, 'differsSince', isDiffering),
    ...first(MOST_LISTED, 'dueOn', ({ timeliness }) => timeliness === 'overdue'),
    ...first(NEXT_DEADLINES, 'dueOn', ({ timeliness }) => timeliness === 'on_time'),
  ];
  return [...new Set(shown)];
}

/** What has no day comes last. */
function inOrder(one: Day | null, other: Day | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return one < other ? -1 : Number(one > other);
}
