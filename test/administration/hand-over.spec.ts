import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import { goesOn } from '../support/goes-on.js';
import { query } from '../support/query.js';

const officer = 'congthuong@hanoi';
const [old, next] = [`${officer}.example`, 'nguoi-moi@hanoi.example'];

describe('an account that is handed over to a new holder', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let id: number;
  beforeAll(async () => {
    program = await startApp();
    id = (await run<{ id: number }>('select id from app_user where email = $1', [old]))[0]!.id;
  });
  afterAll(() => program?.stop());

  const run = async <Row>(text: string, values: unknown[] = []) =>
    (await query(program.database.url, text, values)) as Row[];
  const path = () => `/quan-tri/tai-khoan/${id}/ban-giao`;

  it('shows beforehand what ends and what stays', async () => {
    await program.browser(officer);
    await program.ask(officer, 'PUT', '/api/v1/me/notification-settings', {
      pausedUntil: '2019-11-29',
      standIn: 'coordinator@hanoi.example',
    });
    const [commitment] = await run<{ id: number }>(`select id from commitment where code = '3.06'`);
    await program.ask(officer, 'PUT', `/api/v1/commitments/${commitment!.id}/draft`, {
      results: 'Đang viết.',
    });
    const admin = await program.browser('admin@tracker');
    const { body } = await admin.get(path());
    expect(body).toContain('1 mã truy cập.');
    expect(body).toMatch(/\d+ phiên đang đăng nhập\./);
    expect(body).toContain('1 việc làm thay');
    expect(body).toContain('1 bản nháp báo cáo của cơ quan.');
  });

  it('is not handed over to an address that another account has, nor by anybody to himself', async () => {
    const admin = await program.browser('admin@tracker');
    const taken = await admin.post(path(), { email: 'leader@hanoi.example' });
    expect([taken.statusCode, taken.body.includes('Đã có tài khoản dùng địa chỉ này')]).toEqual([409, true]);
    const [own] = await run<{ id: number }>(`select id from app_user where email = 'admin@tracker.example'`);
    expect((await admin.post(`/quan-tri/tai-khoan/${own!.id}/ban-giao`, { email: '' })).statusCode).toBe(422);
    const typed = await admin.post(path(), { email: 'không phải địa chỉ' });
    expect([typed.statusCode, typed.body.includes('không phải địa chỉ')]).toEqual([400, true]);
  });

  it('lets the old holder in no more, by no way, and keeps all that waits', async () => {
    const session = await program.browser(officer);
    await run(`insert into sso_identity (user_id, issuer, subject, created_at, last_at, linked_by)
      values (${id}, 'https://idp.example', 'cu', now(), now(), 'password')`);
    const admin = await program.browser('admin@tracker');
    const answer = await admin.post(path(), { email: next.toUpperCase() });
    expect([answer.statusCode, goesOn(answer)]).toEqual([303, `/quan-tri/tai-khoan/${id}, says handed_over`]);

    expect((await session.get('/viec-cua-toi')).statusCode).toBe(303);
    expect((await program.ask(officer, 'GET', '/api/v1/agreements')).status).toBe(401);
    for (const email of [old, next]) {
      const password = 'hop-tac-2019';
      expect((await program.ask(null, 'POST', '/api/v1/sessions', { email, password })).status).toBe(401);
    }
    expect(await run('select 1 from sso_identity where user_id = $1', [id])).toEqual([]);
    expect(await run('select 1 from notification_setting where user_id = $1', [id])).toEqual([]);
    expect(await run(`select role, active, email from app_user where id = $1`, [id])).toEqual([
      { role: 'liaison', active: true, email: next },
    ]);
    expect(await run('select content from report_draft')).toEqual([
      { content: expect.objectContaining({ results: 'Đang viết.' }) },
    ]);
  });

  it('is in the audit log with both addresses, and invited at the new one', async () => {
    expect(await run(`select subject, data from audit_entry where kind = 'user.handed_over'`)).toEqual([
      {
        subject: next,
        data: expect.objectContaining({ email: { from: old, to: next }, sso: true }),
      },
    ]);
    const [mail] = await run<{ kind: string }>(
      'select kind from account_mail where user_id = $1 order by id desc limit 1',
      [id],
    );
    expect(mail!.kind).toBe('invitation');
  });
});
