import { sql, type Kysely } from 'kysely';
import type { RequestScope } from '../../identity/scope.js';
import { addToCatalogue } from '../plan/rule-catalogue.js';
import type { NamedRule } from './rules.types.js';

export interface OpenProposal {
  id: number;
  codes: string[];
  holdDays: number;
}

/** The rules of one agreement as rows, in the transaction of a change. */
export class RuleSets {
  constructor(
    private readonly db: Kysely<unknown>,
    private readonly scope: RequestScope,
  ) {}

  /** From now on in force. */
  async add(rules: readonly NamedRule[], holdDays: number): Promise<void> {
    const { agreement, at, viewer } = this.scope;
    await addToCatalogue(this.db, rules);
    await sql`
      insert into rule_set (agreement_id, codes, hold_days, made_at, made_by)
      values (${agreement.id}, ${codesOf(rules)}, ${holdDays}, ${at}, ${viewer.userId})`.execute(this.db);
  }

  /** On behalf of the own side, which has none open. */
  async propose(rules: readonly NamedRule[], holdDays: number): Promise<void> {
    const { agreement, at, viewer } = this.scope;
    await addToCatalogue(this.db, rules);
    await sql`
      insert into rule_proposal (agreement_id, party_id, codes, hold_days, proposed_by, proposed_at)
      values (${agreement.id}, ${viewer.party!.id}, ${codesOf(rules)}, ${holdDays}, ${viewer.userId}, ${at})`.execute(
      this.db,
    );
  }

  async close(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await sql`
      update rule_proposal set closed_at = greatest(${this.scope.at}, proposed_at) where id = any(${[...ids]}::integer[]) and closed_at is null`.execute(
      this.db,
    );
  }

  async open(): Promise<OpenProposal[]> {
    const { rows } = await sql<OpenProposal>`
      select id, codes, hold_days as "holdDays" from rule_proposal
      where agreement_id = ${this.scope.agreement.id} and closed_at is null order by id`.execute(this.db);
    return rows;
  }

  /** How many sides the agreement has. */
  async parties(): Promise<number> {
    const { rows } = await sql<{ parties: number }>`
      select count(*)::integer as parties from agreement_party where agreement_id = ${this.scope.agreement.id}`.execute(
      this.db,
    );
    return rows[0]!.parties;
  }
}

const codesOf = (rules: readonly NamedRule[]) => rules.map(({ code }) => code).toSorted();
