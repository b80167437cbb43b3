import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import type { INestApplicationContext } from '@nestjs/common';
import type { Kysely } from 'kysely';
import { WorkingCalendarService } from '../../src/calendar/working-calendar.service.js';
import { instantOf } from '../../src/platform/clock.js';
import { planComing } from '../../src/reminders/plan/coming.js';
import { addToCatalogue, codeOf, type RuleContent } from '../../src/reminders/plan/rule-catalogue.js';
import { freshDatabase, type FreshDatabase } from '../support/database.js';
import { startSmtp, type TestSmtp } from '../support/smtp.js';
import { remindersOf, Scenario, StandingClock, startProcess } from './scenario.js';

jest.setTimeout(180_000);

const [first, last] = ['2019-11-21', '2020-02-21'];
const rule = (given: Partial<RuleContent> & Pick<RuleContent, 'kind' | 'days'>): RuleContent => ({
  unit: 'working',
  thenEvery: null,
  to: ['lead_body'],
  ...given,
});
const everyKind: RuleContent[] = [
  rule({ kind: 'before', days: 7 }),
  rule({ kind: 'before', days: 3, unit: 'calendar' }),
  rule({ kind: 'on_day', days: 0 }),
  rule({ kind: 'on_day', days: 0, to: ['head'] }),
  rule({ kind: 'overdue', days: 5 }),
  rule({ kind: 'overdue', days: 30, unit: 'calendar' }),
  rule({ kind: 'step', days: 3, to: ['leader'] }),
  rule({ kind: 'count', days: 2, to: ['head', 'leader'] }),
  rule({ kind: 'report_due', days: 0, thenEvery: 5 }),
  rule({ kind: 'silent', days: 30, unit: 'calendar', thenEvery: 10 }),
];

/** Rows as both have them: day, recipient, commitment, rule, version, in whose place. */
const inOrder = (rows: unknown[][]) => rows.map((row) => row.join(' ')).sort();

describe('what is previewed', () => {
  let database: FreshDatabase;
  let smtp: TestSmtp;
  let scenario: Scenario;
  let app: INestApplicationContext;
  let previewed: string[];
  const clock = new StandingClock(instantOf(first, '07:00'));

  beforeAll(async () => {
    smtp = await startSmtp();
    database = await freshDatabase();
    scenario = await Scenario.on(database.url);
    await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
    await scenario.commitment({ code: '3.02', dueOn: '2019-12-20' });
    await scenario.commitment({ code: '3.03', dueOn: '2020-01-20' });
    await scenario.query(`update commitment set created_at = '2019-10-25 09:00+07'`);
    await scenario.query(`insert into side_state (side_id, validity, lead_body_id, status)
      select id, tstzrange('2019-10-01 00:00+07', null), lead_body_id, status from commitment_side`);
    app = await startProcess({ databaseUrl: database.url, smtpUrl: smtp.url, clock });
    const db = app.get(EntityManager).fork().getKysely() as unknown as Kysely<unknown>;
    await addToCatalogue(db, everyKind);
    await scenario.query(
      `insert into rule_set (agreement_id, codes, hold_days, made_at) values (1, $1, 2, '2019-11-20 09:00+07')`,
      [everyKind.map(codeOf)],
    );
    const calendar = await app.get(WorkingCalendarService, { strict: false }).load();
    const coming = await planComing(db, calendar, first, last);
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
    await remindersOf(app).runBetween('2019-11-20', last, (day) => clock.set(day));
  });
  afterAll(async () => {
    await app?.close();
    await scenario?.close();
    await database?.drop();
    await smtp?.stop();
  });

  it('is what three months of runs then write, by every kind of rule', async () => {
    const rows = await scenario.query<Record<string, unknown>>(
      `select day::text, recipient_id, commitment_id, rule, due_version, for_role from reminder where status = 'sent'`,
    );
    expect(inOrder(rows.map((row) => Object.values(row)))).toEqual(previewed);
    const said = new Set(rows.map((row) => row['rule']));
    expect(everyKind.map(codeOf).filter((code) => !said.has(code) && code !== 'on_day_head')).toEqual([]);
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
});
