import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Indicator } from '../commitments/indicators/indicator.js';
import { freshOrm } from '../../test/support/orm.js';
import { parseAgreement, readAgreementFile, type AgreementFile } from './file/agreement-file.js';
import { writeAgreement } from './file/agreement-yaml.js';
import { DiffService } from './diff.service.js';
import { ExportQueries } from './export.queries.js';
import { rowsOf } from './import-rows.js';
import { ImportService } from './import.service.js';
import { linesOfDifference } from './import.words.js';

const at = new Date('2019-06-21T13:14:00+07:00');
const notice = () => readAgreementFile('agreements/2016-tb-tu.yaml');
const sideOf = (file: AgreementFile, code: string, party = 'hanoi') =>
  file.commitments.find((entry) => entry.code === code)!.sides[party]!;
const buyers: Indicator = {
  code: 'dau-moi',
  name: { vi: 'Đầu mối thu mua', en: 'Buyers' },
  unit: 'đầu mối',
  target: 12.5,
  direction: 'up',
  adds: 'sum',
  across: 'one',
  counts: 'nghean',
};

describe('indicators in agreement files', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let em: EntityManager;
  let imports: ImportService;
  let diffs: DiffService;

  beforeAll(async () => {
    db = await freshOrm();
    em = db.em;
    imports = new ImportService(em);
    diffs = new DiffService(em, imports);
    await imports.import(notice(), at);
  });
  afterAll(() => db.close());

  const exported = () => new ExportQueries(em).agreement('2016-tb-tu');
  const kept = async (code: string) => {
    const { rows } = await sql<{ indicators: unknown }>`select s.indicators from commitment_side s
      join commitment c on c.id = s.commitment_id join party p on p.id = s.party_id
      where c.code = ${code} and p.code = 'hanoi'`.execute(em.getKysely());
    return rows[0]!.indicators;
  };

  it('come in as proposed, and go out as they came', async () => {
    const [said] = sideOf(notice(), '1.02').indicators!;
    expect(await kept('1.02')).toEqual([{ ...said, proposed: true }]);
    const again = parseAgreement(writeAgreement(await exported()), 'export.yaml');
    expect(sideOf(again, '1.02')).toEqual(sideOf(notice(), '1.02'));
    expect(linesOfDifference(await diffs.diff(again, at))).toEqual(['2016-TB/TU: no difference']);
  });

  it('are told of in a difference before they change, and in the timeline after', async () => {
    const file = notice();
    const was = sideOf(file, '1.02').indicators!;
    sideOf(file, '1.02').indicators = [buyers];
    const report = await diffs.diff(file, at);
    expect(linesOfDifference(report)[1]).toBe(
      `  change 1.02 sides.hanoi.indicators: ${was[0]!.name.vi} / ${was[0]!.name.en} (– lượt người, sum) → Đầu mối thu mua / Buyers (12.5 đầu mối, sum)`,
    );
    expect(rowsOf(report, file, 'vi').changed.map(({ field, from, to }) => [field, from, to])).toEqual([
      [
        'Hà Nội: chỉ tiêu',
        'Cán bộ được đào tạo, bồi dưỡng (lượt người, cộng dồn)',
        'Đầu mối thu mua (12,5 đầu mối, cộng dồn)',
      ],
    ]);
    await imports.import(file, at);
    expect(await kept('1.02')).toEqual([{ ...buyers, proposed: true }]);
    const { rows } = await sql<{ data: unknown }>`
      select data from commitment_event where kind = 'indicators_set'`.execute(em.getKysely());
    expect(rows).toEqual([{ data: { from: was, to: [buyers] } }]);
  });

  it('stand where the plan is confirmed, and where a file says nothing of them', async () => {
    await sql`update commitment_side s set plan_confirmed_at = ${at} from commitment c
      where c.id = s.commitment_id and c.code = '4.08'`.execute(em.getKysely());
    const before = await kept('4.08');
    const file = await exported();
    sideOf(file, '4.08').indicators = [buyers];
    delete sideOf(file, '1.02').indicators;
    const report = await imports.import(file, at);
    expect(report.kept).toMatchObject([{ code: '4.08', what: 'sides.hanoi.indicators', why: 'settled' }]);
    expect([await kept('4.08'), await kept('1.02')]).toEqual([before, [{ ...buyers, proposed: true }]]);
  });

  it.each<[string, Partial<Indicator>]>([
    ['a target of 0', { target: 0 }],
    ['a target of five decimals', { target: 0.000_01 }],
    ['ratios that are added', { adds: 'ratio', across: 'sum', counts: null }],
    ['one side for both that is none of them', { counts: 'hue' }],
    ['a code with marks', { code: 'Đầu mối' }],
    ['a name of 201 letters', { name: { vi: 'a'.repeat(201), en: 'a' } }],
  ])('are refused with %s', (_name, wrong) => {
    const file = notice();
    sideOf(file, '1.02').indicators = [{ ...buyers, ...wrong }];
    expect(() => parseAgreement(JSON.stringify(file), 'wrong.json')).toThrow();
  });
});
