import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { freshOrm } from '../../test/support/orm.js';
import type { Deadline } from '../calendar/deadline.js';
import { DiffService } from './diff.service.js';
import { ExportQueries } from './export.queries.js';
import { parseAgreement, readAgreementFile, type AgreementFile } from './file/agreement-file.js';
import { writeAgreement } from './file/agreement-yaml.js';
import { rowsOf } from './import-rows.js';
import { ImportService } from './import.service.js';
import { linesOfDifference } from './import.words.js';

const at = new Date('2019-06-21T13:14:00+07:00');
const later = new Date('2019-07-01T09:00:00+07:00');
const code = '3.10';
const undated: Deadline = {
  precision: 'ongoing',
  value: null,
  undated: { reason: 'Chờ Thủ tướng phê duyệt quy hoạch.', reviewOn: '2019-12-15' },
};
const entryOf = (file: AgreementFile) => file.commitments.find((entry) => entry.code === code)!;
const withDue = (due: Deadline): AgreementFile => {
  const file = readAgreementFile('agreements/2016-tb-tu.yaml');
  entryOf(file).due = due;
  return file;
};

describe('a deadline still to be set, in agreement files', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let em: EntityManager;
  let imports: ImportService;
  let diffs: DiffService;

  beforeAll(async () => {
    db = await freshOrm();
    em = db.em;
    imports = new ImportService(em);
    diffs = new DiffService(em, imports);
  });
  afterAll(() => db.close());
  beforeEach(async () => {
    await run(`update commitment set due_precision = 'ongoing', due_value = null, due_on = null, undated = '{}',
      original_precision = 'ongoing', original_value = null where code = '${code}'`);
    await imports.import(withDue({ precision: 'ongoing', value: null }), at);
    await imports.import(withDue(undated), at);
  });

  const exported = () => new ExportQueries(em).agreement('2016-tb-tu');
  const run = (statement: string) => sql.raw(statement).execute(em.getKysely());
  const kept = async () => {
    const { rows } = await sql<{ undated: unknown; dueOn: string | null; extensions: number }>`
      select undated, due_on::text as "dueOn", extensions from commitment where code = ${code}`.execute(
      em.getKysely(),
    );
    return rows[0]!;
  };
  const lines = async (file: AgreementFile) => linesOfDifference(await diffs.diff(file, later));

  it('comes in with the day on which it came, and goes out as it came', async () => {
    expect(await kept()).toMatchObject({
      dueOn: null,
      undated: { ...undated.undated, since: '2019-06-21', firstReviewOn: '2019-12-15' },
    });
    const file = await exported();
    expect(JSON.stringify(entryOf(file).due)).toBe(JSON.stringify(undated));
    const again = parseAgreement(writeAgreement(file), 'export.yaml');
    expect(await lines(again)).toEqual(['2016-TB/TU: no difference']);
  });

  it('keeps the day since when it has no date, whatever else the file says of it', async () => {
    const reason = 'Chờ bố trí vốn.';
    await imports.import(withDue({ ...undated, undated: { reason, reviewOn: '2020-01-10' } }), later);
    expect((await kept()).undated).toEqual({
      reason,
      reviewOn: '2020-01-10',
      since: '2019-06-21',
      firstReviewOn: '2020-01-10',
    });
  });

  it('is told of in a difference before it changes: the review day and the reason', async () => {
    const reason = 'Chờ bố trí vốn.';
    const file = withDue({ ...undated, undated: { reason, reviewOn: '2020-01-10' } });
    expect((await lines(file))[1]).toBe(
      `  change ${code} due: no date yet, review 2019-12-15: ${undated.undated!.reason} → no date yet, review 2020-01-10: ${reason}`,
    );
    const { changed } = rowsOf(await diffs.diff(file, later), file, 'vi');
    expect(changed.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['thời hạn', 'Chưa có thời hạn (xem lại 15/12/2019)', 'Chưa có thời hạn (xem lại 10/01/2020)'],
      ['lý do chưa có thời hạn', undated.undated!.reason, reason],
    ]);
  });

  it('is cleared by a file that says a date, or that it goes on for good; and the timeline tells it', async () => {
    await imports.import(withDue({ precision: 'date', value: '2020-03-31' }), later);
    expect(await kept()).toMatchObject({ undated: {}, dueOn: '2020-03-31', extensions: 0 });
    const { rows } = await sql<{
      data: unknown;
    }>`select e.data from commitment_event e join commitment c on c.id = e.commitment_id
      where c.code = ${code} and e.kind = 'deadline_changed' order by e.id desc limit 1`.execute(
      em.getKysely(),
    );
    expect(rows[0]!.data).toMatchObject({
      from: { vi: 'Chưa có thời hạn (xem lại 15/12/2019)' },
      to: { vi: '31/3/2020' },
    });
    await imports.import(withDue({ precision: 'ongoing', value: null }), later);
    expect(await kept()).toMatchObject({ undated: {}, dueOn: null });
    expect(entryOf(await exported()).due).toEqual({ precision: 'ongoing', value: null });
  });

  it('is not brought back by the same file once the sides have agreed on a date', async () => {
    await run(`update commitment set due_precision = 'date', due_value = '2020-03-31', due_on = '2020-03-31',
      original_precision = 'date', original_value = '2020-03-31' where code = '${code}'`);
    expect(await lines(withDue(undated))).toEqual(['2016-TB/TU: no difference']);
    expect(await lines(withDue({ precision: 'year', value: '2020' }))).toContain(`  kept ${code} due`);
  });

  it('is not moved back by the same file once its office has moved the review', async () => {
    await run(
      `update commitment set undated = undated || '{"reviewOn": "2020-02-01"}' where code = '${code}'`,
    );
    expect(await lines(withDue(undated))).toEqual(['2016-TB/TU: no difference']);
    const other = withDue({ ...undated, undated: { ...undated.undated!, reviewOn: '2020-05-01' } });
    expect(await lines(other)).toContain(`  kept ${code} due`);
    expect(entryOf(await exported()).due.undated!.reviewOn).toBe('2020-02-01');
  });

  const faultsOf = (due: unknown) => {
    const file = withDue(undated);
    Object.assign(entryOf(file), { due });
    try {
      parseAgreement(JSON.stringify(file), 'file.json');
      return [];
    } catch (error) {
      return (error as { faults: { path: unknown[]; text: { vi: string } }[] }).faults.map(
        ({ path, text }) => [path.slice(2).join('.'), text.vi],
      );
    }
  };
  const said = undated.undated!;

  it.each([
    [
      'beside a date',
      { precision: 'date', value: '2020-03-31', undated: said },
      'due.undated',
      /chỉ thời hạn có precision là ongoing/,
    ],
    ['without a review day', { ...undated, undated: { reason: 'x' } }, 'due.undated', /thiếu mục “reviewOn”/],
    [
      'without a reason',
      { ...undated, undated: { ...said, reason: ' ' } },
      'due.undated.reason',
      /không được để trống/,
    ],
    [
      'with a reason of 3,000 characters',
      { ...undated, undated: { ...said, reason: 'ạ'.repeat(3000) } },
      'due.undated.reason',
      /^dài quá 2000/,
    ],
    [
      'with a day that is none',
      { ...undated, undated: { ...said, reviewOn: '2019-02-30' } },
      'due.undated.reviewOn',
      /không có ngày 2019-02-30/,
    ],
    [
      'with a day in words',
      { ...undated, undated: { ...said, reviewOn: 'mai' } },
      'due.undated.reviewOn',
      /^phải là một ngày/,
    ],
    [
      'with more in it',
      { ...undated, undated: { ...said, since: '2019-01-01' } },
      'due.undated.since',
      /không có mục “since”/,
    ],
  ])('is refused %s', (_name, due, path, reason) => {
    expect(faultsOf(due)).toEqual([[path, expect.stringMatching(reason)]]);
  });

  it('is read in NFC, and tags in its reason are text', () => {
    const reason = '<b>chờ</b>'.normalize('NFD');
    const read = parseAgreement(
      JSON.stringify(withDue({ ...undated, undated: { ...said, reason } })),
      'file.json',
    );
    expect(entryOf(read).due.undated!.reason).toBe('<b>chờ</b>'.normalize('NFC'));
  });
});
