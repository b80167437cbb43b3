import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { AgreementRef } from '../../identity/scope.js';
import type { Viewer } from '../../identity/viewer.js';
import { addDays, type Day } from '../../platform/clock.js';
import type { BilingualText } from '../../platform/text.js';
import { RemindersQueries } from '../ledger/reminders.queries.js';
import type { ReminderItem } from '../ledger/reminder.types.js';
import type { PlannedReminder } from '../plan/planner.types.js';
import { PreviewQueries } from './preview.queries.js';
import type { PreviewRow } from './preview-range.types.js';

interface Names {
  recipients: Record<number, { email: string; name: BilingualText; party: string; partyId: number }>;
  commitments: Record<number, string>;
  rules: Record<string, BilingualText>;
}

/** A range may have more: it is read in pages, to its end. */
const ROWS_AT_ONCE = 10_000;

/** Who got and will get what on the days of a range, in one agreement, and why not: past days by the ledger, coming ones by the planner. */
@Injectable()
export class PreviewRange {
  constructor(
    private readonly em: EntityManager,
    private readonly previews: PreviewQueries,
    private readonly ledger: RemindersQueries,
  ) {}

  async rows(viewer: Viewer, agreement: AgreementRef, from: Day, to: Day): Promise<PreviewRow[]> {
    const { next, days } = await this.previews.coming(from, to);
    const past = from < next ? await this.past(viewer, agreement, from, addDays(next, -1)) : [];
    const coming = days.flatMap(({ rows }) => rows);
    const names = await this.names(agreement, coming);
    const inScope = coming.filter(({ recipientId, commitmentId }) => {
      const recipient = names.recipients[recipientId];
      if (!recipient || names.commitments[commitmentId] === undefined) return false;
      if (viewer.role === 'liaison') return recipientId === viewer.userId;
      return !viewer.party || recipient.partyId === viewer.party.id;
    });
    return [...past, ...inScope.map((row) => rowOf(row, names))];
  }

  private async past(viewer: Viewer, { id }: AgreementRef, from: Day, to: Day): Promise<PreviewRow[]> {
    const rows: PreviewRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await this.ledger.list(viewer, { from, to, agreement: id }, ROWS_AT_ONCE, cursor);
      rows.push(...page.items.map(pastRow));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    return rows.toReversed();
  }

  private async names({ id }: AgreementRef, rows: readonly PlannedReminder[]): Promise<Names> {
    const commitments = [...new Set(rows.map(({ commitmentId }) => commitmentId))];
    const { rows: found } = await sql<Names>`
      select
        (select coalesce(jsonb_object_agg(u.id, jsonb_build_object('email', u.email, 'name', u.name, 'party', p.code, 'partyId', p.id)), '{}')
          from app_user u join party p on p.id = u.party_id) as recipients,
        (select coalesce(jsonb_object_agg(c.id, c.code), '{}') from commitment c
          where c.agreement_id = ${id} and c.id = any(${commitments}::integer[])) as commitments,
        (select coalesce(jsonb_object_agg(code, name), '{}') from reminder_rule) as rules`.execute(
      this.em.getKysely(),
    );
    return found[0]!;
  }
}

function rowOf(row: PlannedReminder, names: Names): PreviewRow {
  const { email, name, party } = names.recipients[row.recipientId]!;
  return {
    day: row.day,
    recipient: email,
    recipientName: name,
    recipientParty: party,
    forRole: row.forRole ?? null,
    commitment: row.commitmentId,
    commitmentCode: names.commitments[row.commitmentId]!,
    rule: row.rule,
    ruleName: names.rules[row.rule]!,
    status: row.unheard === undefined ? 'planned' : 'skipped',
    reason: row.unheard ?? null,
  };
}

function pastRow({ recipient, commitment, rule, day, forRole, status, reason }: ReminderItem): PreviewRow {
  return {
    day,
    recipient: recipient.email,
    recipientName: recipient.name,
    recipientParty: recipient.party,
    forRole,
    commitment: commitment?.id ?? null,
    commitmentCode: commitment?.code ?? null,
    rule: rule.code,
    ruleName: rule.name,
    status,
    reason,
  };
}
