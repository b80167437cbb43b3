import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { goesOn } from '../../../test/support/goes-on.js';
import { Client } from 'pg';
import { startApp } from '../../../test/support/app.js';
import { sendForm } from '../../../test/support/form.js';
import type { ReceivedMail } from '../../../test/support/smtp.js';
import { createUser } from '../create-user.js';
import { AccountMailSender } from '../mail/account-mail.sender.js';
import { InvitationsService } from './invitations.service.js';

const CHOSEN = 'ba con mèo xanh biếc';
const DEMO = 'hop-tac-2019';

describe('mailed links', () => {
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
  beforeEach(async () => {
    program.smtp.mails.length = 0;
    program.smtp.conduct = 'accept';
    await database.query('delete from reset_request');
    await database.query('delete from account_mail');
  });

  const invitations = () => program.app.get(InvitationsService, { strict: false });
  const deliver = () => program.app.get(AccountMailSender, { strict: false }).sendWaiting();
  const idOf = async (email: string) =>
    (await database.query('select id from app_user where email = $1', [email])).rows[0].id as number;
  const invite = async (email: string) => {
    await invitations().invite(await idOf(email), null, program.clock.now());
    await deliver();
    return pathIn(program.smtp.mails.at(-1)!);
  };
  const pathIn = (mail: ReceivedMail) => /\/dat-mat-khau\/[\w-]{43}/.exec(mail.text!)![0];
  const open = (path: string) => program.app.inject({ method: 'GET', url: path });
  const choose = (path: string, password = CHOSEN, repeat = password) =>
    sendForm(program.app, path, { password, repeat });
  const signIn = (email: string, password: string) =>
    program.app.inject({ method: 'POST', url: '/api/v1/sessions', payload: { email, password } });
  const ask = (email: string) => sendForm(program.app, '/quen-mat-khau', { email });
  const kinds = async (subject: string) => {
    const { rows } = await database.query('select kind from audit_entry where subject = $1 order by id', [
      subject,
    ]);
    return rows.map(({ kind }) => kind as string);
  };
  let made = 0;
  /** Invited, without a password yet. */
  const newcomer = async () => {
    const email = `auditor${++made}@tracker.example`;
    const user = { email, role: 'auditor', name: 'Kiểm tra' };
    await createUser(program.app, user, program.clock.now(), 'invited');
    return email;
  };

  describe('an invitation', () => {
    it('lets the person choose a password, once, and sign in with it', async () => {
      const email = await newcomer();
      await deliver();
      const [mail] = program.smtp.mails;
      const path = pathIn(mail!);
      expect((await signIn(email, CHOSEN)).statusCode).toBe(401);
      expect(goesOn(await choose(path))).toBe('/dang-nhap, says password');
      expect((await signIn(email, CHOSEN)).statusCode).toBe(201);
      expect((await choose(path, 'cá rô 7 nồi đồng')).statusCode).toBe(404);
      expect((await signIn(email, 'cá rô 7 nồi đồng')).statusCode).toBe(401);
      expect(await kinds(email)).toEqual([
        'user.created',
        'account.invited',
        'account.mail_sent',
        'session.refused',
        'password.set',
        'token.issued',
        'session.refused',
      ]);
    });

    it('comes in the language of the account, as HTML and as text, and carries its link in both', async () => {
      const email = await newcomer();
      await database.query(
        `update app_user set language = 'en', name = '{"vi":"Kiểm tra","en":"Inspection"}' where email = $1`,
        [email],
      );
      await deliver();
      const [mail] = program.smtp.mails;
      expect(mail!.subject).toBe('Invitation to the cooperation tracker: set your password');
      expect(mail!.envelope.to).toEqual([email]);
      expect(mail!.text).toContain('To: Inspection');
      expect(mail!.html).toContain(`href="${program.url}${pathIn(mail!)}"`);
      expect(mail!.text).toContain(`${program.url}${pathIn(mail!)}`);
      await invite('leader@hanoi.example');
      expect(program.smtp.mails.at(-1)!.subject).toBe(
        'Mời sử dụng hệ thống theo dõi hợp tác: đề nghị đặt mật khẩu',
      );
    });

    it('is not used up by whoever only looks at it, as mail scanners do', async () => {
      const path = await invite('auditor@tracker.example');
      for (let look = 0; look < 3; look++) {
        const { statusCode, body, headers } = await open(path);
        expect([statusCode, headers['referrer-policy'], headers['cache-control']]).toEqual([
          200,
          'strict-origin',
          'no-store',
        ]);
        expect(body).toContain('Tài khoản auditor@tracker.example');
        expect(body).toContain('Ít nhất 12 ký tự');
      }
      const { rows } = await database.query('select used_at from account_link order by id desc limit 1');
      expect(rows).toEqual([{ used_at: null }]);
    });

    it('goes to one of two who send it at the same moment', async () => {
      const path = await invite('auditor@tracker.example');
      const answers = await Promise.all([choose(path), choose(path), choose(path)]);
      expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([303, 404, 404]);
    });

    it('opens nothing once a newer one was sent, once it has expired, or while the account is disabled', async () => {
      const first = await invite('auditor@tracker.example');
      const second = await invite('auditor@tracker.example');
      expect([(await open(first)).statusCode, (await open(second)).statusCode]).toEqual([404, 200]);
      await database.query(`update app_user set active = false where email = 'auditor@tracker.example'`);
      expect([(await open(second)).statusCode, (await choose(second)).statusCode]).toEqual([404, 404]);
      await database.query(`update app_user set active = true where email = 'auditor@tracker.example'`);
      await database.query(
        `update account_link set created_at = now() - interval '8 days', expires_at = now() where voided_at is null and used_at is null`,
      );
      expect([(await open(second)).statusCode, (await choose(second)).statusCode]).toEqual([404, 404]);
    });

    it('holds for seven days, a reset for one hour', async () => {
      await invite('auditor@tracker.example');
      await ask('auditor@tracker.example');
      const { rows } = await database.query(
        `select purpose, extract(epoch from expires_at - created_at)::integer / 3600 as hours from account_link order by id desc limit 2`,
      );
      expect(rows).toEqual([
        { purpose: 'reset', hours: 1 },
        { purpose: 'invitation', hours: 168 },
      ]);
    });

    it('cannot be sent to a disabled account', async () => {
      await database.query(`update app_user set active = false where email = 'nongnghiep@nghean.example'`);
      const id = await idOf('nongnghiep@nghean.example');
      await expect(invitations().invite(id, null, program.clock.now())).rejects.toThrow('disabled');
      await database.query(`update app_user set active = true where email = 'nongnghiep@nghean.example'`);
    });

    it('leaves nothing in the database that opens the link', async () => {
      const path = await invite('auditor@tracker.example');
      const token = path.split('/').at(-1)!;
      const { rows } = await database.query(
        'select row_to_json(l) as link from account_link l order by id desc limit 1',
      );
      const link = rows[0].link as Record<string, string>;
      expect(JSON.stringify(link)).not.toContain(token);
      for (const kept of [link.salt!, Buffer.from(link.token_hash!.slice(2), 'hex').toString('base64url')])
        expect((await open(`/dat-mat-khau/${kept}`)).statusCode).toBe(404);
    });
  });

  describe('the password', () => {
    it.each([
      ['too short', 'ngắn quá', 'ngắn quá', 'cần ít nhất 12'],
      ['common', 'matkhau123456', 'matkhau123456', 'quá phổ biến'],
      ['the account’s address', 'auditor@tracker.example', 'auditor@tracker.example', 'trùng với địa chỉ'],
      ['typed differently', CHOSEN, `${CHOSEN}!`, 'chưa giống nhau'],
    ])('cannot be %s; the link stays good', async (_what, password, repeat, words) => {
      const path = await invite('auditor@tracker.example');
      const { statusCode, body } = await choose(path, password, repeat);
      expect(statusCode).toBe(422);
      expect(body).toContain(words);
      for (const [field] of body.matchAll(/<input[^>]*type="password"[^>]*>/g))
        expect(field).not.toContain('value');
      expect((await open(path)).statusCode).toBe(200);
    });

    it('ends every session and token of the account when it is set, and no other', async () => {
      const session = await program.browser('leader@hanoi');
      const other = await program.browser('leader@nghean');
      const { token } = (await signIn('leader@hanoi.example', DEMO)).json<{ token: string }>();
      await choose(await invite('leader@hanoi.example'));
      expect((await session.get('/don-doc')).statusCode).toBe(303);
      expect((await other.get('/don-doc')).statusCode).toBe(200);
      const headers = { authorization: `Bearer ${token}` };
      expect(
        (await program.app.inject({ method: 'GET', url: '/api/v1/agreements', headers })).statusCode,
      ).toBe(401);
      expect((await signIn('leader@hanoi.example', DEMO)).statusCode).toBe(401);
    });

    it('is the same composed or decomposed', async () => {
      await choose(await invite('leader@hanoi.example'), CHOSEN.normalize('NFD'));
      expect((await signIn('leader@hanoi.example', CHOSEN.normalize('NFC'))).statusCode).toBe(201);
    });

    it('voids the account’s other links and tells its owner', async () => {
      const path = await invite('leader@hanoi.example');
      await ask('leader@hanoi.example');
      await deliver();
      const reset = pathIn(program.smtp.mails.at(-1)!);
      await choose(path);
      expect((await open(reset)).statusCode).toBe(404);
      await deliver();
      expect(program.smtp.mails.at(-1)!.subject).toBe('Mật khẩu hệ thống theo dõi hợp tác đã thay đổi');
    });
  });

  describe('asking for a reset', () => {
    it('answers alike whether there is such an account, in words, steps and time; one of them gets a mail', async () => {
      const answers = [];
      for (const email of ['coordinator@nghean.example', 'nobody@nghean.example']) {
        const from = performance.now();
        const { statusCode, headers, body } = await ask(email);
        answers.push({ statusCode, location: goesOn({ headers }), body });
        expect(performance.now() - from).toBeGreaterThan(390);
      }
      expect(answers[0]).toEqual(answers[1]);
      expect(answers[0]).toMatchObject({ statusCode: 303, location: '/quen-mat-khau, says sent' });
      await deliver();
      expect(program.smtp.mails.map(({ envelope }) => envelope.to)).toEqual([['coordinator@nghean.example']]);
    });

    it('is not answered by a mail to a disabled account', async () => {
      await database.query(`update app_user set active = false where email = 'nongnghiep@nghean.example'`);
      expect((await ask('nongnghiep@nghean.example')).statusCode).toBe(303);
      await deliver();
      expect(program.smtp.mails).toEqual([]);
      await database.query(`update app_user set active = true where email = 'nongnghiep@nghean.example'`);
    });

    it.each(['coordinator@nghean.example', 'nobody@nghean.example'])(
      'is refused for %s after three times an hour',
      async (email) => {
        for (let time = 0; time < 3; time++) expect((await ask(email)).statusCode).toBe(303);
        const { statusCode, headers } = await ask(email.toUpperCase());
        expect(statusCode).toBe(429);
        expect(Number(headers['retry-after'])).toBeGreaterThan(3500);
        expect(Number(headers['retry-after'])).toBeLessThanOrEqual(3600);
        const { rows } = await database.query('select count(*)::integer from reset_request');
        expect(rows[0].count).toBe(3);
      },
    );

    it('names the fault where no address was typed', async () => {
      const { statusCode, body } = await ask('không phải thư');
      expect(statusCode).toBe(400);
      expect(body).toContain('Hãy nhập địa chỉ thư');
      expect(body).toContain('value="không phải thư"');
    });
  });

  describe('the outbox', () => {
    it('keeps a mail while the server does not take it, and sends it with the same Message-ID', async () => {
      program.smtp.conduct = 'defer';
      const email = await newcomer();
      await deliver();
      const { rows } = await database.query(
        `select sent_at, failed_at, reason, attempts, next_attempt_at > now() as waits from account_mail`,
      );
      expect(rows).toEqual([
        { sent_at: null, failed_at: null, reason: 'smtp_451: Try again later', attempts: 1, waits: true },
      ]);
      program.smtp.conduct = 'accept';
      await deliver();
      expect(program.smtp.mails).toEqual([]);
      await database.query('update account_mail set next_attempt_at = now()');
      await deliver();
      await deliver();
      expect(program.smtp.mails.map(({ envelope, messageId }) => [envelope.to[0], messageId])).toEqual([
        [email, expect.stringMatching(/^<account-\d+@127\.0\.0\.1>$/)],
      ]);
    });

    it('gives up where the server refuses for good, and says so in the audit log', async () => {
      program.smtp.conduct = 'refuse';
      const email = await newcomer();
      await deliver();
      expect(await kinds(email)).toContain('account.mail_failed');
      program.smtp.conduct = 'accept';
      await database.query('update account_mail set next_attempt_at = now()');
      await deliver();
      expect(program.smtp.mails).toEqual([]);
    });

    it('does not send a link that was replaced meanwhile', async () => {
      const id = await idOf('auditor@tracker.example');
      await invitations().invite(id, null, program.clock.now());
      await invitations().invite(id, null, program.clock.now());
      await deliver();
      expect(program.smtp.mails).toHaveLength(1);
      expect((await open(pathIn(program.smtp.mails[0]!))).statusCode).toBe(200);
    });

    it('is emptied by two workers without a mail going out twice', async () => {
      for (let each = 0; each < 4; each++) await newcomer();
      await Promise.all([deliver(), deliver(), deliver()]);
      const to = program.smtp.mails.map(({ envelope }) => envelope.to[0]);
      expect([to.length, new Set(to).size]).toEqual([4, 4]);
    });
  });
});
