import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createUser } from '../../src/accounts/create-user.js';
import { goesOn, saidCookie } from '../support/goes-on.js';
import { makeAccounts } from '../support/accounts.js';
import { startApp } from '../support/app.js';
import type { BrowserSession } from '../support/form.js';
import { query } from '../support/query.js';

/** Accounts by the administrator's pages, as forms send them. */
describe('the page of accounts', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let admin: BrowserSession;
  beforeAll(async () => {
    program = await startApp({ works: true });
    admin = await program.browser('admin@tracker');
  });
  afterAll(() => program?.stop());

  const here = '/quan-tri/tai-khoan';
  const db = <Row extends object>(text: string, values: unknown[] = []) =>
    query<Row & Record<string, unknown>>(program.database.url, text, values);
  const idOf = async (email: string) =>
    (await db<{ id: number }>('select id from app_user where email = $1', [email]))[0]!.id;
  const bodyOf = async (code: string) =>
    String((await db<{ id: number }>('select id from body where code = $1', [code]))[0]!.id);
  const basisOf = async (id: number) =>
    /name="basis" value="(\w+)"/.exec((await admin.get(`${here}/${id}`)).body)![1]!;
  const entries = (subject: string) =>
    db<{ kind: string; data: object }>('select kind, data from audit_entry where subject = $1 order by id', [
      subject,
    ]);
  const names = { nameVi: 'Sở Y tế · Hà Nội', nameEn: 'Health · Hanoi', language: 'vi' };
  const errorsOf = (body: string) => [...body.matchAll(/id="(\w+)-error"/g)].map(([, name]) => name);
  const extra = async (
    email: string,
    role: 'admin' | 'liaison' | 'leader',
    place: [string, string | null] | null,
  ) =>
    makeAccounts(program.database.url, [
      { email, role, party: place?.[0] ?? null, body: place?.[1] ?? null },
    ]);

  describe('the list', () => {
    const found = async (search: string) =>
      [...(await admin.get(`${here}?${search}`)).body.matchAll(/title-link" href="[^"]+">([^<]+)</g)].map(
        ([, mail]) => mail,
      );

    it('filters by side, role, body, state and words without tone marks, together', async () => {
      expect(await found('ben=nghean&vai-tro=leader')).toEqual(['leader@nghean.example']);
      expect(await found('ben=none')).toEqual(['admin@tracker.example', 'auditor@tracker.example']);
      expect(await found(`co-quan=${await bodyOf('hn-so-cong-thuong')}`)).toEqual([
        'congthuong@hanoi.example',
      ]);
      expect(await found('q=so+cong+thuong&ben=hanoi')).toEqual(['congthuong@hanoi.example']);
      expect(await found('tinh-trang=disabled')).toEqual([]);
      expect((await found('tinh-trang=active')).length).toBe(10);
    });

    it('refuses filters that are none', async () => {
      for (const search of ['vai-tro=king', 'tinh-trang=x', 'co-quan=abc', 'co-quan=99999999999', 'x=1'])
        expect([search, (await admin.get(`${here}?${search}`)).statusCode]).toEqual([search, 400]);
    });

    it('goes on page by page, with nobody left out and nobody twice', async () => {
      const many = Array.from({ length: 60 }, (_, n) => ({
        email: `trang${String(n).padStart(2, '0')}@hanoi.example`,
        role: 'leader' as const,
        party: 'hanoi',
        body: null,
      }));
      await makeAccounts(program.database.url, many);
      const seen: (string | undefined)[] = [];
      for (let search: string | undefined = 'ben=hanoi&vai-tro=leader'; search !== undefined;) {
        const { body } = await admin.get(`${here}?${search}`);
        seen.push(...[...body.matchAll(/title-link" href="[^"]+">([^<]+)</g)].map(([, mail]) => mail));
        search = /href="\/quan-tri\/tai-khoan\?([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll('&amp;', '&');
      }
      expect(seen).toEqual(['leader@hanoi.example', ...many.map(({ email }) => email)]);
      await db(`delete from app_user where email like 'trang%'`);
    });
  });

  describe('making one', () => {
    it('mails an invitation, by whose link a password is set and the account used', async () => {
      const fields = {
        ...names,
        email: ' YTe@Hanoi.example ',
        role: 'liaison',
        party: 'hanoi',
        bodyId: await bodyOf('hn-so-y-te'),
      };
      const answer = await admin.post(here, fields);
      expect(answer.statusCode).toBe(303);
      const page = await admin.get(String(answer.headers.location), {
        cookie: `${admin.cookie}; ${saidCookie(answer)}`,
      });
      expect(page.body).toContain('Đã tạo tài khoản.');
      expect(page.body).toContain('Đã mời, chưa đặt mật khẩu');
      expect((await entries('yte@hanoi.example')).map(({ kind }) => kind).slice(0, 2)).toEqual([
        'user.created',
        'account.invited',
      ]);
      const mailed = () =>
        program.smtp.mails.find(({ envelope }) => envelope.to.includes('yte@hanoi.example'));
      for (let wait = 0; wait < 200 && !mailed(); wait += 1)
        await new Promise((done) => setTimeout(done, 50));
      const [link] = /\/dat-mat-khau\/[\w-]+/.exec(String(mailed()!.text))!;
      const password = 'ba con mèo xanh biếc';
      expect((await admin.post(link, { password, repeat: password })).statusCode).toBe(303);
      const signedIn = await program.ask(null, 'POST', '/api/v1/sessions', {
        email: 'yte@hanoi.example',
        password,
      });
      expect([signedIn.status, signedIn.json.user.body.code]).toEqual([201, 'hn-so-y-te']);
    });

    it('says on its page and in the list that the mail server refuses its mail for good, until one arrives', async () => {
      const email = 'khong-nhan@hanoi.example';
      const said = async (url: string) => (await admin.get(url)).body;
      const settled = async () => {
        const waiting = 'select 1 from account_mail where sent_at is null and failed_at is null';
        while ((await db(waiting)).length > 0) await new Promise((done) => setTimeout(done, 50));
      };
      program.smtp.conduct = 'refuse';
      try {
        await admin.post(here, { ...names, email, role: 'leader', party: 'hanoi', bodyId: '' });
        await settled();
      } finally {
        program.smtp.conduct = 'accept';
      }
      const own = `${here}/${await idOf(email)}`;
      const list = `${here}?q=khong-nhan`;
      expect(await said(own)).toMatch(
        /Thư mời \([^)]+\): Máy chủ thư từ chối \(5\d\d\): [^<]+\. <\/span>Hãy kiểm tra/,
      );
      expect(await said(list)).toContain('Thư không gửi được');
      await admin.post(`${own}/moi`);
      await settled();
      for (const url of [own, list]) expect(await said(url)).not.toContain('Thư không gửi được');
      await db(
        `insert into digest (recipient_id, day, message_id, status, reason) values ($1, '2019-11-19', '<unknown@y>', 'failed', 'smtp_550: no such user')`,
        [await idOf(email)],
      );
      expect(await said(list)).toContain('Thư không gửi được');
    });

    it.each([
      ['an address that is none', { email: 'khong-phai-thu' }, 400, 'email'],
      ['an address with a second @', { email: '"a@b"@hanoi.example' }, 400, 'email'],
      ['an address that is taken', { email: 'leader@hanoi.example' }, 409, 'email'],
      ['a liaison officer without a body', { bodyId: '' }, 422, 'bodyId'],
      ['a coordinator without a side', { role: 'coordinator', party: '', bodyId: '' }, 422, 'party'],
      ['an auditor of a side', { role: 'auditor', bodyId: '' }, 422, 'party'],
      ['a body of another side', { party: 'nghean' }, 422, 'bodyId'],
      ['a side that is none', { party: 'nowhere' }, 422, 'party'],
      ['a role that is none', { role: 'king' }, 400, 'role'],
      ['a name of blanks', { nameEn: '   ' }, 400, 'nameEn'],
      ['a head that is no liaison account', { role: 'leader', bodyId: '', head: 'yes' }, 422, 'head'],
      ['a head that is neither', { head: 'maybe' }, 400, 'head'],
    ])('refuses %s, and keeps what was typed', async (_, wrong, status, field) => {
      const before = await db('select count(*) from app_user');
      const fields = {
        ...names,
        email: 'moi@hanoi.example',
        role: 'liaison',
        party: 'hanoi',
        bodyId: await bodyOf('hn-so-y-te'),
        ...wrong,
      };
      const answer = await admin.post(here, fields);
      expect([answer.statusCode, errorsOf(answer.body)]).toEqual([status, [field]]);
      expect(answer.body).toContain('value="Sở Y tế · Hà Nội"');
      expect(await db('select count(*) from app_user')).toEqual(before);
    });
  });

  describe('changing one', () => {
    it('renames and moves to another body, side and role, each with from and to in the log, at once', async () => {
      await extra('chuyen@hanoi.example', 'liaison', ['hanoi', 'hn-so-y-te']);
      const id = await idOf('chuyen@hanoi.example');
      const own = await program.browser('chuyen@hanoi');
      const to = async (fields: Record<string, string>) =>
        admin.post(`${here}/${id}`, { ...names, basis: await basisOf(id), ...fields });
      const first = await to({ role: 'liaison', party: 'nghean', bodyId: await bodyOf('na-so-y-te') });
      expect(goesOn(first)).toBe(`${here}/${id}, says changed`);
      expect((await own.get('/viec-cua-toi')).statusCode).toBe(200);
      await to({ role: 'auditor', party: '', bodyId: '' });
      expect((await own.get('/viec-cua-toi')).statusCode).toBe(403);
      const [changed, moved, again] = await entries('chuyen@hanoi.example').then((all) =>
        all.filter(({ kind }) => kind.startsWith('user.')),
      );
      expect(changed).toMatchObject({ kind: 'user.changed', data: { to: { name: { vi: names.nameVi } } } });
      expect(moved).toMatchObject({
        kind: 'user.moved',
        data: { from: { party: 'hanoi', body: 'hn-so-y-te' }, to: { party: 'nghean', body: 'na-so-y-te' } },
      });
      expect(again).toMatchObject({
        data: { from: { role: 'liaison', party: 'nghean' }, to: { role: 'auditor', party: null } },
      });
      expect(goesOn(await to({ role: 'auditor', party: '', bodyId: '' }))).toMatch(/says unchanged$/);
    });

    it('does not overwrite what another administrator saved meanwhile', async () => {
      const id = await idOf('chuyen@hanoi.example');
      const basis = await basisOf(id);
      const fields = { ...names, role: 'auditor', party: '', bodyId: '', basis };
      await admin.post(`${here}/${id}`, { ...fields, nameVi: 'Của người kia' });
      const mine = await admin.post(`${here}/${id}`, { ...fields, nameVi: 'Của tôi' });
      expect([mine.statusCode, mine.body.includes('value="Của tôi"')]).toEqual([409, true]);
      const [row] = await db<{ name: { vi: string } }>('select name from app_user where id = $1', [id]);
      expect(row!.name.vi).toBe('Của người kia');
    });

    it('says where an account is the only officer of a body that leads', async () => {
      const { body } = await admin.get(`${here}/${await idOf('congthuong@nghean.example')}`);
      expect(body).toContain('Đây là cán bộ đầu mối duy nhất đang hoạt động của Sở Công Thương tỉnh Nghệ An');
      await extra('congthuong2@nghean.example', 'liaison', ['nghean', 'na-so-cong-thuong']);
      const after = await admin.get(`${here}/${await idOf('congthuong@nghean.example')}`);
      expect(after.body).not.toContain('cán bộ đầu mối duy nhất');
    });
  });

  describe('the head of a body', () => {
    const who = 'giamdoc@nghean';
    const post = async (more: Record<string, string> = {}) => ({
      ...names,
      role: 'liaison',
      party: 'nghean',
      bodyId: await bodyOf('na-so-cong-thuong'),
      ...more,
    });
    const marked = async () =>
      (await db('select head from app_user where email = $1', [`${who}.example`]))[0];
    const save = async (fields: Record<string, string>) => {
      const id = await idOf(`${who}.example`);
      return admin.post(`${here}/${id}`, { ...fields, basis: await basisOf(id) });
    };
    beforeAll(() => extra(`${who}.example`, 'liaison', ['nghean', 'na-so-cong-thuong']));

    it('is marked by the form, shown in the list and on its page, and told in the log', async () => {
      await save(await post({ head: 'yes' }));
      expect(await marked()).toEqual({ head: true });
      const own = await admin.get(`${here}/${await idOf(`${who}.example`)}`);
      expect(own.body).toMatch(/name="head"[^>]* checked/);
      for (const page of [own, await admin.get(`${here}?q=giamdoc`)])
        expect(page.body).toContain('thủ trưởng cơ quan</small>');
      expect((await entries(`${who}.example`)).at(-1)).toMatchObject({
        kind: 'user.moved',
        data: { from: { head: false }, to: { head: true } },
      });
      expect((await admin.get('/nhat-ky?kind=user.moved')).body).toContain('thủ trưởng cơ quan');
    });

    it('sees and may do what an officer of its body may', async () => {
      const work = async (one: string) =>
        [
          ...(await program.ask(one, 'GET', '/viec-cua-toi')).text.matchAll(/href="(\/2016-tb-tu\/[^"]+)"/g),
        ].map(([, href]) => href);
      const tasks = await work(who);
      expect(tasks.length).toBeGreaterThan(0);
      expect(tasks).toEqual(await work('congthuong@nghean'));
      const list = '/api/v1/agreements/2016-tb-tu/commitments?body=na-so-cong-thuong';
      const [{ id }] = (await program.ask(who, 'GET', list)).json.items;
      const report = { status: 'in_progress', percent: 35, results: 'Thủ trưởng cơ quan báo cáo.' };
      const url = `/api/v1/commitments/${id}/updates`;
      expect((await program.ask(who, 'POST', url, report, { 'if-match': '*' })).status).toBe(201);
    });

    it('may not do what only the office, a leader or an administrator may', async () => {
      const all = (await program.ask(who, 'GET', '/api/v1/agreements/2016-tb-tu/commitments?limit=100')).json;
      const [{ id }] = all.items;
      const asked: [string, string, object?][] = [
        ['PUT', `/api/v1/commitments/${id}/plan-confirmation`, {}],
        ['PUT', `/api/v1/commitments/${id}/completion-confirmation`, {}],
        ['POST', `/api/v1/commitments/${id}/return`, { reason: 'Thiếu số liệu.' }],
        ['PUT', `/api/v1/commitments/${id}/review-day`, { reviewOn: '2020-01-15', reason: 'Chờ.' }],
        ['GET', '/api/v1/audit'],
        ['GET', here],
      ];
      for (const [method, url, body] of asked)
        expect([
          url,
          (await program.ask(who, method as 'GET', url, body, { 'if-match': '*' })).status,
        ]).toEqual([url, 403]);
    });

    it('is made on the command line too, of a liaison account and of no other', async () => {
      const made = (email: string, role: string, body?: string) =>
        createUser(
          program.app,
          { email, role, name: 'Giám đốc Sở', party: 'hanoi', body, head: true },
          new Date(),
          'made',
        );
      await made('giamdoc@hanoi.example', 'liaison', 'hn-so-cong-thuong');
      expect((await entries('giamdoc@hanoi.example'))[0]).toMatchObject({ data: { head: true } });
      await expect(made('leader3@hanoi.example', 'leader')).rejects.toThrow(/--head/);
    });

    it('is one no more with the box cleared, or with another role, also where an older version moves it', async () => {
      await save(await post());
      expect(await marked()).toEqual({ head: false });
      await save(await post({ head: 'yes' }));
      expect((await save(await post({ head: 'yes', role: 'leader' }))).statusCode).toBe(422);
      await db(`update app_user set role = 'leader', body_id = null where email = $1`, [`${who}.example`]);
      expect(await marked()).toEqual({ head: false });
    });
  });

  describe('shutting one out', () => {
    const isIn = async (who: BrowserSession) => (await who.get('/tai-khoan')).statusCode === 200;
    const bearerWorks = async (token: string) =>
      (await program.ask(null, 'GET', '/api/v1/agreements', undefined, { authorization: `Bearer ${token}` }))
        .status === 200;
    const signIn = async (email: string) =>
      (await program.ask(null, 'POST', '/api/v1/sessions', { email, password: 'hop-tac-2019' })).json
        .token as string;

    it('signs out everywhere at once, and lets the account sign in again', async () => {
      await extra('ra@hanoi.example', 'leader', ['hanoi', null]);
      const id = await idOf('ra@hanoi.example');
      const [one, two, token] = [
        await program.browser('ra@hanoi'),
        await program.browser('ra@hanoi'),
        await signIn('ra@hanoi.example'),
      ];
      expect(goesOn(await admin.post(`${here}/${id}/dang-xuat`))).toBe(`${here}/${id}, says signed_out`);
      expect([await isIn(one), await isIn(two), await bearerWorks(token)]).toEqual([false, false, false]);
      expect((await entries('ra@hanoi.example')).at(-1)).toEqual({
        kind: 'user.signed_out',
        data: { sessions: 2, tokens: 1 },
      });
      expect(await isIn(await program.browser('ra@hanoi'))).toBe(true);
    });

    it('ends one session or one token, and no other account’s', async () => {
      const id = await idOf('ra@hanoi.example');
      const [kept, token] = [await program.browser('ra@hanoi'), await signIn('ra@hanoi.example')];
      const ended = await program.browser('ra@hanoi');
      const { body } = await admin.get(`${here}/${id}`);
      const sessions = [...body.matchAll(/action="([^"]+\/phien\/\d+\/cham-dut)"/g)].map(
        ([, action]) => action!,
      );
      const newest = sessions.toSorted(
        (a, b) => Number(/phien\/(\d+)/.exec(b)![1]) - Number(/phien\/(\d+)/.exec(a)![1]),
      )[0]!;
      const [revoke] = [...body.matchAll(/action="([^"]+\/ma\/\d+\/thu-hoi)"/g)].map(([, action]) => action!);
      const other = await idOf('leader@nghean.example');
      expect((await admin.post(newest.replace(`/${id}/`, `/${other}/`))).statusCode).toBe(404);
      expect(await isIn(ended)).toBe(true);
      expect((await admin.post(newest)).statusCode).toBe(303);
      expect((await admin.post(revoke!)).statusCode).toBe(303);
      expect([await isIn(ended), await isIn(kept), await bearerWorks(token)]).toEqual([false, true, false]);
    });

    it('disables: nothing opens any more, also what was open before; enabling lets it sign in anew', async () => {
      const id = await idOf('ra@hanoi.example');
      const [own, token] = [await program.browser('ra@hanoi'), await signIn('ra@hanoi.example')];
      expect(goesOn(await admin.post(`${here}/${id}/khoa`))).toBe(`${here}/${id}, says disabled`);
      expect([await isIn(own), await bearerWorks(token), await signIn('ra@hanoi.example')]).toEqual([
        false,
        false,
        undefined,
      ]);
      expect((await admin.post(`${here}/${id}/moi`)).statusCode).toBe(422);
      await admin.post(`${here}/${id}/mo-lai`);
      expect([await isIn(own), await bearerWorks(token)]).toEqual([false, false]);
      expect(await signIn('ra@hanoi.example')).toEqual(expect.any(String));
      const kinds = (await entries('ra@hanoi.example'))
        .map(({ kind }) => kind)
        .filter((kind) => kind.endsWith('abled'));
      expect(kinds).toEqual(['user.disabled', 'user.enabled']);
    });
  });

  describe('the last administrator', () => {
    it('can neither disable nor demote himself', async () => {
      const id = await idOf('admin@tracker.example');
      const disabled = await admin.post(`${here}/${id}/khoa`);
      expect([disabled.statusCode, disabled.body.includes('quản trị viên duy nhất đang hoạt động')]).toEqual([
        422,
        true,
      ]);
      const fields = { ...names, role: 'auditor', party: '', bodyId: '', basis: await basisOf(id) };
      expect((await admin.post(`${here}/${id}`, fields)).statusCode).toBe(422);
      expect((await admin.get(here)).statusCode).toBe(200);
    });

    it('can where there is another; of two who remove each other at once, one stays', async () => {
      await extra('admin2@tracker.example', 'admin', null);
      const [one, two] = [await idOf('admin@tracker.example'), await idOf('admin2@tracker.example')];
      const second = await program.browser('admin2@tracker');
      const answers = await Promise.all([
        admin.post(`${here}/${two}/khoa`),
        second.post(`${here}/${one}/khoa`),
      ]);
      const left = await db<{ id: number }>(`select id from app_user where role = 'admin' and active`);
      expect(left).toHaveLength(1);
      expect(answers.map(({ statusCode }) => statusCode)).toContain(303);
      await db(`update app_user set active = true where role = 'admin'`);
    });
  });

  it('is not there for anybody but administrators', async () => {
    for (const who of ['auditor@tracker', 'coordinator@hanoi', 'leader@nghean', 'congthuong@hanoi'])
      for (const url of [here, `${here}/moi`, `${here}/1`])
        expect([who, url, (await program.ask(who, 'GET', url)).status]).toEqual([who, url, 403]);
  });

  it('shows on an account that its last reminder did not arrive, and why', async () => {
    const id = await idOf('congthuong@hanoi.example');
    const said = 'Thư nhắc ngày 19/11/2019 không gửi được tới địa chỉ này.';
    // The tests before this one ended the session of the first.
    const own = await program.browser('admin@tracker');
    const page = async () => (await own.get(`${here}/${id}`)).body;
    await db(
      `insert into digest (recipient_id, day, message_id, status, reason) values ($1, '2019-11-19', '<x@y>', 'failed', 'smtp_550: No such mailbox')
       on conflict (recipient_id, day) do update set status = 'failed', reason = excluded.reason`,
      [id],
    );
    await db(
      "update digest set status = 'skipped', sent_at = null where recipient_id = $1 and day > '2019-11-19'",
      [id],
    );
    expect(await page()).toContain(said);
    expect(await page()).toContain('Máy chủ thư từ chối (550): No such mailbox');
    await db(
      "update digest set status = 'sent', sent_at = now() where recipient_id = $1 and day = '2019-11-19'",
      [id],
    );
    expect(await page()).not.toContain(said);
  });
});
