import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { EntityManager } from '@mikro-orm/postgresql';
import { createHash } from 'node:crypto';
import { writeXlsx } from 'hucre/xlsx';
import { verifyAudit } from '../src/audit/audit-verification.js';
import { headOf } from '../src/sheets/columns.js';
import { SheetWork } from '../src/sheets/sheet-work.js';
import type { SheetDetail } from '../src/sheets/sheet.types.js';
import { startApp } from './support/app.js';
import { describeWithRedis } from './support/describe-with-redis.js';
import { formWithFile } from './support/multipart.js';
import { query } from './support/query.js';
import { apply, downloaded, handIn, preview, settled, sheetsIn } from './support/sheets.js';
import { zipOf } from './support/zip.js';

jest.setTimeout(120_000);

const office = 'coordinator@hanoi';
const officer = 'congthuong@hanoi';
const SHEETS = '/api/v1/agreements/2016-tb-tu/sheets';

const rowOf = (sheet: SheetDetail, code: string) => sheet.rows.find((row) => row.code === code)!;
const changed = (sheet: SheetDetail) => sheet.rows.filter(({ outcome }) => outcome !== 'same');

describe('the list as a sheet', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  const ask = <Row extends object>(text: string, values: unknown[] = []) =>
    query<Row>(program.database.url, text, values);
  const idOf = async (code: string) =>
    (await ask<{ id: number }>(`select id from commitment where code = $1 and agreement_id = 1`, [code]))[0]!
      .id;
  const reportsOn = (id: number) =>
    ask<{ percent: number; results: string; user: number | null }>(
      `select u.percent, u.results, u.user_id as user from progress_update u join commitment_side s on s.id = u.side_id
       join party p on p.id = s.party_id and p.code = 'hanoi' where u.commitment_id = $1 order by u.id`,
      [id],
    );
  const revision = async () =>
    (await ask<{ revision: number }>('select revision::integer from agreement where id = 1'))[0]!.revision;

  beforeAll(async () => {
    program = await startApp({ works: true });
  });
  afterAll(() => program?.stop());

  it('goes out with a frozen head, real dates, a list of statuses, and only the own rows to edit', async () => {
    const session = await program.browser(officer);
    const { rawPayload, headers } = await session.get(
      '/api/v1/agreements/2016-tb-tu/sheet.xlsx?sector=3&asOf=2019-10-20',
    );
    expect(headers).toMatchObject({ 'cache-control': 'private, no-store' });
    const [list, guide, choices, control] = await sheetsIn(rawPayload);
    expect(list!.freezePane).toMatchObject({ rows: 1, columns: 2 });
    expect(list!.protection?.sheet).toBe(true);
    expect(choices).toMatchObject({ hidden: true, rows: expect.arrayContaining([['Hoàn thành']]) });
    expect(control).toMatchObject({ veryHidden: true });
    expect(control!.rows).toContainEqual(['rows', '10']);
    expect(guide!.rows.flat().join(' ')).toContain('Nộp lại bảng đã sửa');
    const validation = list!.dataValidations!.find(({ type }) => type === 'list')!;
    expect(validation).toMatchObject({ formula1: `'Danh mục'!$A$1:$A$5`, range: 'E2:E11' });
    const head = list!.rows[0]!;
    const [codeAt, statusAt, doneAt, idAt, remarkAt] = (
      ['code', 'status', 'doneOn', 'id', 'remark'] as const
    ).map((key) => head.indexOf(headOf(key, 'vi')));
    const locked = (row: number, column: number) =>
      list!.cells!.get(`${row},${column}`)?.style?.protection?.locked !== false;
    for (const [index, row] of list!.rows.entries()) {
      if (index === 0) continue;
      expect([row[codeAt!], locked(index, statusAt!), locked(index, idAt!)]).toEqual([
        row[codeAt!],
        Boolean(row[remarkAt!]),
        true,
      ]);
    }
    expect(list!.rows.slice(1).some((row) => row[doneAt!] instanceof Object)).toBe(true);
    expect(list!.rows.slice(1).some((row) => !row[remarkAt!])).toBe(true);
  });

  it('changes nothing where nobody edited it, however often the commitments have changed since', async () => {
    const sheet = await downloaded(program, office);
    const id = await idOf('4.02');
    const { headers } = await program.ask('nongnghiep@nghean', 'GET', `/api/v1/commitments/${id}`);
    const other = { status: 'in_progress', percent: 41, results: 'Phía Nghệ An báo cáo.' };
    const sent = await program.ask('nongnghiep@nghean', 'POST', `/api/v1/commitments/${id}/updates`, other, {
      'if-match': String(headers.etag),
    });
    expect(sent.status).toBe(201);
    const read = await preview(program, office, await sheet.bytes());
    expect(read).toMatchObject({ status: 'ready', total: 44, downloadedRows: 44, fault: null });
    expect(read.counts).toEqual({ same: 44, change: 0, new: 0, stale: 0, refused: 0, faulty: 0 });
  });

  it('comes back as reports: each row old and new before, then all of them in one revision, and never again', async () => {
    const sheet = await downloaded(program, office);
    const [a, b] = ['1.01', '3.01'];
    sheet.set(a, 'percent', 0.65);
    // Decomposed, as some keyboards write it; what looks like a formula is text.
    sheet.set(a, 'results', 'Đã tổ chức 08 chuyên đề.'.normalize('NFD'));
    sheet.set(b, 'percent', '80%');
    sheet.set(b, 'difficulties', '=HYPERLINK("http://x") <script>alert(1)</script>');
    const file = await sheet.bytes();
    const ids = [await idOf(a), await idOf(b)];
    const before = await Promise.all(ids.map((id) => reportsOn(id)));
    const read = await preview(program, office, file);
    expect(read.counts).toMatchObject({ same: 42, change: 2 });
    expect(rowOf(read, a).changes).toEqual([
      { field: 'percent', from: '60', to: '65' },
      { field: 'results', from: before[0]!.at(-1)!.results, to: 'Đã tổ chức 08 chuyên đề.' },
    ]);
    expect(await Promise.all(ids.map((id) => reportsOn(id)))).toEqual(before);

    const was = await revision();
    expect(await apply(program, office, read.id, 'all')).toMatchObject({
      status: 202,
      json: { id: read.id },
    });
    expect((await apply(program, office, read.id, 'all')).status).toBe(202);
    const done = await settled(program, office, read.id);
    expect(done).toMatchObject({ status: 'applied', applied: 2, progress: 2, total: 2, fault: null });
    expect(await revision()).toBe(was + 1);
    const now = await Promise.all(ids.map((id) => reportsOn(id)));
    expect(now.map((reports, at) => reports.length - before[at]!.length)).toEqual([1, 1]);
    expect(now[0]!.at(-1)).toMatchObject({ percent: 65, results: 'Đã tổ chức 08 chuyên đề.' });

    const { json: events } = await program.ask(office, 'GET', `/api/v1/commitments/${ids[1]}/events`);
    expect(events.items[0]).toMatchObject({
      kind: 'updated',
      party: 'hanoi',
      data: {
        percent: 80,
        previousPercent: 35,
        period: '2019-12',
        sheet: {
          file: 'Báo cáo.xlsx',
          row: rowOf(read, b).row,
          sha256: createHash('sha256').update(file).digest('hex'),
        },
      },
    });
    const audited = await ask<{ subject: string }>(
      `select subject from audit_entry where kind = 'commitment.updated' and data ? 'sheet' order by id`,
    );
    expect(audited.map(({ subject }) => subject).toSorted()).toEqual([a, b]);
    const report = await verifyAudit(program.app.get(EntityManager, { strict: false }).fork());
    expect(report).toMatchObject({ faults: [] });

    const page = await (await program.browser('leader@nghean')).get(`/2016-tb-tu/cam-ket/${b}`);
    expect(page.body).toContain(`bảng tính “Báo cáo.xlsx”, dòng ${rowOf(read, b).row}`);
    expect(page.body).not.toContain('<script>alert(1)</script>');
    expect((await preview(program, office, file)).counts).toMatchObject({ same: 44, change: 0 });
  });

  it('writes a report as one that is sent alone is written', async () => {
    // Both are under way, without evidence, and hold a matter for the leader.
    const [alone, inSheet] = ['3.07', '3.06'];
    const state = { status: 'in_progress', percent: 50, results: 'Đang làm.', difficulties: 'Thiếu vốn.' };
    for (const code of [alone, inSheet]) await report(code, { ...state, decisionLevel: 'leader' });
    const completed = { ...state, status: 'completed', percent: 100, noEvidenceReason: 'Chưa có văn bản.' };
    await report(alone, { ...completed, proposals: '', nextSteps: '' });
    const sheet = await downloaded(program, office);
    sheet.set(inSheet, 'status', 'HOÀN THÀNH');
    sheet.set(inSheet, 'percent', 1);
    sheet.set(inSheet, 'noEvidenceReason', completed.noEvidenceReason);
    const read = await preview(program, office, await sheet.bytes());
    expect(changed(read).map(({ code, outcome }) => [code, outcome])).toEqual([[inSheet, 'change']]);
    await apply(program, office, read.id, 'all');
    await settled(program, office, read.id);
    expect(await written(inSheet)).toEqual(await written(alone));

    async function report(code: string, body: object): Promise<void> {
      const id = await idOf(code);
      const { headers } = await program.ask(office, 'GET', `/api/v1/commitments/${id}`);
      const { status, text } = await program.ask(office, 'POST', `/api/v1/commitments/${id}/updates`, body, {
        'if-match': String(headers.etag),
      });
      if (status !== 201) throw new Error(`${code}: ${status} ${text}`);
    }

    /** All that the last report left behind, but for what is a commitment's own. */
    async function written(code: string) {
      const id = await idOf(code);
      const side = `(select s.id from commitment_side s join party p on p.id = s.party_id and p.code = 'hanoi' where s.commitment_id = ${id})`;
      const own = `- 'id' - 'commitment_id' - 'side_id' - 'at' - 'validity' - 'owner_id' - 'updated_at' - 'completion_declared_at' - 'product' - 'cooperating' - 'plan_confirmed_at'`;
      const [update] = await ask(
        `select to_jsonb(u) ${own} as said from progress_update u where side_id = ${side} order by id desc limit 1`,
      );
      const [part] = await ask(
        `select to_jsonb(s) ${own} - 'lead_body_id' - 'indicators' as said from side_state s where side_id = ${side} and upper_inf(validity)`,
      );
      const events = await ask(
        `select kind, party_id, user_id, actor, day, data - 'sheet' - 'updateId' as data from commitment_event where commitment_id = ${id}
         order by id desc limit 2`,
      );
      const audit = await ask(
        `select kind, actor_id, actor, party_id, data - 'sheet' - 'updateId' as data from audit_entry where subject = '${code}' order by id desc limit 2`,
      );
      const steps = await ask(
        `select st.kind, st.role, st.user_id from decision_step st join decision_matter m on m.id = st.matter_id where m.commitment_id = ${id} order by st.id desc limit 2`,
      );
      return { update, part, events, audit, steps };
    }
  });

  it('says of each row what keeps it, by cell; all are then refused, and the sound ones taken', async () => {
    const sheet = await downloaded(program, officer);
    const [own, stale, broken, empty, computed] = sheet.open();
    expect(sheet.open().length).toBeGreaterThan(4);
    const foreign = sheet.rows
      .slice(1)
      .map(([code]) => String(code))
      .find((code) => !sheet.open().includes(code))!;
    sheet.set(own!, 'results', 'Đã làm xong đợt 2.');
    sheet.set(stale!, 'results', 'Bản cũ.');
    sheet.set(broken!, 'status', 'đang chuyển xử lý');
    sheet.set(broken!, 'percent', 55);
    sheet.set(broken!, 'doneOn', '31/2/2019');
    sheet.set(empty!, 'status', 'Đang thực hiện');
    sheet.set(empty!, 'percent', 0.2);
    sheet.set(empty!, 'results', '');
    sheet.set(empty!, 'doneOn', null);
    sheet.set(empty!, 'noEvidenceReason', null);
    sheet.set(computed!, 'status', 'Hoàn thành');
    sheet.set(computed!, 'percent', 1);
    sheet.set(computed!, 'doneOn', 'ngày 15 tháng 11 năm 2018');
    sheet.set(foreign, 'results', 'Không phải của cơ quan này.');
    sheet.rows.push([...sheet.rowOf(own!)], ['9.99', 'Việc mới']);
    const staleId = await idOf(stale!);
    const { headers } = await program.ask(office, 'GET', `/api/v1/commitments/${staleId}`);
    const faster = { status: 'in_progress', percent: 33, results: 'Văn phòng báo cáo trước.' };
    await program.ask(office, 'POST', `/api/v1/commitments/${staleId}/updates`, faster, {
      'if-match': String(headers.etag),
    });

    const read = await preview(program, officer, await sheet.bytes());
    const outcomes = changed(read).map(({ code, outcome, faults }) => [
      code,
      outcome,
      faults.map(({ cell, kind }) => `${cell} ${kind}`),
    ]);
    const at = (code: string) => sheet.rows.indexOf(sheet.rowOf(code)) + 1;
    const last = sheet.rows.length;
    expect(outcomes).toEqual(
      expect.arrayContaining([
        [own, 'change', []],
        [stale, 'stale', [`N${at(stale!)} stale`]],
        [broken, 'faulty', [`E${at(broken!)} status`, `F${at(broken!)} percent`, `G${at(broken!)} day`]],
        [empty, 'faulty', [`H${at(empty!)} missing`]],
        [computed, 'faulty', [`G${at(computed!)} day`]],
        [foreign, 'refused', [`N${at(foreign)} refused`]],
        [own, 'faulty', [`N${last - 1} duplicate`]],
        ['9.99', 'faulty', [`N${last} row`]],
      ]),
    );
    expect(outcomes).toHaveLength(8);
    expect(read.faultsByKind).toMatchObject({
      status: 1,
      percent: 1,
      day: 2,
      missing: 1,
      duplicate: 1,
      row: 1,
    });
    expect(rowOf(read, foreign).faults[0]!.message.vi).toContain('Chỉ cơ quan chủ trì');

    expect((await apply(program, officer, read.id, 'all')).status).toBe(409);
    const was = await reportsOn(await idOf(own!));
    expect((await apply(program, officer, read.id, 'sound')).status).toBe(202);
    expect(await settled(program, officer, read.id)).toMatchObject({ status: 'applied', applied: 1 });
    expect((await apply(program, officer, read.id, 'all')).status).toBe(409);
    expect(await reportsOn(await idOf(own!))).toHaveLength(was.length + 1);
    expect((await reportsOn(await idOf(foreign))).at(-1)?.results).not.toContain('Không phải');
    expect((await reportsOn(staleId)).at(-1)!.results).toBe(faster.results);
    const rest = (await program.ask(officer, 'GET', `/api/v1/sheets/${read.id}?outcome=faulty&limit=2`)).json;
    expect(rest.rows).toHaveLength(2);
    expect(rest.nextRow).toBe(rest.rows[1].row);
  });

  it('applies none where one has changed since the preview, and says so', async () => {
    const sheet = await downloaded(program, office);
    const [first, second] = ['1.02', '1.03'];
    for (const code of [first, second]) sheet.set(code, 'nextSteps', 'Việc kỳ tới.');
    const read = await preview(program, office, await sheet.bytes());
    expect(read.counts.change).toBe(2);
    const id = await idOf(second);
    const { headers } = await program.ask(office, 'GET', `/api/v1/commitments/${id}`);
    await program.ask(
      office,
      'POST',
      `/api/v1/commitments/${id}/updates`,
      { status: 'in_progress', percent: 71, results: 'Nhanh hơn.' },
      { 'if-match': String(headers.etag) },
    );
    const before = await reportsOn(await idOf(first));
    await apply(program, office, read.id, 'all');
    const after = await settled(program, office, read.id);
    expect(after).toMatchObject({ status: 'ready', applied: 0, counts: { change: 1, stale: 1 } });
    expect(after.fault!.vi).toContain('chưa dòng nào được nhận');
    expect(await reportsOn(await idOf(first))).toEqual(before);
  });

  it('is its own account’s alone, for those who report, and for the side that downloaded it', async () => {
    const sheet = await downloaded(program, office);
    const file = await sheet.bytes();
    const { id } = await preview(program, office, file);
    for (const who of [officer, 'coordinator@nghean']) {
      expect((await program.ask(who, 'GET', `/api/v1/sheets/${id}`)).status).toBe(404);
      expect((await apply(program, who, id, 'all')).status).toBe(404);
      expect((await (await program.browser(who)).get(`/2016-tb-tu/bang-tinh/${id}`)).statusCode).toBe(404);
    }
    for (const who of ['leader@hanoi', 'auditor@tracker', 'admin@tracker']) {
      // An administrator brings no list of ours, but an office’s own, and says whose it is.
      expect((await handIn(program, who, file)).status).toBe(who.startsWith('admin') ? 422 : 403);
      expect((await program.ask(who, 'GET', `/api/v1/agreements/2016-tb-tu/sheet.xlsx`)).status).toBe(403);
      expect((await (await program.browser(who)).get('/2016-tb-tu/bang-tinh')).statusCode).toBe(403);
    }
    const elsewhere = await preview(program, 'coordinator@nghean', file);
    expect(elsewhere).toMatchObject({ status: 'failed', rows: [] });
    expect(elsewhere.fault!.vi).toContain('cho bên khác');
    expect((await apply(program, 'coordinator@nghean', elsewhere.id, 'all')).status).toBe(409);
    const list = await (await program.browser('leader@hanoi')).get('/2016-tb-tu/cam-ket');
    expect(list.body).not.toContain('sheet.xlsx');
  });

  it('asks again at the end whether the account is still who it was', async () => {
    const sheet = await downloaded(program, officer);
    const [code] = sheet.open();
    sheet.set(code!, 'proposals', 'Đề nghị hỗ trợ.');
    const read = await preview(program, officer, await sheet.bytes());
    expect(read.counts.change).toBe(1);
    await ask(
      `update sheet set lease_until = now() + interval '1 hour', status = 'applying', only_rows = 'all' where id = $1`,
      [read.id],
    );
    await ask(`update app_user set active = false where email = 'congthuong@hanoi.example'`);
    await ask('update sheet set lease_until = null where id = $1', [read.id]);
    await program.app.get(SheetWork, { strict: false }).pickUp();
    const [row] = await ask<{ status: string; fault: { en: string } }>(
      'select status, fault from sheet where id = $1',
      [read.id],
    );
    expect(row).toMatchObject({ status: 'ready', fault: { en: expect.stringContaining('session') } });
    await ask(`update app_user set active = true where email = 'congthuong@hanoi.example'`);
    const reports = await reportsOn(await idOf(code!));
    expect(reports.at(-1)!.results).not.toContain('Đề nghị hỗ trợ');
  });

  it('of an officer whose office looks at reports first is refused row by row, with where to send them; of the office it is taken', async () => {
    await ask('update agreement set report_review = true where id = 1');
    try {
      for (const [who, outcome] of [
        [officer, 'refused'],
        [office, 'change'],
      ] as const) {
        const sheet = await downloaded(program, who);
        // Its cells are locked for the officer; whoever unlocks them gets no further.
        expect([who, sheet.open().includes('3.01')]).toEqual([who, outcome === 'change']);
        sheet.set('3.01', 'results', `Báo cáo của ${who}.`);
        const read = await preview(program, who, await sheet.bytes());
        const row = rowOf(read, '3.01');
        expect([who, row.outcome]).toEqual([who, outcome]);
        if (outcome === 'change') continue;
        expect(row.faults[0]!.message.vi).toContain('hãy gửi báo cáo này trên trang cam kết');
        const before = await reportsOn(await idOf('3.01'));
        expect((await apply(program, who, read.id, 'all')).status).toBe(409);
        expect(await reportsOn(await idOf('3.01'))).toEqual(before);
      }
    } finally {
      await ask('update agreement set report_review = false where id = 1');
    }
  });

  it('is handed in on a page, which shows each change before it is applied', async () => {
    const sheet = await downloaded(program, office);
    sheet.set('1.05', 'nextSteps', `${'rất dài '.repeat(1000)}<script>alert(2)</script>`);
    const session = await program.browser(office);
    const form = await formWithFile('Sổ theo dõi.xlsx', await sheet.bytes(), {
      _csrf: session.csrf,
    });
    const sent = await program.app.inject({
      method: 'POST',
      url: '/2016-tb-tu/bang-tinh',
      headers: { cookie: session.cookie, ...form.headers },
      payload: form.payload,
    });
    expect(sent.statusCode).toBe(303);
    const address = String(sent.headers.location);
    const id = Number(address.split('/').at(-1));
    await settled(program, office, id);
    const page = (await session.get(address)).body;
    expect(page).toContain('Nhận tất cả 1 dòng thay đổi');
    expect(page).not.toContain('<script>alert(2)');
    expect(page).not.toContain('hx-trigger="every');
    expect((await session.post(`${address}/nhan`, { only: 'some' })).statusCode).toBe(400);
    expect((await session.post(`${address}/nhan`, { only: 'all' })).statusCode).toBe(303);
    await settled(program, office, id);
    expect((await session.get(address)).body).toContain('Đã nhận 1 dòng.');
    const none = await program.app.inject({
      method: 'POST',
      url: '/2016-tb-tu/bang-tinh',
      headers: { cookie: session.cookie, 'content-type': 'application/x-www-form-urlencoded' },
      payload: new URLSearchParams({ _csrf: session.csrf }).toString(),
    });
    expect([none.statusCode, none.body.includes('Hãy chọn tệp bảng tính')]).toEqual([422, true]);
    await ask(`update sheet set status = 'applying', lease_until = now() + interval '1 hour' where id = $1`, [
      id,
    ]);
    expect((await session.get(address)).body).toContain('hx-trigger="every 1s"');
    await ask(`update sheet set status = 'applied', lease_until = null where id = $1`, [id]);
  });

  describe('that is none', () => {
    const parts = {
      '[Content_Types].xml': '<Types/>',
      'xl/workbook.xml': '<workbook/>',
      'xl/worksheets/sheet1.xml': `<x>${'0'.repeat(70 * 1_048_576)}</x>`,
    };
    const { 'xl/worksheets/sheet1.xml': _bomb, ...small } = parts;
    const ole = Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(600),
      Buffer.from('EncryptedPackage', 'utf16le'),
      Buffer.alloc(400),
    ]);
    it.each<[string, string, () => Buffer, string]>([
      ['nothing', 'a.xlsx', () => Buffer.alloc(0), 'rỗng'],
      ['a zip bomb', 'a.xlsx', () => zipOf(parts, { packed: ['xl/worksheets/sheet1.xml'] }), 'quá lớn'],
      ['macros', 'a.xlsx', () => zipOf({ ...small, 'xl/vbaProject.bin': 'x' }), 'macro'],
      [
        'links to other files',
        'a.xlsx',
        () => zipOf({ ...small, 'xl/externalLinks/externalLink1.xml': '<x/>' }),
        'liên kết',
      ],
      [
        'an executable',
        'a.xlsx',
        () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]),
        'không phải bảng tính',
      ],
      [
        'an executable named as CSV',
        'a.csv',
        () => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]),
        'không phải bảng tính',
      ],
      ['a password', 'a.xlsx', () => ole, 'mật khẩu'],
      ['an end that is missing', 'a.xlsx', () => zipOf(small).subarray(0, 80), 'bị cắt'],
    ])('is refused as it comes: %s', async (_what, name, file, words) => {
      const { status, json } = await handIn(program, office, file(), { name });
      expect([status, json.errors[0].field]).toEqual([422, 'file']);
      expect(json.detail).toContain(words);
    });

    const head = (
      [
        'code',
        'id',
        'version',
        'mark',
        'status',
        'percent',
        'doneOn',
        'results',
        'difficulties',
        'proposals',
        'nextSteps',
        'noEvidenceReason',
      ] as const
    ).map((key) => headOf(key, 'en'));
    const workbook = async (sheet: Partial<Parameters<typeof writeXlsx>[0]['sheets'][number]>) =>
      Buffer.from(await writeXlsx({ sheets: [{ name: 'A', ...sheet }] }));
    const line = ['1.01', 1, 1, 'x', 'In progress', 0.5];
    it.each<[string, string, () => Promise<Buffer> | Buffer, string]>([
      ['no rows', 'a.xlsx', () => workbook({ rows: [head] }), 'không còn dòng nào'],
      [
        'merged cells',
        'a.xlsx',
        () =>
          workbook({
            rows: [head, line, line],
            merges: [{ startRow: 1, endRow: 2, startCol: 7, endCol: 7 }],
          }),
        'gộp',
      ],
      [
        'too many rows',
        'a.xlsx',
        () => workbook({ rows: [head, ...Array.from({ length: 20_001 }, () => line)] }),
        '20.000',
      ],
      [
        'a sheet cut off within',
        'a.xlsx',
        () => zipOf({ ...small, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c' }),
        '',
      ],
      [
        'CSV in another encoding',
        'a.csv',
        () => Buffer.from([...Buffer.from(head.join(',')), 0x0a, 0xe1, 0xba]),
        'UTF-8',
      ],
    ])('is refused when it is read: %s', async (_what, name, file, words) => {
      const read = await preview(program, office, await file(), { name });
      expect([read.status, read.counts.same]).toEqual(['failed', 0]);
      expect(read.fault!.vi).toContain(words);
    });

    it('takes other columns from an officer for none of ours', async () => {
      const rows = [
        ['STT', 'Nội dung'],
        [1, 'Hội chợ'],
      ];
      const read = await preview(program, officer, await workbook({ rows }));
      expect([read.status, read.form]).toEqual(['failed', 'downloaded']);
      expect(read.fault!.vi).toContain('tên cột');
    });

    it('reads CSV with either separator, a title above the head, dates as text in four ways, and takes no formula', async () => {
      const id = await idOf('1.01');
      const [{ version }] = (await ask<{ version: number }>('select version from commitment where id = $1', [
        id,
      ])) as [{ version: number }];
      const days = ['2019-11-15', '15/11/2019', '15.11.2019', 'ngày 15 tháng 11 năm 2019'];
      const rows = days.map((day) =>
        ['1.01', id, version, '', 'completed', '100%', day, 'Xong.', '', '', '', 'Chưa có văn bản.'].join(
          ';',
        ),
      );
      const text = `\u{FEFF}Bảng báo cáo;;\r\n${head.join(';')}\r\n${rows.join('\r\n')}\r\n`;
      const read = await preview(program, office, text, { name: 'báo cáo.csv' });
      expect(read.rows.map(({ row, outcome }) => [row, outcome])).toEqual([
        [3, 'change'],
        [4, 'faulty'],
        [5, 'faulty'],
        [6, 'faulty'],
      ]);
      expect(read.rows[0]!.changes).toContainEqual({ field: 'doneOn', from: '', to: '2019-11-15' });
      for (const day of days.slice(1)) {
        const one = `${head.join(',')}\n1.01,${id},${version},,completed,100,${day},Xong.,,,,Chưa có văn bản.\n`;
        const {
          rows: [only],
        } = await preview(program, office, one, { name: 'a.csv' });
        expect(only!.changes).toContainEqual({ field: 'doneOn', from: '', to: '2019-11-15' });
      }
      const computed = await workbook({
        rows: [head, ['1.01', id, version, '', 'In progress', 0.5, null, 'x']],
        cells: new Map([['1,7', { type: 'formula', formula: '1+1', formulaResult: 2 }]]),
      });
      const [row] = (await preview(program, office, computed)).rows;
      expect(row).toMatchObject({ outcome: 'faulty', faults: [{ cell: 'H2', kind: 'formula' }] });
    });
  });

  it('refuses a change by cookie that carries no token', async () => {
    const session = await program.browser(office);
    const sent = await program.app.inject({
      method: 'POST',
      url: SHEETS,
      headers: { cookie: session.cookie, 'content-type': 'application/json' },
      payload: '{}',
    });
    expect(sent.statusCode).toBe(403);
  });
});

describeWithRedis('the list as a sheet, with the queue in Redis', (redisUrl) => {
  it('is read and applied', async () => {
    const program = await startApp({ works: true, redisUrl });
    try {
      const sheet = await downloaded(program, office);
      sheet.set('1.01', 'percent', 0.66);
      const read = await preview(program, office, await sheet.bytes());
      await apply(program, office, read.id, 'all');
      expect(await settled(program, office, read.id)).toMatchObject({ status: 'applied', applied: 1 });
    } finally {
      await program.stop();
    }
  });
});
