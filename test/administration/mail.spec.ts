import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { RouteWorld } from '../support/route-world.js';
import type { BrowserSession } from '../support/form.js';

jest.setTimeout(60_000);

describe('the administrator’s page of emails', () => {
  let world: RouteWorld;
  let admin: BrowserSession;
  beforeAll(async () => {
    world = await RouteWorld.startAlone();
    admin = await world.session('admin@tracker');
  });
  afterAll(() => world?.stop());

  const setting = () =>
    world.value(`select concat_ws(' ', run_at, send_from, send_until, per_minute) from mail_setting`);
  const lastEntry = () =>
    world.value<{ kind: string; data: object }>(
      `select jsonb_build_object('kind', kind, 'data', data) from audit_entry order by id desc limit 1`,
    );

  it('sets hours and limit, and notes in the audit log what became of what', async () => {
    const fields = { runAt: '09:15', from: '08:30', until: '17:00', perMinute: '60' };
    const { statusCode } = await admin.post('/quan-tri/thu', fields);
    expect([statusCode, await setting()]).toEqual([303, '09:15:00 08:30:00 17:00:00 60']);
    expect(await lastEntry()).toEqual({
      kind: 'mail.settings_changed',
      data: {
        runAt: { from: '08:00', to: '09:15' },
        sendFrom: { from: '08:00', to: '08:30' },
        sendUntil: { from: '18:00', to: '17:00' },
        perMinute: { from: null, to: 60 },
      },
    });
    const entries = () => world.value('select count(*)::integer from audit_entry');
    const before = await entries();
    await admin.post('/quan-tri/thu', fields);
    expect(await entries()).toBe(before);
    const { body } = await admin.get('/nhat-ky');
    expect(body).toContain('gửi thư nhắc lúc: 08:00 → 09:15');
    const back = { runAt: '08:00', from: '08:00', until: '18:00', perMinute: '' };
    expect((await admin.post('/quan-tri/thu', back)).statusCode).toBe(303);
    expect(await setting()).toBe('08:00:00 08:00:00 18:00:00');
  });

  it.each([
    [{ runAt: '07:45' }, 422, 'phải nằm trong khoảng giờ gửi thư'],
    [{ runAt: '18:00' }, 422, 'phải nằm trong khoảng giờ gửi thư'],
    [{ runAt: '08:07' }, 400, 'Chọn một giờ trong danh sách'],
    [{ perMinute: '0' }, 400, 'Số nguyên từ 1 đến 1000'],
    [{ perMinute: 'mười' }, 400, 'Số nguyên từ 1 đến 1000'],
  ])('refuses %p, keeps what was typed and changes nothing', async (wrong, status, words) => {
    const right = { runAt: '08:00', from: '08:00', until: '18:00', perMinute: '' };
    const { statusCode, body } = await admin.post('/quan-tri/thu', { ...right, ...wrong });
    expect([statusCode, body]).toEqual([status, expect.stringContaining(words)]);
    expect(await setting()).toBe('08:00:00 08:00:00 18:00:00');
  });

  describe('the test email', () => {
    const send = async (email: string) => (await admin.post('/quan-tri/thu/gui-thu', { email })).body;

    it('goes out at once, and the page has the server’s own answer', async () => {
      const body = await send('quan-tri@tinh.example');
      const mail = world.program.smtp.mails.at(-1)!;
      expect([mail.envelope.to, mail.subject]).toEqual([
        ['quan-tri@tinh.example'],
        'Thư kiểm tra của hệ thống theo dõi hợp tác',
      ]);
      expect(body).toContain('Máy chủ thư đã nhận thư gửi quan-tri@tinh.example');
      expect(body).toMatch(/Máy chủ thư trả lời: <code>250 /);
      expect(await lastEntry()).toEqual({ kind: 'mail.tested', data: { email: 'quan-tri@tinh.example' } });
      expect(await world.value('select count(*)::integer from ledger_mail where not illustrative')).toBe(0);
    });

    it('says in words why it could not go out', async () => {
      world.program.smtp.conduct = 'refuse';
      expect(await send('sai@tinh.example')).toMatch(
        /Không gửi được thư đến sai@tinh\.example.*Máy chủ thư từ chối \(550\)/s,
      );
      world.program.smtp.conduct = 'accept';
      expect(await send('không phải địa chỉ')).toContain('Địa chỉ thư điện tử chưa đúng');
    });

    it('waits its turn where the limit of the minute is reached', async () => {
      await admin.post('/quan-tri/thu', { runAt: '08:00', from: '08:00', until: '18:00', perMinute: '1' });
      await world.run('update mail_pace set taken = array[clock_timestamp()]');
      const known = world.program.smtp.mails.length;
      expect(await send('quan-tri@tinh.example')).toContain('đã đủ số thư của phút này');
      expect(world.program.smtp.mails).toHaveLength(known);
      await admin.post('/quan-tri/thu', { runAt: '08:00', from: '08:00', until: '18:00', perMinute: '' });
    });
  });
});

