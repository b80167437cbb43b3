import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { addDays, instantOf, type Day } from '../../src/platform/clock.js';
import { everyKindOn } from './every-kind.js';
import { remindersOf, StandingClock } from './scenario.js';

jest.setTimeout(180_000);

type World = Awaited<ReturnType<typeof everyKindOn>>;

const [before, last] = ['2019-11-20', '2020-02-21'];

/** What the ledger says, without what is made anew each time: ids and Message-IDs. */
const ledgerOf = ({ scenario }: World) =>
  scenario.query(
    `select r.day::text, u.email, c.code, r.rule, r.due_version, r.status, r.reason, r.for_role, r.is_chase
     from reminder r join app_user u on u.id = r.recipient_id join commitment c on c.id = r.commitment_id
     order by r.day, u.email, c.code, r.rule, r.due_version`,
  );

/** Subject and text of every mail, without the last line of the log, which has a time of its own. */
const mailsOf = ({ smtp }: World) =>
  smtp.mails
    .map(
      ({ envelope, subject, text }) =>
        `${envelope.to[0]} ${subject}\n${text?.replace(/^.*[0-9a-f]{64}.*$/m, '')}`,
    )
    .sort();

describe('the clock', () => {
  const worlds: World[] = [];
  const clock = new StandingClock(instantOf(before, '07:00'));
  const runBetween = (world: World, from: Day, to: Day) =>
    remindersOf(world.app).runBetween(from, to, (day) => clock.set(day));

  beforeAll(async () => {
    for (let n = 0; n < 2; n += 1) worlds.push(await everyKindOn(clock));
  });
  afterAll(async () => {
    for (const world of worlds) await world.stop();
  });

  it('moved by three months at once has told what the days told one by one', async () => {
    const [atOnce, byDays] = worlds as [World, World];
    const counts = await runBetween(atOnce, before, last);
    const sum = { planned: 0, sent: 0, skipped: 0, failed: 0 };
    for (let day: Day = before; day < last; day = addDays(day, 1)) {
      const one = await runBetween(byDays, day, addDays(day, 1));
      for (const key of Object.keys(sum) as (keyof typeof sum)[]) sum[key] += one[key];
    }
    expect(counts).toEqual(sum);
    expect(counts.sent).toBeGreaterThan(100);
    expect(await ledgerOf(atOnce)).toEqual(await ledgerOf(byDays));
    expect(mailsOf(atOnce)).toEqual(mailsOf(byDays));
  });
});

describe('weeks in which nothing ran', () => {
  let world: World;
  const clock = new StandingClock(instantOf('2019-11-21', '08:00'));
  const run = async (day: Day) => {
    clock.set(day);
    world.smtp.mails.length = 0;
    await remindersOf(world.app).runDaily();
    await remindersOf(world.app).settled(day);
    return world.smtp.mails;
  };

  beforeAll(async () => {
    world = await everyKindOn(clock);
    await run('2019-11-21');
  });
  afterAll(() => world?.stop());

  it('are made up for by one mail to each, with one line about a thing: how it stands now', async () => {
    const mails = await run('2020-01-06');
    const to = mails.map(({ envelope }) => envelope.to[0]!);
    expect(new Set(to).size).toBe(to.length);
    const rows = await world.scenario.query<{ email: string; code: string; version: number; rule: string }>(
      `select u.email, c.code, r.due_version as version, r.rule from reminder r join app_user u on u.id = r.recipient_id
       join commitment c on c.id = r.commitment_id where r.day = '2020-01-06' and r.status = 'sent'`,
    );
    const things = rows.map(({ email, code, version }) => `${email} ${code} ${Math.min(version, 1)}`);
    expect(new Set(things).size).toBe(things.length);
    expect(new Set(rows.map(({ email }) => email))).toEqual(new Set(to));
    // Both that fell due meanwhile, each with its offices, officers and leaders or whoever stands in for them.
    const told = (code: string) => rows.filter((row) => row.code === code && row.version > 0);
    for (const code of ['3.01', '3.02']) {
      expect(told(code).some(({ rule }) => rule.startsWith('overdue'))).toBe(true);
      expect(told(code).some(({ rule }) => /^(step|count)_/.test(rule))).toBe(true);
    }
    expect(mails.every(({ text }) => text?.includes('quá hạn 37 ngày'))).toBe(true);
  });

  it('are made up for once', async () => {
    expect(await run('2020-01-06')).toEqual([]);
    const rows = await world.scenario.query(
      `select 1 from reminder where day between '2019-11-22' and '2020-01-05'`,
    );
    expect(rows).toEqual([]);
  });
});
