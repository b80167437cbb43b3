import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../src/platform/project-root.js';
import { readTypedDay } from '../src/platform/typed-day.js';
import { dayInWords } from '../src/web/format.js';
import { words } from '../src/web/i18n/words.js';
import { startApp } from './support/app.js';
import { browser as startBrowser } from './support/browser.js';
import { openSession, type BrowserSession } from './support/form.js';
import { signedIn } from './support/visitor.js';

const list = '/2016-tb-tu/cam-ket';

/** Days in pages: typed as official papers write them, in whatever language the browser itself speaks. */
describe('a day that is typed', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let browser: Browser;
  const sessions = new Map<string, BrowserSession>();

  beforeAll(async () => {
    [program, browser] = await Promise.all([startApp({ works: true }), startBrowser()]);
    for (const who of ['admin@tracker', 'congthuong@hanoi'])
      sessions.set(who, await openSession(program.app, who));
  });
  afterAll(async () => {
    await browser?.close();
    await program?.stop();
  });

  const filters: [string, string, string][] = [
    ['congthuong@hanoi', list, 'dueFrom'],
    ['congthuong@hanoi', list, 'dueTo'],
    ['congthuong@hanoi', '/2016-tb-tu/tong-quan', 'asOf'],
    ['congthuong@hanoi', '/don-doc', 'from'],
    ['congthuong@hanoi', '/don-doc/xem-truoc', 'day'],
    ['admin@tracker', '/nhat-ky', 'to'],
  ];

  it.each(filters)('filters for %s in %s?%s as the same day of programs does', async (who, url, name) => {
    const get = async (day: string) => (await sessions.get(who)!.get(`${url}?${name}=${day}`)).body;
    const [typed, iso] = [await get('19%2F11%2F2019'), await get('2019-11-19')];
    expect(typed).toContain('value="19/11/2019"');
    expect(typed).toContain('Thứ Ba, ngày 19 tháng 11 năm 2019');
    expect(resultsOf(typed)).toBe(resultsOf(iso));
  });

  it.each(filters)('is told beside its box for %s in %s?%s where it is none', async (who, url, name) => {
    const answer = await sessions.get(who)!.get(`${url}?${name}=31%2F02%2F2019`);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('value="31/02/2019"');
    expect(answer.body).toContain('Lịch không có ngày 31/02/2019.');
    expect(answer.body).not.toContain('error-code');
  });

  it('goes with all that it says of a filter that is none: the list is as without it', async () => {
    const { get } = sessions.get('congthuong@hanoi')!;
    const [wrong, without] = [await get(`${list}?dueFrom=1/1/19`), await get(list)];
    expect(wrong.body).toContain('Hãy ghi năm đủ bốn chữ số');
    expect(resultsOf(wrong.body)).toBe(resultsOf(without.body));
  });

  it('is no day to programs, which write days in one way', async () => {
    const url = '/api/v1/agreements/2016-tb-tu/commitments?dueFrom=20%2F11%2F2019';
    const answer = await program.ask('congthuong@hanoi', 'GET', url);
    expect(answer.status).toBe(400);
  });

  it.each([
    ['', 'Hãy nhập ngày theo dạng dd/mm/yyyy, ví dụ 25/11/2019.'],
    ['30.4.20', 'Hãy ghi năm đủ bốn chữ số, ví dụ 25/11/2019.'],
    ['29/02/2019', 'Lịch không có ngày 29/02/2019.'],
    ['01/01/1850', 'Hãy nhập ngày trong khoảng từ năm 1900 đến năm 2100'],
  ])('is refused in a form with a word that says what to do: %j', async (typed, said) => {
    const answer = await sessions.get('admin@tracker')!.post('/quan-tri/lich-lam-viec/ngay', {
      year: '2019',
      kind: 'off',
      from: typed,
      nameVi: 'Nghỉ bù',
      nameEn: 'Day in lieu',
    });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(said);
    expect(answer.body).toMatch(new RegExp(`value(="${typed}")? id="from" name="from"`));
    expect(answer.body).toContain('value="Nghỉ bù"');
  });

  it('of the demo that is none says so in words', async () => {
    const answer = await sessions.get('congthuong@hanoi')!.post('/trinh-dien/ngay', { date: '31/11/2019' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain('Lịch không có ngày 31/11/2019.');
  });

  it.each(['vi', 'en'] as const)('is read back in words before it is sent, in %s', async (language) => {
    const page = await extension(language);
    const box = page.locator('#date');
    await box.fill('');
    await box.pressSequentially('5/3/2020');
    expect(await page.locator('#date-read').innerText()).toBe(dayInWords('2020-03-05', language));
    expect(await page.locator('#date-read').getAttribute('aria-live')).toBe('polite');
    await box.fill('31/4/2020');
    expect(await page.locator('#date-read').innerText()).toBe(words(language).form.dayHint);
    await box.blur();
    const { missing } = words(language).form.days;
    expect(await page.locator('#date-error').innerText()).toBe(missing.replace('{typed}', '31/4/2020'));
    await page.close();
  });

  it('is read by the browser as by the program', async () => {
    const page = await extension('vi');
    const box = page.locator('#date');
    for (const typed of typedDays) {
      await box.fill(typed);
      const read = readTypedDay(typed);
      const said = await box.evaluate((input: HTMLInputElement) => input.validationMessage);
      const told = await page.locator('#date-read').innerText();
      expect([typed, said, told]).toEqual(
        'day' in read
          ? [typed, '', dayInWords(read.day, 'vi')]
          : [typed, words('vi').form.days[read.fault].replace('{typed}', typed.trim()), 'ngày/tháng/năm'],
      );
    }
    await page.close();
  });

  it('needs no script', async () => {
    const page = await extension('vi', { javaScriptEnabled: false });
    await page.getByText('Ngày', { exact: true }).click();
    await page.locator('#date').fill('31.12.2020');
    await page.locator('#reason').fill('Chậm kinh phí.');
    await page.getByRole('button', { name: 'Gửi đề nghị' }).click();
    await page.getByText('31/12/2020').first().waitFor();
    await page.close();
  });

  async function extension(language: 'vi' | 'en', options = {}): Promise<Page> {
    const page = await signedIn(browser, program.url, 'congthuong@hanoi', options);
    await page.goto(`/ngon-ngu/${language}?back=${list}/3.06/gia-han`);
    if (await page.locator('#due').isVisible()) await page.locator('[value="date"]').check({ force: true });
    return page;
  }

  it('has no box of the browser’s own in any page', () => {
    const views = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' });
    const own = views
      .filter((file) => file.endsWith('.tsx'))
      .filter((file) =>
        /type[=:] ?["'{]+(date|month|week|time|datetime-local)/.test(
          readFileSync(join(projectRoot, 'src', file), 'utf8'),
        ),
      );
    expect(own).toEqual([]);
  });
});

const typedDays = [
  '25/11/2019',
  '5/9/2019',
  '25-11-2019',
  '25.11.2019',
  '25–11–2019',
  '25 / 11 / 2019',
  ' 25/11/2019\u00A0',
  '\u200E25/\u200E11/\u200E2019',
  '２５／１１／２０１９',
  '25112019',
  '2019-11-25',
  '01/02/2100',
  '31/02/2019',
  '29/02/2019',
  '11/25/2019',
  '45/45/2100',
  '2019-02-30',
  '25/11/19',
  '25/11/20199',
  '31/12/1899',
  '01/01/2101',
  '20191125',
  '25/11',
  'ngày mai',
  '2019/11/25',
  '٢٥/١١/٢٠١٩',
];

/** All under the filters, without what differs by itself from one reading to the next. */
function resultsOf(page: string): string {
  return [...page.matchAll(/<t[hd][ >][\s\S]*?<\/t[hd]>/g)].map(([cell]) => cell).join('\n');
}
