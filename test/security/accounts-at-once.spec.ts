import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { goesOn } from '../support/goes-on.js';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { LinkSecrets } from '../../src/accounts/links/link-secrets.js';
import { InvitationsService } from '../../src/accounts/links/invitations.service.js';
import { hashPassword } from '../../src/accounts/passwords.js';
import { DEMO_PASSWORD } from '../../src/demo/accounts.js';
import { openSession, sendForm, type BrowserSession } from '../support/form.js';
import { meanwhile, type Run } from '../support/meanwhile.js';
import { formWithFile, pdf } from '../support/multipart.js';
import { RouteWorld } from '../support/route-world.js';
import { withSecondFactor } from '../support/second-factor.js';

const NEW_PASSWORD = 'ba con mèo xanh biếc';

/** Two things at once to one account, each order brought about by locks. */
describe('changes of an account while others are under way', () => {
  let world: RouteWorld;
  let url: string;
  /** An account of its own for each test. */
  let email: string;
  let userId: number;
  beforeAll(async () => {
    world = await RouteWorld.startAlone();
    url = world.program.database.url;
  });
  afterAll(() => world?.stop());
  beforeEach(async () => {
    userId = await world.spareUser();
    email = await world.value<string>('select email from app_user where id = $1', [userId]);
  });

  const app = () => world.program.app;
  const lockAccount = (run: Run) => run('select 1 from app_user where id = $1 for update', [userId]);
  const count = (table: string) =>
    world.value(`select count(*)::integer from ${table} where user_id = $1`, [userId]);
  const signIn = () => sendForm(app(), '/dang-nhap', { email, password: DEMO_PASSWORD });
  const signInByProgram = () =>
    app().inject({ method: 'POST', url: '/api/v1/sessions', payload: { email, password: DEMO_PASSWORD } });
  const changePassword = (session: BrowserSession) => () =>
    session.post('/tai-khoan/mat-khau', {
      current: DEMO_PASSWORD,
      password: NEW_PASSWORD,
      repeat: NEW_PASSWORD,
    });
  const makeToken = (session: BrowserSession) => () =>
    session.post('/tai-khoan/ma-truy-cap', {
      name: 'Thử',
      scope: 'read',
      days: '7',
      password: DEMO_PASSWORD,
    });

  it.each(['before', 'after'])(
    'leaves no token of a stolen session made just %s its owner changes the password',
    async (order) => {
      const [own, stolen] = [await openSession(app(), email), await openSession(app(), email)];
      const requests = [makeToken(stolen), changePassword(own)];
      if (order === 'after') requests.reverse();
      const { answers, waited } = await meanwhile(url, lockAccount, ...requests);
      expect(waited).toBe(2);
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(
        order === 'before' ? [303, 303] : [303, 401],
      );
      expect([await count('access_token'), await count('session')]).toEqual([0, 1]);
      expect((await own.get('/tai-khoan')).statusCode).toBe(200);
      expect((await stolen.get('/tai-khoan')).statusCode).toBe(303);
    },
  );

  const toAnotherPassword = async (run: Run) =>
    run('update app_user set password_hash = $2 where id = $1', [userId, await hashPassword(NEW_PASSWORD)]);
  const disabled = (run: Run) => run('update app_user set active = false where id = $1', [userId]);
  const withFactor = (run: Run) =>
    Promise.all([
      lockAccount(run),
      run(
        'insert into second_factor (user_id, secret, created_at, confirmed_at, last_step) values ($1, $2, now(), now(), 0)',
        [userId, Buffer.from('x')],
      ),
    ]);

  it.each([
    ['the password is changed', toAnotherPassword],
    ['the account is disabled', disabled],
    ['a second factor is turned on', withFactor],
  ])('opens nothing by a password that was right until %s', async (_name, happens) => {
    for (const request of [signIn, signInByProgram]) {
      const { answers, waited } = await meanwhile(url, happens, request);
      expect([waited, answers[0]!.statusCode]).toEqual([1, 401]);
      expect([await count('session'), await count('access_token')]).toEqual([0, 0]);
      await world.run(
        'update app_user set active = true, password_hash = (select password_hash from app_user where email = $2) where id = $1',
        [userId, 'admin@tracker.example'],
      );
      await world.run('delete from second_factor where user_id = $1', [userId]);
    }
  });

  it('asks for no code where the password was changed while it was looked at', async () => {
    await withSecondFactor(world, email.replace('.example', ''));
    const { answers, waited } = await meanwhile(url, toAnotherPassword, signIn);
    expect([waited, answers[0]!.statusCode, await count('half_session')]).toEqual([1, 401, 0]);
  });

  it('opens nothing by a right code once the password was changed', async () => {
    const code = await withSecondFactor(world, email.replace('.example', ''));
    await world.run('delete from session where user_id = $1', [userId]);
    const half = String((await signIn()).headers['set-cookie']).split(';')[0]!;
    const changed = async (run: Run) => {
      await toAnotherPassword(run);
      await run('delete from half_session where user_id = $1', [userId]);
    };
    const byCode = () => sendForm(app(), '/dang-nhap/ma', { code }, { cookie: half });
    const { answers, waited } = await meanwhile(url, changed, byCode);
    expect([waited, goesOn(answers[0]!)]).toEqual([1, '/dang-nhap, says too-late']);
    expect(await count('session')).toBe(0);
  });

  it('takes one of two changes of password by who knew the present one', async () => {
    const [one, other] = [await openSession(app(), email), await openSession(app(), email)];
    const { answers } = await meanwhile(url, lockAccount, changePassword(one), changePassword(other));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([303, 401]);
    expect(await count('session')).toBe(1);
  });

  it('lets one of two administrators who disable each other', async () => {
    const admins = await Promise.all(
      [0, 1].map(async () => {
        const id = await world.spareUser();
        await world.run(`update app_user set role = 'admin', party_id = null where id = $1`, [id]);
        const address = await world.value<string>('select email from app_user where id = $1', [id]);
        return { id, session: await openSession(app(), address) };
      }),
    );
    const [first, second] = admins;
    const disable = (by: BrowserSession, id: number) => () => by.post(`/quan-tri/tai-khoan/${id}/khoa`);
    const lockBoth = (run: Run) =>
      run('select 1 from app_user where id = any($1) for update', [admins.map(({ id }) => id)]);
    const { answers, waited } = await meanwhile(
      url,
      lockBoth,
      disable(first!.session, second!.id),
      disable(second!.session, first!.id),
    );
    expect([waited, answers.map(({ statusCode }) => statusCode)]).toEqual([2, [303, 401]]);
    const left = await world.run('select id from app_user where id = any($1) and active', [
      admins.map(({ id }) => id),
    ]);
    expect(left).toEqual([{ id: first!.id }]);
  });

  it('sets a password by a link while an administrator invites anew, one after the other', async () => {
    const { clock } = world.program;
    await app().get(InvitationsService, { strict: false }).invite(userId, null, clock.now());
    const salt = await world.value<string>('select salt from account_link where user_id = $1', [userId]);
    const token = app().get(LinkSecrets, { strict: false }).tokenOf(salt);
    const admin = await world.session('admin@tracker');
    const setIt = () =>
      sendForm(app(), `/dat-mat-khau/${token}`, { password: NEW_PASSWORD, repeat: NEW_PASSWORD });
    const invite = () => admin.post(`/quan-tri/tai-khoan/${userId}/moi`);
    const { answers, waited } = await meanwhile(url, lockAccount, invite, setIt);
    expect([waited, answers.map(({ statusCode }) => statusCode)]).toEqual([2, [303, 404]]);
  });

  it('lets an administrator sign himself out everywhere', async () => {
    await world.run(`update app_user set role = 'admin', party_id = null where id = $1`, [userId]);
    const own = await openSession(app(), email);
    expect((await own.post(`/quan-tri/tai-khoan/${userId}/dang-xuat`)).statusCode).toBe(303);
    expect([await count('session'), await count('access_token')]).toEqual([0, 0]);
  });

  it('keeps no file of an account that was disabled while it was sent', async () => {
    const officer = await world.userId('nongnghiep@hanoi');
    const authorization = `Bearer ${await world.token('nongnghiep@hanoi')}`;
    const address = `/api/v1/commitments/${await world.commitmentId('4.02')}/evidence`;
    const attach = async (text: string) => {
      const { payload, headers } = await formWithFile('Biên bản.pdf', pdf(text));
      return app().inject({ method: 'POST', url: address, headers: { authorization, ...headers }, payload });
    };
    const disabling = (run: Run) => run('update app_user set active = false where id = $1', [officer]);
    expect((await attach('in time')).statusCode).toBe(201);
    const before = await files();
    expect(before).toBe(1);
    const { answers, waited } = await meanwhile(url, disabling, () => attach('too late'));
    expect([waited, answers[0]!.statusCode, await files()]).toEqual([1, 401, before]);
  });

  const files = async () =>
    (await readdir(join(world.program.folder, 'files'), { recursive: true }).catch(() => [])).filter((name) =>
      /[0-9a-f]{64}/.test(name),
    ).length;
});
