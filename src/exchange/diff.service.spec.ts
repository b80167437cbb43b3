import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { readAgreementFile, type AgreementFile } from './file/agreement-file.js';
import { freshOrm } from '../../test/support/orm.js';
import { tenParties } from '../../test/support/ten-parties.js';
import { DiffService } from './diff.service.js';
import { ImportService } from './import.service.js';
import { linesOfDifference } from './import.words.js';

const path = 'agreements/2016-tb-tu.yaml';
const at = new Date('2019-06-21T13:14:00+07:00');

describe('comparing a file with what is there', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let em: EntityManager;
  let imports: ImportService;
  let diffs: DiffService;

  beforeAll(async () => {
    db = await freshOrm();
    em = db.em;
    imports = new ImportService(em);
    diffs = new DiffService(em, imports);
    await imports.import(readAgreementFile(path), at);
    await sql`update commitment_side s set plan_confirmed_at = now() from commitment c
      where c.id = s.commitment_id and c.code = '2.04'`.execute(em.getKysely());
  });
  afterAll(() => db.close());

  const everything = async () => {
    const count = (table: string) => sql`(select count(*)::integer from ${sql.table(table)})`;
    const tables = ['party', 'body', 'agreement', 'sector', 'clause', 'commitment', 'commitment_side'];
    const kept = ['commitment_event', 'commitment_state', 'side_state', 'cooperating_body'];
    const { rows } = await sql`select ${sql.join([...tables, ...kept].map(count))},
      (select sum(revision) from agreement), (select sum(version) from commitment)`.execute(em.getKysely());
    return rows;
  };

  it('says that there is no difference where an import would change nothing', async () => {
    const report = await diffs.diff(readAgreementFile(path), at);
    expect(linesOfDifference(report)).toEqual(['2016-TB/TU: no difference']);
  });

  it('names each field with what it was and would be, what is kept, and what the file lacks', async () => {
    const lines = linesOfDifference(await diffs.diff(changed(), at));
    expect(lines.filter((line) => line.startsWith('  change 2016'))).toHaveLength(2);
    expect(lines).toEqual(
      expect.arrayContaining([
        '2016-TB/TU: importing would create 1, update 2 and leave 41 commitments unchanged',
        expect.stringMatching(/^ {2}change 2016-tb-tu settings\.differencePoints: 20 → 25$/),
        expect.stringMatching(/^ {2}change 2016-tb-tu bodies\.na-so-y-te\.short\.en: .+ → Health$/),
        expect.stringMatching(/^ {2}change 3\.04 due: \S+ → 2020-03$/),
        expect.stringMatching(/^ {2}change 6\.01 sides\.nghean\.lead: \S+ → na-so-cong-thuong$/),
        '  create commitment 6.99: Mới / New',
        '  kept 2.04 due',
        '  not in the file, kept: 12.01',
      ]),
    );
  });

  it('changes nothing: no row, no version, no revision', async () => {
    const before = await everything();
    await diffs.diff(changed(), at);
    await diffs.diff(tenParties(), at);
    expect(await everything()).toEqual(before);
  });

  it('cannot leave anything behind when the file breaks a rule of the database', async () => {
    const before = await everything();
    const file = changed();
    file.period = { from: '2020-12-31', to: '2019-01-01' };
    await expect(diffs.diff(file, at)).rejects.toThrow();
    expect(await everything()).toEqual(before);
  });

  it('tells of an agreement that is not there yet', async () => {
    const { changes, created } = await diffs.diff(tenParties(), at);
    expect(created).toBe(2);
    expect(changes.map(({ code, what, from }) => [code, what, from])).toEqual([
      ['duyen-hai-2019', 'agreement', null],
      ['20.10', 'commitment', null],
      ['7.01', 'commitment', null],
    ]);
  });

  it('leaves the side of a party standing that the file no longer has, and says so', async () => {
    const file = readAgreementFile(path);
    file.parties.pop();
    for (const { sides } of file.commitments) delete sides.nghean;
    const { changes, kept } = await diffs.diff(file, at);
    expect(changes).toEqual([]);
    expect(kept).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ code: '1.01', what: 'sides.nghean', why: 'fixed', said: null }),
        expect.objectContaining({ code: 'parties.nghean', what: 'not in the file', why: 'missing' }),
      ]),
    );
  });

  it('lists the very changes that the import then makes, and none after it but what stays', async () => {
    const foretold = await diffs.diff(changed(), at);
    const made = await imports.import(changed(), at);
    expect(foretold).toMatchObject({ ...made, changes: expect.arrayContaining(made.changes) });
    const left = await diffs.diff(changed(), at);
    expect(left.changes).toEqual([]);
    expect(left.kept).toEqual(foretold.kept);
  });
});

/** The notice with other settings, a renamed body, three changed commitments, one more and one less. */
function changed(): AgreementFile {
  const file = readAgreementFile(path);
  const entry = (code: string) => file.commitments.find((commitment) => commitment.code === code)!;
  file.settings.differencePoints = 25;
  file.bodies.find(({ code }) => code === 'na-so-y-te')!.short.en = 'Health';
  entry('3.04').due = { precision: 'month', value: '2020-03' };
  entry('2.04').due = { precision: 'year', value: '2020' };
  entry('6.01').sides.nghean = { lead: 'na-so-cong-thuong', cooperating: ['na-so-y-te'] };
  file.commitments = file.commitments.filter(({ code }) => code !== '12.01');
  file.commitments.push({ ...entry('6.01'), code: '6.99', title: { vi: 'Mới', en: 'New' } });
  return file;
}
