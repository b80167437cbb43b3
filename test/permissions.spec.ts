import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RequestMethod } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer, Reflector } from '@nestjs/core';
import { ALLOW } from '../src/accounts/allow.js';
import { startApp } from './support/app.js';
import { openSession, sendForm } from './support/form.js';
import { importOtherAgreement, otherAgreement } from './support/other-agreement.js';

/** Who asks. On 4.02, 4.05 and 4.08 the departments of agriculture lead on both sides. */
const callers = [
  null,
  'nongnghiep@hanoi',
  'nongnghiep@nghean',
  'congthuong@hanoi',
  'coordinator@hanoi',
  'leader@hanoi',
  'auditor@tracker',
  'admin@tracker',
];
const roles = [
  'nobody',
  'lead',
  'otherSide',
  'otherBody',
  'coordinator',
  'leader',
  'auditor',
  'admin',
] as const;
type Caller = (typeof roles)[number];

const everybody = statusOf(200, { nobody: 401 });
const nobodyElse = (allowed: Partial<Record<Caller, number>>) => statusOf(403, { nobody: 401, ...allowed });
const page = statusOf(200, { nobody: 303 });
const pageOnlyFor = (allowed: Partial<Record<Caller, number>>) => statusOf(403, { nobody: 303, ...allowed });

/** The answer to each, in the order of `roles`; forms of pages are sent empty, so that who may send them gets 400. */
const reporting = { lead: 201, otherSide: 201, coordinator: 201 };
const formOf = { lead: 400, otherSide: 400, coordinator: 400 };
const expected: Record<string, number[]> = {
  'GET /api/v1/agreements': everybody,
  'GET /api/v1/agreements/:slug': everybody,
  'GET /api/v1/agreements/:slug/commitments': everybody,
  'GET /api/v1/agreements/:slug/dashboard': everybody,
  'GET /api/v1/commitments/:id': everybody,
  'GET /api/v1/commitments/:id/events': everybody,
  'GET /api/v1/reminders': everybody,
  'POST /api/v1/sessions': statusOf(201),
  'POST /api/v1/commitments/:id/updates': nobodyElse(reporting),
  'PUT /api/v1/commitments/:id/plan-confirmation': nobodyElse({ coordinator: 200 }),
  'DELETE /api/v1/commitments/:id/plan-confirmation': nobodyElse({ coordinator: 200 }),
  'PUT /api/v1/commitments/:id/completion-confirmation': nobodyElse({ coordinator: 200, leader: 200 }),
  'DELETE /api/v1/commitments/:id/completion-confirmation': nobodyElse({ coordinator: 200, leader: 200 }),
  'POST /api/v1/commitments/:id/return': nobodyElse({ coordinator: 200, leader: 200 }),
  'POST /api/v1/commitments/:id/extension-requests': nobodyElse(reporting),
  'PUT /api/v1/extension-requests/:id/decision': nobodyElse({ leader: 200 }),
  'PUT /api/v1/extension-requests/:id/agreement': nobodyElse({ coordinator: 200 }),
  'POST /api/v1/reminder-runs': nobodyElse({ admin: 201 }),
  'PUT /api/v1/demo/clock': everybody,
  'DELETE /api/v1/sessions/current': statusOf(204, { nobody: 401 }),
  'GET /healthz/live': statusOf(200),
  'GET /healthz/ready': statusOf(200),
  'GET /metrics': statusOf(200),
  'GET /assets/:file': statusOf(404),
  'GET /ngon-ngu/:language': statusOf(303),
  'GET /dang-nhap': statusOf(200),
  'POST /dang-nhap': statusOf(400),
  'POST /dang-xuat': statusOf(303, { nobody: 401 }),
  'POST /trinh-dien/ngay': statusOf(400, { nobody: 401 }),
  'GET /': statusOf(303),
  'GET /:slug/tong-quan': page,
  'GET /:slug/thong-bao': page,
  'GET /:slug/cam-ket': page,
  'GET /:slug/cam-ket/:code': page,
  'GET /viec-cua-toi': statusOf(200, { nobody: 303, auditor: 403, admin: 403 }),
  'GET /don-doc': page,
  'GET /don-doc/xem-truoc': page,
  'GET /don-doc/thu': statusOf(400, { nobody: 303 }),
  'POST /don-doc/chay': nobodyElse({ admin: 400 }),
  'GET /:slug/cam-ket/:code/cap-nhat': pageOnlyFor({ lead: 200, otherSide: 200, coordinator: 200 }),
  'POST /:slug/cam-ket/:code/cap-nhat': nobodyElse(formOf),
  'GET /:slug/cam-ket/:code/gia-han': pageOnlyFor({ lead: 200, otherSide: 200, coordinator: 200 }),
  'POST /:slug/cam-ket/:code/gia-han': nobodyElse(formOf),
  'POST /:slug/cam-ket/:code/xac-nhan-ke-hoach': nobodyElse({ coordinator: 400 }),
  'POST /:slug/cam-ket/:code/xac-nhan-hoan-thanh': nobodyElse({ coordinator: 400, leader: 400 }),
  'POST /:slug/cam-ket/:code/tra-lai': nobodyElse({ coordinator: 400, leader: 400 }),
  'POST /:slug/cam-ket/:code/gia-han/:requestId/quyet-dinh': nobodyElse({ leader: 400 }),
  'POST /:slug/cam-ket/:code/gia-han/:requestId/y-kien': nobodyElse({ coordinator: 400 }),
};

