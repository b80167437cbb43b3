import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import { sql, type Kysely } from 'kysely';
import { WorkingCalendarService } from '../../src/calendar/working-calendar.service.js';
import { instantOf } from '../../src/platform/clock.js';
import { planComing } from '../../src/reminders/plan/coming.js';
import { PreviewQueries } from '../../src/reminders/pages/preview.queries.js';
import { PreviewRange } from '../../src/reminders/pages/preview-range.queries.js';
import { RemindersQueries } from '../../src/reminders/ledger/reminders.queries.js';
import { ruleBookFrom, ruleBookJson, type RawRuleBook } from '../../src/reminders/plan/rule-book.js';
import { addToCatalogue, codeOf } from '../../src/reminders/plan/rule-catalogue.js';
import { RulesEffects } from '../../src/reminders/rules/effects.js';
import type { AgreementRef, RequestScope } from '../../src/identity/scope.js';
import type { Viewer } from '../../src/identity/viewer.js';
import { everyKind, everyKindOn, ruleOf } from './every-kind.js';
import { remindersOf, type Scenario, StandingClock } from './scenario.js';

jest.setTimeout(180_000);

const [first, last] = ['2019-11-21', '2020-02-21'];
const fewKinds = [ruleOf({ kind: 'overdue', days: 5 }), ruleOf({ kind: 'step', days: 3, to: ['leader'] })];

/** Rows as both have them: day, recipient, commitment, rule, version, in whose place. */
const inOrder = (rows: unknown[][]) => rows.map((row) => row.join(' ')).sort();