describe('the queue’s dashboard', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.startAlone();
  });
  afterAll(() => world?.stop());

  const ask = async (who: string, path: string) =>
    (await world.session(who)).get(`/quan-tri/hang-doi${path}`);

  it('is there for administrators, whole: pages, data and assets', async () => {
    const page = await ask('admin@tracker', '');
    expect([page.statusCode, page.headers['content-type']]).toEqual([200, expect.stringMatching(/html/)]);
    expect(page.headers['content-security-policy']).toMatch(/script-src 'self';.*base-uri 'self'/);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    const [, script] = /<script defer src="([^"]+)"/.exec(page.body)!;
    expect((await ask('admin@tracker', `/${script}`)).statusCode).toBe(200);
    const { queues } = (await ask('admin@tracker', '/api/queues')).json<{
      queues: { name: string; readOnlyMode: boolean }[];
    }>();
    expect(queues.map(({ name, readOnlyMode }) => [name, readOnlyMode])).toEqual([['reminders', true]]);
  });

  it.each(['', '/api/queues', '/static/favicon.ico'])(
    'is there for nobody else, nor for a token: %p',
    async (path) => {
      for (const who of ['auditor@tracker', 'coordinator@hanoi', 'congthuong@hanoi'])
        expect([who, (await ask(who, path)).statusCode]).toEqual([who, 403]);
      const inject = (headers: Record<string, string>) =>
        world.program.app.inject({ method: 'GET', url: `/quan-tri/hang-doi${path}`, headers });
      expect((await inject({})).statusCode).not.toBe(200);
      const authorization = `Bearer ${await world.token('admin@tracker')}`;
      expect((await inject({ authorization })).statusCode).toBe(403);
    },
  );

  it('answers with a page where it has none, however the address is written', async () => {
    for (const path of ['/api/no-such-thing/x', '/api/queues/..%2f..%2fetc%2fpasswd']) {
      const { statusCode, headers, body } = await ask('admin@tracker', path);
      expect([path, statusCode, headers['content-type']]).toEqual([path, 404, 'text/html; charset=utf-8']);
      expect(body).toContain('Không có trang này trong hàng đợi.');
    }
  });

  it('takes nothing: whatever would change a job does not exist', async () => {
    const { cookie, csrf } = await world.session('admin@tracker');
    for (const [method, path] of [
      ['PUT', 'api/queues/reminders/pause'],
      ['PUT', 'api/queues/reminders/1/retry'],
      ['POST', 'api/queues/reminders/add'],
      ['PUT', 'api/queues/reminders/clean/failed'],
      ['DELETE', 'api/queues/reminders'],
    ] as const) {
      const url = `/quan-tri/hang-doi/${path}?_csrf=${csrf}`;
      const { statusCode } = await world.program.app.inject({ method, url, headers: { cookie } });
      expect([method, path, statusCode]).toEqual([method, path, 404]);
    }
  });
});