describe('who may do what', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let ask: typeof program.ask;
  let foreignId: number;

  beforeAll(async () => {
    program = await startApp({ works: true });
    ask = program.ask;
    foreignId = await importOtherAgreement(program.app, program.database.url);
  });
  afterAll(() => program?.stop());

  const commitment = async (code: string) => {
    const { json } = await ask(
      'auditor@tracker',
      'GET',
      `/api/v1/agreements/2016-tb-tu/commitments?q=${code}`,
    );
    return json.items.find((item: { code: string }) => item.code === code) as { id: number; version: number };
  };
  const update = async (who: string, code: string, statement: object) => {
    const { id, version } = await commitment(code);
    return ask(who, 'POST', `/api/v1/commitments/${id}/updates`, statement, { 'if-match': `"${version}"` });
  };

  describe('every route', () => {
    it('says who may call it', () => {
      const silent = routes().filter(({ allowed }) => allowed === undefined);
      expect(silent.map(({ name }) => name)).toEqual([]);
    });

    it('stands in the table of this test, and the table holds no other', () => {
      expect(Object.keys(expected).sort()).toEqual(
        routes()
          .map(({ name }) => name)
          .sort(),
      );
    });

    it('is one of a controller, except for the description of the interface', () => {
      const known = new Set(routes().map(({ name }) => name.replace(/^\w+ /, '')));
      const unknown = served().filter((path) => !known.has(path) && !/^\/api\/(docs|openapi\.)/.test(path));
      expect(unknown).toEqual([]);
    });

    it.each(Object.entries(expected))('%s', async (route, statuses) => {
      const answers: [string, number][] = [];
      for (const [at, who] of callers.entries()) {
        const call = await callOf(route, roles[at]!);
        const { status } = await ask(who, call.method, call.url, call.payload, call.headers);
        await call.after?.(status);
        answers.push([roles[at]!, status]);
      }
      expect(answers).toEqual(roles.map((role, at) => [role, statuses[at]]));
    });

    function routes(): { name: string; allowed: unknown }[] {
      const reflector = program.app.get(Reflector);
      const controllers = [...program.app.get(ModulesContainer).values()].flatMap((module) => [
        ...module.controllers.values(),
      ]);
      return controllers.flatMap(({ metatype, instance }) =>
        new MetadataScanner().getAllMethodNames(Object.getPrototypeOf(instance)).flatMap((method) => {
          const handler = (instance as Record<string, () => void>)[method]!;
          const path: string | undefined = Reflect.getMetadata(PATH_METADATA, handler);
          if (path === undefined) return [];
          const base: string = Reflect.getMetadata(PATH_METADATA, metatype!);
          const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler)];
          const parts = [base, path].map((part) => part.replace(/^\/|\/$/g, '')).filter(Boolean);
          const allowed = reflector.getAllAndOverride(ALLOW, [handler, metatype as () => void]);
          return [{ name: `${verb} /${parts.join('/')}`, allowed }];
        }),
      );
    }

    /** Every path that the server answers, read from the tree that the router prints. */
    function served(): string[] {
      const tree: string = program.app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false });
      const parents: string[] = [];
      return tree.split('\n').flatMap((line) => {
        const found = /^((?:│ {3}| {4})*)[├└]── (\S*)( \(.*\))?/.exec(line);
        if (!found) return [];
        const depth = found[1]!.length / 4;
        parents.length = depth;
        parents[depth] = found[2]!;
        return found[3] ? [parents.join('')] : [];
      });
    }
  });

  interface Call {
    method: 'GET' | 'POST' | 'PUT' | 'DELETE';
    url: string;
    payload?: object;
    headers?: Record<string, string>;
    /** Brings things back to where the next caller finds them. */
    after?: (status: number) => Promise<void>;
  }

  /** A request that would be in order, if the caller may make it. */
  async function callOf(route: string, role: Caller): Promise<Call> {
    const [method, path] = route.split(' ') as [Call['method'], string];
    const { id, version } = await commitment(/completion|return/.test(path) ? '4.08' : '4.02');
    const url = path
      .replace(':slug', '2016-tb-tu')
      .replace(':code', '4.02')
      .replace(':id', String(id))
      .replace(':requestId', '1')
      .replace(':language', 'vi')
      .replace(':file', 'nothing.css');
    const call: Call = { method, url, ...(method === 'GET' ? {} : { payload: {} }) };
    const due = { precision: 'date', date: '2021-03-31' };
    switch (path) {
      case '/api/v1/sessions':
        return { ...call, payload: { email: 'admin@tracker.example', password: 'hop-tac-2019' } };
      case '/api/v1/sessions/current':
        return { ...call, payload: undefined, headers: role === 'nobody' ? {} : await ownToken(role) };
      case '/api/v1/demo/clock':
        return { ...call, payload: { date: program.clock.today() } };
      case '/api/v1/reminder-runs':
        return { ...call, payload: { date: '2019-11-24' } };
      case '/api/v1/commitments/:id/updates': {
        const payload = { status: 'in_progress', percent: 50, results: 'Đang làm.' };
        return { ...call, payload, headers: { 'if-match': `"${version}"` } };
      }
      case '/api/v1/commitments/:id/return':
        await update('nongnghiep@nghean', '4.08', { status: 'completed', percent: 100, results: 'Xong.' });
        return { ...call, payload: { reason: 'Thiếu biên bản.' } };
      case '/api/v1/commitments/:id/extension-requests':
        return { ...call, payload: { due, reason: 'Chậm kinh phí.' }, after: () => closeRequests('4.02') };
      case '/api/v1/extension-requests/:id/decision':
      case '/api/v1/extension-requests/:id/agreement': {
        await closeRequests('4.02');
        const asking = path.endsWith('decision') ? 'nongnghiep@hanoi' : 'nongnghiep@nghean';
        const asked = { due, reason: 'Chậm kinh phí.' };
        const request = await ask(asking, 'POST', `/api/v1/commitments/${id}/extension-requests`, asked);
        expect(request.status).toBe(201);
        const own = path.replace(':id', String(request.json.id));
        return {
          ...call,
          url: own,
          payload: { decision: 'approved', reason: '' },
          after: () => closeRequests('4.02'),
        };
      }
      default:
        return call;
    }
  }

  /** A leader of the asking side says no to whatever is open. */
  async function closeRequests(code: string): Promise<void> {
    const { id } = await commitment(code);
    const { json } = await ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`);
    for (const request of json.extensionRequests) {
      if (request.status !== 'open') continue;
      const [leader, office] = [`leader@${request.party}`, request.party === 'hanoi' ? 'nghean' : 'hanoi'];
      const no = { decision: 'rejected', reason: 'Không.' };
      const own = `/api/v1/extension-requests/${request.id}`;
      if (request.decision === null) await ask(leader, 'PUT', `${own}/decision`, no);
      else await ask(`coordinator@${office}`, 'PUT', `${own}/agreement`, no);
    }
  }

  /** A token that may be ended without anybody missing it. */
  async function ownToken(role: Caller): Promise<Record<string, string>> {
    const email = `${callers[roles.indexOf(role)]}.example`;
    const answer = await ask(null, 'POST', '/api/v1/sessions', { email, password: 'hop-tac-2019' });
    return { authorization: `Bearer ${answer.json.token}` };
  }

  describe('a side', () => {
    it('speaks for itself only: the same request by the other side changes the other side’s statement', async () => {
      const answer = await update('nongnghiep@nghean', '4.02', {
        status: 'in_progress',
        percent: 61,
        results: 'NA',
      });
      expect(answer.json.party).toBe('nghean');
      const { id } = await commitment('4.02');
      const { json } = await ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`);
      expect(
        json.sides.map(({ party, percent }: { party: string; percent: number }) => [party, percent === 61]),
      ).toEqual([
        ['hanoi', false],
        ['nghean', true],
      ]);
    });

    it('decides on its own extension requests, not on the other side’s; and agrees to the other’s, not to its own', async () => {
      const { id } = await commitment('4.02');
      const asked = { due: '2021-03-31', reason: 'Chậm kinh phí.' };
      const { json } = await ask(
        'nongnghiep@hanoi',
        'POST',
        `/api/v1/commitments/${id}/extension-requests`,
        asked,
      );
      const own = `/api/v1/extension-requests/${json.id}`;
      const yes = { decision: 'approved', reason: '' };
      expect((await ask('leader@nghean', 'PUT', `${own}/decision`, yes)).status).toBe(403);
      expect((await ask('coordinator@hanoi', 'PUT', `${own}/agreement`, yes)).status).toBe(403);
      expect((await ask('leader@hanoi', 'PUT', `${own}/decision`, yes)).status).toBe(200);
      expect((await ask('coordinator@nghean', 'PUT', `${own}/agreement`, yes)).status).toBe(200);
    });

    it('has its withdrawals stated by its office, not by a liaison officer', async () => {
      const withdrawn = { status: 'withdrawn', percent: 0, results: 'Không còn phù hợp.' };
      expect((await update('nongnghiep@hanoi', '4.05', withdrawn)).status).toBe(403);
      expect((await update('coordinator@hanoi', '4.05', withdrawn)).status).toBe(201);
    });

    it('cannot ask for an extension through the page where another body leads', async () => {
      const { cookie, csrf } = await openSession(program.app, 'congthuong@hanoi');
      const fields = { _csrf: csrf, precision: 'date', date: '2021-06-30', reason: 'Chậm.' };
      const answer = await sendForm(program.app, '/2016-tb-tu/cam-ket/4.01/gia-han', fields, { cookie });
      expect(answer.statusCode).toBe(403);
    });
  });

  describe('forms sent by a browser', () => {
    let session: Awaited<ReturnType<typeof openSession>>;
    beforeEach(async () => {
      session = await openSession(program.app, 'coordinator@hanoi');
    });
    const put = (headers: Record<string, string | undefined>) =>
      program.app.inject({
        method: 'PUT',
        url: '/api/v1/demo/clock',
        headers,
        payload: { date: program.clock.today() },
      });

    it('are refused without the token of the page, with a foreign one, and with one of another session', async () => {
      const other = await openSession(program.app, 'leader@hanoi');
      const { cookie } = session;
      for (const headers of [
        { cookie },
        { cookie, 'x-csrf-token': 'made-up' },
        { cookie, 'x-csrf-token': other.csrf },
      ])
        expect((await put(headers)).statusCode).toBe(403);
      const form = { date: program.clock.today(), back: '/' };
      const [without, wrong] = [form, { ...form, _csrf: other.csrf }];
      for (const fields of [without, wrong])
        expect((await sendForm(program.app, '/trinh-dien/ngay', fields, { cookie })).statusCode).toBe(403);
    });

    it('are taken with the token, in the form or as a header', async () => {
      const { cookie, csrf } = session;
      expect((await put({ cookie, 'x-csrf-token': csrf })).statusCode).toBe(200);
      const form = { date: program.clock.today(), back: '/don-doc', _csrf: csrf };
      const answer = await sendForm(program.app, '/trinh-dien/ngay', form, { cookie });
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/don-doc']);
    });

    it('are refused where another site sent them, even with the token; signing in as well', async () => {
      const { cookie, csrf } = session;
      const foreign = { 'sec-fetch-site': 'cross-site' };
      expect((await put({ cookie, 'x-csrf-token': csrf, ...foreign })).statusCode).toBe(403);
      const known = { email: 'leader@hanoi.example', password: 'hop-tac-2019' };
      expect((await sendForm(program.app, '/dang-nhap', known, foreign)).statusCode).toBe(403);
      expect(
        (await sendForm(program.app, '/dang-nhap', known, { 'sec-fetch-site': 'same-origin' })).statusCode,
      ).toBe(303);
    });

    it('need no token from programs, which show a bearer token instead of a cookie', async () => {
      const { status } = await ask('coordinator@hanoi', 'PUT', '/api/v1/demo/clock', {
        date: program.clock.today(),
      });
      expect(status).toBe(200);
    });
  });

  describe('an agreement in which one’s side is no party', () => {
    const outsiders = ['nongnghiep@hanoi', 'coordinator@hanoi', 'leader@nghean'];
    const overseers = ['auditor@tracker', 'admin@tracker'];
    const { slug } = otherAgreement;
    const reads = () => [
      `/api/v1/agreements/${slug}`,
      `/api/v1/agreements/${slug}/commitments`,
      `/api/v1/agreements/${slug}/commitments?q=${encodeURIComponent(otherAgreement.words)}`,
      `/api/v1/agreements/${slug}/dashboard`,
      `/api/v1/commitments/${foreignId}`,
      `/api/v1/commitments/${foreignId}/events`,
      `/${slug}/tong-quan`,
      `/${slug}/cam-ket`,
      `/${slug}/cam-ket/1.01`,
      `/${slug}/thong-bao`,
    ];

    it.each(outsiders)('does not exist for %s', async (who) => {
      for (const url of reads()) expect([url, (await ask(who, 'GET', url)).status]).toEqual([url, 404]);
      const { json } = await ask(who, 'GET', '/api/v1/agreements');
      expect(json.items.map((item: { slug: string }) => item.slug)).toEqual(['2016-tb-tu']);
    });

    it.each([...overseers, otherAgreement.coordinator])('is open to %s', async (who) => {
      for (const url of reads()) expect([url, (await ask(who, 'GET', url)).status]).toEqual([url, 200]);
    });

    it('shuts its people out of the first agreement in turn', async () => {
      const { id } = await commitment('4.02');
      for (const url of ['/2016-tb-tu/tong-quan', '/2016-tb-tu/cam-ket/4.02', `/api/v1/commitments/${id}`])
        expect([url, (await ask(otherAgreement.coordinator, 'GET', url)).status]).toEqual([url, 404]);
      const { json } = await ask(otherAgreement.coordinator, 'GET', '/api/v1/agreements');
      expect(json.items.map((item: { slug: string }) => item.slug)).toEqual([slug]);
      for (const url of ['/viec-cua-toi', '/don-doc', '/don-doc/xem-truoc'])
        expect([url, (await ask(otherAgreement.coordinator, 'GET', url)).status]).toEqual([url, 200]);
    });

    it('cannot be changed from outside: who might do it at home is told that nothing is there', async () => {
      const base = `/api/v1/commitments/${foreignId}`;
      const etag = { 'if-match': '"1"' };
      const statement = { status: 'in_progress', percent: 10, results: 'x' };
      const asked = { due: '2020-06-30', reason: 'x' };
      const answers = [
        await ask('nongnghiep@hanoi', 'POST', `${base}/updates`, statement, etag),
        await ask('coordinator@hanoi', 'POST', `${base}/updates`, statement, etag),
        await ask('coordinator@hanoi', 'PUT', `${base}/plan-confirmation`),
        await ask('coordinator@hanoi', 'DELETE', `${base}/plan-confirmation`),
        await ask('leader@hanoi', 'PUT', `${base}/completion-confirmation`),
        await ask('leader@hanoi', 'DELETE', `${base}/completion-confirmation`),
        await ask('coordinator@nghean', 'POST', `${base}/return`, { reason: 'x' }),
        await ask('nongnghiep@hanoi', 'POST', `${base}/extension-requests`, asked),
      ];
      expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404));
      const own = await ask(otherAgreement.liaison, 'POST', `${base}/extension-requests`, asked);
      expect(own.status).toBe(201);
      const request = `/api/v1/extension-requests/${own.json.id}`;
      const yes = { decision: 'approved', reason: '' };
      expect((await ask('leader@hanoi', 'PUT', `${request}/decision`, yes)).status).toBe(404);
      expect((await ask('coordinator@hanoi', 'PUT', `${request}/agreement`, yes)).status).toBe(404);
      expect((await ask(otherAgreement.leader, 'PUT', `${request}/decision`, yes)).status).toBe(200);
    });

    it('cannot be changed through its pages either', async () => {
      const { cookie, csrf } = await openSession(program.app, 'coordinator@hanoi');
      const home = `/${slug}/cam-ket/1.01`;
      const forms: Record<string, Record<string, string>> = {
        'cap-nhat': { version: '1', status: 'in_progress', percent: '10', results: 'x' },
        'gia-han': { precision: 'date', date: '2020-06-30', reason: 'x' },
        'xac-nhan-ke-hoach': { version: '1', action: 'confirm' },
        'xac-nhan-hoan-thanh': { version: '1', action: 'confirm' },
        'tra-lai': { version: '1', reason: 'x' },
      };
      for (const [path, fields] of Object.entries(forms)) {
        const answer = await sendForm(program.app, `${home}/${path}`, { _csrf: csrf, ...fields }, { cookie });
        expect([path, answer.statusCode]).toEqual([path, 404]);
      }
      // A request of one agreement under the address of another.
      const foreign = await ask('auditor@tracker', 'GET', `/api/v1/commitments/${foreignId}`);
      const requestId = foreign.json.extensionRequests[0].id;
      const fields = { _csrf: csrf, version: '1', decision: 'approved', reason: '' };
      const path = `/2016-tb-tu/cam-ket/4.02/gia-han/${requestId}/y-kien`;
      expect((await sendForm(program.app, path, fields, { cookie })).statusCode).toBe(404);
      const after = await ask('auditor@tracker', 'GET', `/api/v1/commitments/${foreignId}`);
      expect(after.json.version).toBe(foreign.json.version);
    });
  });

  describe('the ledger of reminders', () => {
    interface Row {
      recipient: string;
      commitment: number;
    }
    const rowsOf = async (who: string, query = ''): Promise<Row[]> => {
      const rows: Row[] = [];
      for (let cursor = ''; cursor !== 'end';) {
        const { json } = await ask(who, 'GET', `/api/v1/reminders?limit=100${query}${cursor}`);
        rows.push(...json.items);
        cursor = json.nextCursor === null ? 'end' : `&cursor=${json.nextCursor}`;
      }
      return rows;
    };
    const recipientsOf = async (who: string) => [
      ...new Set((await rowsOf(who)).map(({ recipient }) => recipient)),
    ];

    beforeAll(async () => {
      const { status } = await ask('admin@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-11-25' });
      expect(status).toBe(200);
    });

    it('sends each agreement’s mails to its own people', () => {
      const mailsTo = (party: RegExp) =>
        program.smtp.mails.filter(({ envelope }) => party.test(envelope.to.join()));
      const foreign = mailsTo(/danang/);
      expect(foreign.length).toBeGreaterThan(0);
      for (const { text, html } of foreign) {
        expect(text).toContain(otherAgreement.words);
        expect(`${text} ${html}`).not.toContain('2016-tb-tu');
      }
      for (const { text, html } of mailsTo(/hanoi|nghean/))
        expect(`${text} ${html}`).not.toContain(otherAgreement.slug);
      expect(mailsTo(/tracker/)).toEqual([]);
    });

    it('shows a liaison officer the own rows, an office and a leader those of their side', async () => {
      for (const own of ['nongnghiep@hanoi', 'congthuong@nghean', 'congthuong@danang'])
        expect(await recipientsOf(own)).toEqual([`${own}.example`]);
      for (const side of ['hanoi', 'nghean', 'danang'])
        for (const role of ['coordinator', 'leader']) {
          const recipients = await recipientsOf(`${role}@${side}`);
          expect(recipients).toContain(`coordinator@${side}.example`);
          expect(recipients.filter((address) => !address.endsWith(`@${side}.example`))).toEqual([]);
        }
    });

    it('shows auditor and administrator all of it', async () => {
      for (const who of ['auditor@tracker', 'admin@tracker']) {
        const sides = (await recipientsOf(who)).map((address) => address.split('@')[1]);
        expect([...new Set(sides)].sort()).toEqual(['danang.example', 'hanoi.example', 'nghean.example']);
      }
    });

    it('finds nothing of others by a filter', async () => {
      expect(await rowsOf('coordinator@hanoi', `&commitment=${foreignId}`)).toEqual([]);
      expect(await rowsOf('leader@hanoi', '&recipient=coordinator@nghean.example')).toEqual([]);
      expect(await rowsOf('congthuong@hanoi', '&recipient=coordinator@hanoi.example')).toEqual([]);
      expect((await rowsOf('auditor@tracker', `&commitment=${foreignId}`)).length).toBeGreaterThan(0);
    });

    it.each(['nongnghiep@hanoi', 'coordinator@hanoi', 'leader@nghean'])(
      'names no foreign agreement, place or address on the pages of %s',
      async (who) => {
        const side = who.split('@')[1]!;
        for (const url of [
          '/don-doc',
          '/don-doc/xem-truoc?day=2019-11-25',
          '/viec-cua-toi',
          '/2016-tb-tu/tong-quan',
        ]) {
          const { text, status } = await ask(who, 'GET', url);
          expect([url, status]).toEqual([url, 200]);
          const told = [
            otherAgreement.words,
            otherAgreement.slug,
            'danang',
            ...otherAgreement.parties,
          ].filter((word) => text.includes(word));
          expect([url, told]).toEqual([url, []]);
          const addresses = [...text.matchAll(/[\w.]+@[\w.]+\.example/g)].map(([address]) => address);
          expect([url, addresses.filter((address) => !address.endsWith(`@${side}.example`))]).toEqual([
            url,
            [],
          ]);
        }
      },
    );

    it('shows the mail of a recipient to the own side’s office and to the administrator only', async () => {
      const mails = await mailLinks('admin@tracker');
      const ofHanoi = new Set(await mailLinks('coordinator@hanoi'));
      expect(ofHanoi.size).toBeGreaterThan(0);
      for (const href of mails) {
        expect((await ask('admin@tracker', 'GET', href)).status).toBe(200);
        expect((await ask('coordinator@hanoi', 'GET', href)).status).toBe(ofHanoi.has(href) ? 200 : 404);
      }
      expect(ofHanoi.size).toBeLessThan(mails.length);
    });

    async function mailLinks(who: string): Promise<string[]> {
      const { text } = await ask(who, 'GET', '/don-doc/xem-truoc?day=2019-11-28');
      return [...text.matchAll(/href="(\/don-doc\/thu\?[^"]+)"/g)].map(([, href]) =>
        href!.replaceAll('&amp;', '&'),
      );
    }
  });
});

/** One status for all, but for some. */
function statusOf(status: number, but: Partial<Record<Caller, number>> = {}): number[] {
  return roles.map((role) => but[role] ?? status);
}
