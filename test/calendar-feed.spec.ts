import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { LastUse } from '../src/accounts/access/last-use.js';
import { Metrics } from '../src/platform/metrics.js';
import { startApp } from './support/app.js';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { importOtherAgreement, otherAgreement } from './support/other-agreement.js';
import { query } from './support/query.js';

const LIST = '/api/v1/me/calendar-addresses';
const slug = '2016-tb-tu';

interface Entry {
  uid: string;
  day: string;
  summary: string;
  description: string;
  sequence: number;
  status: string;
  transparency: string;
  url: string;
}

/** Deadlines as another program's reader of iCalendar takes them. */
describe('a calendar feed', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp();
  });
  afterAll(() => program?.stop());

  async function addressOf(who: string, asked: object = {}): Promise<{ id: number; path: string }> {
    const { status, json } = await program.ask(who, 'POST', LIST, asked);
    expect(status).toBe(201);
    return { id: json.id, path: new URL(json.url).pathname };
  }
  const get = (url: string, headers: Record<string, string> = {}) =>
    program.app.inject({ method: 'GET', url, headers });

  /** @param code of a commitment, under which its event is found */
  async function read(path: string): Promise<Map<string, Entry>> {
    const answer = await get(path);
    expect(answer.statusCode).toBe(200);
    const calendar = new ICAL.Component(ICAL.parse(answer.body));
    const entries = calendar.getAllSubcomponents('vevent').map((component) => {
      const event = new ICAL.Event(component);
      expect(event.startDate.isDate).toBe(true);
      const of = (name: string) => String(component.getFirstPropertyValue(name));
      return {
        uid: event.uid,
        day: event.startDate.toString(),
        summary: event.summary,
        description: event.description,
        sequence: event.sequence,
        status: of('status'),
        transparency: of('transp'),
        url: of('url'),
      };
    });
    return new Map(entries.map((entry) => [entry.summary.split(' ')[0]!, entry]));
  }

  const listed = async (filter: string): Promise<{ code: string; due: { date: string | null } }[]> =>
    (
      await program.ask(
        'coordinator@hanoi',
        'GET',
        `/api/v1/agreements/${slug}/commitments?limit=100${filter}`,
      )
    ).json.items;

  /** Asked for by an officer of its lead body, granted by both sides. */
  async function extended(code: string, value: string): Promise<void> {
    const all = (
      await program.ask('auditor@tracker', 'GET', `/api/v1/agreements/${slug}/commitments?limit=100`)
    ).json;
    const { id } = all.items.find((item: { code: string }) => item.code === code);
    const due = { precision: 'date', value };
    const asked = await program.ask(
      'coordinator@hanoi',
      'POST',
      `/api/v1/commitments/${id}/extension-requests`,
      {
        due,
        reason: 'Chờ vốn.',
      },
    );
    expect(asked.status).toBe(201);
    const said = { decision: 'approved', reason: 'Được.' };
    const request = `/api/v1/extension-requests/${asked.json.id}`;
    for (const [who, what] of [
      ['leader@hanoi', 'decision'],
      ['coordinator@nghean', 'agreement'],
    ] as const)
      expect((await program.ask(who, 'PUT', `${request}/${what}`, said)).status).toBe(200);
  }

  it('tells every open deadline of the agreement on its last day, as long as the account asks for all', async () => {
    const { path } = await addressOf('congthuong@hanoi', { scope: 'all' });
    const entries = await read(path);
    const open = await listed('&status=in_progress');
    const dated = open.filter(({ due }) => due.date !== null);
    expect(dated.length).toBeGreaterThan(10);
    for (const { code, due } of dated) expect(entries.get(code)?.day).toBe(due.date);
    for (const { code, due } of open) if (due.date === null) expect(entries.has(code)).toBe(false);
  });

  it('tells an officer what the body leads or cooperates in, and nothing else', async () => {
    const { path } = await addressOf('congthuong@hanoi');
    const codes = [...(await read(path)).keys()].sort();
    const rows = await query<{ code: string }>(
      program.database.url,
      `select distinct c.code from commitment c join commitment_side s on s.commitment_id = c.id
       join app_user u on u.email = 'congthuong@hanoi.example' and u.party_id = s.party_id
       where c.due_on is not null and (s.lead_body_id = u.body_id
         or exists (select 1 from cooperating_body b where b.side_id = s.id and b.body_id = u.body_id))`,
    );
    expect(codes).toEqual(rows.map(({ code }) => code).sort());
    expect(codes).toContain('3.06');
    expect(codes).not.toContain('4.02');
  });

  it('says a deadline as precisely as it was said, proposed where it is, with a link, and takes up nobody’s time', async () => {
    const { path } = await addressOf('coordinator@nghean');
    const entries = [...(await read(path)).values()];
    const quarter = entries.find(({ summary }) => summary.includes('Hết quý'))!;
    expect(quarter.summary).toMatch(/^\d+\.\d+ · Hết quý [IV]+\/20\d\d( \(dự kiến\))?: \S/);
    expect(quarter.description).toMatch(/Thời hạn: Quý [IV]+\/20\d\d \(ngày cuối \d\d\/\d\d?\/20\d\d\)/);
    expect(new Set(entries.map(({ transparency }) => transparency))).toEqual(new Set(['TRANSPARENT']));
    for (const { url, summary } of entries)
      expect(new URL(url).pathname).toBe(`/${slug}/cam-ket/${summary.split(' ')[0]}`);
    expect(entries.some(({ summary }) => summary.includes('(dự kiến)'))).toBe(true);
  });

  it('names the last working day where a deadline falls on a day off', async () => {
    const { path } = await addressOf('coordinator@hanoi');
    const entries = [...(await read(path)).values()];
    const onSunday = entries.filter(({ day }) => [0, 6].includes(new Date(`${day}T00:00:00Z`).getUTCDay()));
    expect(onSunday.length).toBeGreaterThan(0);
    for (const { description } of onSunday)
      expect(description).toContain('Ngày làm việc cuối cùng trước hạn');
  });

  it('moves an event with an extension, under the same UID and a higher SEQUENCE, and says what it was first', async () => {
    const { path } = await addressOf('leader@hanoi');
    const before = (await read(path)).get('3.06')!;
    await extended('3.06', '2020-02-17');
    const after = (await read(path)).get('3.06')!;
    expect(after).toMatchObject({ uid: before.uid, day: '2020-02-17' });
    expect(after.day).not.toBe(before.day);
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect(after.description).toMatch(/Thời hạn ban đầu: .+; đã gia hạn \d lần/);
  });

  it('keeps what is completed and says so, and cancels what is suspended or withdrawn', async () => {
    const { path } = await addressOf('auditor@tracker');
    const entries = [...(await read(path)).values()];
    const completed = entries.filter(({ summary }) => summary.includes('Đã hoàn thành'));
    expect(completed.map(({ status }) => status)).toContain('CONFIRMED');
    for (const { status, summary } of entries)
      expect(status === 'CANCELLED').toBe(/Tạm dừng|Thôi thực hiện/.test(summary));
  });

  it('speaks the language of its account', async () => {
    await query(
      program.database.url,
      `update app_user set language = 'en' where email = 'nongnghiep@hanoi.example'`,
    );
    const { path } = await addressOf('nongnghiep@hanoi');
    const { body } = await get(path);
    expect(body).toMatch(/SUMMARY:\d+\.\d+ · (Due|End of)/);
    expect(body).not.toContain('Hết quý');
  });

  it('costs one statement while nothing changed, and nothing is sent again', async () => {
    const { path } = await addressOf('leader@nghean');
    const first = await get(path);
    const etag = String(first.headers.etag);
    expect(first.headers).toMatchObject({
      'content-type': 'text/calendar; charset=utf-8',
      'cache-control': 'private, no-cache',
    });
    const sent = async () => {
      const name = 'tracker_database_query_duration_seconds';
      const text = await program.app.get(Metrics).registry.getSingleMetricAsString(name);
      return Number(/_count (\d+)/.exec(text)![1]);
    };
    for (const known of [etag, `W/${etag}`, `"other", ${etag}`, undefined]) {
      const before = await sent();
      const again = await get(path, known === undefined ? {} : { 'if-none-match': known });
      expect((await sent()) - before).toBe(1);
      expect(again.statusCode).toBe(known === undefined ? 200 : 304);
      expect(again.body).toBe(known === undefined ? first.body : '');
    }
    await query(program.database.url, `update agreement set revision = revision + 1 where slug = '${slug}'`);
    expect((await get(path, { 'if-none-match': etag })).statusCode).toBe(200);
  });

  it('is nothing to whoever has no address, made up or half right', async () => {
    const { path } = await addressOf('admin@tracker');
    const wrong = [
      path.replace(/.{5}\.ics$/, 'AAAAA.ics'),
      path.replace('.ics', ''),
      `${path}.ics`,
      '/api/v1/calendars/.ics',
      `/api/v1/calendars/${'a'.repeat(20_000)}.ics`,
      '/api/v1/calendars/%00.ics',
    ];
    for (const each of wrong) {
      const answer = await get(each);
      expect([404, 414, 400]).toContain(answer.statusCode);
      expect(answer.body).not.toContain('BEGIN');
    }
    expect((await get(path)).statusCode).toBe(200);
  });

  it('tells nothing of an agreement to which the account’s side is no party, and of one alone where one was asked for', async () => {
    await importOtherAgreement(program.app, program.database.url);
    const other = async (who: string, asked: object = {}) => {
      const { body } = await get((await addressOf(who, asked)).path);
      return body.replace(/\r\n /g, '').includes(otherAgreement.words);
    };
    expect(await other('leader@nghean', { scope: 'all' })).toBe(false);
    expect(await other(otherAgreement.leader)).toBe(true);
    expect(await other('auditor@tracker')).toBe(true);
    expect(await other('auditor@tracker', { agreement: slug })).toBe(false);
    for (const agreement of ['khong-co', otherAgreement.slug])
      expect(await program.ask('leader@hanoi', 'POST', LIST, { agreement })).toMatchObject({
        status: 422,
        json: { errors: [{ field: 'agreement' }] },
      });
  });

  it('has no own work for auditors and administrators', async () => {
    const refused = await program.ask('auditor@tracker', 'POST', LIST, { scope: 'own' });
    expect(refused).toMatchObject({ status: 422, json: { errors: [{ field: 'scope' }] } });
  });

  describe('its address', () => {
    const who = 'nongnghiep@nghean';
    const own = async () => (await program.ask(who, 'GET', LIST)).json.items as { id: number }[];

    it('is shown once; its secret part is kept nowhere, told to the owner by mail and noted in the log without it', async () => {
      const made = await program.ask(who, 'POST', LIST, { name: 'Điện thoại' });
      const secret = /([\w-]{43})\.ics$/.exec(made.json.url)![1]!;
      expect(JSON.stringify(await own())).not.toContain(secret);
      const [kept] = await query<{ all: string }>(
        program.database.url,
        `select (select coalesce(string_agg(t::text, ''), '') from calendar_address t) || (select string_agg(t::text, '') from audit_entry t)
           || (select coalesce(string_agg(t::text, ''), '') from account_mail t) as "all"`,
      );
      expect(kept!.all).not.toContain(secret);
      expect(kept!.all).toContain('calendar_made');
      expect(kept!.all).toContain('calendar_address.made');
    });

    it('says when it was last read', async () => {
      const { id, path } = await addressOf(who);
      const used = async () => (await own()).find((item) => item.id === id);
      expect(await used()).toMatchObject({ lastUsedAt: null });
      await get(path);
      await program.app.get(LastUse, { strict: false }).write();
      expect(await used()).toMatchObject({ lastUsedAt: expect.stringMatching(/Z$/) });
    });

    it('is revoked by its owner alone, at once', async () => {
      const { id, path } = await addressOf(who);
      expect((await program.ask('leader@nghean', 'DELETE', `${LIST}/${id}`)).status).toBe(404);
      expect((await get(path)).statusCode).toBe(200);
      expect((await program.ask(who, 'DELETE', `${LIST}/${id}`)).status).toBe(204);
      expect((await get(path)).statusCode).toBe(404);
      expect((await program.ask(who, 'DELETE', `${LIST}/${id}`)).status).toBe(404);
    });

    it('is one of five at most', async () => {
      for (let there = (await own()).length; there < 5; there += 1) await addressOf(who);
      expect(await program.ask(who, 'POST', LIST, {})).toMatchObject({ status: 422 });
      for (const { id } of await own()) await program.ask(who, 'DELETE', `${LIST}/${id}`);
    });

    it('ends with the token that made it, when that is revoked or has expired', async () => {
      const token = async () => {
        const sent = { email: `${who}.example`, password: DEMO_PASSWORD };
        return (await program.ask(null, 'POST', '/api/v1/sessions', sent)).json.token as string;
      };
      const madeWith = async (bearer: string) => {
        const headers = { authorization: `Bearer ${bearer}` };
        const { json } = await program.ask(null, 'POST', LIST, {}, headers);
        return new URL(json.url).pathname;
      };
      const first = await token();
      const path = await madeWith(first);
      expect((await get(path)).statusCode).toBe(200);
      const headers = { authorization: `Bearer ${first}` };
      await program.ask(null, 'DELETE', '/api/v1/sessions/current', undefined, headers);
      expect((await get(path)).statusCode).toBe(404);

      const other = await madeWith(await token());
      await query(
        program.database.url,
        `update access_token set created_at = now() - interval '2 days', expires_at = now() - interval '1 day'
        where id = (select token_id from calendar_address order by id desc limit 1)`,
      );
      expect((await get(other)).statusCode).toBe(404);
    });

    it.each(['is disabled', 'has a new password'])('ends where the account %s', async (what) => {
      const account = what === 'is disabled' ? 'congthuong@nghean' : 'congthuong@hanoi';
      await query(program.database.url, 'delete from calendar_address');
      const session = await program.browser(account);
      await session.post('/tai-khoan/dia-chi-lich', { name: 'Máy tính', scope: 'own', agreement: '' });
      const count = async () => {
        const text = `select count(*)::integer as n from calendar_address a join app_user u on u.id = a.user_id where u.email = $1`;
        return (await query<{ n: number }>(program.database.url, text, [`${account}.example`]))[0]!.n;
      };
      expect(await count()).toBe(1);
      if (what === 'is disabled') {
        const text = 'select id from app_user where email = $1';
        const [user] = await query<{ id: number }>(program.database.url, text, [`${account}.example`]);
        const admin = await program.browser('admin@tracker');
        await admin.post(`/quan-tri/tai-khoan/${user!.id}/khoa`);
      } else {
        const [password, repeat] = ['mot-mat-khau-khac-2019', 'mot-mat-khau-khac-2019'];
        await session.post('/tai-khoan/mat-khau', { current: DEMO_PASSWORD, password, repeat });
      }
      expect(await count()).toBe(0);
    });
  });

  it('is made on the account page, shown once and revoked there', async () => {
    const session = await program.browser('coordinator@hanoi');
    const faulty = await session.post('/tai-khoan/dia-chi-lich', { name: ' ', scope: 'all', agreement: '' });
    expect(faulty.statusCode).toBe(400);
    expect(faulty.body).toContain('Hãy ghi tên');
    const sent = await session.post('/tai-khoan/dia-chi-lich', {
      name: 'Máy <b>',
      scope: 'all',
      agreement: slug,
    });
    expect(sent.statusCode).toBe(303);
    const secret = sent.cookies.find(({ name }) => name === 'new_calendar')!;
    expect(secret).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/tai-khoan/dia-chi-lich' });
    const shown = await get('/tai-khoan/dia-chi-lich', {
      cookie: `${session.cookie}; new_calendar=${secret.value}`,
    });
    expect(shown.body).toContain(`/api/v1/calendars/${secret.value}.ics`);
    expect(shown.body).toContain(`webcal://`);
    expect((await session.get('/tai-khoan/dia-chi-lich')).body).not.toContain(secret.value);

    const account = (await session.get('/tai-khoan')).body;
    expect(account).toContain('Máy &lt;b');
    expect(account).not.toContain(secret.value);
    const [revoke] = /\/tai-khoan\/dia-chi-lich\/\d+\/thu-hoi/.exec(account)!;
    expect((await session.post(revoke)).statusCode).toBe(303);
    expect((await get(`/api/v1/calendars/${secret.value}.ics`)).statusCode).toBe(404);
  });
});
