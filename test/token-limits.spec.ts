import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ModulesContainer } from '@nestjs/core';
import { AccountHousekeeping } from '../src/accounts/access/housekeeping.js';
import { AccountMailSender } from '../src/accounts/mail/account-mail.sender.js';
import { AccountPagesModule } from '../src/accounts/account-pages.module.js';
import { AccountsModule } from '../src/accounts/accounts.module.js';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { everyone } from '../src/identity/allow.js';
import { routesOf } from './support/route-list.js';
import { exampleOf, requestOf } from './support/route-walk.js';
import { RouteWorld } from './support/route-world.js';
import { withSecondFactor } from './support/second-factor.js';

const TOKENS = '/api/v1/tokens';
const wanted = { name: 'Tích hợp', scope: 'read+write', days: 365 };

/** Of the account itself, and of other people's ways in, a token may do this and nothing else. */
const forTokens = [
  'DELETE /api/v1/sessions/current',
  `GET ${TOKENS}`,
  `POST ${TOKENS}`,
  `DELETE ${TOKENS}/:id`,
  'GET /api/v1/me/notification-settings',
  'PUT /api/v1/me/notification-settings',
  'GET /api/v1/me/calendar-addresses',
  'POST /api/v1/me/calendar-addresses',
  'DELETE /api/v1/me/calendar-addresses/:id',
];

