import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.js';
import { openSession, type BrowserSession } from './support/form.js';

const slug = '2016-tb-tu';
const LIST = `/${slug}/cam-ket`;
const API = `/api/v1/agreements/${slug}/commitments`;
const groupings = ['sector', 'body', 'side', 'quarter', 'holder'] as const;

interface Row {
  code: string;
  group: string;
}

describe('the list in columns and groups of one’s own', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let officer: BrowserSession;
  let leader: BrowserSession;

  beforeAll(async () => {
    program = await startApp();
    officer = await openSession(program.app, 'congthuong@hanoi');
    leader = await openSession(program.app, 'leader@nghean');
  });
  afterAll(() => program.stop());

  const get = (url: string, cookie = leader.cookie) =>
    program.app.inject({ method: 'GET', url, headers: { cookie } });
  const page = async (query: string, cookie?: string) => {
    const answer = await get(`${LIST}?${query}`, cookie);
    expect([query, answer.statusCode]).toEqual([query, 200]);
    return answer.body;
  };
  const total = async (query: string): Promise<number> => {
    const { status, json } = await program.ask('leader@nghean', 'GET', `${API}?${query}`);
    expect([query, status]).toEqual([query, 200]);
    return json.total;
  };

  describe('in groups', () => {
    it.each(groupings)('by %s, each figure of which opens exactly the list that it counts', async (by) => {
      const links = figuresOf(await page(`by=${by}&limit=100`));
      expect(links.length).toBeGreaterThan(4);
      for (const { query, count } of links) expect([query, count]).toEqual([query, await total(query)]);
    });

    it.each(groupings)('by %s as of a day before, and among others that are filtered', async (by) => {
      for (const filter of ['asOf=2019-09-30', 'timeliness=overdue', 'differs=true', 'dueFrom=2019-08-15']) {
        const links = figuresOf(await page(`${filter}&by=${by}&limit=100`));
        expect([filter, links.length > 0]).toEqual([filter, true]);
        for (const { query, count } of links) expect([query, count]).toEqual([query, await total(query)]);
      }
    });

    it.each([...groupings.map((by) => [by, 'due']), ['body', 'title'], ['holder', '-percent']])(
      'by %s, ordered by %s within, come page by page as they come on one, each row once',
      async (by, sort) => {
        const whole = rowsOf(await page(`by=${by}&sort=${sort}&limit=100`));
        const paged: Row[] = [];
        for (let next: string | null = `by=${by}&sort=${sort}&limit=7`; next !== null;) {
          const body: string = await page(next);
          paged.push(...rowsOf(body));
          next = nextOf(body);
        }
        const all = [...whole, ...(await restOf(`by=${by}&sort=${sort}&limit=100`))];
        expect(paged).toEqual(all);
        expect(new Set(paged.map(({ code, group }) => `${group} ${code}`)).size).toBe(paged.length);
      },
    );

    /** What a first page of a hundred rows has left over. */
    const restOf = async (query: string): Promise<Row[]> => {
      const next = nextOf(await page(query));
      return next === null ? [] : rowsOf(await page(next));
    };

    it('have a commitment under each body that leads a part of it, and say so', async () => {
      const rows = rowsOf(await page('by=body&limit=100'));
      expect(rows.filter(({ code }) => code === '3.06').map(({ group }) => group)).toHaveLength(2);
      expect(await page('by=body')).toContain('44 cam kết, 88 dòng');
      expect(await page('by=sector')).not.toContain('dòng, nên tổng');
    });

    it('by side count what that side reported, not what both come to', async () => {
      const { json } = await program.ask('leader@nghean', 'GET', `/api/v1/agreements/${slug}/dashboard`);
      const body = await page('by=side&limit=100');
      for (const { party, counts } of json.bySide) {
        const overdue = counts.in_progress_overdue + counts.not_started_overdue;
        const own = figuresOf(body).find(
          ({ query }) => query.includes(`party=${party}`) && query.includes('in_progress_overdue'),
        );
        expect([party, own?.count]).toEqual([party, overdue]);
      }
    });

    it('show of a body that is filtered for its own group alone', async () => {
      const rows = rowsOf(await page('by=body&lead=hn-so-cong-thuong&limit=100'));
      expect(new Set(rows.map(({ group }) => group)).size).toBe(1);
      expect(rows).toHaveLength(await total('lead=hn-so-cong-thuong'));
    });

    it('are found in a search that is ordered, and not in one that has the best first', async () => {
      const heads = /class="group-row"/;
      expect(await page('q=nông&by=body')).not.toMatch(heads);
      const ordered = await page('q=nông&by=quarter&sort=due');
      expect(ordered).toMatch(heads);
      expect(ordered).toContain('<mark>');
    });

    it('refuse the cursor of a list that is grouped otherwise', async () => {
      const next = nextOf(await page('by=body&limit=7'))!;
      expect((await get(`${LIST}?${next.replace('by=body', 'by=side')}`)).statusCode).toBe(400);
      const plain = nextOf(await page('by=none&limit=7'))!;
      expect((await get(`${LIST}?${plain.replace('by=none', 'by=body')}`)).statusCode).toBe(400);
    });
  });

  describe('in columns', () => {
    it('shows those that the address names, in the order of the table, beside code and title', async () => {
      expect(headsOf(await page('columns=evidence,due'))).toEqual(['code', 'title', 'due', 'evidence']);
      expect(headsOf(await page('columns=code'))).toEqual(['code', 'title']);
      expect(headsOf(await page(''))).toEqual('code title lead glyph holder due standing chased'.split(' '));
    });

    it('takes an empty name for none, as other filters do', async () => {
      expect(headsOf(await page('columns=&by=&column=&choose='))).toContain('holder');
    });

    it('refuses columns and groups that it does not know, and says which field', async () => {
      for (const query of ['columns=lead,passwords', 'by=constructor', 'column=x&choose=these', 'choose=x']) {
        const { statusCode, body } = await get(`${LIST}?${query}`);
        expect([query, statusCode]).toEqual([query, 400]);
        expect(body).toContain(query.split('=')[0]);
      }
    });

    it('count what stands as proof of each side, as its page lists it', async () => {
      const body = await page('columns=evidence&limit=100');
      const { json } = await program.ask('leader@nghean', 'GET', `${API}?limit=100`);
      for (const { id, code } of json.items) {
        const { json: evidence } = await program.ask(
          'leader@nghean',
          'GET',
          `/api/v1/commitments/${id}/evidence`,
        );
        const standing = evidence.items.filter(
          ({ withdrawnAt }: { withdrawnAt: string | null }) => !withdrawnAt,
        );
        const row = body.split('<tr ').find((one) => one.includes(`>${code}</span>`))!;
        const counts = [...row.matchAll(/>(\d+) tài liệu</g)].map(([, count]) => Number(count));
        expect([code, counts.reduce((sum, count) => sum + count, 0)]).toEqual([code, standing.length]);
      }
    });

    it('keep to answers of the API: those know nothing of columns and groups', async () => {
      for (const query of ['columns=due', 'by=body'])
        expect((await program.ask('leader@nghean', 'GET', `${API}?${query}`)).status).toBe(400);
    });
  });

  describe('as they were last chosen', () => {
    const choose = async (query: string, session = officer) => {
      const answer = await get(`${LIST}?${query}`, session.cookie);
      expect(answer.statusCode).toBe(303);
      const kept = String([answer.headers['set-cookie']].flat().find((one) => one?.startsWith('list=')));
      return { to: String(answer.headers.location), kept: kept.split(';')[0]!, whole: kept };
    };

    it('stand in the address that follows, and hold for the next list that says nothing of them', async () => {
      const { to, kept, whole } = await choose('sector=3&q=&column=due&column=lead&by=body&choose=these');
      expect(to).toBe(`${LIST}?sector=3&columns=lead,due&by=body`);
      expect(whole).toMatch(/HttpOnly; SameSite=Lax/);
      const body = await page('', `${officer.cookie}; ${kept}`);
      expect(headsOf(body)).toEqual(['code', 'title', 'lead', 'due']);
      expect(body).toContain('88 dòng');
      // An address has the last word.
      const other = await page('columns=product&by=none', `${officer.cookie}; ${kept}`);
      expect(headsOf(other)).toEqual(['code', 'title', 'product']);
      expect(other).not.toContain('group-row');
    });

    it('are no one else’s who uses the same browser', async () => {
      const { kept } = await choose('column=due&by=none&choose=these');
      const body = await page('', `${leader.cookie}; ${kept}`);
      expect(headsOf(body)).toContain('holder');
    });

    it('are, where they are what everyone has, not in the address', async () => {
      const usual = ['lead', 'progress', 'holder', 'due', 'standing', 'chased'];
      const { to } = await choose(`${usual.map((key) => `column=${key}`).join('&')}&by=sector&choose=these`);
      expect(to).toBe(LIST);
      expect((await choose('by=body&columns=due&choose=usual')).to).toBe(LIST);
    });

    it('leave out names that are no longer known, and what was never one', async () => {
      const { kept } = await choose('column=due&by=body&choose=these');
      const [account] = kept.slice('list='.length).split('.');
      for (const value of [`${account}.weekday.due-colour`, `${account}..`, account, '%00', '<script>']) {
        const body = await page('', `${officer.cookie}; list=${value}`);
        expect(headsOf(body)).toContain('due');
      }
    });

    it('change no answer of the API and no file', async () => {
      const { kept } = await choose('column=due&by=body&choose=these');
      const cookie = `${officer.cookie}; ${kept}`;
      for (const url of [`${API}?limit=5`, `${API}.csv`])
        expect((await get(url, cookie)).body).toBe((await get(url, officer.cookie)).body);
    });
  });
});

