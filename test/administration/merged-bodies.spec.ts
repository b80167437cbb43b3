import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAccounts } from '../support/accounts.js';
import { startApp } from '../support/app.js';
import type { BrowserSession } from '../support/form.js';
import { query } from '../support/query.js';

const [ended, follower] = ['na-so-cong-thuong', 'na-so-du-lich'];

/** On 20/11/2019 the department of industry and trade of Nghệ An is merged into that of tourism. It leads 3.05. */
describe('a body that is merged into another', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let admin: BrowserSession;
  let commitment: number;
  beforeAll(async () => {
    program = await startApp();
    await makeAccounts(program.database.url, [
      { email: 'dulich@nghean.example', role: 'liaison', party: 'nghean', body: follower },
    ]);
    admin = await program.browser('admin@tracker');
    commitment = (await run<{ id: number }>(`select id from commitment where code = '3.05'`))[0]!.id;
    const draft = { results: 'Bản nháp của Sở Công Thương.' };
    await program.ask('congthuong@nghean', 'PUT', `/api/v1/commitments/${commitment}/draft`, draft);
    const question = { to: { party: 'nghean', body: ended }, text: 'Bao giờ xong?' };
    await program.ask('coordinator@hanoi', 'POST', `/api/v1/commitments/${commitment}/questions`, question);
  });
  afterAll(() => program?.stop());

  const run = async <Row>(text: string, values: unknown[] = []) =>
    (await query(program.database.url, text, values)) as Row[];

  const save = async (more: Record<string, string>) => {
    const [body] = await run<
      Record<string, unknown> & { id: number; name: never; short: never; kind: string }
    >(
      `select id, kind, name ->> 'vi' as "nameVi", name ->> 'en' as "nameEn", short ->> 'vi' as "shortVi", short ->> 'en' as "shortEn",
         (select id from body where code = $2) as successor from body where code = $1`,
      [ended, follower],
    );
    const { id, successor, ...fields } = body!;
    const page = (await admin.get(`/quan-tri/co-quan/${id}`)).body;
    const basis = /name="basis" value="([^"]+)"/.exec(page)![1]!;
    return admin.post(`/quan-tri/co-quan/${id}`, {
      ...(fields as unknown as Record<string, string>),
      basis,
      firstDay: '',
      lastDay: '19/11/2019',
      successorId: String(successor),
      parentId: '',
      ...more,
    });
  };

  it('has its commitments, questions and drafts counted before anything is done', async () => {
    const { statusCode, body } = await save({});
    expect(statusCode).toBe(422);
    expect(body).toContain('phụ trách 5 cam kết chưa hoàn thành');
    expect(body).toContain('trả lời 1 câu hỏi, chỉ đạo chưa có trả lời');
    expect(body).toContain('1 bản nháp báo cáo chuyển cho');
    expect(await run('select 1 from notice where kind = $1', ['body_followed'])).toEqual([]);
  });

  it('has all of it passed on in one step, with an entry and an email to those concerned', async () => {
    expect((await save({ confirmed: '1' })).statusCode).toBe(303);
    expect(await run(`select b.code from report_draft d join body b on b.id = d.body_id`)).toEqual([
      { code: follower },
    ]);
    const drafts = await program.ask('dulich@nghean', 'GET', `/api/v1/commitments/${commitment}/draft`);
    expect(drafts.json).toMatchObject({ results: 'Bản nháp của Sở Công Thương.' });
    const [question] = await run<{ id: number }>('select id from question order by at desc limit 1');
    const answer = (who: string) =>
      program.ask(who, 'PUT', `/api/v1/questions/${question!.id}/answer`, { text: 'Tháng sau.' });
    expect((await answer('congthuong@nghean')).status).toBe(403);
    expect((await answer('dulich@nghean')).status).toBe(200);
    const [entry] = await run<{ data: object }>(
      `select data from audit_entry where kind = 'body.changed' order by id desc limit 1`,
    );
    expect(entry!.data).toMatchObject({ to: { lastDay: '2019-11-19', successor: follower }, drafts: 1 });
    const told = await run<{ email: string }>(
      `select distinct u.email from notice n join app_user u on u.id = n.recipient_id where n.kind = 'body_followed' order by u.email`,
    );
    expect(told.map(({ email }) => email)).toEqual([
      'congthuong@nghean.example',
      'coordinator@nghean.example',
      'dulich@nghean.example',
    ]);
  });

  it('is still the one that answered on the days before', async () => {
    const page = async (asked: string) =>
      (await program.ask('auditor@tracker', 'GET', `/2016-tb-tu/cam-ket/3.05${asked}`)).text;
    const followed = /Nay do [^<]*Du lịch[^<]* phụ trách/;
    expect(await page('')).toMatch(followed);
    const before = await page('?asOf=2019-11-18');
    expect(before).toContain('Sở Công Thương tỉnh Nghệ An');
    expect(before).not.toMatch(followed);
  });
});