/** A token gives no more than it is, and for no longer. */
describe('a token', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.startAlone();
  });
  afterAll(() => world?.stop());

  const call = (token: string, method: 'GET' | 'POST' | 'DELETE', url: string, payload?: object) =>
    world.ask(null, method, url, payload, { authorization: `Bearer ${token}` });
  const signedIn = (who: string) => world.token(who, true);
  const childOf = async (token: string, more: object = {}) => {
    const { status, json } = await call(token, 'POST', TOKENS, { ...wanted, ...more });
    expect(status).toBe(201);
    return json as { id: number; token: string; expiresAt: string };
  };
  const isGood = async (token: string) => (await call(token, 'GET', '/api/v1/agreements')).status === 200;
  const daysUntil = (instant: string) => (Date.parse(instant) - Date.now()) / 86_400_000;
  const signedInBy = (token: string) =>
    world.value('select id from access_token order by id desc limit 1').then((id) => ({ id, token }));

  it('reaches no page of the account and of the accounts of others, by construction', async () => {
    const own = [...world.program.app.get(ModulesContainer).values()]
      .filter(({ metatype }) => metatype === AccountsModule || metatype === AccountPagesModule)
      .flatMap(({ controllers }) => [...controllers.values()].map(({ metatype }) => metatype!.name));
    const routes = routesOf(world.program.app).filter(
      ({ name, controller, allowed }) =>
        allowed !== everyone && (own.includes(controller) || name.includes(' /quan-tri/tai-khoan')),
    );
    expect(routes.length).toBeGreaterThan(25);
    const token = await signedIn('admin@tracker');
    const letIn: string[] = [];
    for (const { name } of routes.filter((route) => !forTokens.includes(route.name))) {
      const request = await requestOf(world, name, await exampleOf(world, name, 'admin@tracker'), null);
      const headers = { ...request.headers, authorization: `Bearer ${token}` };
      const { statusCode } = await world.program.app.inject({ ...request, headers });
      if (statusCode !== 403) letIn.push(`${name}: ${statusCode}`);
    }
    expect(letIn).toEqual([]);
  });

  it('made by a token lasts no longer than that one', async () => {
    const week = await childOf(await signedIn('leader@hanoi'), { days: 7 });
    const child = await childOf(week.token);
    expect(child.expiresAt).toBe(week.expiresAt);
    expect((await childOf(child.token)).expiresAt).toBe(week.expiresAt);
  });

  it('ends with the one that made it: revoked, signed out, signed out by an administrator, or expired', async () => {
    const ways: [string, (parent: { id: number; token: string }) => Promise<unknown>][] = [
      ['revoked', ({ id, token }) => call(token, 'DELETE', `${TOKENS}/${id}`)],
      ['signed out', ({ token }) => call(token, 'DELETE', '/api/v1/sessions/current')],
      [
        'by an administrator',
        async ({ id }) => {
          const user = await world.userId('leader@nghean');
          const admin = await world.session('admin@tracker');
          return admin.post(`/quan-tri/tai-khoan/${user}/ma/${id}/thu-hoi`);
        },
      ],
      [
        'expired',
        async ({ id }) => {
          await world.run('update access_token set expires_at = now() where id = $1', [id]);
          await world.program.app.get(AccountHousekeeping, { strict: false }).run();
        },
      ],
    ];
    for (const [way, end] of ways) {
      const parent = await signedInBy(await signedIn('leader@nghean'));
      const child = await childOf(parent.token, { days: 7 });
      const grandchild = await childOf(child.token, { days: 7 });
      await end(parent);
      expect([way, await isGood(child.token), await isGood(grandchild.token)]).toEqual([way, false, false]);
    }
  });

  it('is made for no token that has ended meanwhile', async () => {
    const parent = await signedInBy(await signedIn('leader@nghean'));
    const both = await Promise.all([
      ...Array.from({ length: 8 }, () => call(parent.token, 'POST', TOKENS, wanted)),
      call(parent.token, 'DELETE', '/api/v1/sessions/current'),
    ]);
    for (const { status, json } of both.slice(0, 8)) {
      if (status === 201) expect(await isGood(json.token)).toBe(false);
      else expect([401, 404]).toContain(status);
    }
    expect(
      await world.value('select count(*)::integer from access_token where parent_id = $1', [parent.id]),
    ).toBe(0);
  });

  it('sees and ends itself and what it made, and no other token of its account', async () => {
    const [mine, other] = [await signedIn('coordinator@hanoi'), await signedIn('coordinator@hanoi')];
    const [child, stranger] = [await childOf(mine), await childOf(other)];
    const ids = (await call(mine, 'GET', TOKENS)).json.items.map(({ id }: { id: number }) => id);
    expect([ids.includes(child.id), ids.includes(stranger.id)]).toEqual([true, false]);
    expect((await call(mine, 'DELETE', `${TOKENS}/${stranger.id}`)).status).toBe(404);
    expect((await call(mine, 'DELETE', `${TOKENS}/${child.id}`)).status).toBe(204);
    expect([await isGood(child.token), await isGood(stranger.token)]).toEqual([false, true]);
  });

  it('is made in its own right by whoever shows the password again, and the code where there is one', async () => {
    const who = 'coordinator@nghean';
    const code = await withSecondFactor(world, who);
    const parent = await world.token(who);
    const make = (proof: object) => call(parent, 'POST', TOKENS, { ...wanted, ...proof });
    expect(await make({ password: 'not it' })).toMatchObject({
      status: 422,
      json: { errors: [{ field: 'password' }] },
    });
    for (const wrong of [{}, { code: '000000' }])
      expect(await make({ password: DEMO_PASSWORD, ...wrong })).toMatchObject({
        status: 422,
        json: { errors: [{ field: 'code' }] },
      });
    const made = await make({ password: DEMO_PASSWORD, code });
    expect([made.status, daysUntil(made.json.expiresAt) > 364]).toEqual([201, true]);
    expect((await make({ password: DEMO_PASSWORD, code })).status).toBe(422);
    await call(parent, 'DELETE', '/api/v1/sessions/current');
    expect(await isGood(made.json.token)).toBe(true);
  });

  it('is not made by a browser’s session alone, on the page or over the interface', async () => {
    const { cookie, csrf, post } = await world.session('leader@hanoi');
    const overApi = (body: object) =>
      world.ask(null, 'POST', TOKENS, { ...wanted, ...body }, { cookie, 'x-csrf-token': csrf });
    expect((await overApi({})).status).toBe(422);
    expect((await post('/tai-khoan/ma-truy-cap', { ...wanted, days: '7', agreement: '' })).statusCode).toBe(
      422,
    );
    expect((await overApi({ password: DEMO_PASSWORD })).status).toBe(201);
  });

  it('counts whatever it is called, up to fifty an account; those of a sign-in do not', async () => {
    const who = 'nongnghiep@hanoi';
    await world.run(
      `insert into access_token (token_hash, user_id, name, created_at, expires_at, by_sign_in)
       select sha256(n::text::bytea), $1, 'api', now(), now() + interval '1 day', false from generate_series(1, 49) n`,
      [await world.userId(who)],
    );
    const token = await signedIn(who);
    expect((await call(token, 'POST', TOKENS, { ...wanted, name: 'api' })).status).toBe(201);
    const full = await call(token, 'POST', TOKENS, { ...wanted, name: 'api' });
    expect([full.status, full.json.detail]).toEqual([422, expect.stringContaining('50 mã truy cập')]);
    expect(await isGood(await signedIn(who))).toBe(true);
  });

  it('is told of by mail to its owner, without the token', async () => {
    const made = await childOf(await signedIn('congthuong@nghean'), { name: 'Tên của mã' });
    await world.program.app.get(AccountMailSender, { strict: false }).sendWaiting();
    const told = world.program.smtp.mails.filter(({ envelope }) =>
      envelope.to.includes('congthuong@nghean.example'),
    );
    expect(told.map(({ subject }) => subject)).toEqual([
      'Đã tạo mã truy cập mới cho tài khoản theo dõi hợp tác',
    ]);
    expect(told[0]!.text).not.toContain(made.token);
    expect(told[0]!.text).toContain('/tai-khoan#ma-truy-cap');
  });
});
