import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { readXlsx } from 'hucre/xlsx';
import { Client } from 'pg';
import type { CommitmentPage } from '../src/commitments/read/list.types.js';
import type { BrowserSession } from './support/form.js';
import { RouteWorld } from './support/route-world.js';

jest.setTimeout(90_000);

const AGREEMENT = '/api/v1/agreements/2016-tb-tu';
const FROZEN = '/api/v1/frozen/BC-2019-10-CHUNG-01';
const lists = [
  `${AGREEMENT}/commitments`,
  `${AGREEMENT}/exceptions`,
  `${AGREEMENT}/unreported?period=2019-10`,
  `${AGREEMENT}/directives`,
  `${AGREEMENT}/comparison?from=2019-10-20&to=2019-11-20`,
  `${AGREEMENT}/timeline`,
  ...['sectors', 'sides', 'trend', 'bodies'].map((table) => `${AGREEMENT}/dashboard/${table}`),
  ...['figures', 'sectors', 'bodies', 'commitments'].map((table) => `${FROZEN}/${table}`),
  '/api/v1/overview',
  '/api/v1/reminders?status=sent',
];
const charts = [
  ...['sectors', 'sides', 'trend'].map((table) => `${AGREEMENT}/dashboard/${table}`),
  `${AGREEMENT}/timeline?groupBy=lead_body`,
];

/** The address of a list as a file of some format. */
const as = (format: string, address: string) => address.replace(/(\?|$)/, `.${format}$1`);

