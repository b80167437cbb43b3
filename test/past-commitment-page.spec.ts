import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CommitmentItem } from '../src/commitments/commitment.types.js';
import { instantOf } from '../src/platform/clock.js';
import { RouteWorld } from './support/route-world.js';

const list = '/2016-tb-tu/cam-ket';
const api = '/api/v1/agreements/2016-tb-tu/commitments';
const readers = ['congthuong@hanoi', 'coordinator@hanoi', 'leader@hanoi', 'leader@nghean', 'auditor@tracker'];

describe('the page of a commitment as of a past day', () => {
  let world: RouteWorld;
  const ids = new Map<string, number>();

  const send = async (who: string, method: 'POST' | 'PUT', path: string, body?: object) => {
    const { status, text } = await world.ask(who, method, path, body, { 'if-match': '*' });
    expect([path, text, status < 300]).toEqual([path, text, true]);
  };
  const to = (code: string, resource: string) => `/api/v1/commitments/${ids.get(code)}/${resource}`;
  const on = (day: string) => world.program.clock.moveTo(instantOf(day, '09:00'));
  /** What stands between the head of the site and its foot. */
  const main = async (path: string, who = 'coordinator@hanoi', expected = 200) => {
    const { statusCode, body } = await (await world.session(who)).get(path);
    expect([path, statusCode]).toEqual([path, expected]);
    return body.slice(body.indexOf('<main'), body.indexOf('</main>'));
  };
  const wordsOf = (html: string) => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
  const page = async (code: string, days: string, who?: string) =>
    wordsOf(await main(`${list}/${code}?${days}`, who));

  const story = '3.09';
  const busy = '3.06';

  beforeAll(async () => {
    world = await RouteWorld.start();
    const { json } = await world.ask('auditor@tracker', 'GET', `${api}?limit=100`);
    for (const { id, code } of json.items as CommitmentItem[]) ids.set(code, id);
    const done = { status: 'completed', percent: 100, results: 'Đã xong.' };
    for (const who of ['coordinator@hanoi', 'coordinator@nghean'])
      await send(who, 'POST', to(story, 'updates'), done);
    on('2019-12-02');
    await send('coordinator@hanoi', 'POST', to(busy, 'updates'), {
      status: 'in_progress',
      percent: 55,
      results: 'Kết quả của ngày hai.',
      difficulties: 'Vướng mắc của ngày hai.',
      decisionLevel: 'leader',
    });
    await send('coordinator@hanoi', 'POST', to(busy, 'notes'), { text: 'Ghi chú của ngày hai.' });
    await send('coordinator@hanoi', 'POST', to(busy, 'evidence'), {
      number: '99-BC/NGAYHAI',
      issuedOn: '2019-12-02',
      issuer: 'Thành ủy Hà Nội',
    });
    on('2019-12-03');
    for (const who of ['leader@hanoi', 'leader@nghean'])
      await send(who, 'PUT', to(story, 'completion-confirmation'));
    on('2019-12-04');
  });
  afterAll(() => world?.stop());

  it('says on top which day it shows, by what, and leads to the other answer and to today', async () => {
    const html = await main(`${list}/${story}?asOf=2019-11-25&knownAt=2019-12-02`);
    expect(wordsOf(html)).toContain(
      'Số liệu tính đến 25/11/2019, theo số liệu đã nhập đến hết ngày 02/12/2019.',
    );
    expect(html).toContain(`href="${list}/${story}"`);
    expect(html).toContain(`href="${list}/${story}?asOf=2019-11-25"`);
  });

  it('shows what was done in time as completed by what is known now, and as under way by what was known then', async () => {
    const confirmed = 'Hoàn thành 20/11/2019, báo cáo 20/11/2019, lãnh đạo xác nhận 03/12/2019';
    expect(await page(story, 'asOf=2019-11-25')).toContain(confirmed);
    for (const days of ['knownAt=2019-11-25', 'asOf=2019-11-25&knownAt=2019-12-02']) {
      const words = await page(story, days);
      expect(words).not.toContain(confirmed);
      expect(words).toContain('chờ lãnh đạo xác nhận');
      expect(words).not.toContain('03/12/2019');
    }
    expect(await page(story, 'knownAt=2019-12-02')).toContain('Chuyển sang quá hạn hết hạn 25/11/2019');
    expect(await page(story, '')).not.toContain('Chuyển sang quá hạn');
  });

  it.each(['Kết quả của ngày hai.', 'Vướng mắc của ngày hai.', 'Ghi chú của ngày hai.', '99-BC/NGAYHAI'])(
    'does not show what was entered after it: %s',
    async (text) => {
      for (const days of ['', 'knownAt=2019-12-02', 'asOf=2019-12-02'])
        expect([days, (await page(busy, days)).includes(text)]).toEqual([days, true]);
      for (const days of ['knownAt=2019-12-01', 'asOf=2019-12-01', 'asOf=2019-12-01&knownAt=2019-12-03'])
        expect([days, (await page(busy, days)).includes(text)]).toEqual([days, false]);
    },
  );

  it.each(readers)('offers nothing to do: %s', async (who) => {
    for (const code of ['1.07', '3.03', busy, story, '4.03', '4.08']) {
      for (const days of ['asOf=2019-11-20', 'knownAt=2019-12-02', 'asOf=2019-11-20&knownAt=2019-12-02']) {
        const html = await main(`${list}/${code}?${days}`, who);
        expect([code, html.match(/<form [^>]*method="post"/g)]).toEqual([code, null]);
        expect([code, html.match(/href="[^"]*\/(cap-nhat|gia-han)[^"]*"/g)]).toEqual([code, null]);
      }
    }
  });

  it('offers on the page of today, also where today is asked for, what may be done', async () => {
    for (const days of ['', 'asOf=2019-12-04', 'asOf=2019-12-04&knownAt=2019-12-31']) {
      const html = await main(`${list}/${busy}?${days}`);
      const has = (text: string) => html.includes(text);
      expect([days, has('/cap-nhat"'), has('method="post"'), has('Về hôm nay')]).toEqual([
        days,
        true,
        true,
        false,
      ]);
    }
  });

  it('is not there before the commitment was tracked, and is refused for days that are none or out of order', async () => {
    await main(`${list}/${busy}?asOf=2019-01-01`, undefined, 404);
    await main(`${list}/9.99?asOf=2019-11-25`, undefined, 404);
    await main(`${list}/${busy}?utm_source=mail&asOf=2019-10-01`, undefined, 200);
    const odd = await main(`${list}/${busy}?asOf=31/02/2019`, undefined, 400);
    expect(odd).toContain('value="31/02/2019"');
    const html = await main(`${list}/${busy}?asOf=25/11/2019&knownAt=24/11/2019`, undefined, 422);
    expect(html).toContain('Ngày nhập số liệu không được trước ngày của số liệu.');
    expect(html).toContain('value="24/11/2019"');
    for (const refused of [odd, html]) expect(refused).not.toContain('method="post"');
  });

  it('is kept by no browser or proxy, as that of today', async () => {
    const session = await world.session('coordinator@hanoi');
    for (const days of ['', '?asOf=2019-11-25']) {
      const { headers } = await session.get(`${list}/${busy}${days}`);
      expect([headers['cache-control'], headers.etag]).toEqual(['no-store', undefined]);
    }
  });

  it.each([
    ['/2016-tb-tu/tong-quan', 10],
    [list, 40],
    ['/2016-tb-tu/diem-nghen', 3],
    [`${list}/${busy}`, 2],
  ])('is where the rows of a page of that day lead: %s', async (path, fewest) => {
    for (const days of ['asOf=2019-11-25&amp;knownAt=2019-12-02', 'asOf=2019-11-25', 'knownAt=2019-12-02']) {
      const html = await main(`${path}?${days.replace('&amp;', '&')}`);
      const hrefs = [...html.matchAll(/<a class="title-link" href="([^"]+)"|rel="(?:prev|next)"/g)];
      expect(hrefs.length).toBeGreaterThanOrEqual(fewest);
      for (const [, href] of hrefs) if (href) expect(href).toMatch(new RegExp(`\\?${days}(#|$)`));
      if (path.endsWith(busy)) expect(html).toContain(`href="${list}/3.05?${days}"`);
    }
  });
});
