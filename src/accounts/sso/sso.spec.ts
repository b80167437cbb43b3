import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { startApp } from '../../../test/support/app.js';
import { sendForm } from '../../../test/support/form.js';
import {
  CLIENT,
  startOidc,
  throughProvider,
  type Person,
  type TestProvider,
} from '../../../test/support/oidc.js';
import { codeAt } from '../../../test/support/totp.js';
import { freePort } from '../../../test/support/ports.js';
import { AccountMailSender } from '../mail/account-mail.sender.js';
import { SecondFactorEncryption } from '../second-factor/second-factor-encryption.js';
import { newSecret, secretText } from '../second-factor/totp.js';
import { personOf } from './sso-person.js';
import { ConfigError, readConfig } from '../../config/config.js';

const START = '/dang-nhap/sso';

describe('single sign-on', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let provider: TestProvider;
  let database: Client;

  beforeAll(async () => {
    const [port, oidcPort] = [await freePort(), await freePort()];
    const publicUrl = `http://127.0.0.1:${port}`;
    const env = {
      PUBLIC_URL: publicUrl,
      OIDC_ISSUER: `http://127.0.0.1:${oidcPort}`,
      OIDC_CLIENT_ID: CLIENT.id,
      OIDC_CLIENT_SECRET: CLIENT.secret,
      OIDC_ALLOWED_DOMAINS: 'hanoi.example, nghean.example',
    };
    // The program starts before its provider does.
    program = await startApp({ env });
    provider = await startOidc(oidcPort, `${publicUrl}${START}/tro-ve`);
    database = new Client({ connectionString: program.database.url });
    await database.connect();
  });
  afterAll(async () => {
    await database?.end();
    await program?.stop();
    await provider?.stop();
  });
  beforeEach(async () => {
    provider.conduct = 'answer';
    await database.query('delete from sso_identity; delete from sign_in_failure; delete from sso_link');
  });

  const get = (url: string, cookie = '') => program.app.inject({ method: 'GET', url, headers: { cookie } });
  const cookieOf = (answer: { headers: Record<string, unknown> }, name: string) => {
    const all = [answer.headers['set-cookie']].flat().map(String);
    return all
      .map((cookie) => cookie.split(';')[0]!)
      .find((cookie) => cookie.startsWith(`${name}=`) && cookie !== `${name}=`);
  };
  /** The cookie of an attempt: each has a name of its own. */
  const attemptOf = (answer: { headers: Record<string, unknown> }) =>
    [answer.headers['set-cookie']]
      .flat()
      .map((cookie) => /^sso-[0-9a-f]{16}=[^;]+/.exec(String(cookie))?.[0])
      .find((cookie) => cookie !== undefined);
  const bind = (sub: string, email: string, by = 'password') =>
    database.query(
      `insert into sso_identity (user_id, issuer, subject, created_at, last_at, linked_by)
       select id, $1, $2, now(), now(), $4 from app_user where email = $3`,
      [provider.issuer, sub, email, by],
    );
  const bindings = async (email: string) => {
    const { rows } = await database.query(
      `select i.subject, i.linked_by as by from sso_identity i join app_user u on u.id = i.user_id where u.email = $1`,
      [email],
    );
    return rows as { subject: string; by: string }[];
  };
  /** Fills in the form on which an account is linked. */
  const link = (
    offered: Awaited<ReturnType<typeof get>>,
    fields: Record<string, string>,
    cookie?: string,
  ) => {
    const name = /name="link" value="([0-9a-f]{16})"/.exec(offered.body)![1]!;
    const kept = cookie ?? cookieOf(offered, `sso-link-${name}`)!;
    const form = { password: 'hop-tac-2019', code: '', link: name, ...fields };
    return sendForm(program.app, `${START}/gan`, form, { cookie: kept });
  };
  const verified = (person: Person): Person => ({ email_verified: true, name: 'Trần Thị Bình', ...person });
  /** To the provider and to the last step back, which is not taken yet. */
  const upToReturn = async (person: Person | false, next = '/don-doc') => {
    provider.person = person;
    const start = await get(`${START}?next=${encodeURIComponent(next)}`);
    expect(start.statusCode).toBe(303);
    const back = await throughProvider(String(start.headers.location));
    return { path: `${back.pathname}${back.search}`, cookie: attemptOf(start)! };
  };
  const signIn = async (person: Person | false, next?: string) => {
    const { path, cookie } = await upToReturn(person, next);
    return get(path, cookie);
  };
  const account = async (email: string) => {
    const { rows } = await database.query(
      `select u.email, u.role, p.code as party, b.code as body, u.password_hash as password, u.name->>'vi' as name
       from app_user u left join party p on p.id = u.party_id left join body b on b.id = u.body_id where email = $1`,
      [email],
    );
    return rows[0] as Record<string, string | null> | undefined;
  };
  const lastEntry = async () => {
    const { rows } = await database.query(
      `select kind, subject, data from audit_entry order by id desc limit 1`,
    );
    return rows[0] as { kind: string; subject: string | null; data: Record<string, unknown> };
  };
  const refused = async (person: Person, reason: string) => {
    const answer = await signIn(person);
    expect([answer.statusCode, cookieOf(answer, 'session')]).toEqual([403, undefined]);
    expect(await lastEntry()).toMatchObject({ kind: 'sso.refused', data: { reason } });
    return answer;
  };

  // The first: until somebody asks, the program does not know the provider's addresses.
  it('says so where the provider is away when it is first asked for, and goes on once it is there', async () => {
    provider.conduct = 'fail';
    const away = await get(START);
    expect([away.statusCode, attemptOf(away)]).toEqual([503, undefined]);
    expect(away.body).toContain('chưa trả lời');
    provider.conduct = 'answer';
    expect((await get(START)).statusCode).toBe(303);
  });

  it('is offered on the sign-in page where it is set up', async () => {
    expect((await get('/dang-nhap?next=/don-doc')).body).toContain('href="/dang-nhap/sso?next=%2Fdon-doc"');
  });

  describe('an account that is there', () => {
    const email = 'leader@hanoi.example';
    const leader = verified({ sub: 'leader', email: 'Leader@Hanoi.example' });

    it('is opened by its own password in the same visit, from then on without, and nothing of it changes', async () => {
      const before = await account(email);
      const offered = await refused(leader, 'has_account');
      expect(await bindings(email)).toEqual([]);
      const linked = await link(offered, { email });
      expect(linked.headers.location).toBe('/don-doc');
      expect((await get('/tai-khoan', cookieOf(linked, 'session'))).body).toContain(email);
      const again = await signIn(leader);
      expect([again.headers.location, cookieOf(again, 'session') !== undefined]).toEqual(['/don-doc', true]);
      expect(await account(email)).toEqual(before);
      expect(await bindings(email)).toEqual([{ subject: 'leader', by: 'password' }]);
      const { rows } = await database.query(
        `select kind from audit_entry where subject = $1 and kind like 'sso.%' order by id`,
        [email],
      );
      expect(rows.map(({ kind }) => kind)).toEqual([
        'sso.refused',
        'sso.linked',
        'sso.accepted',
        'sso.accepted',
      ]);
    });

    it('has its owner told by mail', async () => {
      await link(await signIn(leader), { email });
      await program.app.get(AccountMailSender, { strict: false }).sendWaiting();
      const mail = program.smtp.mails.at(-1)!;
      expect(mail.envelope.to).toEqual([email]);
      expect(mail.subject).toContain('đã gắn với đăng nhập một lần');
    });

    it('is not opened by a wrong password, by the link of another browser, or twice by one', async () => {
      const offered = await signIn(leader);
      const wrong = await link(offered, { email, password: 'not it' });
      expect([wrong.statusCode, cookieOf(wrong, 'session')]).toEqual([401, undefined]);
      expect(wrong.body).toContain('name="link"');
      expect((await link(offered, { email }, 'sso-link-0123456789abcdef=x')).statusCode).toBe(401);
      expect(await bindings(email)).toEqual([]);
      expect((await link(offered, { email })).statusCode).toBe(303);
      expect((await link(offered, { email })).statusCode).toBe(401);
    });

    it('that has a second factor is asked for its code too', async () => {
      const secret = newSecret();
      const { rows } = await database.query('select id from app_user where email = $1', [email]);
      const locked = program.app.get(SecondFactorEncryption, { strict: false }).encrypt(secret, rows[0].id);
      await database.query(
        `insert into second_factor (user_id, secret, created_at, confirmed_at, last_step) values ($1, $2, now(), now(), 0)`,
        [rows[0].id, locked],
      );
      try {
        const offered = await signIn(leader);
        for (const code of ['', '000000'])
          expect([(await link(offered, { email, code })).statusCode, await bindings(email)]).toEqual([
            401,
            [],
          ]);
        const linked = await link(offered, { email, code: codeAt(secretText(secret), new Date()) });
        expect([linked.statusCode, cookieOf(linked, 'session') !== undefined]).toEqual([303, true]);
      } finally {
        await database.query('delete from second_factor');
      }
    });

    it('of an administrator is taken over by no address, whatever its domain, and by no role', async () => {
      await refused(verified({ sub: 'mallory', email: 'admin@tracker.example' }), 'has_account');
      await refused(
        verified({ sub: 'mallory', email: 'mallory@hanoi.example', role: 'admin' }),
        'admin_not_made',
      );
      expect(await bindings('admin@tracker.example')).toEqual([]);
    });

    it('may be linked by who has it where the provider vouches for no address, and others are not told that it is there', async () => {
      const claims = { sub: 'entra', email, email_verified: undefined };
      const offered = await refused(claims, 'email_unverified');
      const unknown = await refused({ ...claims, email: 'nobody@hanoi.example' }, 'email_unverified');
      const same = (body: string) => body.replace(/value="[^"]*"/g, '').replace(/nonce="[^"]*"/g, '');
      expect(same(unknown.body)).toBe(same(offered.body));
      expect((await link(offered, { email })).statusCode).toBe(303);
    });

    it('bound by its address alone, as it was done before, is asked for the password once', async () => {
      await bind('leader', email, 'claim');
      await link(await refused(leader, 'has_account'), { email });
      expect(await bindings(email)).toEqual([{ subject: 'leader', by: 'password' }]);
      expect((await signIn(leader)).statusCode).toBe(303);
    });

    it('is no longer opened from there once its password has changed', async () => {
      const who = 'congthuong@nghean.example';
      const person = verified({ sub: 'trade', email: who });
      await link(await signIn(person), { email: who });
      const session = await program.browser(who);
      const password = 'ba con mèo xanh biếc';
      await session.post('/tai-khoan/mat-khau', { current: 'hop-tac-2019', password, repeat: password });
      await refused(person, 'has_account');
    });
  });

  describe('address and word on it', () => {
    const mine = 'mine@hanoi.example';
    const leaderOf = { role: 'leader', party: 'hanoi' };

    it('come both from the ID token, or both from the userinfo address: a word on another address is none', async () => {
      const mixed = { sub: 'mixed', ...leaderOf, idToken: { email: mine } };
      await refused({ ...mixed, email: 'other@hanoi.example', email_verified: true }, 'email_unverified');
      await refused({ ...mixed, email_verified: true }, 'email_unverified');
      await refused(
        { sub: 'split', ...leaderOf, email: mine, idToken: { email_verified: true } },
        'email_unverified',
      );
      expect(await account(mine)).toBeUndefined();
    });

    it('are taken from the ID token where both stand there', async () => {
      const idToken = { email: mine, email_verified: true };
      expect(
        (await signIn({ sub: 'whole', ...leaderOf, email: 'x@elsewhere.example', idToken })).statusCode,
      ).toBe(303);
      expect(await account(mine)).toBeDefined();
    });

    it('may go by the name that the directory gives it', () => {
      const claims = { iss: 'https://id.example', sub: 'x', email: mine };
      const names = { claims: { party: 'party', body: 'body', role: 'role' }, emailVerified: 'xms_edov' };
      for (const yes of [true, 'true', 1, '1'])
        expect(personOf({ ...claims, xms_edov: yes }, names)).toMatchObject({ email: mine, verified: true });
      for (const no of [undefined, false, 0, '0', 'yes', [true]])
        expect(personOf({ ...claims, email_verified: true, xms_edov: no }, names).verified).toBe(false);
    });
  });

  describe('an account without a password', () => {
    const person = verified({
      sub: 'sso-only',
      email: 'ssoonly@hanoi.example',
      role: 'leader',
      party: 'hanoi',
    });
    const TOKENS = '/tai-khoan/ma-truy-cap';
    const PROOF = '/tai-khoan/chung-thuc?next=%2Ftai-khoan%2Fma-truy-cap';
    const open = async () => {
      const cookie = cookieOf(await signIn(person), 'session')!;
      const { body } = await get(TOKENS, cookie);
      const form = {
        _csrf: /name="_csrf" value="([^"]+)"/.exec(body)![1]!,
        name: 'x',
        scope: 'read',
        days: '7',
        agreement: '',
      };
      return { cookie, body, make: () => sendForm(program.app, TOKENS, form, { cookie }) };
    };
    const prove = async (cookie: string, who: Person, change = (url: string) => url) => {
      provider.person = who;
      const start = await get(PROOF, cookie);
      const back = await throughProvider(change(String(start.headers.location)));
      return get(`${back.pathname}${back.search}`, `${cookie}; ${attemptOf(start)}`);
    };
    beforeEach(() => database.query(`delete from app_user where email = 'ssoonly@hanoi.example'`));

    it('makes a token after a fresh sign-in at the provider only', async () => {
      const { cookie, body, make } = await open();
      expect(body).toContain('href="/tai-khoan/chung-thuc?next=%2Ftai-khoan%2Fma-truy-cap"');
      expect((await make()).statusCode).toBe(422);
      const proven = await prove(cookie, person);
      expect([proven.statusCode, proven.headers.location, cookieOf(proven, 'session')]).toEqual([
        303,
        TOKENS,
        undefined,
      ]);
      expect((await make()).headers.location).toBe(TOKENS);
    });

    it('takes no sign-in of somebody else, of another session, or of before for one', async () => {
      const [one, other] = [await open(), await open()];
      const stranger = verified({ sub: 'stranger', email: 'stranger@hanoi.example' });
      expect((await prove(one.cookie, stranger)).statusCode).toBe(403);
      expect((await lastEntry()).data.reason).toBe('other_person');
      provider.person = person;
      const start = await get(PROOF, one.cookie);
      const back = await throughProvider(String(start.headers.location));
      const path = `${back.pathname}${back.search}`;
      expect((await get(path, `${other.cookie}; ${attemptOf(start)}`)).statusCode).toBe(403);
      const unasked = (url: string) => url.replace(/&(prompt|max_age)=[^&]+/g, '');
      expect((await prove(one.cookie, person, unasked)).statusCode).toBe(403);
      for (const { make } of [one, other]) expect((await make()).statusCode).toBe(422);
    });

    it('does not set up a second factor without one either', async () => {
      const { cookie } = await open();
      const page = await get('/tai-khoan/xac-thuc-hai-buoc', cookie);
      const csrf = { _csrf: /name="_csrf" value="([^"]+)"/.exec(page.body)![1]! };
      const start = () => sendForm(program.app, '/tai-khoan/xac-thuc-hai-buoc/bat-dau', csrf, { cookie });
      expect((await start()).statusCode).toBe(422);
      await prove(cookie, person);
      expect((await start()).statusCode).toBe(303);
    });
  });

  it('goes on in two tabs of one browser, and what fails in one takes nothing from the other', async () => {
    const person = verified({ sub: 'tabs', email: 'leader@hanoi.example' });
    await bind('tabs', 'leader@hanoi.example');
    const [one, other, failing] = [
      await upToReturn(person),
      await upToReturn(person),
      await upToReturn(person),
    ];
    const cookie = [one, other, failing].map((tab) => tab.cookie).join('; ');
    const failed = await get(failing.path.replace(/code=[^&]+/, 'code=x'), cookie);
    expect(failed.statusCode).toBe(403);
    const cleared = [failed.headers['set-cookie']].flat().map((each) => String(each).split('=')[0]);
    expect(cleared).toEqual([failing.cookie.split('=')[0]]);
    expect((await get(`${START}/tro-ve?state=unknown&code=x`, cookie)).headers['set-cookie']).toBeUndefined();
    for (const { path } of [one, other]) expect((await get(path, cookie)).statusCode).toBe(303);
  });

  it('makes an account in an allowed domain, with role, side and body of the claims, and no password', async () => {
    const person = {
      sub: 'new',
      email: 'binh@nghean.example',
      role: 'liaison',
      party: 'nghean',
      body: 'na-so-cong-thuong',
    };
    const answer = await signIn(verified(person), '/viec-cua-toi');
    expect(answer.headers.location).toBe('/viec-cua-toi');
    expect((await get('/viec-cua-toi', cookieOf(answer, 'session'))).statusCode).toBe(200);
    expect(await account('binh@nghean.example')).toEqual({
      email: 'binh@nghean.example',
      role: 'liaison',
      party: 'nghean',
      body: 'na-so-cong-thuong',
      password: null,
      name: 'Trần Thị Bình',
    });
    const { rows } = await database.query(
      `select data from audit_entry where kind = 'user.created' and subject = $1`,
      [person.email],
    );
    expect(rows).toEqual([
      { data: { role: 'liaison', party: 'nghean', body: 'na-so-cong-thuong', by: 'sso' } },
    ]);
  });

  it('makes one account where somebody comes twice at once', async () => {
    const person = verified({ sub: 'twice', email: 'twice@hanoi.example', role: 'leader', party: 'hanoi' });
    const [one, other] = [await upToReturn(person), await upToReturn(person)];
    const answers = await Promise.all([one, other].map(({ path, cookie }) => get(path, cookie)));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 303]);
    const { rows } = await database.query(
      `select count(*)::integer as n from audit_entry where kind = 'user.created' and subject = 'twice@hanoi.example'`,
    );
    expect(rows[0].n).toBe(1);
  });

  it('mails no reset to an account that it made: the provider decides who gets in', async () => {
    await signIn(
      verified({ sub: 'noreset', email: 'noreset@hanoi.example', role: 'leader', party: 'hanoi' }),
    );
    await sendForm(program.app, '/quen-mat-khau', { email: 'noreset@hanoi.example' });
    const { rows } = await database.query(
      `select 1 from account_link l join app_user u on u.id = l.user_id where u.email = 'noreset@hanoi.example'`,
    );
    expect(rows).toEqual([]);
  });

  describe('lets nobody in, and makes no account,', () => {
    const liaison = { role: 'liaison', party: 'hanoi', body: 'hn-so-cong-thuong' };

    it.each([
      [
        'an address outside the allowed domains',
        'domain_not_allowed',
        { email: 'x@elsewhere.example', ...liaison },
      ],
      ['a domain that only ends alike', 'domain_not_allowed', { email: 'x@nothanoi.example', ...liaison }],
      [
        'an address that is not verified',
        'email_unverified',
        { email: 'y@hanoi.example', ...liaison, email_verified: false },
      ],
      ['no address', 'email_missing', liaison],
      [
        'an allowed domain within the quotation marks of another’s address',
        'email_missing',
        { email: '"x@hanoi.example@"@elsewhere.example', ...liaison },
      ],
      [
        'a body that does not exist',
        'unknown_body',
        { email: 'z@hanoi.example', ...liaison, body: 'hn-khong-co' },
      ],
      [
        'a body of the other side',
        'unknown_body',
        { email: 'z@hanoi.example', ...liaison, body: 'na-so-cong-thuong' },
      ],
      [
        'a liaison officer without a body',
        'unknown_body',
        { email: 'z@hanoi.example', ...liaison, body: undefined },
      ],
      ['a side that does not exist', 'unknown_party', { email: 'z@hanoi.example', ...liaison, party: 'hue' }],
      ['no role', 'unknown_role', { email: 'z@hanoi.example', party: 'hanoi' }],
      [
        'two roles',
        'unknown_role',
        { email: 'z@hanoi.example', party: 'hanoi', role: ['leader', 'auditor'] },
      ],
      ['an administrator', 'admin_not_made', { email: 'z@hanoi.example', role: 'admin' }],
    ])('for %s', async (_what, reason, claims) => {
      const answer = await refused(verified({ sub: reason, ...claims }), reason);
      expect(answer.body).toContain('href="/dang-nhap"');
      if ('email' in claims) expect(await account(claims.email)).toBeUndefined();
    });

    it('for an existing account where the address is not verified', async () => {
      await refused(
        { sub: 'unverified', email: 'leader@hanoi.example', email_verified: false },
        'email_unverified',
      );
    });

    it('for a disabled account', async () => {
      await bind('disabled', 'leader@nghean.example');
      await database.query(`update app_user set active = false where email = 'leader@nghean.example'`);
      await refused(verified({ sub: 'disabled', email: 'leader@nghean.example' }), 'account_disabled');
      await database.query(`update app_user set active = true where email = 'leader@nghean.example'`);
    });

    it('for a second person with the address of a bound account', async () => {
      await bind('first', 'coordinator@nghean.example');
      await refused(verified({ sub: 'second', email: 'coordinator@nghean.example' }), 'other_subject');
    });

    it('who gave up at the provider', async () => {
      const answer = await signIn(false);
      expect(answer.statusCode).toBe(403);
      expect(await lastEntry()).toMatchObject({ kind: 'sso.refused', data: { reason: 'provider_refused' } });
    });
  });

  describe('the answer of the provider', () => {
    const leader = () => verified({ sub: 'leader', email: 'leader@hanoi.example' });
    beforeEach(() => bind('leader', 'leader@hanoi.example'));
    const gone = async (path: string, cookie: string) => {
      const answer = await get(path, cookie);
      expect([answer.statusCode, cookieOf(answer, 'session')]).toEqual([403, undefined]);
      return (await lastEntry()).data.reason;
    };

    it('is taken once: a replayed one opens nothing', async () => {
      const { path, cookie } = await upToReturn(leader());
      expect((await get(path, cookie)).statusCode).toBe(303);
      expect(await gone(path, cookie)).toBe('attempt_gone');
    });

    it('is taken with the state that was sent only', async () => {
      const { path, cookie } = await upToReturn(leader());
      expect(await gone(path.replace(/state=.{5}/, 'state=AAAAA'), cookie)).toBe('attempt_gone');
      expect(await gone(path.replace(/[?&]state=[^&]+/, '?x=y'), cookie)).toBe('attempt_gone');
    });

    it('is taken in the browser that asked only', async () => {
      const [mine, theirs] = [await upToReturn(leader()), await upToReturn(leader())];
      expect(await gone(mine.path, theirs.cookie)).toBe('attempt_gone');
      expect(await gone(theirs.path, '')).toBe('attempt_gone');
    });

    it('is not taken with another attempt’s code: nonce and PKCE belong to the state', async () => {
      const [one, other] = [await upToReturn(leader()), await upToReturn(leader())];
      const code = /code=([^&]+)/.exec(other.path)![1]!;
      expect(await gone(one.path.replace(/code=[^&]+/, `code=${code}`), one.cookie)).toBe('provider_refused');
    });

    it('is not taken after ten minutes', async () => {
      const { path, cookie } = await upToReturn(leader());
      await database.query(
        `update sso_attempt set created_at = now() - interval '11 minutes', expires_at = now()`,
      );
      expect(await gone(path, cookie)).toBe('attempt_gone');
    });

    it('leads back to a page of ours only', async () => {
      const answer = await signIn(leader(), 'https://elsewhere.example/');
      expect(answer.headers.location).toBe('/');
    });
  });

  describe('claims that differ from the account', () => {
    it('are told to the audit log once and to the administrator, and not applied', async () => {
      const person = verified({
        sub: 'moved',
        email: 'congthuong@hanoi.example',
        role: 'leader',
        party: 'nghean',
      });
      await bind('moved', 'congthuong@hanoi.example');
      const before = await account('congthuong@hanoi.example');
      await signIn(person);
      await signIn(person);
      expect(await account('congthuong@hanoi.example')).toEqual(before);
      const { rows } = await database.query(`select data from audit_entry where kind = 'sso.claims_differ'`);
      expect(rows.map(({ data }) => data.differences)).toEqual([
        { role: { account: 'liaison', provider: 'leader' }, party: { account: 'hanoi', provider: 'nghean' } },
      ]);
      const { body } = await (await program.browser('admin@tracker')).get('/quan-tri/dang-nhap');
      expect(body).toContain('congthuong@hanoi.example');
      expect(body).toContain('Khác với hệ thống đăng nhập chung');
    });

    it('do not keep a known person out whose address changed there', async () => {
      await bind('renamed', 'nongnghiep@hanoi.example');
      const answer = await signIn(verified({ sub: 'renamed', email: 'other@elsewhere.example' }));
      expect((await get('/tai-khoan', cookieOf(answer, 'session'))).body).toContain(
        'nongnghiep@hanoi.example',
      );
      expect((await lastEntry()).kind).toBe('session.opened');
      expect(await account('other@elsewhere.example')).toBeUndefined();
    });
  });

  it('is not tried for ever from one address, which leaves no more entries then', async () => {
    const from = '203.0.113.7';
    const back = () =>
      program.app.inject({ method: 'GET', url: `${START}/tro-ve?state=x&code=y`, remoteAddress: from });
    const entries = async () => {
      const { rows } = await database.query(
        `select count(*)::integer as n from audit_entry where kind = 'sso.refused' and data ->> 'address' = $1`,
        [from],
      );
      return rows[0].n as number;
    };
    const statuses = [];
    for (let n = 0; n < 52; n += 1) statuses.push((await back()).statusCode);
    expect(statuses.slice(0, 50)).toEqual(Array.from({ length: 50 }, () => 403));
    expect(statuses.slice(50)).toEqual([429, 429]);
    expect(await entries()).toBe(50);
    // Others are not kept out by it.
    expect((await get(`${START}/tro-ve?state=x&code=y`)).statusCode).toBe(403);
  });

  it('asks for the second factor after it', async () => {
    const { rows } = await database.query(`select id from app_user where email = 'auditor@tracker.example'`);
    await database.query(
      `insert into second_factor (user_id, secret, created_at, confirmed_at, last_step) values ($1, '\\x00', now(), now(), 0)`,
      [rows[0].id],
    );
    await bind('auditor', 'auditor@tracker.example');
    const answer = await signIn(verified({ sub: 'auditor', email: 'auditor@tracker.example' }));
    expect([answer.headers.location, cookieOf(answer, 'session')]).toEqual(['/dang-nhap/ma', undefined]);
    await database.query('delete from second_factor');
  });

  it.each(['fail', 'hang'] as const)(
    'says so where the provider is away (%s); passwords go on',
    async (conduct) => {
      const { path, cookie } = await upToReturn(verified({ sub: 'leader', email: 'leader@hanoi.example' }));
      provider.conduct = conduct;
      const answer = await get(path, cookie);
      expect(answer.statusCode).toBe(503);
      expect(answer.body).toContain('đăng nhập bằng mật khẩu');
      const password = await sendForm(program.app, '/dang-nhap', {
        email: 'leader@hanoi.example',
        password: 'hop-tac-2019',
      });
      expect(cookieOf(password, 'session')).toBeDefined();
    },
  );
});

