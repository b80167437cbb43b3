import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { RequestScope } from '../../identity/scope.js';
import { Stale } from '../../platform/errors.js';
import { ReminderSettings } from '../ledger/settings.js';
import { codeOf, nameOf } from '../plan/rule-catalogue.js';
import { completed, isSame, mustBeSound } from './rules.refusals.js';
import { readRules } from './rules.queries.js';
import { differenceOf, tellCoordinators, type RulesDifference } from './rules.told.js';
import { RuleSets, type OpenProposal } from './rule-sets.js';
import type { AgreementRules, NamedRule, PutStatus, RulesPut } from './rules.types.js';

interface Named {
  rules: NamedRule[];
  holdDays: number;
}

/** Changes the rules of an agreement: an administrator at once, coordinators together. */
@Injectable()
export class RulesService {
  constructor(
    private readonly em: EntityManager,
    private readonly settings: ReminderSettings,
  ) {}

  /**
   * @param versions of the rules in force that it may be based on; undefined for any
   * @returns whether it is in force; null where nothing is another now
   * @throws RuleBroken, Stale where other rules came into force meanwhile
   */
  put(
    scope: RequestScope,
    put: RulesPut,
    versions?: readonly number[],
  ): Promise<{ status: PutStatus; changed: boolean }> {
    const named = nameAll(put);
    return this.change(scope, async (change) => {
      mustBeBasedOn(change, versions);
      return scope.viewer.role === 'admin' ? this.force(change, named) : this.propose(change, named);
    });
  }

  /**
   * Puts the same as another side has proposed.
   * @param version of the rules in force beside which it was read
   * @throws Stale where it is no longer proposed, or other rules came into force meanwhile
   */
  agree(
    scope: RequestScope,
    proposalId: number,
    version: number,
  ): Promise<{ status: PutStatus; changed: boolean }> {
    return this.change(scope, (change) => {
      mustBeBasedOn(change, [version]);
      const proposal = change.present.proposals.find(({ id }) => id === proposalId);
      if (!proposal) throw new Stale(change.present.version);
      const { rules, holdDays } = proposal;
      return scope.viewer.role === 'admin'
        ? this.force(change, { rules, holdDays })
        : this.propose(change, { rules, holdDays });
    });
  }

  /** Takes back what the own side has proposed. @returns whether it had proposed anything */
  withdraw(scope: RequestScope): Promise<boolean> {
    return this.change(scope, async ({ sets, present, em }) => {
      const own = present.proposals.find(({ party }) => party === scope.viewer.party?.code);
      if (!own) return false;
      await sets.close([own.id]);
      const { agreement, at, actor } = scope;
      await appendAudit(em, {
        kind: 'reminders.proposal_withdrawn',
        at,
        actor,
        agreementId: agreement.id,
        subject: agreement.number,
        data: { party: own.party },
      });
      return true;
    });
  }

  private async force(change: Change, named: Named) {
    const { present, sets } = change;
    const codes = named.rules.map(({ code }) => code);
    if (isSame(present, codes, named.holdDays)) return { status: 'in_force' as const, changed: false };
    await sets.add(named.rules, named.holdDays);
    // What was proposed instead of other rules is not agreed to beside these unread.
    const closed = present.proposals.filter((one) => !isSame(one, codes, named.holdDays)).length;
    await sets.close(present.proposals.map(({ id }) => id));
    await this.tell(change, 'rules_changed', { ...differenceOf(present, named), closed });
    return { status: 'in_force' as const, changed: true };
  }

  private async propose(change: Change, named: Named) {
    const { present, sets, scope } = change;
    const codes = named.rules.map(({ code }) => code);
    const own = present.proposals.find(({ party }) => party === scope.viewer.party?.code);
    if (isSame(present, codes, named.holdDays)) {
      // Whoever puts what is in force wants nothing else any more.
      if (!own) return { status: 'in_force' as const, changed: false };
      await sets.close([own.id]);
      await this.note(change, 'reminders.proposal_withdrawn', { party: own.party });
      return { status: 'withdrawn' as const, changed: true };
    }
    if (own && isSame(own, codes, named.holdDays)) return { status: 'proposed' as const, changed: false };
    if (own) await sets.close([own.id]);
    await sets.propose(named.rules, named.holdDays);
    const open = await sets.open();
    if (await isAgreed(open, codes, named.holdDays, sets)) {
      await sets.add(named.rules, named.holdDays);
      await sets.close(open.map(({ id }) => id));
      await this.tell(change, 'rules_changed', differenceOf(present, named));
      return { status: 'in_force' as const, changed: true };
    }
    await this.tell(change, 'rules_proposed', differenceOf(present, named));
    return { status: 'proposed' as const, changed: true };
  }

  private async tell(
    change: Change,
    kind: 'rules_proposed' | 'rules_changed',
    difference: RulesDifference,
  ): Promise<void> {
    await tellCoordinators(change.db, change.scope, kind, difference, this.settings.host);
    await this.note(change, `reminders.${kind}`, { ...difference });
  }

  private note({ em, scope }: Change, kind: RulesEntry, data: Record<string, unknown>): Promise<void> {
    const { agreement, at, actor } = scope;
    const about = { agreementId: agreement.id, subject: agreement.number };
    return appendAudit(em, { kind, at, actor, ...about, data });
  }

  /** One after the other: who comes second sees what the first one did. */
  private change<T>(scope: RequestScope, act: (change: Change) => Promise<T>): Promise<T> {
    return this.em.fork().transactional(async (em) => {
      const db = em.getKysely() as unknown as Kysely<unknown>;
      const { id } = scope.agreement;
      await sql`select pg_advisory_xact_lock(hashtext('reminder rules'), ${id}::integer)`.execute(db);
      const present = await readRules(db, id, true);
      return act({ em, db, scope, present, sets: new RuleSets(db, scope) });
    });
  }
}

type RulesEntry = 'reminders.rules_proposed' | 'reminders.rules_changed' | 'reminders.proposal_withdrawn';

interface Change {
  em: EntityManager;
  db: Kysely<unknown>;
  scope: RequestScope;
  present: AgreementRules;
  sets: RuleSets;
}

/** @throws Stale */
function mustBeBasedOn({ present }: Change, versions: readonly number[] | undefined): void {
  if (versions && !versions.includes(present.version)) throw new Stale(present.version);
}

/** With two sides both, with more all of them. */
async function isAgreed(
  open: readonly OpenProposal[],
  codes: readonly string[],
  holdDays: number,
  sets: RuleSets,
): Promise<boolean> {
  const same = open.filter((one) =>
    isSame({ rules: one.codes.map((code) => ({ code })), holdDays: one.holdDays }, codes, holdDays),
  );
  return same.length === (await sets.parties());
}

/** @throws RuleBroken */
function nameAll({ rules, holdDays }: RulesPut): Named {
  const whole = rules.map(completed);
  mustBeSound({ rules: whole, holdDays });
  return {
    holdDays,
    rules: whole.map((rule) => ({ ...rule, to: [...rule.to], code: codeOf(rule), name: nameOf(rule) })),
  };
}
