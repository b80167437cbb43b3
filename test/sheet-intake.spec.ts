import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { createHash } from 'node:crypto';
import { writeXlsx } from 'hucre/xlsx';
import type { CellValue } from 'hucre';
import { verifyAudit } from '../src/audit/audit-verification.js';
import type { Mapping } from '../src/sheets/intake/own.types.js';
import type { SheetDetail } from '../src/sheets/sheet.types.js';
import { startApp } from './support/app.js';
import { OFFICE_HEAD, officeHeadings, officeSheet, officeSheetCounts, officeTasks } from './support/office-sheet.js';
import { query } from './support/query.js';
import { apply, handIn, preview, settled } from './support/sheets.js';

jest.setTimeout(120_000);

const admin = 'admin@tracker';
const office = 'coordinator@hanoi';
const name = 'So theo doi nhiem vu 2019.xlsx';
const ofHanoi = { name, fields: { party: 'hanoi' } };

const workbook = async (rows: CellValue[][], more: object = {}) =>
  Buffer.from(await writeXlsx({ sheets: [{ name: 'A', rows, ...more }] }));
const outcomes = (sheet: SheetDetail) => sheet.rows.map(({ row, outcome }) => [row, outcome]);
const faultsOf = (sheet: SheetDetail, row: number) =>
  sheet.rows
    .find((each) => each.row === row)!
    .faults.map(({ cell, kind, noted }) => `${cell} ${kind}${noted ? ' noted' : ''}`);