describe('what is previewed', () => {
  let world: Awaited<ReturnType<typeof everyKindOn>>;
  let scenario: Scenario;
  let app: INestApplicationContext;
  let db: () => Kysely<unknown>;
  let previewed: string[];
  let ofOne: { same: string[]; effects: Awaited<ReturnType<RulesEffects['of']>>[]; inRange: number };
  const clock = new StandingClock(instantOf(first, '07:00'));

  beforeAll(async () => {
    world = await everyKindOn(clock);
    ({ scenario, app, db } = world);
    const calendar = await app.get(WorkingCalendarService, { strict: false }).load();
    const coming = await planComing(db(), calendar, first, last);
    previewed = inOrder(
      coming.flatMap(({ rows }) =>
        rows.map((row) => [
          row.day,
          row.recipientId,
          row.commitmentId,
          row.rule,
          row.dueVersion,
          row.forRole,
        ]),
      ),
    );
    const effects = new RulesEffects(
      app.get(EntityManager),
      app.get(WorkingCalendarService, { strict: false }),
      app.get(PreviewQueries, { strict: false }),
    );
    // An administrator, who belongs to no side.
    const scope = { agreement: { id: 1 }, viewer: { party: null } } as unknown as RequestScope;
    const one = await planComing(db(), calendar, first, last, (book) => book.only(1));
    const counted = everyKind.map(({ kind, days }) => kind === 'count' && days);
    ofOne = {
      same: inOrder(
        one.flatMap(({ rows }) =>
          rows.map((row) => [
            row.day,
            row.recipientId,
            row.commitmentId,
            row.rule,
            row.dueVersion,
            row.forRole,
          ]),
        ),
      ),
      effects: [
        await effects.of(scope, { rules: everyKind, holdDays: 2 }),
        await effects.of(scope, { rules: everyKind.filter((_, at) => !counted[at]), holdDays: 2 }),
      ],
      inRange: 0,
    };
    ofOne.inRange = previewed.filter((row) => row.slice(0, 10) <= ofOne.effects[0]!.to).length;
    await remindersOf(app).runBetween('2019-11-20', last, (day) => clock.set(day));
  });
  afterAll(() => world?.stop());

  it('is what three months of runs then write, by every kind of rule', async () => {
    const rows = await scenario.query<Record<string, unknown>>(
      `select day::text, recipient_id, commitment_id, rule, due_version, for_role from reminder where status = 'sent'`,
    );
    expect(inOrder(rows.map((row) => Object.values(row)))).toEqual(previewed);
    const said = new Set(rows.map((row) => row['rule']));
    expect(everyKind.map(codeOf).filter((code) => !said.has(code) && code !== 'on_day_head')).toEqual([]);
  });

  it('is the same of one agreement alone, and what the effect of other rules is told beside', () => {
    expect(ofOne.same).toEqual(previewed);
    const [unchanged, without] = ofOne.effects;
    expect(unchanged).toMatchObject({
      from: first,
      lines: { now: ofOne.inRange, later: ofOne.inRange },
      differ: 0,
    });
    // Notices of the days gone through are counted: the rule by their count has something to lose.
    const lost = without!.differences.filter(({ isNew, code }) => !isNew && code.startsWith('count_'));
    expect(lost.length).toBeGreaterThan(0);
  });

  it('keeps days of the past held as they were where other rules hold for longer', async () => {
    const asRules = everyKind.map((one) => ({ ...one, code: codeOf(one) }));
    const { rows } = await sql<{ book: RawRuleBook }>`select (${ruleBookJson()}) as book`.execute(db());
    const book = ruleBookFrom(rows[0]!.book).with(1, { rules: asRules, holdDays: 9 }, '2020-02-24');
    const { holdOn } = book.only(1).of(1);
    expect(['2019-11-19', '2020-02-21', '2020-02-24'].map((day) => holdOn(day))).toEqual([3, 2, 9]);
    expect(book.only(1).of(2).rules).toEqual([]);
  });

  it('tells a step once to each, and an office in whose place', async () => {
    const steps = await scenario.query<{ rule: string; for_role: string | null }>(
      `select rule, for_role from reminder where rule ~ '^(step|count)_' order by 1`,
    );
    expect(steps.length).toBeGreaterThan(5);
    const twice = await scenario.query(
      `select 1 from reminder where rule ~ '^(step|count)_' group by recipient_id, commitment_id, rule, due_version having count(*) > 1`,
    );
    expect(twice).toEqual([]);
  });

  describe('of an agreement over some days', () => {
    const admin = { userId: 0, role: 'admin', party: null } as unknown as Viewer;
    const range = (from: string, to: string) => {
      const previews = app.get(PreviewQueries, { strict: false });
      const ledger = app.get(RemindersQueries, { strict: false });
      const agreement = { id: 1 } as unknown as AgreementRef;
      return new PreviewRange(app.get(EntityManager), previews, ledger).rows(admin, agreement, from, to);
    };

    it('says of days that were run in whose place an office was told', async () => {
      const items = await range(first, last);
      const count = async (where: string) =>
        (
          await scenario.query<{ n: number }>(`select count(*)::integer as n from reminder where ${where}`)
        )[0]!.n;
      expect(items).toHaveLength(await count('true'));
      const inPlace = items.filter(({ forRole }) => forRole !== null);
      expect(inPlace.length).toBeGreaterThan(0);
      expect(inPlace).toHaveLength(await count('for_role is not null'));
    });

    it('has what the next run owes, though its own day does not speak of it', async () => {
      await addToCatalogue(db(), fewKinds);
      await scenario.query(
        `insert into rule_set (agreement_id, codes, hold_days, made_at) values (1, $1, 2, '2020-02-21 18:00+07')`,
        [fewKinds.map(codeOf)],
      );
      const failed = await scenario.query<{ commitment_id: number; email: string }>(
        `update reminder r set status = 'failed', reason = 'connection lost', sent_at = null from app_user u
         where u.id = r.recipient_id and r.rule = 'overdue_5' and not exists (select 1 from reminder l
           where l.commitment_id = r.commitment_id and l.recipient_id = r.recipient_id and l.due_version > 0 and l.day > r.day)
         returning r.commitment_id, u.email`,
      );
      expect(failed.length).toBeGreaterThan(0);
      const items = await range('2020-02-24', '2020-02-24');
      for (const { commitment_id, email } of failed)
        expect(items.map(({ commitment, recipient }) => `${recipient} ${commitment}`)).toContain(
          `${email} ${commitment_id}`,
        );
    });
  });
});
