import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { MikroORM } from '@mikro-orm/postgresql';
import { timesChased } from '../src/ledger/chases.sql.js';
import { ormOptions } from '../src/platform/database.js';
import { Scenario } from './reminders/scenario.js';
import { freshDatabase, type FreshDatabase } from './support/database.js';

describe('what counts as a chase', () => {
  let database: FreshDatabase;
  let scenario: Scenario;
  let orm: MikroORM;
  let id: number;
  let at = 0;

  beforeAll(async () => {
    database = await freshDatabase();
    scenario = await Scenario.on(database.url);
    orm = await MikroORM.init(ormOptions(database.url, [], { poolSize: 2 }));
    await scenario.query("update app_user set body_id = 1 where email = 'coordinator@hanoi.example'");
  });
  afterAll(async () => {
    await orm.close();
    await scenario.close();
    await database.drop();
  });
  beforeEach(async () => {
    id = await scenario.commitment({ code: `3.${(at += 1)}`, dueOn: '2019-11-25' });
  });

  /** Hanoi's part, from an hour ago on: the rows of the ledger go out now. */
  const held = (role: 'lead_body' | 'leader', body: number | null) =>
    scenario.query(
      `insert into turn_spell (side_id, kind, role, lead_body_id, validity)
       select id, 'part', $2, $3, tstzrange(now() - interval '1 hour', null) from commitment_side where commitment_id = $1 and party_id = 1`,
      [id, role, body],
    );

  /** A row that went out on a day, at an instant after all that was done so far. */
  const sent = (email: string, { day = '2019-12-02', rule = 'overdue_5', sentAt = 'now()' } = {}) =>
    scenario.query(
      `with d as (insert into digest (recipient_id, day, message_id, status, sent_at)
         select id, $2, gen_random_uuid(), 'sent', ${sentAt} from app_user where email = $1 || '.example'
         on conflict (recipient_id, day) do update set sent_at = excluded.sent_at returning *)
       insert into reminder (digest_id, recipient_id, commitment_id, rule, due_version, day, status, sent_at)
       select d.id, d.recipient_id, $3, $4, 1, $2, 'sent', d.sent_at from d`,
      [email, day, id, rule],
    );
  const times = async () =>
    (
      await sql<{ times: number }>`select ${timesChased(sql`${id}::integer`, '2027-01-01')} as times`.execute(
        orm.em.fork().getKysely(),
      )
    ).rows[0]!.times;

  it('is a notice to the officer of the body that holds the part, once a day for all', async () => {
    await held('lead_body', Scenario.ids.hnTrade);
    await sent('congthuong@hanoi');
    await sent('congthuong@nghean');
    await sent('coordinator@hanoi');
    expect(await times()).toBe(1);
    await sent('congthuong@nghean', { day: '2019-12-09' });
    expect(await times()).toBe(2);
  });

  it('is no line to an office, no reminder before the deadline, and nothing to a leader', async () => {
    await sent('coordinator@hanoi');
    await sent('coordinator@nghean');
    await sent('leader@hanoi');
    await sent('congthuong@hanoi', { day: '2019-11-22', rule: 'before_1' });
    expect(await times()).toBe(0);
  });

  it('is a notice to an office that leads itself', async () => {
    id = await scenario.commitment({ code: `4.${at}`, dueOn: '2019-11-25', hanoi: { body: 1 } });
    await held('lead_body', Scenario.ids.hnOffice);
    await sent('coordinator@hanoi');
    expect(await times()).toBe(1);
  });

  it('is none once that body has declared its part, and stays what went out before', async () => {
    await held('leader', null);
    await sent('congthuong@hanoi', { sentAt: "now() - interval '2 hours'" });
    await sent('congthuong@hanoi', { day: '2019-12-09' });
    expect(await times()).toBe(1);
  });

  it('goes by who was told where the turn of that day is not kept', async () => {
    await sent('congthuong@hanoi', { sentAt: "timestamptz '2019-12-02 08:00+07'" });
    await sent('coordinator@nghean', { day: '2019-12-09', sentAt: "timestamptz '2019-12-09 08:00+07'" });
    expect(await times()).toBe(1);
  });
});
