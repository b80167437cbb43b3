import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { ImportService } from '../src/exchange/import.service.js';
import { RemindersService } from '../src/reminders/ledger/reminders.service.js';
import { makeAccounts } from './support/accounts.js';
import { startApp } from './support/app.js';
import { faultsOf } from './support/axe.js';
import { browser } from './support/browser.js';
import { capitalRegion } from './support/capital-region.js';
import { importOtherAgreement, otherAgreement } from './support/other-agreement.js';
import { signedIn } from './support/visitor.js';

type Program = Awaited<ReturnType<typeof startApp>>;

const region = '/api/v1/agreements/vung-thu-do';
const file = capitalRegion();
const others = file.parties.map(({ code }) => code).filter((code) => code !== 'hanoi');
const sides = ['hanoi', ...others];
const coordinator = (party: string) => `coordinator@${party}`;
const leader = (party: string) => `leader@${party}`;
const body = { status: 'completed', percent: 100, results: 'Đã xong.' };

/** Hà Nội is party to the notice and to a programme of ten; Đà Nẵng to that programme and to an agreement with other sectors. */
describe('several agreements', () => {
  let program: Program;
  let chromium: Browser;

  beforeAll(async () => {
    [program, chromium] = await Promise.all([startApp({ works: true }), browser()]);
    const at = new Date('2019-11-18T08:00:00+07:00');
    await program.app.get(ImportService, { strict: false }).import(file, at);
    // Đà Nẵng's people come with it.
    await importOtherAgreement(program.app, program.database.url);
    const tourism = {
      email: 'tourism@danang.example',
      role: 'liaison' as const,
      party: 'danang',
      body: 'danang-tourism',
    };
    await makeAccounts(program.database.url, [
      tourism,
      ...others
        .filter((party) => party !== 'danang')
        .flatMap((party) => [
          {
            email: `${coordinator(party)}.example`,
            role: 'coordinator' as const,
            party,
            body: `${party}-office`,
          },
          { email: `${leader(party)}.example`, role: 'leader' as const, party, body: null },
          { email: `tourism@${party}.example`, role: 'liaison' as const, party, body: `${party}-tourism` },
        ]),
    ]);
  }, 120_000);
  afterAll(async () => {
    await chromium?.close();
    await program.stop();
  });

  const get = async (who: string, url: string) => (await program.ask(who, 'GET', url)).json;
  const item = async (code: string) =>
    (await get('auditor@tracker', `${region}/commitments?limit=100`)).items.find(
      (one: { code: string }) => one.code === code,
    );
  const detail = async (code: string) =>
    get('auditor@tracker', `/api/v1/commitments/${(await item(code)).id}`);
  const report = async (party: string, code: string, statement: object = body) => {
    const { id, version } = await item(code);
    const headers = { 'if-match': `"${version}"` };
    return program.ask(coordinator(party), 'POST', `/api/v1/commitments/${id}/updates`, statement, headers);
  };
  const act = async (
    who: string,
    method: 'PUT' | 'POST' | 'DELETE',
    code: string,
    what: string,
    payload?: object,
  ) => program.ask(who, method, `/api/v1/commitments/${(await item(code)).id}/${what}`, payload);

  describe('in mails', () => {
    const mailTo = (who: string) =>
      program.smtp.mails.filter(
        ({ envelope, subject }) =>
          envelope.to.includes(`${who}.example`) && subject?.endsWith('(21/11/2019)'),
      );

    it('remind each of ten sides, name each agreement where there are two, and tell nobody of others', async () => {
      const reminders = program.app.get(RemindersService, { strict: false });
      // The mails of tomorrow, without moving the clock on, which does not go back.
      await reminders.plan('2019-11-21');
      await reminders.pickUp();
      await reminders.settled('2019-11-21');
      for (const party of others) {
        for (const who of [coordinator(party), `tourism@${party}`]) {
          const [mail, ...more] = mailTo(who);
          expect([who, more.length, mail?.subject]).toEqual([
            who,
            0,
            'Hợp tác Hà Nội và 9 địa phương: 1 sắp đến hạn (21/11/2019)',
          ]);
          expect(mail!.text).toContain('Chương trình 08-CTr/VTĐ · thư nhắc ngày 21/11/2019');
          expect(mail!.text).not.toContain('2016-TB/TU');
          expect(mail!.text).not.toContain('hai bên');
        }
      }
      const [both] = mailTo('coordinator@hanoi');
      expect(both!.subject).toContain('Hà Nội – Nghệ An, Hà Nội và 9 địa phương');
      expect(both!.text).toMatch(/\* 1\.01 .*\n {2}Chương trình 08-CTr\/VTĐ\n/);
      expect(both!.text).toMatch(/\* 4\.03 .*\n {2}Thông báo 2016-TB\/TU\n/);
      expect(both!.html).toContain('Chương trình 08-CTr/VTĐ</span>');
      const [notice] = mailTo('coordinator@nghean');
      expect(notice!.text).not.toContain('08-CTr');
      expect(notice!.text).toContain('của hai bên');
    });

    it('stand in the ledger with their agreement, for the own side', async () => {
      const { items } = await get('coordinator@hanoi', '/api/v1/reminders?limit=100&from=2019-11-21');
      const told = items.map(({ agreement }: { agreement: string }) => agreement);
      expect(new Set(told)).toEqual(new Set(['2016-tb-tu', 'vung-thu-do']));
      expect(await page('coordinator@hanoi', '/don-doc')).toContain('Chương trình 08-CTr/VTĐ');
      expect(await page('coordinator@nghean', '/don-doc')).not.toContain('08-CTr/VTĐ');
    });
  });

  describe('with ten sides', () => {
    it('lists each commitment once with all ten, in the order of the file, and counts them', async () => {
      const { items, total } = await get('leader@hanoi', `${region}/commitments`);
      expect(total).toBe(3);
      expect(items[0].sides.map(({ party }: { party: string }) => party)).toEqual(sides);
      const dashboard = await get('leader@hue'.replace('hue', 'danang'), `${region}/dashboard`);
      expect(dashboard.bySide.map(({ party }: { party: string }) => party)).toEqual(sides);
      expect(dashboard).toMatchObject({ total: 3, counts: { continuing: 1, not_started_on_time: 2 } });
      expect(dashboard.bySector.map(({ code }: { code: string }) => code)).toEqual(['1', '2', '3']);
    });

    it('filters by the side and by its words', async () => {
      expect(
        (await get('leader@hanoi', `${region}/commitments?party=khanhhoa&confirmation=plan_pending`)).total,
      ).toBe(3);
      expect((await get('leader@hanoi', `${region}/commitments?q=so du lich binh dinh`)).total).toBe(3);
      expect((await get('leader@hanoi', `${region}/commitments?q=nong san`)).total).toBe(1);
    });

    it('says that a plan is confirmed only once all ten offices have', async () => {
      const pending = async () =>
        (await get('leader@hanoi', `${region}/commitments?confirmation=plan_pending`)).total;
      for (const party of others)
        expect((await act(coordinator(party), 'PUT', '2.01', 'plan-confirmation')).status).toBe(200);
      expect(await pending()).toBe(3);
      await act('coordinator@hanoi', 'PUT', '2.01', 'plan-confirmation');
      expect(await pending()).toBe(2);
    });

    it('differs as soon as one of ten is far behind, and takes the lowest percent for the whole', async () => {
      const percent = (n: number) => ({ status: 'in_progress', percent: n, results: 'Đang làm.' });
      for (const party of sides) await report(party, '2.01', percent(60));
      expect(await item('2.01')).toMatchObject({ differs: false, percent: 60 });
      await report('khanhhoa', '2.01', percent(40));
      expect(await item('2.01')).toMatchObject({ differs: true, percent: 40 });
      await report('khanhhoa', '2.01', percent(50));
      expect(await item('2.01')).toMatchObject({ differs: false, percent: 50, status: 'in_progress' });
    });

    it('extends once its leader decided and all nine others agreed, and not before', async () => {
      const before = (await item('2.01')).due;
      const asked = await act('coordinator@hanoi', 'POST', '2.01', 'extension-requests', {
        due: { precision: 'quarter', value: '2020-Q4' },
        reason: 'Chờ đấu thầu.',
      });
      expect(asked.status).toBe(201);
      const [request] = (await detail('2.01')).extensionRequests;
      const answer = (who: string, what: string, given = { decision: 'approved', reason: '' }) =>
        program.ask(who, 'PUT', `/api/v1/extension-requests/${request.id}/${what}`, given);
      expect((await answer(coordinator('danang'), 'agreement')).status).toBe(200);
      // The same once more is the same; another answer comes too late.
      expect((await answer(coordinator('danang'), 'agreement')).status).toBe(200);
      const other = { decision: 'rejected', reason: 'Không đủ căn cứ.' };
      expect((await answer(coordinator('danang'), 'agreement', other)).status).toBe(409);
      expect((await answer('coordinator@hanoi', 'agreement')).status).toBe(403);
      expect((await answer('leader@hanoi', 'decision')).status).toBe(200);
      for (const party of others.slice(1)) {
        expect((await item('2.01')).due).toEqual(before);
        expect((await answer(coordinator(party), 'agreement')).status).toBe(200);
      }
      expect(await item('2.01')).toMatchObject({ extensions: 1, due: { value: '2020-Q4' } });
    });

    it('extends to an earlier day once all agree to the same one, whatever was said of the days before', async () => {
      await act('coordinator@hanoi', 'POST', '2.01', 'extension-requests', {
        due: { precision: 'date', value: '2021-06-30' },
        reason: 'Chờ đấu thầu.',
      });
      const request = (await detail('2.01')).extensionRequests.at(-1);
      const answer = (who: string, what: string, given: object) =>
        program.ask(who, 'PUT', `/api/v1/extension-requests/${request.id}/${what}`, given);
      const yes = { decision: 'approved', reason: '' };
      const named = (value: string) => ({
        decision: 'counter',
        due: { precision: 'date', value },
        reason: 'Sớm hơn.',
      });
      const [first, second, ...rest] = others as [string, string, ...string[]];
      await answer('leader@hanoi', 'decision', yes);
      await answer(coordinator(first), 'agreement', yes);
      expect((await answer(coordinator(second), 'agreement', named('2021-05-31'))).status).toBe(200);
      // Its yes was to another day: it is asked again, and may name an earlier one still.
      expect((await answer(coordinator(first), 'agreement', named('2021-04-30'))).status).toBe(200);
      for (const party of rest) await answer(coordinator(party), 'agreement', yes);
      await answer('leader@hanoi', 'decision', yes);
      expect((await item('2.01')).extensions).toBe(1);
      expect((await answer(coordinator(second), 'agreement', yes)).json.status).toBe('granted');
      expect(await item('2.01')).toMatchObject({ extensions: 2, due: { value: '2021-04-30' } });
    });

    it('refuses an extension as soon as one of the nine says no', async () => {
      await act('coordinator@hanoi', 'POST', '1.01', 'extension-requests', {
        due: { precision: 'date', value: '2019-12-31' },
        reason: 'Chậm.',
      });
      const [request] = (await detail('1.01')).extensionRequests;
      const url = `/api/v1/extension-requests/${request.id}/agreement`;
      await program.ask(coordinator('phuyen'), 'PUT', url, { decision: 'rejected', reason: 'Không cần.' });
      expect((await detail('1.01')).extensionRequests[0].status).toBe('refused');
      const late = await program.ask(coordinator('danang'), 'PUT', url, { decision: 'approved', reason: '' });
      expect(late.status).toBe(422);
    });

    it('sends back the one side that is meant, and leaves what the others declared', async () => {
      for (const party of sides) expect((await report(party, '1.01')).status).toBe(201);
      const reason = 'Thiếu biên bản.';
      expect((await act('leader@hanoi', 'POST', '1.01', 'return', { reason, party: 'nghean' })).status).toBe(
        422,
      );
      expect((await act('leader@hanoi', 'POST', '1.01', 'return', { reason, party: 'hanoi' })).status).toBe(
        422,
      );
      expect((await act('leader@hanoi', 'POST', '1.01', 'return', { reason, party: 'danang' })).status).toBe(
        200,
      );
      const states = (await item('1.01')).sides.map(({ status }: { status: string }) => status);
      expect(states.filter((status: string) => status === 'completed')).toHaveLength(9);
      const work = await page('tourism@danang', '/viec-cua-toi');
      expect(work).toContain(reason);
      expect(await page('tourism@phuyen', '/viec-cua-toi')).not.toContain(reason);
      expect((await report('danang', '1.01')).status).toBe(201);
    });

    it('is completed when all ten leaders have confirmed, and open again when one withdraws', async () => {
      for (const party of sides) {
        expect((await item('1.01')).status).not.toBe('completed');
        expect((await act(leader(party), 'PUT', '1.01', 'completion-confirmation')).status).toBe(200);
      }
      expect(await item('1.01')).toMatchObject({
        status: 'completed',
        percent: 100,
        timeliness: 'completed_on_time',
      });
      await act(leader('binhthuan'), 'DELETE', '1.01', 'completion-confirmation');
      expect((await item('1.01')).status).not.toBe('completed');
      await act(leader('binhthuan'), 'PUT', '1.01', 'completion-confirmation');
      expect((await get('leader@hanoi', `${region}/dashboard`)).counts).toMatchObject({
        completed_on_time: 1,
      });
    });
  });

  describe('as a reader of two sees them', () => {
    let reader: Page;
    beforeAll(async () => {
      reader = await signedIn(chromium, program.url, 'congthuong@hanoi');
    });

    it('offers both in the header, says where the reader is, and leads to the other', async () => {
      await reader.goto('/2016-tb-tu/tong-quan');
      expect(await reader.locator('.brand strong').first().innerText()).toBe(
        'Theo dõi hợp tác Hà Nội – Nghệ An',
      );
      await reader.locator('.switcher summary').click();
      expect(await reader.locator('.switcher li strong').allInnerTexts()).toEqual([
        'Thông báo 2016-TB/TU',
        'Chương trình 08-CTr/VTĐ',
      ]);
      expect(await faultsOf(reader)).toEqual([]);
      await reader.locator('.switcher li').nth(1).click();
      await reader.waitForURL('**/vung-thu-do/tong-quan');
      expect(await reader.locator('.brand strong').first().innerText()).toBe(
        'Theo dõi hợp tác Hà Nội và 9 địa phương',
      );
      expect(await reader.locator('.nav').innerText()).toContain('Chương trình');
    });

    it('remembers the last one visited on pages that have none of their own', async () => {
      await reader.goto('/don-doc');
      expect(await reader.locator('.brand').innerText()).toContain('08-CTr/VTĐ');
      await reader.goto('/2016-tb-tu/cam-ket');
      await reader.goto('/don-doc');
      expect(await reader.locator('.brand').innerText()).toContain('2016-TB/TU');
    });

    it('holds the work of both, and says of which each row is', async () => {
      await reader.goto('/viec-cua-toi');
      const rows = await reader.locator('table.own tbody tr').allInnerTexts();
      expect(rows.some((row) => row.includes('Thông báo 2016-TB/TU'))).toBe(true);
      expect(rows.filter((row) => row.includes('Chương trình 08-CTr/VTĐ'))).toHaveLength(1);
      expect(await reader.locator('#ky-bao-cao-2').innerText()).toContain('Chương trình 08-CTr/VTĐ');
      expect(await faultsOf(reader)).toEqual([]);
    });

    it.each([
      ['overview', '/vung-thu-do/tong-quan'],
      ['list', '/vung-thu-do/cam-ket'],
      ['commitment', '/vung-thu-do/cam-ket/2.01'],
      ['document', '/vung-thu-do/thong-bao'],
      ['completed commitment', '/vung-thu-do/cam-ket/1.01'],
      ['agreements', '/thoa-thuan'],
      ['my work', '/viec-cua-toi'],
    ])('shows the %s of ten sides on a desk and on a phone, and speaks of all of them', async (_, path) => {
      for (const viewport of [
        { width: 1366, height: 768 },
        { width: 390, height: 844 },
      ]) {
        await reader.setViewportSize(viewport);
        expect((await reader.goto(path))!.status()).toBe(200);
        expect(await faultsOf(reader)).toEqual([]);
        if (path.startsWith('/vung'))
          expect(await reader.locator('main').innerText()).not.toMatch(/hai bên|Thông báo/i);
      }
    });
  });

  describe('to people of one side', () => {
    const marks = { notice: '2016-TB/TU', region: '08-CTr/VTĐ', other: '77/TT' };

    it('are only those in which the side is a party: in lists, pages, search, files, work and mails', async () => {
      const seen: Record<string, (keyof typeof marks)[]> = {
        'coordinator@hanoi': ['notice', 'region'],
        'coordinator@nghean': ['notice'],
        'coordinator@phuyen': ['region'],
        [otherAgreement.leader]: ['region', 'other'],
        'auditor@tracker': ['notice', 'region', 'other'],
      };
      for (const [who, mine] of Object.entries(seen)) {
        const all = await page(who, '/thoa-thuan');
        const pages = [
          all,
          await page(who, '/don-doc'),
          await page(who, '/don-doc/xem-truoc?day=2019-11-28'),
        ];
        if (!who.startsWith('auditor')) pages.push(await page(who, '/viec-cua-toi'));
        const answers = [await get(who, '/api/v1/agreements'), await get(who, '/api/v1/reminders?limit=100')];
        for (const [name, mark] of Object.entries(marks) as [keyof typeof marks, string][]) {
          const told = [...pages, ...answers.map((answer) => JSON.stringify(answer))].some((text) =>
            text.includes(mark),
          );
          expect([who, name, told]).toEqual([who, name, mine.includes(name)]);
          const slug = { notice: '2016-tb-tu', region: 'vung-thu-do', other: otherAgreement.slug }[name];
          const status = mine.includes(name) ? 200 : 404;
          for (const url of [
            `/api/v1/agreements/${slug}`,
            `/api/v1/agreements/${slug}/file`,
            `/api/v1/agreements/${slug}/commitments?q=a`,
            `/api/v1/agreements/${slug}/dashboard`,
            `/${slug}/tong-quan`,
            `/${slug}/cam-ket`,
            `/${slug}/thong-bao`,
          ])
            expect([who, url, (await program.ask(who, 'GET', url)).status]).toEqual([who, url, status]);
        }
      }
    });

    it('are not named by a page that finds nothing', async () => {
      const answer = await program.ask(otherAgreement.leader, 'GET', '/2016-tb-tu/tong-quan');
      expect(answer.status).toBe(404);
      expect(answer.text).not.toMatch(/Nghệ An|2016-TB/);
    });

    it('are not reached by a remembered name either', async () => {
      const { text } = await program.ask('coordinator@nghean', 'GET', '/viec-cua-toi', undefined, {
        cookie: 'agreement=vung-thu-do',
      });
      expect(text).toContain(marks.notice);
      expect(text).not.toContain(marks.region);
      expect(text).not.toContain('switcher');
    });
  });

  const page = async (who: string, url: string) => (await program.ask(who, 'GET', url)).text;
});
