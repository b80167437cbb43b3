import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { Random } from '../../../test/fuzz/random.js';
import { freshOrm } from '../../../test/support/orm.js';
import {
  latestClosedPeriod,
  periodOfReport,
  runningPeriod,
  stateOfReport,
  type ReportingPeriod,
} from '../../calendar/reporting-period.js';
import { readAgreementFile } from '../../exchange/file/agreement-file.js';
import { ImportService } from '../../exchange/import.service.js';
import { addDays, instantOf, type Day } from '../../platform/clock.js';
import { firstReports, owedReport, reported } from './reported.sql.js';

const FROM = '2019-06-22';
const UNTIL = '2020-04-01';

interface Side {
  id: number;
  /** From which day on: whether it is in such a state that it owes nothing. */
  states: { day: Day; free: boolean }[];
  reports: { day: Day; period: string }[];
}

const everyDay = function* () {
  for (let day: Day = addDays(FROM, 1); day < UNTIL; day = addDays(day, 1)) yield day;
};
const owes = ({ states }: Side, { to }: ReportingPeriod) =>
  states.findLast(({ day }) => day <= addDays(to, 1))?.free === false;
const firstOn = ({ reports }: Side, { code }: ReportingPeriod, asOf: Day) =>
  reports.find(({ day, period }) => period === code && day <= asOf)?.day ?? null;

describe.each([
  { cutoffDay: 14, dueDay: 20 },
  { cutoffDay: 28, dueDay: 5 },
  { cutoffDay: 1, dueDay: 28 },
])(
  'the database and the program, of periods that end on day $cutoffDay and are due on day $dueDay',
  (days) => {
    const random = new Random(days.cutoffDay);
    let db: Awaited<ReturnType<typeof freshOrm>>;
    let sides: Side[];
    const run = <Row>(query: ReturnType<typeof sql<Row>>) => query.execute(db.em.getKysely());

    beforeAll(async () => {
      db = await freshOrm();
      const file = readAgreementFile('agreements/2016-tb-tu.yaml');
      file.settings = { ...file.settings, reportingCutoffDay: days.cutoffDay, reportDueDay: days.dueDay };
      await new ImportService(db.em).import(file, instantOf(FROM, '08:00'));
      const { rows } = await run(sql<{ id: number }>`select id from commitment_side order by id`);
      sides = rows.map(({ id }) => ({ id, states: [{ day: FROM, free: false }], reports: [] }));
      for (const day of everyDay()) for (const side of sides) await liveThrough(side, day);
    });
    afterAll(() => db.close());

    /** A day of a side: its state may change, and it may send a report, which may name its period. */
    async function liveThrough(side: Side, day: Day): Promise<void> {
      if (random.next() < 0.015) {
        const free = !side.states.at(-1)!.free;
        const [status, signed] = free
          ? random.pick([
              ['suspended', false],
              ['withdrawn', false],
              ['completed', true],
            ] as const)
          : (['in_progress', false] as const);
        side.states.push({ day, free });
        await run(sql`update side_state set validity = tstzrange(lower(validity), ${instantOf(day)}::timestamptz)
        where side_id = ${side.id} and upper_inf(validity)`);
        await run(sql`insert into side_state (side_id, validity, lead_body_id, status, completion_confirmed_at)
        select id, tstzrange(${instantOf(day)}, null), lead_body_id, ${status}, ${signed ? instantOf(day) : null}::timestamptz
        from commitment_side where id = ${side.id}`);
      }
      if (random.next() >= 0.04) return;
      const ended = latestClosedPeriod(day, days);
      const own = { owed: owes(side, ended), reported: firstOn(side, ended, day) !== null };
      const named = random.next() < 0.3 ? random.pick([ended, runningPeriod(day, days)]).code : null;
      side.reports.push({ day, period: named ?? periodOfReport(day, days, own).code });
      await run(sql`
      insert into progress_update (commitment_id, side_id, author, at, day, period, status, percent, results, difficulties, proposals, next_steps)
      select commitment_id, id, '{"vi": "Sở", "en": "Dept"}', ${instantOf(day, '09:00')}, ${day}, ${named}::text, 'not_started', 0, '', '', '', ''
      from commitment_side where id = ${side.id}`);
    }

    it('give each report the same period', async () => {
      const { rows } = await run(
        sql<{ id: number; periods: string[] }>`
        select side_id as id, array_agg(period order by id) as periods from progress_update group by 1 order by 1`,
      );
      const said = sides.filter(({ reports }) => reports.length > 0);
      expect(rows).toEqual(
        said.map(({ id, reports }) => ({ id, periods: reports.map(({ period }) => period) })),
      );
      expect(said.flatMap(({ reports }) => reports).length).toBeGreaterThan(500);
    });

    it('say the same of each side on each day, side by side and all at once', async () => {
      const met = new Set<string>();
      for (const asOf of everyDay()) {
        const at = { asOf, period: latestClosedPeriod(asOf, days) };
        const expected = sides.map((side) =>
          stateOfReport(at.period, owes(side, at.period), firstOn(side, at.period, asOf)),
        );
        const { rows } = await run(sql<{ one: string; all: string }>`
        select ${stateIn(at)} as one, ${stateIn(at, { owed: owedReport(at), on: sql`r.day` })} as "all"
        from commitment_side sd left join ${firstReports(at)} r on r.side_id = sd.id order by sd.id`);
        expect(rows.map(({ one }) => one)).toEqual(expected);
        expect(rows.map(({ all }) => all)).toEqual(expected);
        expected.forEach((state) => met.add(state));
      }
      expect([...met].sort()).toEqual(['gave', 'late', 'missing', 'not_owed']);
    });
  },
);

function stateIn(
  ...args: [at: { period: ReportingPeriod; asOf: Day }, facts?: Parameters<typeof reported>[2]]
) {
  const [at, facts] = args;
  return sql`case when not ${reported('owed', at, facts)} then 'not_owed' when ${reported('gave', at, facts)} then 'gave'
    when ${reported('late', at, facts)} then 'late' when ${reported('missing', at, facts)} then 'missing' end`;
}
