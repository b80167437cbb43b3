import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { makeData } from '../bench/data.js';
import { statementsOf } from '../bench/plain.js';
import { startApp } from './support/app.js';
import { openSession } from './support/form.js';

const FEW = 150;
const MANY = 600;

/** How much more a read may touch for each commitment where there are four times as many: what is squared touches four times as much. */
const MOST_GROWTH = 1.6;
/** Agreements beside, each as large; what goes through them all touches as many times more. */
const OTHERS = 8;
const MOST_BESIDE = 2;

interface Node {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  'Rows Removed by Join Filter'?: number;
  Plans?: Node[];
}

const PAGES = [
  ['the list', 'auditor@tracker', '/bench/cam-ket?status=in_progress&sector=3&sort=due'],
  ['the list in groups by holder', 'auditor@tracker', '/bench/cam-ket?by=holder&sort=due'],
  [
    'the list in groups by lead body, with evidence',
    'auditor@tracker',
    '/bench/cam-ket?by=body&columns=evidence',
  ],
  ['the list of one side', 'coordinator@hanoi', '/bench/cam-ket?party=hanoi&timeliness=overdue'],
  ['the list by a holder', 'auditor@tracker', '/bench/cam-ket?holder=hanoi.coordinator'],
  ['the list of what is doubtful', 'auditor@tracker', '/bench/cam-ket?quality=no_news'],
  ['the list of late reports', 'auditor@tracker', '/bench/cam-ket?quality=reported_after_due'],
  ['a search', 'auditor@tracker', '/bench/cam-ket?q=so%2099'],
  ['a search for what stands in every report', 'leader@hanoi', '/bench/cam-ket?q=ket%20qua%20cua'],
  ['the overview', 'auditor@tracker', '/bench/tong-quan'],
  ['the overview of a day before', 'auditor@tracker', '/bench/tong-quan?asOf=2019-11-01'],
  ['two days compared', 'auditor@tracker', '/bench/so-sanh?from=2019-11-01'],
  ['what is forecast', 'auditor@tracker', '/bench/du-bao'],
  ['the timeline', 'auditor@tracker', '/bench/dong-thoi-gian'],
  ['what is overdue or stuck', 'leader@hanoi', '/bench/diem-nghen'],
  ['an officer’s form of a report', 'congthuong@hanoi', '/bench/cam-ket/B125/cap-nhat'],
] as const;
/** Of every agreement that its reader's side is a party to. */
const OWN_WORK = [
  ['an officer’s work', 'congthuong@hanoi', '/viec-cua-toi'],
  ['a coordinator’s work', 'coordinator@hanoi', '/viec-cua-toi'],
] as const;

/** What slows down with the square of the commitments is not seen at 44 of them. */
describe('what a read costs', () => {
  const programs: Awaited<ReturnType<typeof programWith>>[] = [];

  beforeAll(async () => {
    for (const size of [
      { commitments: FEW, agreements: 1 },
      { commitments: MANY, agreements: 1 },
      { commitments: FEW * OTHERS, agreements: OTHERS },
    ])
      programs.push(await programWith(size));
  });
  afterAll(async () => {
    for (const program of programs) await program.stop();
  });

  it.each([...PAGES, ...OWN_WORK])(
    'grows with the commitments, and no faster: %s (%s)',
    async (_what, who, path) => {
      const [few, many] = [await programs[0]!.touched(who, path), await programs[1]!.touched(who, path)];
      expect([...many.keys()].sort()).toEqual([...few.keys()].sort());
      expect(grownBeyond(MOST_GROWTH, few, many)).toEqual([]);
    },
  );

  it.each(PAGES)(
    'is that of one agreement, however many others there are: %s (%s)',
    async (_what, who, path) => {
      const [alone, beside] = [await programs[0]!.touched(who, path), await programs[2]!.touched(who, path)];
      expect(grownBeyond(MOST_BESIDE, alone, beside)).toEqual([]);
    },
  );
});

/** What only one of them is asked is no answer about the agreement: of others, a number that is limited, a forecast learns. */
function grownBeyond(most: number, few: Map<string, number>, many: Map<string, number>) {
  const growth = [...many]
    .filter(([of]) => few.has(of))
    .map(([of, each]) => ({ of: of.slice(0, 500), by: each / few.get(of)! }));
  return growth.filter(({ by }) => by > most);
}

/** So that none of what was read of them before still holds. */
const everyOneChanged = `
  with a as (update agreement set revision = revision + 1 where slug = 'bench' returning id)
  update commitment c set version = version + 1 from a where c.agreement_id = a.id`;

async function programWith({ commitments, agreements }: { commitments: number; agreements: number }) {
  const program = await startApp();
  const client = new pg.Client({ connectionString: program.database.url });
  await client.connect();
  await makeData(client, { commitments, agreements }, '2019-11-22');
  // Of so few rows all may be read where an index has them.
  if (agreements > 1) await client.query('set enable_seqscan = off');
  const cookies = new Map<string, string>();
  for (const who of ['auditor@tracker', 'coordinator@hanoi', 'leader@hanoi', 'congthuong@hanoi'])
    cookies.set(who, (await openSession(program.app, who)).cookie);
  return {
    /** Rows that each read of a page touches, for each commitment; several may be under way at once, so by their text. */
    async touched(who: string, path: string) {
      await client.query(everyOneChanged);
      const sent = await statementsOf(program.app, path, { cookie: cookies.get(who)! });
      const touched = new Map<string, number>();
      for (const { text, values } of sent.filter((one) => /^\s*(?:select|with)\b/i.test(one.text))) {
        const { rows } = await client.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
          `explain (analyze, timing off, format json) ${text}`,
          values,
        );
        const each = touchedBy(rows[0]!['QUERY PLAN'][0]!.Plan) / (commitments / agreements);
        touched.set(text, each);
      }
      return touched;
    },
    async stop() {
      await client.end();
      await program.stop();
    },
  };
}

function touchedBy(node: Node): number {
  const removed = (node['Rows Removed by Filter'] ?? 0) + (node['Rows Removed by Join Filter'] ?? 0);
  const own = (node['Actual Rows'] + removed) * node['Actual Loops'];
  return (node.Plans ?? []).reduce((sum, child) => sum + touchedBy(child), own);
}
