import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { parse } from 'yaml';
import { parseAgreement, readAgreementFile, type AgreementFile } from './file/agreement-file.js';
import { writeAgreement } from './file/agreement-yaml.js';
import { freshOrm } from '../../test/support/orm.js';
import { tenParties } from '../../test/support/ten-parties.js';
import { ExportQueries } from './export.queries.js';
import { ImportService } from './import.service.js';

const path = 'agreements/2016-tb-tu.yaml';
const at = new Date('2019-06-21T13:14:00+07:00');

describe('exporting an agreement', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let em: EntityManager;
  let service: ImportService;

  beforeAll(async () => {
    db = await freshOrm();
    em = db.em;
    service = new ImportService(em);
    await service.import(readAgreementFile(path), at);
  });
  afterAll(() => db.close());

  const exported = async (name: string) => writeAgreement(await new ExportQueries(em).agreement(name));
  const revision = async (slug: string) =>
    (
      await sql<{ revision: string }>`select revision from agreement where slug = ${slug}`.execute(
        em.getKysely(),
      )
    ).rows[0]!.revision;
  const importsWithoutChange = async (file: AgreementFile) => {
    const before = await revision(file.slug);
    const report = await service.import(file, at);
    expect(report).toMatchObject({ created: 0, updated: 0, changes: [], kept: [] });
    expect(Object.values(report.written).every((count) => count === 0)).toBe(true);
    expect(await revision(file.slug)).toBe(before);
  };

  it('gives back the notice with the meaning it was imported with, by number and by slug', async () => {
    const text = await exported('2016-TB/TU');
    expect(ordered(parseAgreement(text, 'export.yaml'))).toEqual(ordered(readAgreementFile(path)));
    expect(await exported('2016-tb-tu')).toBe(text);
    expect(text).toBe(text.normalize('NFC'));
  });

  it('keeps the order of a file: keys as in the schema, Vietnamese before English, codes and days in quotes', async () => {
    const text = await exported('2016-TB/TU');
    expect(Object.keys(parse(text) as object)).toEqual(Object.keys(readAgreementFile(path)));
    expect(text).toMatch(/^title:\n {2}vi: .*\n {2}en: /m);
    expect(text).toContain("code: '1.01'");
    expect(text).toContain("reportedOn: '2019-06-21'");
  });

  it('holds a deadline that was extended past the end of the agreement, and can be imported again', async () => {
    await sql`update commitment set due_precision = 'date', due_value = '2031-03-31', due_on = '2031-03-31', extensions = 1
      where code = '2.04'`.execute(em.getKysely());
    const file = parseAgreement(await exported('2016-TB/TU'), 'export.yaml');
    expect(file.commitments.find(({ code }) => code === '2.04')!.due.value).toBe('2031-03-31');
    expect(file.period.to < '2031').toBe(true);
    await importsWithoutChange(file);
    await sql`update commitment set due_precision = original_precision, due_value = original_value,
      due_on = last_day_of(original_precision, original_value), extensions = 0 where code = '2.04'`.execute(
      em.getKysely(),
    );
  });

  it('can be imported again, which changes nothing', async () => {
    await importsWithoutChange(parseAgreement(await exported('2016-TB/TU'), 'export.yaml'));
  });

  it('names the present deadline of a commitment that was extended, and still changes nothing', async () => {
    await sql`update commitment set due_precision = 'month', due_value = '2020-06', due_on = '2020-06-30', due_version = 2,
      extensions = 1 where code = '3.04'`.execute(em.getKysely());
    const file = parseAgreement(await exported('2016-TB/TU'), 'export.yaml');
    const { due } = file.commitments.find(({ code }) => code === '3.04')!;
    expect(due).toEqual({ precision: 'month', value: '2020-06' });
    await importsWithoutChange(file);
  });

  it('cannot export what is not there, and says what is', async () => {
    await expect(exported('2017-TB/TU')).rejects.toThrow(
      'There is no agreement 2017-TB/TU. Available: 2016-TB/TU.',
    );
  });

  it('gives back another agreement, of ten parties with sectors of its own, and leaves the first as it was', async () => {
    const before = await exported('2016-TB/TU');
    const file = tenParties();
    expect(await service.import(file, at)).toMatchObject({ created: 2, kept: [] });
    const again = parse(await exported(file.number)) as AgreementFile;
    // A setting that the file leaves out is exported as it holds.
    const settings = { evidenceRequired: false, waitingLimitDays: 5, reportReview: false, ...file.settings };
    expect(ordered(again)).toEqual(ordered({ ...file, settings }));
    await importsWithoutChange(again);
    expect(await exported('2016-TB/TU')).toBe(before);
  });
});

/** Where a file has no order of its own, one that both share. */
function ordered(file: AgreementFile): AgreementFile {
  const byCode = (one: { code: string }, other: { code: string }) => (one.code < other.code ? -1 : 1);
  const commitments = file.commitments.map((commitment) => ({
    ...commitment,
    clauses: [...commitment.clauses].sort(),
    sides: Object.fromEntries(
      Object.entries(commitment.sides).map(([party, { lead, cooperating }]) => [
        party,
        { lead, cooperating: [...cooperating].sort() },
      ]),
    ),
  }));
  return { ...file, bodies: [...file.bodies].sort(byCode), commitments: commitments.sort(byCode) };
}
