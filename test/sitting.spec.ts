import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { RouteWorld } from './support/route-world.js';

const WHO = 'nongnghiep@nghean';
const LIST = '/2016-tb-tu/cam-ket';

const hidden = (page: string): Record<string, string> => {
  const form = /<form[^>]*class="report-form"[\s\S]*?<\/form>/.exec(page)![0];
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(([, name, value]) => [
      name!,
      value!.replaceAll('&amp;', '&'),
    ]),
  );
};
const said = (headers: Record<string, unknown>) =>
  /said=[^;]+/.exec(String(headers['set-cookie']))?.[0] ?? '';

/** An officer with several reports to give, one after the other. */
describe('a report', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.startAlone();
  });
  afterAll(() => world?.stop());

  const form = async (code: string, headers: Record<string, string> = {}, who = WHO) => {
    const { body, statusCode } = await (await world.session(who)).get(`${LIST}/${code}/cap-nhat`, headers);
    expect(statusCode).toBe(200);
    return body;
  };
  const small = (page: string, more: Record<string, string> = {}) => ({
    ...hidden(page),
    status: '',
    percent: '65',
    results: 'Đã mở thêm 02 điểm bán.',
    difficulties: '',
    proposals: '',
    nextSteps: '',
    ...more,
  });

  it('has a form of less than 25 kB, unpacked and without fonts, styles, scripts and the strip of the demo, in both languages', async () => {
    for (const code of ['4.05', '4.03', '4.08'])
      for (const language of ['vi', 'en']) {
        const { cookie } = await world.session(WHO);
        const page = await form(code, { cookie: `${cookie}; language=${language}` });
        expect(page).toContain(`<html lang="${language}"`);
        const inProduction = page.replace(/<aside class="demo"[\s\S]*?<\/aside>/, '');
        expect(inProduction).not.toBe(page);
        expect(Buffer.byteLength(inProduction)).toBeLessThan(25_000);
      }
  });

  it('goes on to the next one that is owed, with what was sent and which of how many comes', async () => {
    const { get, post, cookie } = await world.session(WHO);
    const owed = [...(await form('4.05')).matchAll(/<li[^>]*>[\s\S]*?<b class="n">([\d.]+)<\/b>/g)].map(
      ([, code]) => code!,
    );
    expect(owed.length).toBeGreaterThan(2);
    let code = owed[0]!;
    for (const [at, next] of [...owed.slice(1), null].entries()) {
      const sent = await post(`${LIST}/${code}/cap-nhat`, { ...small(await form(code)), sau: 'tiep' });
      expect(sent.statusCode).toBe(303);
      const to = String(sent.headers.location);
      const { body } = await get(to, { cookie: `${cookie}; ${said(sent.headers)}` });
      expect(body).toContain(`Đã gửi báo cáo ${code} lúc`);
      if (next === null) {
        expect(to).toBe('/viec-cua-toi');
        expect(body).toContain('Đã báo cáo hết các việc phải báo cáo.');
      } else {
        expect(to).toBe(`${LIST}/${next}/cap-nhat`);
        expect(body).toContain(`Việc tiếp theo: ${next}, việc ${at + 2} trong ${owed.length}.`);
        expect(body).toContain(`${at + 1}/${owed.length} đã gửi`);
        code = next;
      }
    }
    expect(await form(code)).not.toContain('value="tiep"');
  });

  it.each([
    ['My work', '/viec-cua-toi'],
    ['the list as it was filtered', `${LIST}?sector=4&q=nông`],
  ])('goes back to %s, which says what was sent and whose turn it is', async (_where, from) => {
    const place = encodeURI(from);
    const page = await form('4.05', { referer: `http://localhost${place}`, host: 'localhost' });
    const { get, post, cookie } = await world.session(WHO);
    const sent = await post(`${LIST}/4.05/cap-nhat`, small(page, { percent: '66', results: `Từ ${from}` }));
    expect([sent.statusCode, sent.headers.location]).toEqual([303, place]);
    const { body } = await get(place, { cookie: `${cookie}; ${said(sent.headers)}` });
    expect(body).toContain('Đã gửi báo cáo 4.05 lúc');
    expect(body).toContain('Phần việc vẫn do cơ quan chủ trì thực hiện');
    expect((await get(place)).body).not.toContain('Đã gửi báo cáo 4.05 lúc');
  });

  it.each([
    'https://evil.example/viec-cua-toi',
    '//evil.example',
    '/dang-xuat',
    '/2016-tb-tu/cam-ket/4.05',
    'javascript:1',
  ])('goes back to the commitment, not to %s', async (ve) => {
    const { post } = await world.session(WHO);
    const page = await form('4.05', { referer: ve });
    const sent = await post(`${LIST}/4.05/cap-nhat`, small(page, { ve, results: `Không về ${ve}` }));
    expect(sent.headers.location).toBe(`${LIST}/4.05`);
  });

  it('is one step away on the list for the body that leads, and for nobody else, nor on a past day', async () => {
    const links = async (who: string, query = '') => {
      const { body } = await (await world.session(who)).get(`${LIST}${query}`);
      return [...body.matchAll(/href="[^"]*\/([\d.]+)\/cap-nhat"/g)].map(([, code]) => code!);
    };
    const own = await links(WHO);
    expect(own).toContain('4.05');
    expect(own).not.toContain('3.06');
    expect(await links(WHO, '?asOf=2019-10-20')).toEqual([]);
    for (const who of ['leader@nghean', 'auditor@tracker']) expect(await links(who)).toEqual([]);
  });

  it.each([
    ['leader@nghean', 'leader'],
    ['coordinator@nghean', 'coordinator'],
    [WHO, 'liaison'],
  ])('is explained to %s by the guide that My work leads to', async (who, role) => {
    const { body } = await (await world.session(who)).get('/viec-cua-toi');
    const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'));
    expect(main).toContain(`href="/huong-dan#${role}"`);
  });
});