describe('the settings of single sign-on', () => {
  const all = {
    OIDC_ISSUER: 'https://id.example',
    OIDC_CLIENT_ID: 'tracker',
    OIDC_CLIENT_SECRET: 'secret',
    OIDC_ALLOWED_DOMAINS: 'Hanoi.example, nghean.example',
  };

  it('are none, or whole', () => {
    expect(readConfig({}).sso).toBeNull();
    expect(readConfig(all).sso).toMatchObject({
      allowedDomains: ['hanoi.example', 'nghean.example'],
      emailVerified: 'email_verified',
    });
  });

  it.each(Object.keys(all))('are not taken without %s', (name) => {
    expect(() => readConfig({ ...all, [name]: '' })).toThrow(ConfigError);
    expect(() => readConfig({ ...all, [name]: '' })).toThrow(name);
  });

  it.each([
    ['OIDC_ISSUER', 'http://id.example'],
    ['OIDC_ISSUER', 'id.example'],
    ['OIDC_ALLOWED_DOMAINS', '*'],
    ['OIDC_ALLOWED_DOMAINS', 'hanoi'],
    ['OIDC_MAKE_ADMINS', 'yes'],
    ['OIDC_MAKE_ADMINS', 'true'],
  ])('are not taken with %s=%s; the value is not told', (name, value) => {
    expect(() => readConfig({ ...all, [name]: value })).toThrow(
      new RegExp(`^${name}: (?!.*${value.replace('*', '\\*')}$)`),
    );
  });
});
