import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EntityManager, MikroORM } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { verifyAudit } from '../src/audit/audit-verification.js';
import type { CommitmentItem } from '../src/commitments/commitment.types.js';
import { CommitmentQueries } from '../src/commitments/read/commitment.queries.js';
import { KeptRows } from '../src/commitments/read/kept-rows.js';
import { entities } from '../src/entities.js';
import { agreementFile } from '../src/exchange/export.queries.js';
import type { AgreementFile } from '../src/exchange/file/agreement-file.js';
import { writeAgreement } from '../src/exchange/file/agreement-yaml.js';
import { ImportService } from '../src/exchange/import.service.js';
import type { Viewer } from '../src/identity/viewer.js';
import { instantOf, type Day } from '../src/platform/clock.js';
import { ormOptions } from '../src/platform/database.js';
import { migrateDatabase } from '../src/platform/migrate.js';
import { StandingClock } from './reminders/scenario.js';
import { startApp } from './support/app.js';
import { databaseOf010 } from './support/database-0-1-0.js';
import type { FreshDatabase } from './support/database.js';
import { dataOf010 } from './support/release-0-1-0.js';
import { tenParties } from './support/ten-parties.js';

const bodiesOf = ({ sides }: CommitmentItem, party: string) =>
  sides
    .find((side) => side.party === party)!
    .cooperatingBodies.map(({ code }) => code)
    .sort();

describe('a commitment that an import words anew', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  const agreement = '/api/v1/agreements/duyen-hai-2019';

  beforeAll(async () => {
    program = await startApp();
    await imported(tenParties());
    program.clock.moveTo(instantOf('2019-11-22', '09:00'));
    const file = tenParties();
    const [ports] = file.commitments;
    ports!.title = { vi: 'Nối các cảng biển sâu', en: 'Link the deep-sea ports' };
    ports!.sides.hue = { lead: 'hue-ports', cooperating: ['hue-tourism'] };
    await imported(file);
  });
  afterAll(() => program.stop());

  const imported = async (file: AgreementFile) => {
    const answer = await program.ask(
      'admin@tracker',
      'POST',
      '/api/v1/agreements/imports',
      Buffer.from(writeAgreement(file)),
      { 'content-type': 'application/yaml' },
    );
    expect(answer.status).toBe(200);
  };
  const listed = async (query: string) =>
    (await program.ask('auditor@tracker', 'GET', `${agreement}/commitments?${query}`)).json
      .items as CommitmentItem[];
  const ports = async (asOf: Day) => (await listed(`asOf=${asOf}`)).find(({ code }) => code === '20.10')!;
  const counted = async (query: string) =>
    (
      await sql<{ n: number }>`${sql.raw(`select count(*)::integer as n from ${query}`)}`.execute(
        program.app.get(EntityManager).getKysely(),
      )
    ).rows[0]!.n;

  const of = (code: string) => `join (select c.id from commitment c join agreement a on a.id = c.agreement_id
    where a.slug = 'duyen-hai-2019' and c.code = '${code}') c`;

  it('keeps its old text on the days before', async () => {
    expect((await ports('2019-11-21')).title.vi).toBe('Nối các cảng');
    expect((await ports('2019-11-22')).title.vi).toBe('Nối các cảng biển sâu');
    const page = await program.ask('admin@tracker', 'GET', '/duyen-hai-2019/cam-ket?asOf=2019-11-21');
    expect(page.text).toContain('Nối các cảng<');
    expect(page.text).not.toContain('Nối các cảng biển sâu');
  });

  it('keeps its old lead and cooperating bodies on the days before', async () => {
    const [before, after] = [await ports('2019-11-21'), await ports('2019-11-22')];
    expect(bodiesOf(before, 'hue')).toEqual(['hue-office', 'hue-ports']);
    expect(bodiesOf(after, 'hue')).toEqual(['hue-tourism']);
    expect(before.sides.find(({ party }) => party === 'hue')!.leadBody.code).toBe('hue-tourism');
    expect(after.sides.find(({ party }) => party === 'hue')!.leadBody.code).toBe('hue-ports');
    expect(bodiesOf(before, 'danang')).toEqual(bodiesOf(after, 'danang'));
  });

  it('is found and counted by the bodies of the day that is asked for', async () => {
    expect(await listed('asOf=2019-11-21&body=hue-office')).toHaveLength(1);
    expect(await listed('asOf=2019-11-22&body=hue-office')).toHaveLength(0);
    const queries = program.app.get(CommitmentQueries, { strict: false });
    const ref = (await queries.agreements(auditor)).find(({ slug }) => slug === 'duyen-hai-2019');
    const countOn = async (asOf: Day) =>
      (await queries.facets(ref!, { asOf })).facets.body['hue-office'] ?? 0;
    expect([await countOn('2019-11-21'), await countOn('2019-11-22')]).toEqual([1, 0]);
  });

  it('is ordered by the title of the day, and searched by the words of today', async () => {
    const titles = async (asOf: Day) =>
      (await listed(`asOf=${asOf}&sort=title`)).map(({ title }) => title.en);
    expect(await titles('2019-11-21')).toEqual(['Cùng quảng bá', 'Nối các cảng']);
    expect(await titles('2019-11-22')).toEqual(['Cùng quảng bá', 'Link the deep-sea ports']);
    expect(await listed('asOf=2019-11-21&q=bien+sau')).toHaveLength(1);
  });

  it('is one version on, with its events in the audit log under the name of the account; the other one is untouched', async () => {
    const items = await listed('');
    expect(items.map(({ code, version }) => [code, version])).toEqual([
      ['7.01', 1],
      ['20.10', 2],
    ]);
    expect(
      await counted(
        `audit_entry where subject = '20.10' and kind = 'commitment.lead_changed' and actor is not null`,
      ),
    ).toBe(1);
    expect(await counted(`commitment_event e ${of('7.01')} on c.id = e.commitment_id`)).toBe(1);
    expect(await counted(`commitment_state h ${of('7.01')} on c.id = h.commitment_id`)).toBe(1);
    expect(await counted(`commitment_state h ${of('20.10')} on c.id = h.commitment_id`)).toBe(2);
    expect(
      await counted(
        `side_state h join commitment_side s on s.id = h.side_id ${of('20.10')} on c.id = s.commitment_id`,
      ),
    ).toBe(11);
    expect((await verifyAudit(program.app.get(EntityManager))).faults).toEqual([]);
  });
});

