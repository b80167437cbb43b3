import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { setTimeout as pause } from 'node:timers/promises';
import type { Client } from 'pg';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { freshDatabase, type FreshDatabase } from './support/database.js';
import { describeWithRedis } from './support/describe-with-redis.js';
import { freePort } from './support/ports.js';
import { addAccounts, connected, startReady, until, type Running } from './support/processes.js';
import { describeWithProxies, type Proxy } from './support/proxy.js';
import { startSmtp, type TestSmtp } from './support/smtp.js';

jest.setTimeout(180_000);

describeWithRedis('two web and two worker processes', (redisUrl) => {
  describeWithProxies('as production runs them', (startProxy) => {
    let database: FreshDatabase;
    let client: Client;
    let smtp: TestSmtp;
    let proxy: Proxy;
    let webs: Running[];
    let workers: Running[];

    const startOne = (env: Record<string, string>) =>
      startReady({ DATABASE_URL: database.url, REDIS_URL: redisUrl, SMTP_URL: smtp.url, ...env });
    const web = (port: number) => startOne({ ROLE: 'web', PORT: String(port), DRAIN_SECONDS: '2' });
    const worker = () => startOne({ ROLE: 'worker' });

    beforeAll(async () => {
      [database, smtp] = await Promise.all([freshDatabase(), startSmtp()]);
      const ports = [await freePort(), await freePort()];
      // All at once: who migrates and imports first is nobody's business.
      const all = await Promise.all([web(ports[0]!), web(ports[1]!), worker(), worker()]);
      [webs, workers] = [all.slice(0, 2), all.slice(2)];
      await addAccounts(database.url);
      client = await connected(database.url);
      await addLiaisons(client);
      proxy = await startProxy(ports);
    });
    afterAll(async () => {
      for (const running of [...(webs ?? []), ...(workers ?? [])]) running.child.kill('SIGKILL');
      await Promise.all([proxy?.stop(), client?.end(), smtp?.stop()]);
      await database?.drop();
    });

    const send = (path: string, init: RequestInit = {}) =>
      fetch(`${proxy.url}${path}`, { redirect: 'manual', ...init });
    const servedBy = (answer: Response) => answer.headers.get('x-served-by');
    const form = (path: string, fields: Record<string, string>, cookie = '') =>
      send(path, { method: 'POST', body: new URLSearchParams(fields), headers: { cookie } });
    const signIn = async (email: string) => {
      const answer = await form('/dang-nhap', { email, password: DEMO_PASSWORD });
      expect(answer.status).toBe(303);
      return answer.headers.getSetCookie()[0]!.split(';')[0]!;
    };
    const bearer = async (email: string) => {
      const body = JSON.stringify({ email, password: DEMO_PASSWORD });
      const answer = await send('/api/v1/sessions', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      });
      return {
        authorization: `Bearer ${((await answer.json()) as { token: string }).token}`,
        'content-type': 'application/json',
      };
    };

    it('know a session, and each other’s forms', async () => {
      const cookie = await signIn('coordinator@hanoi.example');
      const seen = new Set<string | null>();
      await until(async () => {
        const page = await send('/2016-tb-tu/tong-quan', { headers: { cookie } });
        expect(page.status).toBe(200);
        seen.add(servedBy(page));
        return seen.size === 2;
      });
      // A form of one is taken by the other, whichever way round.
      const pairs = new Set<string>();
      await until(async () => {
        const own = await signIn('coordinator@hanoi.example');
        const page = await send('/2016-tb-tu/tong-quan', { headers: { cookie: own } });
        const csrf = /name="_csrf" value="([^"]+)"/.exec(await page.text())![1]!;
        expect((await form('/dang-xuat', { _csrf: `${csrf}x` }, own)).status).toBe(403);
        // Whose turn it is goes round: so that the other gets the form.
        await send('/dang-nhap');
        const done = await form('/dang-xuat', { _csrf: csrf }, own);
        expect(done.status).toBe(303);
        if (servedBy(page) !== servedBy(done)) pairs.add(`${servedBy(page)}`);
        return pairs.size === 2;
      });
    });

    it('keep health and metrics inside, and take the request’s id from the proxy', async () => {
      expect((await send('/metrics')).status).toBe(404);
      expect((await send('/healthz/ready')).status).toBe(404);
      for (const path of ['/%6detrics', '/metric%73', '/%68ealthz/ready', '/healthz/%72eady'])
        expect([path, (await send(path)).status]).toEqual([path, 404]);
      const given = (await send('/dang-nhap', { headers: { 'x-request-id': 'from-a-visitor' } })).headers.get(
        'x-request-id',
      );
      expect(given).toMatch(/^[\w-]{32,36}$/);
      for (const { health } of [...webs, ...workers]) {
        expect((await fetch(`${health}/healthz/ready`)).status).toBe(200);
        expect(await (await fetch(`${health}/metrics`)).text()).toMatch(
          /tracker_build_info\{.*role="(web|worker)"\} 1/,
        );
      }
    });

    it('send every mail once, with the jobs shared by both workers', async () => {
      smtp.delayMs = 100;
      const { digests } = await runReminders('2019-11-20');
      expect(digests).toBeGreaterThan(20);
      await expectEachMailOnce();
      const shares = await Promise.all(workers.map(jobsOf));
      expect(Math.min(...shares)).toBeGreaterThan(0);
    });

    it('cut no request and lose no job where one of each is stopped in the middle of the work', async () => {
      const load = await startLoad();
      const run = runReminders('2019-11-28');
      await until(
        async () => (await claimed()) > 0,
        () => 'a mail on its way',
      );
      const [firstWeb, firstWorker] = [webs[0]!, workers[0]!];
      const codes = await Promise.all([firstWeb.stop('SIGTERM'), firstWorker.stop('SIGTERM')]);
      expect(codes).toEqual([0, 0]);
      load.calm();
      webs[0] = await web(firstWeb.port);
      workers[0] = await worker();
      expect((await run).digests).toBeGreaterThan(20);
      const { answered, faults } = await load.end();
      expect(faults).toEqual([]);
      expect(answered).toBeGreaterThan(20);
      await load.expectEveryUpdateOnce();
      await expectEachMailOnce();
    });

    it('go on where one of each is killed: no job is lost, no mail goes out twice', async () => {
      await bothServe();
      // The mail is on its way and nobody knows of it: the server has not taken it.
      smtp.conduct = 'hang';
      const run = runReminders('2019-11-29', false);
      await until(
        async () => (await claimed()) >= 2,
        () => 'mails on their way',
      );
      const load = await startLoad();
      await Promise.all([webs[1]!.stop('SIGKILL'), workers[1]!.stop('SIGKILL'), workers[0]!.stop('SIGKILL')]);
      // What a killed worker had already written to its connection is still read, and must not be taken either.
      await pause(1_500);
      smtp.conduct = 'accept';
      load.forgive();
      load.calm();
      // What the five minutes of a lease would do; before there is anybody who holds one.
      await client.query(`update digest set lease_until = now() where status in ('planned', 'claimed')`);
      workers[0] = await worker();
      await run.catch(() => {});
      expect((await runReminders('2019-11-29')).digests).toBeGreaterThan(20);
      const { answered, faults } = await load.end();
      expect(faults).toEqual([]);
      expect(answered).toBeGreaterThan(5);
      await expectEachMailOnce();
    });

    async function claimed(): Promise<number> {
      const { rows } = await client.query<{ n: number }>(
        `select count(*)::integer as n from digest where status = 'claimed'`,
      );
      return rows[0]!.n;
    }

    async function jobsOf({ health }: Running): Promise<number> {
      const text = await (await fetch(`${health}/metrics`)).text();
      return Number(
        /^tracker_job_duration_seconds_count\{job="digest",outcome="done"\} (\d+)/m.exec(text)?.[1] ?? 0,
      );
    }

    async function bothServe(): Promise<void> {
      const seen = new Set<string | null>();
      await until(
        async () => seen.add(servedBy(await send('/dang-nhap'))).size === 2,
        () => 'both webs',
      );
    }

    /** @param waits for every digest of the day to be final */
    async function runReminders(date: string, waits = true): Promise<{ digests: number }> {
      const headers = await bearer('admin@tracker.example');
      await send('/api/v1/reminder-runs', { method: 'POST', headers, body: JSON.stringify({ date }) });
      const count = async (where: string) => {
        const { rows } = await client.query<{ n: number }>(
          `select count(*)::integer as n from digest where day = $1 ${where}`,
          [date],
        );
        return rows[0]!.n;
      };
      if (waits) {
        const left = () => count(`and status not in ('sent', 'skipped')`);
        await until(
          async () => (await left()) === 0,
          () => `the mails of ${date}`,
          60_000,
        );
      }
      return { digests: await count(`and status = 'sent'`) };
    }

    async function expectEachMailOnce(): Promise<void> {
      const { rows } = await client.query<{ id: string }>(
        `select message_id as id from digest where status = 'sent' order by 1`,
      );
      const sent = smtp.mails.map(({ messageId }) => messageId!).sort();
      expect(sent).toEqual(rows.map(({ id }) => id).sort());
    }

    /** Readers with a cookie, and one who reports again and again on the version he was given. */
    async function startLoad() {
      const cookie = await signIn('coordinator@hanoi.example');
      const headers = await bearer('congthuong@hanoi.example');
      const list = await send('/api/v1/agreements/2016-tb-tu/commitments?body=hn-so-cong-thuong&limit=50', {
        headers,
      });
      const { items } = (await list.json()) as { items: Reported[] };
      // One that its body leads: what it reports elsewhere is a contribution, which raises no version.
      const led = items.find(({ sides }) =>
        sides.some(({ leadBody }) => leadBody.code === 'hn-so-cong-thuong'),
      )!;
      let { id, version } = led;
      const firstVersion = version;
      const state = { ends: false, pauseMs: 10 };
      let [answered, updates] = [0, 0];
      let faults: string[] = [];
      const told = (what: string, answer: Response | Error, ...good: number[]) => {
        answered += 1;
        if (!('status' in answer)) faults.push(`${what}: ${answer.message}`);
        else if (!good.includes(answer.status)) faults.push(`${what}: ${answer.status} ${servedBy(answer)}`);
      };
      const asked = (path: string, init: RequestInit) =>
        send(path, init).then(
          async (answer) => {
            // Cut in the middle counts as cut.
            await answer.clone().arrayBuffer();
            return answer;
          },
          (error: Error) => error,
        );
      const read = async (path: string, init: RequestInit) => {
        while (!state.ends) {
          told(path, await asked(path, init), 200);
          await pause(state.pauseMs);
        }
      };
      const report = async () => {
        const body = {
          status: 'in_progress',
          results: 'r',
          difficulties: 'd',
          proposals: 'p',
          nextSteps: 'n',
        };
        while (!state.ends) {
          const answer = await asked(`/api/v1/commitments/${id}/updates`, {
            method: 'POST',
            headers: { ...headers, 'if-match': `"${version}"` },
            body: JSON.stringify({ ...body, percent: (updates % 90) + 1 }),
          });
          told('update', answer, 201);
          if ('status' in answer && answer.status === 201) {
            updates += 1;
            version += 1;
          } else {
            // Unknown whether it got through: read what is there.
            const now = await asked(`/api/v1/commitments/${id}`, { headers });
            if ('ok' in now && now.ok) ({ version } = (await now.json()) as { version: number });
          }
          await pause(2 * state.pauseMs);
        }
      };
      const all = [
        read('/2016-tb-tu/tong-quan', { headers: { cookie } }),
        read('/2016-tb-tu/cam-ket', { headers: { cookie } }),
        read('/api/v1/agreements/2016-tb-tu/dashboard', { headers }),
        report(),
      ];
      return {
        /** Goes on at a pace that leaves the processor to those that start anew. */
        calm: () => (state.pauseMs = 100),
        /** What failed so far was on a process that was killed. */
        forgive: () => (faults = []),
        end: async () => {
          state.ends = true;
          await Promise.all(all);
          return { answered, faults };
        },
        expectEveryUpdateOnce: async () => {
          const answer = await send(`/api/v1/commitments/${id}`, { headers });
          expect(((await answer.json()) as { version: number }).version - firstVersion).toBe(updates);
          expect(updates).toBeGreaterThan(3);
        },
      };
    }
  });
});

interface Reported {
  id: number;
  version: number;
  sides: { leadBody: { code: string } }[];
}

/** Two more liaison officers for every lead body, and one deadline for all: a day that speaks of it has many mails. */
async function addLiaisons(client: Client): Promise<void> {
  await client.query(`
    insert into app_user (email, name, role, party_id, body_id, password_hash, created_at)
    select 'dau-moi-' || n || '@' || b.code || '.example', '{"vi": "Đầu mối", "en": "Liaison"}', 'liaison', b.party_id, b.id, 'x', now()
    from body b, generate_series(1, 2) n where b.id in (select lead_body_id from commitment_side)`);
  await client.query(
    `update commitment set due_precision = 'date', due_value = '2019-11-29', due_on = '2019-11-29'`,
  );
  // The days in between were not missed: a worker that starts does not make up for years.
  await client.query(`
    insert into reminder_run (day, started_at, finished_at) select current_date + n, now(), now() from generate_series(-1, 1) n`);
}
