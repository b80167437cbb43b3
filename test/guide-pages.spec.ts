import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.js';
import { markedAnchors } from './support/markdown.js';

/** Where the guides lead, and what leads to them. */
describe('the guides as pages', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp();
  });
  afterAll(() => program?.stop());

  const get = (url: string, language = 'vi') =>
    program.app.inject({ method: 'GET', url, headers: { cookie: `language=${language}` } });
  const pages = ['/huong-dan', '/huong-dan/quan-tri', '/huong-dan/thoa-thuan', '/huong-dan/thuat-ngu'];
  const all = pages.flatMap((page) => ['vi', 'en'].map((language) => [page, language] as const));

  it.each(all)(
    '%s (%s) is there for everybody, and every link and picture of it leads somewhere',
    async (page, language) => {
      const { statusCode, body } = await get(page, language);
      expect(statusCode).toBe(200);
      const article = /<article[^]*<\/article>/.exec(body)![0];
      const own = [...article.matchAll(/ (?:src|href)="(\/[^"]+)"/g)].map(([, url]) => url!);
      for (const url of new Set(own)) {
        const answer = await get(url.split('#')[0]!, language);
        expect([url, answer.statusCode]).toEqual([url, 200]);
        const place = url.split('#')[1];
        if (place) expect(answer.body).toContain(` id="${decodeURIComponent(place)}"`);
      }
      for (const [, place] of article.matchAll(/ href="#([^"]+)"/g))
        expect(article).toContain(` id="${decodeURIComponent(place!)}"`);
    },
  );

  it('is in the reader’s language', async () => {
    expect((await get('/huong-dan', 'vi')).body).toContain('<h1 id="hướng-dẫn-sử-dụng">');
    expect((await get('/huong-dan', 'en')).body).toContain('<h1 id="user-guide">');
  });

  it.each([
    ['congthuong@hanoi', 'liaison'],
    ['coordinator@hanoi', 'coordinator'],
    ['leader@nghean', 'leader'],
    ['auditor@tracker', 'auditor'],
    ['admin@tracker', 'admin'],
  ])('leads %s from every page to the section of its role', async (who, role) => {
    const places = markedAnchors((await get('/huong-dan')).body);
    expect(places).toContain(role);
    for (const page of [
      '/2016-tb-tu/tong-quan',
      '/2016-tb-tu/cam-ket/3.06',
      '/don-doc',
      '/huong-dan',
      '/2016-tb-tu/cam-ket/9.99',
    ]) {
      const { text } = await program.ask(who, 'GET', page);
      expect([page, text.includes(`href="/huong-dan#${role}"`)]).toEqual([page, true]);
    }
  });

  it('leads those who are not signed in to its beginning', async () => {
    expect((await get('/dang-nhap')).body).toContain('href="/huong-dan"');
  });

  it('keeps the menu of who is signed in', async () => {
    const { text } = await program.ask('leader@hanoi', 'GET', '/huong-dan');
    expect(text).toContain('href="/2016-tb-tu/cam-ket"');
  });

  it.each(['/huong-dan/nothing', '/huong-dan/hinh/nothing.png', '/huong-dan/hinh/..%2f..%2fpackage.json'])(
    'has no %s',
    async (url) => {
      expect((await get(url)).statusCode).toBe(404);
    },
  );
});