describe('the history that 0.1.0 wrote', () => {
  let database: FreshDatabase;
  let orm: MikroORM;
  const clock = new StandingClock(instantOf('2019-09-01', '09:00'));

  beforeAll(async () => {
    database = await databaseOf010();
    orm = await MikroORM.init(ormOptions(database.url, entities, { poolSize: 2 }));
    await run(dataOf010);
    await run(`insert into body (id, party_id, code, kind, name, short) values
      (3, 1, 'hn-ban', 'unit', '{"vi": "Ban", "en": "Board"}', '{"vi": "Ban", "en": "Board"}');
      insert into cooperating_body values (1, 3)`);
    await run(nextState('2019-07-01'));
    await migrateDatabase(database.url);
    // One of 0.1.0 still serves.
    await run(nextState('2019-08-01'));
  });
  afterAll(async () => {
    await orm?.close(true);
    await database?.drop();
  });

  const run = (statements: string) => sql.raw(statements).execute(orm.em.fork().getKysely());
  const readOn = async (asOf: Day) => {
    const queries = new CommitmentQueries(orm.em.fork(), clock, new KeptRows(orm.em.fork()));
    const [agreement] = await queries.agreements(auditor);
    const [item] = (await queries.list(agreement!, { asOf }, 10)).items;
    return [item!.title.en, ...bodiesOf(item!, 'hanoi')];
  };
  const imported = async (on: Day, change: (entry: AgreementFile['commitments'][number]) => void) => {
    const em = orm.em.fork();
    const file = (await agreementFile(em, 'mot'))!;
    change(file.commitments[0]!);
    clock.set(on);
    await new ImportService(em).import(file, clock.now());
  };

  it('reads as today where it does not say what the title and the cooperating bodies were', async () => {
    for (const day of ['2019-06-25', '2019-07-15', '2019-08-15', '2019-09-01'])
      expect(await readOn(day)).toEqual(['Task', 'hn-ban']);
  });

  it('is told what they were before the first change of them, in every row; no range is moved by that', async () => {
    const ranges = () =>
      run('select id, lower(validity)::text as since from commitment_state where id <= 3 order by id');
    const before = (await ranges()).rows;
    await imported('2019-09-02', (entry) => {
      entry.title = { vi: 'Việc khác', en: 'Another task' };
      entry.sides.hanoi!.cooperating = [];
    });
    expect((await ranges()).rows).toEqual(before);
    for (const day of ['2019-06-25', '2019-07-15', '2019-08-15', '2019-09-01'])
      expect(await readOn(day)).toEqual(['Task', 'hn-ban']);
    expect(await readOn('2019-09-02')).toEqual(['Another task']);
  });

  it('may go on after that: what the older version writes then is as today as well, until it changes again', async () => {
    await run(nextState('2019-09-03T00:00:00Z'));
    await imported('2019-09-05', (entry) => {
      entry.title = { vi: 'Việc thứ ba', en: 'A third task' };
      entry.sides.hanoi!.cooperating = ['hn-ban'];
    });
    expect(await readOn('2019-08-15')).toEqual(['Task', 'hn-ban']);
    expect(await readOn('2019-09-02')).toEqual(['Another task']);
    expect(await readOn('2019-09-04')).toEqual(['Another task']);
    expect(await readOn('2019-09-05')).toEqual(['A third task', 'hn-ban']);
  });

  it('leaves rows of sides and wholes that no import touched without a word', async () => {
    const { rows } = await sql<{
      n: number;
    }>`select count(*)::integer as n from side_state where side_id = 2 and cooperating is not null`.execute(
      orm.em.fork().getKysely(),
    );
    expect(rows[0]!.n).toBe(0);
  });
});

/** What 0.1.0 sends to close the present states of its commitment and open the next ones. */
function nextState(since: string): string {
  return `
    update commitment_state set validity = tstzrange(lower(validity), '${since}') where upper_inf(validity);
    insert into commitment_state (commitment_id, validity, status, percent, due_precision, due_value, due_on, differs, extensions)
      values (1, tstzrange('${since}', null), 'not_started', 0, 'month', '2019-12', '2019-12-31', false, 0);
    update side_state set validity = tstzrange(lower(validity), '${since}') where upper_inf(validity);
    insert into side_state (side_id, validity, lead_body_id, status)
      select id, tstzrange('${since}', null), lead_body_id, status from commitment_side`;
}

const auditor = { role: 'auditor', party: null, body: null } as unknown as Viewer;
