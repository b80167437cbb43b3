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
import { freePort } from '../../../test/support/ports.js';
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
    await database.query('delete from sso_identity; delete from sign_in_failure');
  });

  const get = (url: string, cookie = '') => program.app.inject({ method: 'GET', url, headers: { cookie } });
  const cookieOf = (answer: { headers: Record<string, unknown> }, name: string) => {
    const all = [answer.headers['set-cookie']].flat().map(String);
    return all
      .map((cookie) => cookie.split(';')[0]!)
      .find((cookie) => cookie.startsWith(`${name}=`) && cookie !== `${name}=`);
  };
  const verified = (person: Person): Person => ({ email_verified: true, name: 'Trần Thị Bình', ...person });
  /** To the provider and to the last step back, which is not taken yet. */
  const upToReturn = async (person: Person | false, next = '/don-doc') => {
    provider.person = person;
    const start = await get(`${START}?next=${encodeURIComponent(next)}`);
    expect(start.statusCode).toBe(303);
    const back = await throughProvider(String(start.headers.location));
    return { path: `${back.pathname}${back.search}`, cookie: cookieOf(start, 'sso')! };
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
    expect([away.statusCode, cookieOf(away, 'sso')]).toEqual([503, undefined]);
    expect(away.body).toContain('chưa trả lời');
    provider.conduct = 'answer';
    expect((await get(START)).statusCode).toBe(303);
  });

  it('is offered on the sign-in page where it is set up', async () => {
    expect((await get('/dang-nhap?next=/don-doc')).body).toContain('href="/dang-nhap/sso?next=%2Fdon-doc"');
  });

  it('signs in to the account of a verified address, once and again, and changes nothing of it', async () => {
    const before = await account('leader@hanoi.example');
    for (let time = 0; time < 2; time++) {
      const answer = await signIn(verified({ sub: 'leader', email: 'Leader@Hanoi.example' }));
      expect(answer.headers.location).toBe('/don-doc');
      const page = await get('/tai-khoan', cookieOf(answer, 'session'));
      expect(page.body).toContain('leader@hanoi.example');
    }
    expect(await account('leader@hanoi.example')).toEqual(before);
    const { rows } = await database.query(
      `select kind from audit_entry where subject = 'leader@hanoi.example' and kind like 'sso.%' order by id`,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['sso.linked', 'sso.accepted', 'sso.accepted']);
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
      await database.query(`update app_user set active = false where email = 'leader@nghean.example'`);
      await refused(verified({ sub: 'disabled', email: 'leader@nghean.example' }), 'account_disabled');
      await database.query(`update app_user set active = true where email = 'leader@nghean.example'`);
    });

    it('for a second person with the address of a bound account', async () => {
      await signIn(verified({ sub: 'first', email: 'coordinator@nghean.example' }));
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
      expect(body).toContain('Hệ thống đăng nhập chung nói khác');
    });

    it('do not keep a known person out whose address changed there', async () => {
      await signIn(verified({ sub: 'renamed', email: 'nongnghiep@hanoi.example' }));
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
      mayMakeAdmins: false,
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
  ])('are not taken with %s=%s; the value is not told', (name, value) => {
    expect(() => readConfig({ ...all, [name]: value })).toThrow(
      new RegExp(`^${name}: (?!.*${value.replace('*', '\\*')}$)`),
    );
  });
});
