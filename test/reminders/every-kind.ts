import { EntityManager } from '@mikro-orm/postgresql';
import type { Kysely } from 'kysely';
import { addToCatalogue, codeOf, type RuleContent } from '../../src/reminders/plan/rule-catalogue.js';
import type { Clock } from '../../src/platform/clock.js';
import { freshDatabase } from '../support/database.js';
import { startSmtp } from '../support/smtp.js';
import { Scenario, startProcess } from './scenario.js';

export const ruleOf = (given: Partial<RuleContent> & Pick<RuleContent, 'kind' | 'days'>): RuleContent => ({
  unit: 'working',
  thenEvery: null,
  to: ['lead_body'],
  ...given,
});

export const everyKind: RuleContent[] = [
  ruleOf({ kind: 'before', days: 7 }),
  ruleOf({ kind: 'before', days: 3, unit: 'calendar' }),
  ruleOf({ kind: 'on_day', days: 0 }),
  ruleOf({ kind: 'on_day', days: 0, to: ['head'] }),
  ruleOf({ kind: 'overdue', days: 5 }),
  ruleOf({ kind: 'overdue', days: 30, unit: 'calendar' }),
  ruleOf({ kind: 'step', days: 3, to: ['leader'] }),
  ruleOf({ kind: 'count', days: 2, to: ['head', 'leader'] }),
  ruleOf({ kind: 'report_due', days: 0, thenEvery: 5 }),
  ruleOf({ kind: 'silent', days: 30, unit: 'calendar', thenEvery: 10 }),
];

/** A program in whose one agreement rules of every kind speak of three commitments; nobody reports anything. */
export async function everyKindOn(clock: Clock) {
  const smtp = await startSmtp();
  const database = await freshDatabase();
  const scenario = await Scenario.on(database.url);
  await scenario.commitment({ code: '3.01', dueOn: '2019-11-30' });
  await scenario.commitment({ code: '3.02', dueOn: '2019-12-20' });
  await scenario.commitment({ code: '3.03', dueOn: '2020-01-20' });
  await scenario.query(`update commitment set created_at = '2019-10-25 09:00+07'`);
  await scenario.query(`insert into side_state (side_id, validity, lead_body_id, status)
    select id, tstzrange('2019-10-01 00:00+07', null), lead_body_id, status from commitment_side`);
  const app = await startProcess({ databaseUrl: database.url, smtpUrl: smtp.url, clock });
  const db = () => app.get(EntityManager).fork().getKysely() as unknown as Kysely<unknown>;
  await addToCatalogue(db(), everyKind);
  await scenario.query(
    `insert into rule_set (agreement_id, codes, hold_days, made_at) values (1, $1, 2, '2019-11-20 09:00+07')`,
    [everyKind.map(codeOf)],
  );
  const stop = async () => {
    await app.close();
    await scenario.close();
    await database.drop();
    await smtp.stop();
  };
  return { smtp, scenario, app, db, stop };
}