describe('lists and charts as files', () => {
  let world: RouteWorld;
  const sessions = new Map<string, BrowserSession>();

  beforeAll(async () => {
    world = await RouteWorld.start();
  });
  afterAll(() => world?.stop());

  async function get(who: string, url: string, headers: Record<string, string> = {}) {
    const session = sessions.get(who) ?? (await world.program.browser(who));
    sessions.set(who, session);
    return session.get(url, headers);
  }
  const json = async <T>(who: string, url: string): Promise<T> => (await get(who, url)).json<T>();
  const sheetsOf = async (who: string, url: string) => {
    const { statusCode, rawPayload, body } = await get(who, url);
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${body}`);
    return (await readXlsx(rawPayload)).sheets;
  };
  const rowsOf = async (who: string, url: string) => {
    const { statusCode, body } = await get(who, url);
    if (statusCode !== 200) throw new Error(`${url}: ${statusCode} ${body}`);
    return parsed(body);
  };

  it('are the rows of the page: the same filters, order and number, as CSV and as a workbook', async () => {
    const query = 'timeliness=overdue&sort=-due&party=hanoi';
    const page = await json<CommitmentPage>(
      'coordinator@hanoi',
      `${AGREEMENT}/commitments?${query}&limit=100`,
    );
    const codes = page.items.map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(3);
    const [head, ...rows] = await rowsOf('coordinator@hanoi', `${AGREEMENT}/commitments.csv?${query}`);
    expect(head!.slice(0, 2)).toEqual(['Mã', 'Cam kết']);
    expect(rows.map(([code]) => code)).toEqual(codes);
    const [list, about] = await sheetsOf('coordinator@hanoi', `${AGREEMENT}/commitments.xlsx?${query}`);
    expect(list!.rows.slice(1).map(([code]) => code)).toEqual(codes);
    const said = Object.fromEntries(about!.rows as [string, string][]);
    expect(said['Điều kiện lọc']).toContain('Quá hạn');
    expect(said['Người lập']).toBe('Văn phòng Thành ủy · Hà Nội');
  });

  it.each(lists)('have as many rows in both formats, and the day of the figures: %s', async (address) => {
    const { body, headers } = await get('auditor@tracker', as('csv', address));
    expect(body.startsWith('\u{FEFF}')).toBe(true);
    expect(body.replaceAll('\r\n', '')).not.toContain('\r');
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'private, no-store',
      'x-content-type-options': 'nosniff',
    });
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="[ -~]+\.csv"; filename\*=UTF-8''\S+\.csv$/,
    );
    const [head, ...rows] = parsed(body);
    expect(rows.every((row) => row.length === head!.length)).toBe(true);
    const day = head!.indexOf('Số liệu tính đến');
    expect(
      [...new Set(rows.map((row) => row[day]))].filter((one) => !/^2019-1[01]-\d\d$/.test(one!)),
    ).toEqual([]);
    const [list, about] = await sheetsOf('auditor@tracker', as('xlsx', address));
    expect(list!.rows).toHaveLength(rows.length + 1);
    expect(about!.rows.find(([label]) => label === 'Số liệu')?.[1]).toMatch(/\d\d\/1[01]\/2019/);
  });

  it('say the day that was asked for, and by what it is known', async () => {
    const [head, row] = await rowsOf('leader@hanoi', `${AGREEMENT}/dashboard/sectors.csv?knownAt=2019-10-20`);
    expect(row!.slice(-2)).toEqual(['2019-10-20', '2019-10-20']);
    expect(head!.slice(-2)).toEqual(['Số liệu tính đến', 'Theo số liệu đã nhập đến']);
    const chart = await get('leader@hanoi', `${AGREEMENT}/dashboard/trend.svg?asOf=2019-10-20`);
    expect(chart.body).toContain('Số liệu tính đến 20/10/2019, theo số liệu đã nhập đến hết ngày 20/11/2019');
    const english = await get('leader@hanoi', `${AGREEMENT}/commitments.csv`, {
      cookie: `${sessions.get('leader@hanoi')!.cookie}; language=en`,
    });
    expect(parsed(english.body)[0]!.slice(0, 2)).toEqual(['Code', 'Commitment']);
    expect(english.headers['content-disposition']).toContain('2016-tb-tu Commitments 2019-11-20.csv');
  });

  it('carry the code of what is frozen: in rows, on the sheet, in the name', async () => {
    const code = 'BC-2019-10-CHUNG-01';
    const [head, ...rows] = await rowsOf('leader@nghean', `${FROZEN}/commitments.csv`);
    expect(rows).toHaveLength(44);
    expect(rows.every((row) => row[head!.indexOf('Mã số liệu đã chốt')] === code)).toBe(true);
    const [list, about] = await sheetsOf('leader@nghean', `${FROZEN}/sectors.xlsx`);
    expect(list!.headerFooter?.oddFooter).toContain(code);
    expect(about!.rows).toContainEqual(['Mã số liệu đã chốt', code]);
    const { headers } = await get('leader@nghean', `${FROZEN}/figures.csv`);
    expect(headers['content-disposition']).toContain(`filename="${code} `);
    // Of one side's own figures, its bodies alone.
    const bodies = await rowsOf('leader@nghean', '/api/v1/frozen/BC-2019-10-HN-01/bodies.csv');
    expect([...new Set(bodies.slice(1).map(([side]) => side))]).toEqual(['Hà Nội']);
  });

  it.each(charts)('are charts too, as SVG and PNG: %s', async (address) => {
    const svg = await get('leader@hanoi', as('svg', address));
    expect(svg.headers['content-type']).toBe('image/svg+xml; charset=utf-8');
    expect(svg.body).toContain('Thông báo 2016-TB/TU');
    expect(svg.body).toContain('Lãnh đạo · Hà Nội lập 20/11/2019');
    expect(svg.body).not.toMatch(/NaN|undefined|var\(|class=|currentColor/);
    const png = await get('leader@hanoi', as('png', address));
    expect(png.headers['content-type']).toBe('image/png');
    expect(png.rawPayload.subarray(1, 4).toString()).toBe('PNG');
    expect(png.rawPayload.readUInt32BE(16)).toBe(2 * Number(/ width="(\d+)"/.exec(svg.body)![1]));
  });

  it('hold what was typed as text, never as a formula or as a part of the file', async () => {
    const title = `=HYPERLINK("http://x";"y")<script>alert(1)</script>&"'Vie\u0323\u0302t`;
    await onDatabase((client) =>
      client.query(
        `update commitment set title = jsonb_build_object('vi', $1::text, 'en', $1::text) where code = '1.08'`,
        [title],
      ),
    );
    const rows = await rowsOf('auditor@tracker', `${AGREEMENT}/commitments.csv?dueTo=2019-12-31`);
    const row = rows.find(([code]) => code === '1.08')!;
    expect(row[1]).toBe(`'${title.normalize('NFC')}`);
    const [list] = await sheetsOf('auditor@tracker', `${AGREEMENT}/commitments.xlsx?dueTo=2019-12-31`);
    expect(list!.rows.find(([code]) => code === '1.08')![1]).toBe(title.normalize('NFC'));
    expect([...(list!.cells?.values() ?? [])].filter(({ type }) => type === 'formula')).toEqual([]);
    const { body } = await get('auditor@tracker', `${AGREEMENT}/timeline.svg?sector=1`);
    expect(body).not.toContain('<script');
    expect(body).toContain('=HYPERLINK(');
  });

  describe('are for those who may read the page', () => {
    it('directives for the leader’s own side and auditors alone', async () => {
      const id = await world.commitmentId('4.02');
      const text = 'Chỉ đạo không ai bên kia đọc được.';
      const given = await world.ask('leader@hanoi', 'POST', `/api/v1/commitments/${id}/directives`, {
        kind: 'urge',
        text,
      });
      expect(given.status).toBe(201);
      const url = `${AGREEMENT}/directives.csv`;
      for (const who of ['leader@hanoi', 'coordinator@hanoi', 'auditor@tracker'])
        expect((await get(who, url)).body).toContain(text);
      for (const who of ['leader@nghean', 'coordinator@nghean']) {
        const { statusCode, body } = await get(who, url);
        expect([statusCode, body.includes(text)]).toEqual([200, false]);
      }
      expect((await get('admin@tracker', url)).statusCode).toBe(403);
    });

    it('who has not reported for offices, each its own side', async () => {
      const url = `${AGREEMENT}/unreported.csv?period=2019-10`;
      const sides = async (who: string) => new Set((await rowsOf(who, url)).slice(1).map(([side]) => side));
      expect((await sides('coordinator@nghean')).has('Hà Nội')).toBe(false);
      expect((await get('congthuong@hanoi', url)).statusCode).toBe(403);
    });

    it('reminders for whom they were sent to, or whose side that is, by the filters of the page', async () => {
      const recipients = async (who: string, query = '') => {
        const [head, ...rows] = await rowsOf(who, `/api/v1/reminders.csv${query}`);
        return [...new Set(rows.map((row) => row[head!.indexOf('Thư điện tử')]))];
      };
      expect(await recipients('congthuong@hanoi')).toEqual(['congthuong@hanoi.example']);
      expect((await recipients('coordinator@hanoi')).some((one) => one!.includes('nghean'))).toBe(false);
      expect((await recipients('auditor@tracker')).length).toBeGreaterThan(5);
      expect(await recipients('auditor@tracker', '?party=nghean&recipient=leader@nghean.example')).toEqual([
        'leader@nghean.example',
      ]);
    });

    it.each([
      [404, '/api/v1/agreements/khong-co/commitments.csv'],
      [404, `${AGREEMENT}/commitments.pdf`],
      [404, `${AGREEMENT}/dashboard/bodies.png`],
      [404, `${AGREEMENT}/dashboard/khac.csv`],
      [404, '/api/v1/frozen/BC-2019-10-XX-01/figures.csv'],
      [400, `${AGREEMENT}/commitments.csv?timeliness=never`],
      [400, `${AGREEMENT}/timeline.svg?theo=linh-vuc`],
      [422, `${AGREEMENT}/commitments.xlsx?asOf=2019-11-01&knownAt=2019-10-01`],
      [422, `${AGREEMENT}/comparison.csv?from=2019-11-20&to=2019-10-20`],
    ])('with %i for what there is not: %s', async (status, url) => {
      const { statusCode, headers } = await get('auditor@tracker', url);
      expect(statusCode).toBe(status);
      expect(headers['content-disposition']).toBeUndefined();
    });

    it('and lead whoever is no longer signed in to the sign-in page, as pages do; programs are told', async () => {
      const url = `${AGREEMENT}/commitments.xlsx`;
      const ask = (headers: Record<string, string>) =>
        world.program.app.inject({ method: 'GET', url, headers });
      const opened = await ask({ 'sec-fetch-mode': 'navigate' });
      expect(opened.headers.location).toBe(`/dang-nhap?next=${encodeURIComponent(url)}`);
      const program = await ask({});
      expect([program.statusCode, program.headers['content-type']]).toEqual([
        401,
        'application/problem+json; charset=utf-8',
      ]);
      const refused = await get('auditor@tracker', `${url}?asOf=2019-11-01&knownAt=2019-10-01`, {
        'sec-fetch-mode': 'navigate',
      });
      expect(refused.statusCode).toBe(422);
      expect(refused.headers['content-type']).toContain('text/html');
      expect(refused.body).toContain('Ngày nhập số liệu không được trước ngày của số liệu.');
    });
  });

  it('are offered on their pages, for just what the page shows', async () => {
    const offered = async (who: string, path: string) =>
      [...(await get(who, path)).body.matchAll(/href="(\/api\/v1\/[^"]+\.(?:csv|xlsx|svg|png)[^"]*)"/g)].map(
        ([, href]) => href!.replaceAll('&amp;', '&'),
      );
    const pages: [string, number][] = [
      ['/2016-tb-tu/cam-ket?timeliness=overdue&q=nông', 2],
      ['/2016-tb-tu/tong-quan?asOf=2019-10-20', 14],
      ['/2016-tb-tu/dong-thoi-gian?theo=dang-cho&party=hanoi', 4],
      ['/2016-tb-tu/diem-nghen?only=overdue', 2],
      ['/2016-tb-tu/chi-dao?state=open', 2],
      ['/2016-tb-tu/so-sanh?from=2019-10-01&to=2019-11-01&known=day', 2],
      ['/2016-tb-tu/chua-bao-cao?period=2019-09', 2],
      ['/so-lieu-chot/BC-2019-10-CHUNG-01', 8],
      ['/tong-hop?knownAt=2019-10-20', 2],
      ['/don-doc?kind=overdue', 2],
    ];
    for (const [path, count] of pages) {
      const links = await offered('auditor@tracker', path);
      expect([path, links.length]).toEqual([path, count]);
      for (const link of links.filter((one) => /\.(csv|svg)/.test(one)))
        expect([link, (await get('auditor@tracker', link)).statusCode]).toEqual([link, 200]);
    }
    const [list] = await offered('auditor@tracker', pages[0]![0]);
    expect(list).toContain('timeliness=overdue');
    expect(decodeURIComponent(list!)).toContain('q=nông');
    expect((await offered('auditor@tracker', pages[1]![0]))[0]).toContain('asOf=2019-10-20');
  });

  async function onDatabase(work: (client: Client) => Promise<unknown>): Promise<void> {
    const client = new Client({ connectionString: world.program.database.url });
    await client.connect();
    try {
      await work(client);
    } finally {
      await client.end();
    }
  }
});

/** A CSV by RFC 4180, without its mark. */
function parsed(text: string): string[][] {
  const rows: string[][] = [];
  for (const [, quoted, plain, end] of text
    .replace(/^\u{FEFF}/u, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    const cell = quoted === undefined ? plain! : quoted.replaceAll('""', '"');
    if (rows.length === 0) rows.push([]);
    rows.at(-1)!.push(cell);
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}
