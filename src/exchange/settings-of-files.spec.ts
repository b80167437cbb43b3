import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freshOrm } from '../../test/support/orm.js';
import { DiffService } from './diff.service.js';
import { ExportQueries } from './export.queries.js';
import { parseAgreement, readAgreementFile, type AgreementFile } from './file/agreement-file.js';
import { writeAgreement } from './file/agreement-yaml.js';
import { rowsOf } from './import-rows.js';
import { ImportService } from './import.service.js';

const at = new Date('2019-06-21T13:14:00+07:00');

describe('what agreement files say of evidence, of waiting and of review', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let imports: ImportService;
  let diffs: DiffService;

  beforeAll(async () => {
    db = await freshOrm();
    imports = new ImportService(db.em);
    diffs = new DiffService(db.em, imports);
  });
  afterAll(() => db.close());

  const notice = (settings: Partial<AgreementFile['settings']> = {}) => {
    const file = readAgreementFile('agreements/2016-tb-tu.yaml');
    const {
      evidenceRequired: _required,
      waitingLimitDays: _limit,
      reportReview: _review,
      ...older
    } = file.settings;
    return { ...file, settings: { ...older, ...settings } };
  };
  const exported = async () => (await new ExportQueries(db.em).agreement('2016-tb-tu')).settings;

  it('is no, five days and no review where a new one says nothing', async () => {
    await imports.import(notice(), at);
    expect(await exported()).toMatchObject({
      evidenceRequired: false,
      waitingLimitDays: 5,
      reportReview: false,
    });
  });

  it('is told before it changes, in words, and is in the export after', async () => {
    const file = notice({ evidenceRequired: true, waitingLimitDays: 10, reportReview: true });
    const report = await diffs.diff(file, at);
    expect(rowsOf(report, file, 'vi').changed.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['bắt buộc có minh chứng khi hoàn thành', 'không', 'có'],
      ['số ngày làm việc được chờ', '5', '10'],
      ['văn phòng cấp ủy xem báo cáo trước khi gửi bên kia', 'không', 'có'],
    ]);
    await imports.import(file, at);
    expect(await exported()).toMatchObject({
      evidenceRequired: true,
      waitingLimitDays: 10,
      reportReview: true,
    });
    const again = parseAgreement(
      writeAgreement(await new ExportQueries(db.em).agreement('2016-tb-tu')),
      'x.yaml',
    );
    expect((await diffs.diff(again, at)).changes).toEqual([]);
  });

  it('stays as it is where an older file says nothing of it', async () => {
    expect((await imports.import(notice(), at)).written.agreement).toBe(0);
    expect(await exported()).toMatchObject({
      evidenceRequired: true,
      waitingLimitDays: 10,
      reportReview: true,
    });
  });

  it.each([
    ['evidenceRequired', 'có'],
    ['reportReview', 'có'],
    ['waitingLimitDays', 0],
    ['waitingLimitDays', 61],
    ['waitingLimitDays', 2.5],
  ])('is refused where %s is %j', (key, value) => {
    const text = JSON.stringify(notice({ [key]: value }));
    expect(() => parseAgreement(text, 'file.json')).toThrow(`/settings/${key} `);
  });
});
