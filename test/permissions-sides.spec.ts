import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.js';
import { formWithFile, pdf } from './support/multipart.js';
import { OwnAddress } from '../src/platform/http/own-address.js';
import { sendForm, type BrowserSession } from './support/form.js';
import { importOtherAgreement, otherAgreement } from './support/other-agreement.js';

describe('sides, forms and agreements', () => {
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
      const officer = await program.browser('congthuong@hanoi');
      const fields = { precision: 'date', date: '2021-06-30', reason: 'Chậm.' };
      const answer = await officer.post('/2016-tb-tu/cam-ket/4.01/gia-han', fields);
      expect(answer.statusCode).toBe(403);
    });
  });

  describe('forms sent by a browser', () => {
    let session: BrowserSession;
    beforeEach(async () => {
      session = await program.browser('coordinator@hanoi');
    });
    const put = (headers: Record<string, string | undefined>) =>
      program.app.inject({
        method: 'PUT',
        url: '/api/v1/demo/clock',
        headers,
        payload: { date: program.clock.today() },
      });

    it('are refused without the token of the page, with a foreign one, and with one of another session', async () => {
      const other = await program.browser('leader@hanoi');
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
      const form = { date: program.clock.today(), back: '/don-doc' };
      const answer = await session.post('/trinh-dien/ngay', form);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, '/don-doc']);
    });

    it('are refused where another site sent them, even with the token; signing in as well', async () => {
      const { cookie, csrf } = session;
      const known = { email: 'leader@hanoi.example', password: 'hop-tac-2019' };
      const opened = await ask(null, 'POST', '/api/v1/sessions', {
        ...known,
        email: 'coordinator@hanoi.example',
      });
      const authorization = `Bearer ${opened.json.token}`;
      const foreign: Record<string, string>[] = [
        { 'sec-fetch-site': 'cross-site' },
        { 'sec-fetch-site': 'same-site' },
        ...[
          'https://evil.example',
          'null',
          'http://localhost:8000',
          'https://localhost',
          'http://x.localhost',
          '',
        ].map((origin) => ({ origin })),
      ];
      for (const headers of foreign) {
        const answers = [
          await put({ cookie, 'x-csrf-token': csrf, ...headers }),
          await put({ authorization, ...headers }),
          await sendForm(program.app, '/dang-nhap', known, headers),
        ];
        expect([headers, ...answers.map(({ statusCode }) => statusCode)]).toEqual([headers, 403, 403, 403]);
        expect(answers[2]!.headers['set-cookie']).toBeUndefined();
      }
    });

    it('are taken from our own pages, by whichever of its names the demo was opened', async () => {
      const known = { email: 'leader@hanoi.example', password: 'hop-tac-2019' };
      for (const headers of [
        { 'sec-fetch-site': 'same-origin' },
        { 'sec-fetch-site': 'none' },
        { origin: program.url },
        { origin: 'http://localhost:8080', host: 'localhost:8080' },
        { origin: 'http://[::1]:3000', host: '[::1]:3000', 'sec-fetch-site': 'same-origin' },
      ] as Record<string, string>[])
        expect((await sendForm(program.app, '/dang-nhap', known, headers)).statusCode).toBe(303);
    });

    it('are refused in production from every origin but that of PUBLIC_URL', () => {
      const own = new OwnAddress('https://hop-tac.example/theo-doi', false);
      const isForeign = (headers: Record<string, string>) => own.isForeign({ headers });
      expect(isForeign({ origin: 'https://hop-tac.example', host: 'inside:3000' })).toBe(false);
      expect(isForeign({ host: 'inside:3000' })).toBe(false);
      expect(isForeign({ origin: 'http://hop-tac.example' })).toBe(true);
      expect(isForeign({ origin: 'http://localhost', host: 'localhost' })).toBe(true);
      expect(isForeign({ origin: 'https://evil.example', host: 'evil.example' })).toBe(true);
      expect(isForeign({ origin: 'https://khac.hop-tac.example', 'sec-fetch-site': 'same-site' })).toBe(true);
    });

    it('and everything else is kept from pages that give this machine another name, in the demo', async () => {
      for (const host of [
        'evil.example',
        'evil.example:3000',
        'localhost.evil.example',
        '127.0.0.1.nip.example',
      ]) {
        const answer = await program.app.inject({ url: '/dang-nhap', headers: { host } });
        expect([host, answer.statusCode]).toEqual([host, 421]);
        expect(answer.body).not.toContain('hop-tac-2019');
      }
      for (const host of ['localhost:3000', '127.0.0.1', '[::1]:3000'])
        expect((await program.app.inject({ url: '/dang-nhap', headers: { host } })).statusCode).toBe(200);
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
      `/api/v1/agreements/${slug}/exceptions`,
      `/api/v1/commitments/${foreignId}`,
      `/api/v1/commitments/${foreignId}/events`,
      `/api/v1/commitments/${foreignId}/evidence`,
      `/${slug}/tong-quan`,
      `/${slug}/diem-nghen`,
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

    it('shows its files to nobody outside, and lets nobody outside withdraw them', async () => {
      const { payload, headers } = await formWithFile('a.pdf', pdf('of another agreement'));
      const to = `/api/v1/commitments/${foreignId}/evidence`;
      expect((await ask('coordinator@hanoi', 'POST', to, payload, headers)).status).toBe(404);
      const { status, json } = await ask(otherAgreement.liaison, 'POST', to, payload, headers);
      expect(status).toBe(201);
      const own = `/api/v1/evidence/${json.id}`;
      for (const who of outsiders) expect((await ask(who, 'GET', own)).status).toBe(404);
      for (const who of overseers) expect((await ask(who, 'GET', own)).status).toBe(200);
      expect((await ask('coordinator@hanoi', 'DELETE', own)).status).toBe(404);
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
      const coordinator = await program.browser('coordinator@hanoi');
      const home = `/${slug}/cam-ket/1.01`;
      const forms: Record<string, Record<string, string>> = {
        'cap-nhat': { version: '1', status: 'in_progress', percent: '10', results: 'x' },
        'gia-han': { precision: 'date', date: '2020-06-30', reason: 'x' },
        'xac-nhan-ke-hoach': { version: '1', action: 'confirm' },
        'xac-nhan-hoan-thanh': { version: '1', action: 'confirm' },
        'tra-lai': { version: '1', reason: 'x' },
      };
      for (const [path, fields] of Object.entries(forms)) {
        const answer = await coordinator.post(`${home}/${path}`, fields);
        expect([path, answer.statusCode]).toEqual([path, 404]);
      }
      // A request of one agreement under the address of another.
      const foreign = await ask('auditor@tracker', 'GET', `/api/v1/commitments/${foreignId}`);
      const requestId = foreign.json.extensionRequests[0].id;
      const fields = { version: '1', decision: 'approved', reason: '' };
      const path = `/2016-tb-tu/cam-ket/4.02/gia-han/${requestId}/y-kien`;
      expect((await coordinator.post(path, fields)).statusCode).toBe(404);
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
