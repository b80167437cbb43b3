import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Product } from '../commitments/product.js';
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
const letter: Product = {
  kind: 'official_letter',
  text: { vi: 'mời dự hội nghị', en: 'invitation to the conference' },
  recipient: 'Tỉnh ủy Nghệ An',
};

describe('products in agreement files', () => {
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
    const { rows } = await sql<{ product: unknown }>`select s.product from commitment_side s
      join commitment c on c.id = s.commitment_id join party p on p.id = s.party_id
      where c.code = ${code} and p.code = 'hanoi'`.execute(em.getKysely());
    return rows[0]!.product;
  };

  it('come in as proposed, and go out as they came', async () => {
    expect(await kept('1.02')).toEqual({ ...sideOf(notice(), '1.02').product, proposed: true });
    expect(sideOf(await exported(), '1.02').product).toEqual(sideOf(notice(), '1.02').product);
    const again = parseAgreement(writeAgreement(await exported()), 'export.yaml');
    expect(linesOfDifference(await diffs.diff(again, at))).toEqual(['2016-TB/TU: no difference']);
  });

  it('are told of in a difference before they change, field by field, and in the timeline after', async () => {
    const file = notice();
    const was = sideOf(file, '1.03').product!;
    sideOf(file, '1.03').product = letter;
    const report = await diffs.diff(file, at);
    expect(linesOfDifference(report)[1]).toBe(
      `  change 1.03 sides.hanoi.product: event, ${was.text.vi} / ${was.text.en}, to ${was.recipient} → official_letter, mời dự hội nghị / invitation to the conference, to Tỉnh ủy Nghệ An`,
    );
    expect(rowsOf(report, file, 'vi').changed.map(({ field, from, to }) => [field, from, to])).toEqual([
      ['Hà Nội: loại sản phẩm', 'Hội nghị, sự kiện', 'Công văn'],
      ['Hà Nội: nội dung sản phẩm (tiếng Việt)', was.text.vi, letter.text.vi],
      ['Hà Nội: nội dung sản phẩm (tiếng Anh)', was.text.en, letter.text.en],
      ['Hà Nội: nơi nhận sản phẩm', was.recipient, letter.recipient],
    ]);
    await imports.import(file, at);
    expect(await kept('1.03')).toEqual({ ...letter, proposed: true });
    const { rows } = await sql<{ data: unknown }>`
      select data from commitment_event where kind = 'product_named'`.execute(em.getKysely());
    expect(rows).toEqual([{ data: { from: was, to: letter } }]);
  });

  it('stand where the plan is confirmed, and are only proposed there where none was named', async () => {
    await sql`update commitment_side s set plan_confirmed_at = ${at} from commitment c
      where c.id = s.commitment_id and c.code in ('1.06', '1.07')`.execute(em.getKysely());
    await sql`update commitment_side s set product = '{}' from commitment c
      where c.id = s.commitment_id and c.code = '1.07'`.execute(em.getKysely());
    const file = notice();
    sideOf(file, '1.03').product = letter;
    sideOf(file, '1.06').product = letter;
    const { changes, kept: stands } = await imports.import(file, at);
    expect(changes.map(({ code, what }) => [code, what])).toEqual([
      ['1.07', 'sides.hanoi.product'],
      ['1.07', 'sides.nghean.product'],
    ]);
    expect(stands).toMatchObject([
      { code: '1.06', what: 'sides.hanoi.product', why: 'settled', said: letter },
    ]);
    expect(await kept('1.06')).toMatchObject({ kind: 'report' });
    expect(await kept('1.07')).toMatchObject({ kind: 'report', proposed: true });
  });

  it('are left alone by a file that names none', async () => {
    const file = await exported();
    for (const { sides } of file.commitments) for (const side of Object.values(sides)) delete side.product;
    expect(await imports.import(file, at)).toMatchObject({ updated: 0, changes: [], kept: [] });
    expect(await kept('1.02')).toMatchObject({ kind: 'plan' });
  });

  it('are not in the file of an agreement that has none', async () => {
    await sql`update commitment_side s set product = '{}' from commitment c
      where c.id = s.commitment_id and c.code = '1.08'`.execute(em.getKysely());
    expect(Object.keys(sideOf(await exported(), '1.08'))).toEqual(['lead', 'cooperating']);
  });

  const faultsOf = (product: unknown) => {
    const file = notice();
    Object.assign(sideOf(file, '1.02'), { product });
    try {
      parseAgreement(JSON.stringify(file), 'file.json');
      return [];
    } catch (error) {
      return (error as { faults: { path: unknown[]; text: { vi: string } }[] }).faults.map(
        ({ path, text }) => [path.slice(4).join('.'), text.vi],
      );
    }
  };

  it.each([
    [
      'of a kind that does not exist',
      { ...letter, kind: 'poem' },
      'product.kind',
      /^phải là một trong: submission, /,
    ],
    [
      'of 300 characters',
      { ...letter, text: { ...letter.text, vi: 'ạ'.repeat(300) } },
      'product.text.vi',
      /^dài quá 200 ký tự/,
    ],
    [
      'with a recipient of 300 characters',
      { ...letter, recipient: 'ạ'.repeat(300) },
      'product.recipient',
      /^dài quá 200 ký tự/,
    ],
    ['without a recipient', { kind: letter.kind, text: letter.text }, 'product', /^thiếu mục “recipient”/],
    ['that is only a word', 'báo cáo', 'product', /^phải là nhóm các mục/],
    [
      'with more in it',
      { ...letter, proposed: false },
      'product.proposed',
      /^ở vị trí này không có mục “proposed”/,
    ],
  ])('are refused %s', (_name, product, path, reason) => {
    expect(faultsOf(product)).toEqual([[path, expect.stringMatching(reason)]]);
  });

  it('are read in NFC, and tags in them are text', () => {
    const file = notice();
    sideOf(file, '1.02').product = { ...letter, text: { vi: '<b>mời dự</b>'.normalize('NFD'), en: 'x' } };
    const read = parseAgreement(JSON.stringify(file), 'file.json');
    expect(sideOf(read, '1.02').product!.text.vi).toBe('<b>mời dự</b>'.normalize('NFC'));
  });
});
