import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { goesOn } from '../../../test/support/goes-on.js';
import { Client } from 'pg';
import { startApp } from '../../../test/support/app.js';
import type { BrowserSession } from '../../../test/support/form.js';
import { AccountMailSender } from '../mail/account-mail.sender.js';

const DEMO = 'hop-tac-2019';
const CHOSEN = 'ba con mèo xanh biếc';

describe('the own account', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let database: Client;

  beforeAll(async () => {
    program = await startApp();
    database = new Client({ connectionString: program.database.url });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await program?.stop();
  });

  const change = (session: BrowserSession, current: string, password: string, repeat = password) =>
    session.post('/tai-khoan/mat-khau', { current, password, repeat });
  const signIn = (email: string, password: string) =>
    program.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { email, password } });

  it('shows post, role, side and body, and is reached from the menu', async () => {
    const { body } = await (await program.browser('congthuong@nghean')).get('/tai-khoan');
    expect(body).toContain('href="/tai-khoan"');
    for (const words of [
      'Sở Công Thương · Nghệ An',
      'congthuong@nghean.example',
      'Cán bộ đầu mối',
      'Sở Công Thương tỉnh Nghệ An',
    ])
      expect(body).toContain(words);
  });

  it('keeps the language of the mails, and writes the change into the audit log once', async () => {
    const session = await program.browser('coordinator@nghean');
    for (let time = 0; time < 2; time++) {
      const answer = await session.post('/tai-khoan/ngon-ngu', { language: 'en' });
      expect([answer.statusCode, goesOn(answer)]).toEqual([303, '/tai-khoan, says language']);
    }
    expect((await session.post('/tai-khoan/ngon-ngu', { language: 'fr' })).statusCode).toBe(400);
    const { rows } = await database.query(
      `select language, (select jsonb_agg(data) from audit_entry where kind = 'account.language_changed') as told
       from app_user where email = 'coordinator@nghean.example'`,
    );
    expect(rows).toEqual([{ language: 'en', told: [{ from: 'vi', to: 'en' }] }]);
  });

  describe('changing the password', () => {
    it('needs the present one; a wrong one counts as a failed sign-in', async () => {
      const session = await program.browser('nongnghiep@hanoi');
      const before = await database.query('select count(*)::integer as n from sign_in_failure');
      const answer = await change(session, 'not the one', CHOSEN);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain('Mật khẩu hiện tại chưa đúng');
      const after = await database.query('select count(*)::integer as n from sign_in_failure');
      expect(after.rows[0].n).toBe(before.rows[0].n + 1);
      expect((await signIn('nongnghiep@hanoi.example', DEMO)).statusCode).toBe(201);
    });

    it.each([
      ['ngắn', 'ngắn', 'cần ít nhất 12'],
      [CHOSEN, `${CHOSEN}!`, 'chưa giống nhau'],
    ])('is refused for %j with its reason beside the field', async (password, repeat, words) => {
      const answer = await change(await program.browser('nongnghiep@hanoi'), DEMO, password, repeat);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(words);
    });

    it('ends the other sessions and all tokens, keeps this session, and tells the owner', async () => {
      const session = await program.browser('leader@nghean');
      const other = await program.browser('leader@nghean');
      const stranger = await program.browser('leader@hanoi');
      const { token } = (await signIn('leader@nghean.example', DEMO)).json<{ token: string }>();
      const answer = await change(session, DEMO, CHOSEN);
      expect([answer.statusCode, goesOn(answer)]).toEqual([303, '/tai-khoan#change-password, says password']);
      expect((await session.get('/tai-khoan')).statusCode).toBe(200);
      expect((await other.get('/tai-khoan')).statusCode).toBe(303);
      expect((await stranger.get('/tai-khoan')).statusCode).toBe(200);
      const headers = { authorization: `Bearer ${token}` };
      expect(
        (await program.app.inject({ method: 'GET', url: '/api/v1/agreements', headers })).statusCode,
      ).toBe(401);
      expect((await signIn('leader@nghean.example', CHOSEN)).statusCode).toBe(201);
      await program.app.get(AccountMailSender, { strict: false }).sendWaiting();
      expect(program.smtp.mails.map(({ envelope, subject }) => [envelope.to[0], subject])).toEqual([
        ['leader@nghean.example', 'Mật khẩu hệ thống theo dõi hợp tác đã thay đổi'],
      ]);
    });
  });
});
