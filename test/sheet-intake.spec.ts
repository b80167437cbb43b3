import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { createHash } from 'node:crypto';
import { writeXlsx } from 'hucre/xlsx';
import type { CellValue } from 'hucre';
import { verifyAudit } from '../src/audit/audit-verification.js';
import type { Mapping } from '../src/sheets/intake/own.types.js';
import { SheetWork } from '../src/sheets/sheet-work.js';
import type { SheetDetail } from '../src/sheets/sheet.types.js';
import { startApp } from './support/app.js';
import { OFFICE_HEAD, officeSheet, officeSheetCounts, officeTasks } from './support/office-sheet.js';
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
    (
      await ask<{ count: number }>('select count(*)::integer as count from commitment where agreement_id = 1')
    )[0]!.count;
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
    const [item] = (
      await program.ask(
        'leader@nghean',
        'GET',
        `/api/v1/agreements/2016-tb-tu/commitments?q=${encodeURIComponent('Nhiệm vụ minh họa số 1')}&limit=100`,
      )
    ).json.items.filter((each: { code: string }) => each.code === code);
    expect(item).toMatchObject({
      title: { vi: 'Nhiệm vụ minh họa số 1', en: 'Nhiệm vụ minh họa số 1' },
      status: 'not_started',
      due: { precision: 'ongoing', undated: { reviewOn: '2019-12-31' } },
      sides: [
        {
          party: 'hanoi',
          leadBody: { code: 'hn-so-cong-thuong' },
          proposed: true,
          leadToBeNamed: false,
          percent: null,
        },
        { party: 'nghean', leadBody: { code: 'na-van-phong-tinh-uy' }, proposed: true, leadToBeNamed: true },
      ],
    });
    const { items: events } = (
      await program.ask('leader@nghean', 'GET', `/api/v1/commitments/${item.id}/events`)
    ).json;
    const sha256 = createHash('sha256').update(file).digest('hex');
    expect(events).toMatchObject([
      { kind: 'imported', data: { sheet: { file: name, row: 6, party: 'hanoi', sha256 } } },
    ]);
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
    expect(await verifyAudit(program.app.get(EntityManager, { strict: false }).fork())).toMatchObject({
      faults: [],
    });

    // The same file again: how it was understood is proposed, and nothing is added twice.
    const third = await preview(program, admin, file, ofHanoi);
    expect(third.mapping).toMatchObject({ sector: '3', columns: mapping.columns });
    expect(third.found!.how).toMatchObject({ title: 'kept', status: 'kept' });
    expect(third.counts).toMatchObject({ same: 162, new: 0, faulty: 23 });
  });

  it('reports for its own side where the committee office submits the same file, and for no other', async () => {
    const tasks = officeTasks();
    const file = await officeSheet();
    const mapping = (await preview(program, admin, file, ofHanoi)).mapping!;
    const said = { ...mapping, asItStands: ['done_without_evidence'], sheet: 'Tổng hợp' };
    const read = await preview(program, office, file, { name, fields: { mapping: JSON.stringify(said) } });
    // What was added is reported on; what was not, is for an administrator to add.
    const done = tasks.filter((task) => task[5] === 'Hoàn thành').length;
    expect(read.counts).toMatchObject({ new: 0, same: 0 });
    expect(read.counts.change + read.counts.faulty + read.counts.refused).toBe(185);
    const [first] = read.rows;
    expect(first).toMatchObject({
      row: 6,
      outcome: 'change',
      changes: expect.arrayContaining([
        { field: 'status', from: 'not_started', to: 'completed' },
        { field: 'results', from: '', to: `Theo bảng tính “${name}”, dòng 6: Hoàn thành` },
        {
          field: 'noEvidenceReason',
          from: '',
          to: `Theo bảng tính “${name}”, dòng 6: bảng không ghi văn bản minh chứng`,
        },
      ]),
      faults: [
        expect.objectContaining({ cell: 'E6', kind: 'no_date', noted: true }),
        expect.objectContaining({ cell: 'G6', kind: 'done_without_evidence', noted: true }),
      ],
    });
    // Of those that go on, nobody knows how far they are: the rules of reports ask for it.
    expect(read.rows.find(({ row }) => row === 6 + done)).toMatchObject({ outcome: 'faulty' });
    const refused = await apply(program, office, read.id, 'all');
    expect(refused.status).toBe(409);
    const [before] = await ask<{ at: string }>('select max(id)::text as at from progress_update');
    await apply(program, office, read.id, 'sound');
    const applied = await settled(program, office, read.id);
    expect(applied).toMatchObject({ status: 'applied', applied: read.counts.change, fault: null });
    const sides = await ask<{ party: string; count: number }>(
      `select p.code as party, count(*)::integer as count from progress_update u join commitment_side s on s.id = u.side_id
       join party p on p.id = s.party_id where u.id > $1::bigint group by 1`,
      [before!.at],
    );
    expect(sides).toEqual([{ party: 'hanoi', count: read.counts.change }]);
    const withNumber = applied.rows.find(({ row }) => row === 6 + 78)!;
    const [update] = await ask<{ reason: string }>(
      `select no_evidence_reason as reason from progress_update u join commitment c on c.id = u.commitment_id where c.code = $1`,
      [withNumber.code],
    );
    expect(update!.reason).toBe(`Theo bảng tính “${name}”, dòng 84: văn bản số 1078/BC-SCT`);
    // The other side's office finds nothing of its own in it, and changes nothing of that side.
    const other = await preview(program, 'coordinator@nghean', file, {
      name,
      fields: { mapping: JSON.stringify(mapping) },
    });
    expect(other.party).toBe('nghean');
    expect(other.counts.new).toBe(0);
    const again = await preview(program, office, file, { name, fields: { mapping: JSON.stringify(said) } });
    expect(again.counts.change).toBe(0);
  });

  it('is understood by whoever brings it, and is theirs alone; officers, leaders and auditors bring none', async () => {
    const file = await workbook([
      ['Mã', 'Nội dung', 'Tình trạng', 'Tỷ lệ', 'Kết quả', 'Kết quả'],
      ['1.01', 'Việc', 'sắp xong', '70%', 'Đã làm <script>alert(1)</script>', 'x'],
      ['1.02', 'Việc khác', 'đang thực hiện', 0.45, '=1+1', null],
    ]);
    const read = await preview(program, office, file);
    expect(read).toMatchObject({ status: 'ready', form: 'own', party: 'hanoi', found: { repeated: ['F'] } });
    expect(faultsOf(read, 2)).toContain('C2 unknown_status');
    expect(outcomes(read)).toEqual([
      [2, 'faulty'],
      [3, 'change'],
    ]);
    for (const who of ['coordinator@nghean', admin]) {
      expect((await program.ask(who, 'GET', `/api/v1/sheets/${read.id}`)).status).toBe(404);
      expect((await understand(who, read.id, read.mapping!)).status).toBe(404);
      expect((await apply(program, who, read.id, 'all')).status).toBe(404);
    }
    for (const who of ['congthuong@hanoi', 'leader@hanoi', 'auditor@tracker']) {
      expect((await understand(who, read.id, read.mapping!)).status).toBe(403);
      const sent = await handIn(program, who, file, { fields: { mapping: JSON.stringify(read.mapping) } });
      expect([who, sent.status]).toEqual([who, 403]);
      expect((await (await program.browser(who)).get('/2016-tb-tu/nhan-bang-tinh')).statusCode).toBe(403);
    }
    expect((await handIn(program, office, file, { fields: { party: 'nghean' } })).status).toBe(403);
    expect((await handIn(program, admin, file)).json.errors[0].field).toBe('party');
    expect((await handIn(program, admin, file, { fields: { party: 'mars' } })).status).toBe(422);

    const known = { ...read.mapping!, statuses: { 'Sắp xong': 'in_progress' as const } };
    const wrong: [Partial<Mapping>, number, string][] = [
      [{ ...known, columns: { title: 'B', results: 'B' } }, 422, 'columns'],
      [{ ...known, columns: { title: 'Z' } }, 422, 'columns'],
      [{ ...known, columns: { results: 'E' } }, 422, 'columns'],
      [{ ...known, columns: { title: 'b' } }, 400, 'columns'],
      [{ ...known, columns: { mood: 'B' } as object }, 400, 'columns'],
      [{ ...known, sheet: 'B' }, 422, 'sheet'],
      [{ ...known, head: 9 }, 422, 'head'],
      [{ ...known, head: 0 }, 400, 'head'],
      [{ ...known, sector: '99' }, 422, 'sector'],
      [{ ...known, bodies: { x: 'na-so-cong-thuong' } }, 422, 'bodies'],
      [{ ...known, statuses: { x: 'done' as 'completed' } }, 400, 'statuses'],
    ];
    for (const [mapping, status, field] of wrong) {
      const answer = await understand(office, read.id, mapping);
      expect([field, answer.status, answer.json.errors?.[0]?.field]).toEqual([field, status, field]);
    }
    expect((await understand(office, read.id, known)).status).toBe(202);
    const ready = await settled(program, office, read.id);
    expect(outcomes(ready)).toEqual([
      [2, 'change'],
      [3, 'change'],
    ]);
    expect(ready.rows[0]!.changes).toContainEqual(expect.objectContaining({ field: 'percent', to: '70' }));
    const page = (await (await program.browser(office)).get(`/2016-tb-tu/bang-tinh/${read.id}`)).body;
    expect(page).not.toContain('<script>alert(1)</script>');
    expect(page).toContain('Sắp xong');

    // Somebody else reports in between: that row is not written over.
    const [{ id }] = (await ask<{ id: number }>(
      `select id from commitment where code = '1.01' and agreement_id = 1`,
    )) as [{ id: number }];
    const { headers } = await program.ask(office, 'GET', `/api/v1/commitments/${id}`);
    const faster = { status: 'in_progress', percent: 33, results: 'Báo cáo trước.' };
    await program.ask(office, 'POST', `/api/v1/commitments/${id}/updates`, faster, {
      'if-match': String(headers.etag),
    });
    await apply(program, office, read.id, 'sound');
    const applied = await settled(program, office, read.id);
    expect(applied).toMatchObject({ status: 'applied', applied: 1, counts: { change: 1, stale: 1 } });
    expect((await understand(office, read.id, known)).status).toBe(409);
    // The words are known the next time.
    const next = await preview(program, office, file, { name: 'khác.xlsx' });
    expect(next.found!.how).toMatchObject({ title: 'kept' });
    expect(next.faultsByKind.unknown_status).toBe(0);
  });

  it('is asked about where it cannot be understood, and each bad row says what is wrong', async () => {
    const asks = async (rows: CellValue[][], words: string, more: object = {}) => {
      const read = await preview(program, office, await workbook(rows, more), { name: 'x.xlsx' });
      expect([read.status, read.fault?.vi]).toEqual(['mapping', expect.stringContaining(words)]);
      expect((await apply(program, office, read.id, 'all')).status).toBe(409);
      return read;
    };
    const head = ['Nội dung', 'Chủ trì', 'Thời hạn'];
    await asks(
      [
        ['một', 'hai'],
        ['ba', 'bốn'],
      ],
      'Chưa biết cột nào',
    );
    await asks([head], 'không có dòng nào');
    await asks([head, ['(1)', '(2)', '(3)'], ['Việc', 'Sở Y tế', '2020']], 'tiêu đề thứ hai');
    await asks([head, ['Việc', 'Sở Y tế', '2020'], ['Việc 2', null, '2020']], 'B2:B3', {
      merges: [{ startRow: 1, endRow: 2, startCol: 1, endCol: 1 }],
    });
    await asks([head, ...Array.from({ length: 20_100 }, () => ['Việc', 'Sở Y tế', '2020'])], '20.000');
    const two = await asks(
      [head, ['Nội dung', 'Cơ quan chủ trì', 'x'], ['A', 'Sở Y tế', '2020']],
      'tiêu đề thứ hai',
    );
    await understand(office, two.id, {
      ...two.mapping!,
      head: 2,
      columns: { title: 'A', leadBody: 'B', due: 'C' },
    });
    expect((await settled(program, office, two.id)).rows).toHaveLength(1);

    const long = 'dài '.repeat(300_000);
    const csv = [
      'Nội dung;Chủ trì;Phối hợp;Thời hạn;Lĩnh vực;%;Sản phẩm;Nơi nhận',
      [
        `"${long}";Sở Y tế;;2020;3;;;`,
        `${'Việc phân rã'.normalize('NFD')};${'Sở Y tế'.normalize('NFD').toUpperCase()};Sở Du lịch;QUÝ IV/2019;3;;Kế hoạch chung;UBND tỉnh`,
        'Việc một phần trăm;Sở Y tế;;31/2/2019;lĩnh vực lạ;1%;;',
        '=HYPERLINK("x");Sở Y tế;Tổ nào đó;năm 2020;3;150;;',
      ].join('\r\n'),
    ].join('\r\n');
    const read = await preview(program, admin, csv, { name: 'sổ.csv', fields: { party: 'hanoi' } });
    expect(
      read.rows.map(({ row, faults }) => [row, faults.map(({ cell, kind }) => `${cell} ${kind}`)]),
    ).toEqual([
      [2, ['A2 text']],
      [3, []],
      [4, ['E4 no_sector', 'D4 unreadable_date']],
      [5, ['C5 unknown_cooperating', 'F5 percent']],
    ]);
    expect(read.rows[1]!.changes).toEqual([
      { field: 'title', from: '', to: 'Việc phân rã' },
      { field: 'sector', from: '', to: '3' },
      { field: 'leadBody', from: '', to: 'hn-so-y-te' },
      { field: 'cooperatingBodies', from: '', to: 'hn-so-du-lich' },
      { field: 'product', from: '', to: 'Kế hoạch chung' },
      { field: 'due', from: '', to: '2019-Q4' },
    ]);
  });

  it('adds nothing led by a body that has closed since the preview, and goes on where a worker was lost', async () => {
    const rows = [
      ['Nội dung', 'Chủ trì', 'Thời hạn', 'Lĩnh vực'],
      ['Việc của Sở Ngoại vụ', 'Sở Ngoại vụ', '2020', '11'],
      ['Việc của Sở Y tế', 'Sở Y tế', '2020', '11'],
    ];
    const before = await commitments();
    const read = await preview(program, admin, await workbook(rows), ofHanoi);
    expect(read.counts).toMatchObject({ new: 2 });
    await ask(`update body set last_day = '2019-11-01', edited_at = now() where code = 'hn-so-ngoai-vu'`);
    await apply(program, admin, read.id, 'all');
    const after = await settled(program, admin, read.id);
    expect(after).toMatchObject({ status: 'ready', applied: 0, counts: { new: 1, faulty: 1 } });
    expect(after.rows[0]!.faults[0]!.message.vi).toContain('đã kết thúc hoạt động');
    expect(await commitments()).toBe(before);

    // A worker was killed as it took the sheet in: its transaction is gone, its lease runs out.
    await ask(
      `update sheet set status = 'applying', only_rows = 'sound', attempts = 1, lease_until = now() - interval '1 second' where id = $1`,
      [read.id],
    );
    await program.app.get(SheetWork, { strict: false }).pickUp();
    expect(await settled(program, admin, read.id)).toMatchObject({ status: 'applied', applied: 1 });
    expect(await commitments()).toBe(before + 1);
    await program.app.get(SheetWork, { strict: false }).go(read.id);
    expect(await commitments()).toBe(before + 1);

    // Who brought it is no administrator any more.
    const other = await preview(
      program,
      admin,
      await workbook([rows[0]!, ['Việc mới', 'Sở Y tế', '2020', '11']]),
      ofHanoi,
    );
    await ask(`update app_user set active = false where email = 'admin@tracker.example'`);
    await ask(`update sheet set status = 'applying', only_rows = 'all' where id = $1`, [other.id]);
    await program.app.get(SheetWork, { strict: false }).go(other.id);
    const [left] = await ask<{ status: string }>('select status from sheet where id = $1', [other.id]);
    expect(left).toEqual({ status: 'ready' });
    expect(await commitments()).toBe(before + 1);
  });
});