/** Each figure of the heads: where it leads, without how it is shown there, and what it says. */
function figuresOf(body: string): { query: string; count: number }[] {
  return body
    .split('class="group-row"')
    .slice(1)
    .flatMap((head) => [
      ...head.slice(0, head.indexOf('</tr>')).matchAll(/<a [^>]*?href="([^"]*)"[^>]*>(.*?)<\/a>/gs),
    ])
    .map(([, href, inside]) => {
      const query = new URLSearchParams(href!.replaceAll('&amp;', '&').split('?')[1]);
      for (const shown of ['by', 'columns']) query.delete(shown);
      return {
        query: query.toString(),
        count: Number(/(\d+)\D*$/.exec(inside!.split('<span class="sr">')[0]!.replace(/<[^>]*>/g, ''))![1]),
      };
    });
}

function rowsOf(body: string): Row[] {
  return body
    .split('<tbody')
    .slice(1)
    .flatMap((group) => {
      // Marker and name: bodies of two sides may be called the same.
      const name = (/<summary.*?<\/strong>/s.exec(group)?.[0] ?? '').replace(/<[^>]*>/g, '');
      return [...group.matchAll(/class="code n">([^<]*)</g)].map(([, code]) => ({
        code: code!,
        group: name,
      }));
    });
}

function nextOf(body: string): string | null {
  const href = /class="btn" href="([^"]*)" rel="next"/.exec(body)?.[1];
  return href ? href.replaceAll('&amp;', '&').split('?')[1]! : null;
}

/** Beside the boxes with which rows are picked. */
const headsOf = (body: string) =>
  [...body.matchAll(/role="columnheader" class="c-([a-z]+)/g)]
    .map(([, key]) => key)
    .filter((key) => key !== 'pick');