describe('a sheet that an office keeps itself', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  const ask = <Row extends object>(text: string, values: unknown[] = []) =>
    query<Row>(program.database.url, text, values);
  const understand = (who: string, id: number, mapping: Partial<Mapping>) =>
    program.ask(who, 'PUT', `/api/v1/sheets/${id}/mapping`, mapping);
  const commitments = async () =>
    (await ask<{ count: number }>('select count(*)::integer as count from commitment where agreement_id = 1'))[0]!
      .count;
  const revision = async () =>
    (await ask<{ revision: number }>('select revision::integer from agreement where id = 1'))[0]!.revision;

  beforeAll(async () => {
    program = await startApp({ works: true });
  });
  afterAll(() => program?.stop());

  it('of 185 tasks is taken in with the faults that were counted, to the row', async () => {
    const file = await officeSheet();
    const before = await commitments();
    const read = await preview(program, admin, file, ofHanoi);
    expect(read).toMatchObject({
      status: 'ready',
      form: 'own',
      party: 'hanoi',
      total: officeSheetCounts.rows,
      mapping: {
        sheet: 'Tổng hợp',
        head: OFFICE_HEAD,
        columns: { title: 'B', leadBody: 'C', due: 'E', status: 'F', evidenceNumber: 'G' },
      },
      found: { how: { title: 'heading', status: 'content' }, repeated: [] },
    });
    const { faults } = officeSheetCounts;
    const none = Object.fromEntries(Object.keys(read.faultsByKind).map((kind) => [kind, 0]));
    expect(read.faultsByKind).toEqual({ ...none, ...faults, no_sector: officeSheetCounts.rows });
    expect(read.counts).toEqual({ same: 0, change: 0, new: 0, stale: 0, refused: 0, faulty: 185 });
    const tasks = officeTasks();
    expect(tasks.filter((task) => task[5] === 'Hoàn thành')).toHaveLength(officeSheetCounts.done);
    expect(tasks.filter((task) => task[6] !== null)).toHaveLength(officeSheetCounts.evidence);
    expect(tasks.filter((task) => task[4] !== 'Thường xuyên')).toHaveLength(officeSheetCounts.dated);
    expect((await apply(program, admin, read.id, 'sound')).status).toBe(409);

    // With a sector, and those two kinds as they stand.
    const mapping: Mapping = {
      ...read.mapping!,
      sector: '3',
      asItStands: ['no_date', 'done_without_evidence'],
      reviewOn: '2019-12-31',
    };
    expect((await understand(admin, read.id, { ...mapping, reviewOn: null })).json).toMatchObject({
      errors: [{ field: 'reviewOn' }],
    });
    expect((await understand(admin, read.id, mapping)).status).toBe(202);
    const again = await settled(program, admin, read.id);
    expect(again.faultsByKind).toEqual({ ...none, ...faults });
    // 4 out of the period, 2 impossible, 9 led by nobody, 5 of unknown status, 3 said twice: all on rows of their own.
    expect(again.counts).toEqual({ same: 0, change: 0, new: 162, stale: 0, refused: 0, faulty: 23 });
    expect(faultsOf(again, 6)).toEqual(['E6 no_date noted', 'G6 done_without_evidence noted']);
    expect(faultsOf(again, 71)).toEqual(['E71 date_out_of_period', 'G71 done_without_evidence noted']);
    expect(faultsOf(again, 188)).toEqual(['B188 duplicate']);
    expect(await commitments()).toBe(before);

    const was = await revision();
    expect((await apply(program, admin, again.id, 'all')).status).toBe(409);
    const twice = await Promise.all([1, 2].map(() => apply(program, admin, again.id, 'sound')));
    expect(twice.map(({ status }) => status)).toEqual([202, 202]);
    const done = await settled(program, admin, again.id);
    expect(done).toMatchObject({ status: 'applied', applied: 162, total: 162, fault: null });
    expect(await commitments()).toBe(before + 162);
    expect(await revision()).toBe(was + 1);

    // One of them, as everybody reads it.
    const { code } = done.rows.find(({ row }) => row === 6)!;
    const [item] = (await program.ask('leader@nghean', 'GET', `/api/v1/agreements/2016-tb-tu/commitments?q=${encodeURIComponent('Nhiệm vụ minh họa số 1')}&limit=100`)).json.items.filter((each: { code: string }) => each.code === code);
    expect(item).toMatchObject({
      title: { vi: 'Nhiệm vụ minh họa số 1', en: 'Nhiệm vụ minh họa số 1' },
      status: 'not_started',
      due: { precision: 'ongoing', undated: { reviewOn: '2019-12-31' } },
      sides: [
        { party: 'hanoi', leadBody: { code: 'hn-so-cong-thuong' }, proposed: true, leadToBeNamed: false, percent: null },
        { party: 'nghean', leadBody: { code: 'na-van-phong-tinh-uy' }, proposed: true, leadToBeNamed: true },
      ],
    });
    const { items: events } = (await program.ask('leader@nghean', 'GET', `/api/v1/commitments/${item.id}/events`)).json;
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect(events).toMatchObject([{ kind: 'imported', data: { sheet: { file: name, row: 6, party: 'hanoi', sha256 } } }]);
    const page = (await (await program.browser('leader@nghean')).get(`/2016-tb-tu/cam-ket/${code}`)).body;
    expect(page).toContain('Lập cam kết theo bảng tính của Hà Nội');
    expect(page).toContain(`bảng tính “${name}”, dòng 6`);
    expect(page).toContain('do phía Nghệ An xác định');
    const dues = await ask<{ precision: string; count: number }>(
      `select due_precision as precision, count(*)::integer as count from commitment where id > 44 and undated = '{}' group by 1 order by 1`,
    );
    expect(dues.map(({ precision }) => precision)).toEqual(['date', 'month', 'ongoing', 'quarter', 'year']);
    const audited = await ask<{ kind: string; actor: { role: string } }>(
      `select kind, actor from audit_entry where kind in ('agreement.sheet_submitted', 'agreement.sheet_mapped', 'agreement.sheet_released', 'agreement.imported')
       and actor is not null order by id desc limit 4`,
    );
    expect(audited.map(({ kind, actor }) => [kind, actor.role])).toEqual([
      ['agreement.imported', 'admin'],
      ['agreement.sheet_released', 'admin'],
      ['agreement.sheet_mapped', 'admin'],
      ['agreement.sheet_submitted', 'admin'],
    ]);
    expect(await verifyAudit(program.app.get(EntityManager, { strict: false }).fork())).toMatchObject({ faults: [] });

    // The same file again: how it was understood is proposed, and nothing is added twice.
    const third = await preview(program, admin, file, ofHanoi);
    expect(third.mapping).toMatchObject({ sector: '3', columns: mapping.columns });
    expect(third.found!.how).toMatchObject({ title: 'kept', status: 'kept' });
    expect(third.counts).toMatchObject({ same: 162, new: 0, faulty: 23 });
  });
});
