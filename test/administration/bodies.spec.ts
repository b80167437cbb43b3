import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { goesOn, saidCookie } from '../support/goes-on.js';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { prepare } from '../../src/exchange/prepare.js';
import { startApp } from '../support/app.js';
import type { BrowserSession } from '../support/form.js';
import { query } from '../support/query.js';

/** Bodies by the administrator's pages, as forms send them. */
describe('the page of bodies', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let admin: BrowserSession;
  beforeAll(async () => {
    program = await startApp();
    admin = await program.browser('admin@tracker');
  });
  afterAll(() => program?.stop());

  const here = '/quan-tri/co-quan';
  const db = <Row extends object>(text: string, values: unknown[] = []) =>
    query<Row & Record<string, unknown>>(program.database.url, text, values);
  const idOf = async (code: string) =>
    (await db<{ id: number }>('select id from body where code = $1', [code]))[0]!.id;
  /** The form of a body as its page shows it. */
  const formOf = async (id: number): Promise<Record<string, string>> => {
    const { body } = await admin.get(`${here}/${id}`);
    const inputs = [...body.matchAll(/<input(?=[^>]*name="(\w+)")(?:[^>]*value="([^"]*)")?[^>]*>/g)];
    const selects = [...body.matchAll(/<select[^>]*name="(\w+)"[\s\S]*?<\/select>/g)].map(
      ([select, name]) => [name, /<option value="([^"]*)" selected/.exec(select)?.[1] ?? ''],
    );
    const { _csrf, ...fields } = Object.fromEntries([
      ...inputs.map(([, name, value = '']) => [name, value]),
      ...selects,
    ]) as Record<string, string>;
    return fields;
  };
  const last = async () =>
    (
      await db<{ kind: string; subject: string; data: { from: object; to: object } }>(
        'select kind, subject, data from audit_entry order by id desc limit 1',
      )
    )[0]!;

  it('lists by side, and finds by name without tone marks', async () => {
    const { body } = await admin.get(`${here}?ben=nghean&q=so+cong+thuong`);
    expect(body).toContain('Sở Công Thương tỉnh Nghệ An');
    expect(body).not.toContain('Sở Công Thương Thành phố Hà Nội');
    expect(body).not.toContain('Sở Du lịch tỉnh Nghệ An');
    expect((await admin.get(`${here}?q=DAU+TU`)).body).toContain('Sở Kế hoạch và Đầu tư tỉnh Nghệ An');
    expect((await admin.get(`${here}?q=100%25`)).body).toContain('Không có cơ quan nào phù hợp.');
  });

  it('adds a body, with a code made of its short name', async () => {
    const fields = {
      party: 'nghean',
      kind: 'unit',
      nameVi: 'Trung tâm Chuyển đổi số',
      nameEn: 'Digital Centre',
      shortVi: 'TT Chuyển đổi số',
      shortEn: 'Digital Centre',
      firstDay: '2019-10-01',
      lastDay: '',
    };
    const answer = await admin.post(here, fields);
    expect(answer.statusCode).toBe(303);
    const page = await admin.get(String(answer.headers.location), {
      cookie: `${admin.cookie}; ${saidCookie(answer)}`,
    });
    expect(page.body).toContain('na-tt-chuyen-doi-so');
    expect(page.body).toContain('Đã thêm cơ quan.');
    expect(await last()).toMatchObject({ kind: 'body.created', subject: 'na-tt-chuyen-doi-so' });
    await admin.post(here, fields);
    expect((await last()).subject).toBe('na-tt-chuyen-doi-so-2');
  });

  it('lists in the order of protocol, also what was added later', async () => {
    const fields = {
      party: 'hanoi',
      kind: 'party_board',
      nameVi: 'Ban Mới Thành ủy Hà Nội',
      nameEn: 'New Board of the Hanoi Party Committee',
      shortVi: 'Ban Mới',
      shortEn: 'New Board',
      firstDay: '01/10/2019',
      lastDay: '',
    };
    expect((await admin.post(here, fields)).statusCode).toBe(303);
    const { body } = await admin.get(`${here}?ben=hanoi`);
    const names = [
      'Văn phòng Thành ủy Hà Nội',
      'Ban Tổ chức Thành ủy Hà Nội',
      'Ban Mới Thành ủy Hà Nội',
      'Ủy ban Kiểm tra Thành ủy Hà Nội',
      'Sở Kế hoạch và Đầu tư thành phố Hà Nội',
      'Sở Công Thương thành phố Hà Nội',
    ];
    const places = names.map((name) => body.indexOf(`>${name}<`));
    expect(Math.min(...places)).toBeGreaterThan(0);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });

  it('shows the form again, with all that was typed, where something is missing or wrong', async () => {
    const before = await db('select count(*) from body');
    const fields = {
      party: '',
      kind: 'unit',
      nameVi: 'Trạm <b>',
      nameEn: ' ',
      shortVi: 'T',
      shortEn: 'T',
      firstDay: '2019-02-30',
    };
    const answer = await admin.post(here, fields);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Trạm &lt;b>');
    expect(answer.body).toContain('Hãy ghi tên tiếng Anh');
    expect(answer.body).toMatch(/id="firstDay-error"/);
    expect(answer.body).toMatch(/id="party-error"/);
    const noSuchSide = { ...fields, party: 'nowhere', nameEn: 'Station', firstDay: '' };
    const refused = await admin.post(here, noSuchSide);
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toMatch(/id="party-error"/);
    expect(await db('select count(*) from body')).toEqual(before);
  });

  it('renames, tells from what to what, and lists show and find the new name at once', async () => {
    const id = await idOf('na-so-y-te');
    const form = await formOf(id);
    const answer = await admin.post(`${here}/${id}`, {
      ...form,
      nameVi: 'Sở Y tế và Sức khỏe',
      shortVi: 'Sở Y tế - SK',
    });
    expect(goesOn(answer)).toBe(`${here}/${id}, says changed`);
    const entry = await last();
    expect(entry).toMatchObject({ kind: 'body.changed', subject: 'na-so-y-te' });
    expect(entry.data.to).toMatchObject({ name: { vi: 'Sở Y tế và Sức khỏe' } });
    expect(entry.data.from).toMatchObject({ short: { vi: 'Sở Y tế' } });
    const [code] = await db<{ code: string }>(
      `select c.code from commitment c join commitment_side s on s.commitment_id = c.id left join cooperating_body cb on cb.side_id = s.id
       where s.lead_body_id = $1 or cb.body_id = $1 limit 1`,
      [id],
    );
    const found = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?q=suc%20khoe',
    );
    if (code) expect(found.json.items.map((item: { code: string }) => item.code)).toContain(code.code);
    expect((await admin.get(`${here}?q=suc+khoe`)).body).toContain('Sở Y tế và Sức khỏe');
  });

  it('keeps a renamed body as it is at the next start, when the notice is read again', async () => {
    await prepare(program.app, program.clock.now());
    const [row] = await db<{ name: { vi: string } }>(`select name from body where code = 'na-so-y-te'`);
    expect(row!.name.vi).toBe('Sở Y tế và Sức khỏe');
  });

  it('says what follows from an end before it is saved, and saves it once that was read', async () => {
    const [id, follower] = [await idOf('na-so-cong-thuong'), await idOf('na-so-du-lich')];
    const form = { ...(await formOf(id)), lastDay: '2019-12-31', successorId: String(follower) };
    const asked = await admin.post(`${here}/${id}`, form);
    expect(asked.statusCode).toBe(422);
    expect(asked.body).toMatch(
      /Từ ngày 01\/01\/2020, Sở Du lịch tỉnh Nghệ An phụ trách 5 cam kết chưa hoàn thành/,
    );
    expect(asked.body).toContain('chưa có tài khoản cán bộ đầu mối nào');
    expect(asked.body).toContain('1 tài khoản đang hoạt động của cơ quan này');
    expect(await db('select last_day from body where id = $1', [id])).toEqual([{ last_day: null }]);
    expect(asked.body).toContain('name="confirmed"');
    const done = await admin.post(`${here}/${id}`, { ...form, confirmed: '1' });
    expect(goesOn(done)).toBe(`${here}/${id}, says changed`);
    expect((await last()).data).toEqual({
      from: { lastDay: null, successor: null },
      to: { lastDay: '2019-12-31', successor: 'na-so-du-lich' },
    });
    const shown = await admin.get(`${here}/${follower}`);
    expect(shown.body).toContain('Cơ quan được kế thừa');
  });

  it('says of a body in its head that it has ended and what followed, and dates it elsewhere as everywhere', async () => {
    const [ended, next, other] = await Promise.all(
      ['na-tt-xuc-tien-du-lich', 'na-so-du-lich', 'na-so-van-hoa-va-the-thao'].map(idOf),
    );
    await db(`update body set last_day = '2019-04-09', successor_id = $2 where id = $1`, [ended, next]);
    try {
      const { body } = await admin.get(`${here}/${ended}`);
      expect(/<div class="page-note">([^<]*)/.exec(body)?.[1]).toBe(
        'Nghệ An · Mã na-tt-xuc-tien-du-lich · đã kết thúc 09/4/2019 · kế thừa: Sở Du lịch tỉnh Nghệ An',
      );
      expect((await admin.get(`${here}/${other}`)).body).toContain(
        'Trung tâm Xúc tiến Du lịch tỉnh Nghệ An (đến hết 09/4/2019)',
      );
    } finally {
      await db('update body set last_day = null, successor_id = null where id = $1', [ended]);
    }
  });

  it('refuses a successor without a last day, of the other side, of itself, or in a circle', async () => {
    const [id, follower, foreign] = [
      await idOf('na-so-cong-thuong'),
      await idOf('na-so-du-lich'),
      await idOf('hn-so-du-lich'),
    ];
    const form = await formOf(id);
    const refused = async (at: number, fields: Record<string, string>) => {
      const answer = await admin.post(`${here}/${at}`, { ...(await formOf(at)), confirmed: '1', ...fields });
      return [answer.statusCode, ...[...answer.body.matchAll(/id="(\w+)-error"/g)].map(([, name]) => name)];
    };
    expect(await refused(id, { lastDay: '' })).toEqual([422, 'lastDay']);
    expect(await refused(id, { successorId: String(foreign) })).toEqual([422, 'successorId']);
    expect(await refused(id, { successorId: String(id) })).toEqual([422, 'successorId']);
    expect(await refused(follower, { lastDay: '2019-12-31', successorId: String(id) })).toEqual([
      422,
      'successorId',
    ]);
    expect(await refused(id, { firstDay: '2020-01-01' })).toEqual([422, 'lastDay']);
    expect(await refused(id, { parentId: String(id) })).toEqual([422, 'parentId']);
    expect(await refused(id, { parentId: '99999999999' })).toEqual([400, 'parentId']);
    expect(await formOf(id)).toEqual(form);
  });

  it('does not overwrite what another administrator saved meanwhile, and loses nothing that was typed', async () => {
    const id = await idOf('hn-so-du-lich');
    const [mine, theirs] = [await formOf(id), await formOf(id)];
    await admin.post(`${here}/${id}`, { ...theirs, shortVi: 'Du lịch HN' });
    const answer = await admin.post(`${here}/${id}`, { ...mine, nameVi: 'Sở Du lịch Thủ đô' });
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('vừa được người khác sửa');
    expect(answer.body).toContain('Sở Du lịch Thủ đô');
    const [row] = await db<{ short: { vi: string } }>('select short from body where id = $1', [id]);
    expect(row!.short.vi).toBe('Du lịch HN');
  });

  it('appends nothing to the log where nothing was changed', async () => {
    const id = await idOf('hn-so-y-te');
    const before = await last();
    const answer = await admin.post(`${here}/${id}`, await formOf(id));
    expect(goesOn(answer)).toBe(`${here}/${id}, says unchanged`);
    expect(await last()).toEqual(before);
  });

  describe('waits, in a rename,', () => {
    /** Holds a commitment of the body as somebody who changes it does, renames the body meanwhile, and asks for its side. */
    const whileHeld = async (first: string, wants: string) => {
      const id = await idOf('hn-so-cong-thuong');
      const form = await formOf(id);
      const other = new Client({ connectionString: program.database.url });
      await other.connect();
      try {
        await other.query('begin');
        await other.query(first);
        await other.query('select 1 from commitment order by id for update');
        const renamed = admin.post(`${here}/${id}`, { ...form, shortEn: `${form.shortEn} II` });
        await waiting();
        await other.query(`select 1 from party ${wants} nowait`);
        await other.query('commit');
        expect(goesOn(await renamed)).toBe(`${here}/${id}, says changed`);
      } finally {
        await other.end();
      }
    };
    const waiting = async () => {
      for (let tries = 0; tries < 100; tries += 1) {
        const rows = await db(
          `select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        if (rows.length > 0) return;
        await sleep(50);
      }
      throw new Error('nobody waits');
    };

    it('for a report that is being written, which can still name its side', () =>
      whileHeld('select 1', 'for key share'));

    it('for an import, before it holds anything that the import needs', () =>
      whileHeld(`select pg_advisory_xact_lock(hashtext('agreement import'))`, 'for no key update'));
  });

  it('is not there for anybody but administrators, and knows no body that does not exist', async () => {
    expect((await admin.get(`${here}/999999`)).statusCode).toBe(404);
    for (const who of ['auditor@tracker', 'coordinator@hanoi', 'leader@nghean', 'congthuong@hanoi'])
      expect((await program.ask(who, 'GET', here)).status).toBe(403);
  });
});
