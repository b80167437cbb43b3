import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { everyone } from '../src/identity/allow.js';
import { callers, type Caller } from './support/permission-callers.js';
import { roleOf, type Post } from './support/permission-table.js';
import { routesOf, type Route } from './support/route-list.js';
import { RouteWorld } from './support/route-world.js';

// Thousands of requests: on a busy machine they take their time.
jest.setTimeout(120_000);

const people = callers.filter(({ column }) => column !== 'nobody' && column !== 'no party');
/** The other side's officers differ from the own side's in nothing. */
const posts = people.filter(
  ({ column, post }) => column !== 'other side' || post === 'coordinator' || post === 'leader',
);

/** Something that the page of a commitment may offer: a link to a form, or a form with a button. */
interface Act {
  path: string;
  button?: string;
  /** By which its form is known among those of one address. */
  mark?: string;
  isLink?: true;
  fields: Record<string, string>;
}

const statement = { status: 'in_progress', percent: '45', results: 'Đang làm.' };
const later = { precision: 'date', date: '2023-03-31', reason: 'Chậm kinh phí.' };
const acts = (requests: number[], who: string): Act[] => [
  { path: 'cap-nhat', isLink: true, fields: statement },
  { path: 'gia-han', isLink: true, fields: later },
  ...['xac-nhan-ke-hoach', 'xac-nhan-hoan-thanh'].flatMap((path) =>
    ['confirm', 'withdraw'].map((action): Act => ({ path, button: action, fields: { action } })),
  ),
  { path: 'tra-lai', mark: 'type="checkbox" name="about"', fields: { reason: 'Thiếu biên bản.' } },
  {
    path: 'tra-lai',
    mark: 'type="hidden" name="about"',
    fields: { reason: 'Ngày chưa đúng.', about: 'day', party: who.split('@')[1]!.split('.')[0]! },
  },
  ...requests.flatMap((id) =>
    ['quyet-dinh', 'y-kien'].map((answer): Act => ({
      path: `gia-han/${id}/${answer}`,
      fields: { decision: 'rejected', reason: 'Không.' },
    })),
  ),
  // Neither goes by a version.
  { path: 'ghi-chu', fields: { text: 'Chờ ý kiến.' } },
  { path: 'chi-dao', fields: { kind: 'evidence', text: 'Gửi biên bản.' } },
];

describe('what a page offers', () => {
  let world: RouteWorld;
  /** One commitment of each kind that the demo has or that was made here. */
  let codes: string[];

  beforeAll(async () => {
    world = await RouteWorld.start();
    await world.openExtension();
    const given = await world.value<string>(
      "select min(code) from commitment c where status = 'in_progress' and code > '5' and due_on is not null and not differs",
    );
    const withdrawn = { status: 'withdrawn', percent: 0, results: 'Không còn phù hợp.' };
    const url = async (code: string) => `/api/v1/commitments/${await world.commitmentId(code)}`;
    const made = [
      await world.ask('coordinator@hanoi', 'POST', `${await url('4.05')}/updates`, withdrawn, {
        'if-match': '*',
      }),
      await world.ask('coordinator@hanoi', 'POST', `${await url(given)}/updates`, withdrawn, {
        'if-match': '*',
      }),
      await world.ask('coordinator@nghean', 'POST', `${await url(given)}/updates`, withdrawn, {
        'if-match': '*',
      }),
      await world.ask('leader@nghean', 'POST', `${await url('4.08')}/return`, { reason: 'Thiếu biên bản.' }),
    ];
    expect(made.map(({ status }) => status)).toEqual([201, 201, 201, 200]);
    const kinds = await world.run<{ code: string }>(`
      select min(c.code) as code from commitment c
        join agreement a on a.id = c.agreement_id and a.slug = '2016-tb-tu'
        left join extension_request x on x.commitment_id = c.id and x.status = 'open'
        cross join lateral (select string_agg(concat_ws(',', s.status, s.completion_confirmed_at is null), ';' order by s.position) as sides
          from commitment_side s where s.commitment_id = c.id) s
      group by c.status, c.due_on is null, s.sides, x.decision, x.id is null`);
    codes = [...new Set([given, '4.02', '4.03', '4.05', '4.08', ...kinds.map(({ code }) => code)])];
  });
  afterAll(() => world?.stop());

  const send = async (who: string, url: string, fields: Record<string, string>) => {
    return (await world.session(who)).post(url, fields);
  };
  const page = async (who: string, url: string) => {
    return (await world.session(who)).get(url);
  };
  const requestsOf = async (code: string) =>
    (
      await world.run<{ id: number }>(
        'select id from extension_request where commitment_id = $1 order by id desc limit 2',
        [await world.commitmentId(code)],
      )
    ).map(({ id }) => id);

  it('covers every kind of commitment', () => {
    expect(codes.length).toBeGreaterThan(10);
  });

  it.each(posts)(
    'to $who is what it may do, and what is not offered is refused or changes nothing',
    async ({ who }) => {
      const faults: string[] = [];
      for (const code of codes) {
        const base = `/2016-tb-tu/cam-ket/${code}`;
        const html = (await page(who!, base)).body;
        for (const act of acts(await requestsOf(code), who!)) {
          const url = `${base}/${act.path}`;
          const told = `${code} ${act.path} ${act.button ?? ''}`;
          if (isOffered(html, url, act)) {
            // On a version that never was: who may gets as far as being told so.
            const answer = act.isLink
              ? await page(who!, url)
              : await send(who!, url, { ...act.fields, version: '999999' });
            const fine = act.isLink ? 200 : act.path === 'ghi-chu' || act.path === 'chi-dao' ? 303 : 412;
            if (answer.statusCode !== fine)
              faults.push(`${told} is offered, and answered with ${answer.statusCode}`);
          } else {
            const version = String(await world.version(code));
            const before = await world.mark();
            const answer = await send(who!, url, { ...act.fields, version });
            const changed = (await world.mark()) !== before;
            if (changed || answer.statusCode < 300 || answer.statusCode >= 500)
              faults.push(
                `${told} is not offered, and answered with ${answer.statusCode}${changed ? ', with a change' : ''}`,
              );
            if (act.isLink && (await page(who!, url)).statusCode < 400)
              faults.push(`${told} is not offered, and opens`);
          }
        }
      }
      expect(faults).toEqual([]);
    },
  );

  it('gets done: pressed on the present version, each offer is taken', async () => {
    const faults: string[] = [];
    let done = 0;
    for (const code of codes) {
      const base = `/2016-tb-tu/cam-ket/${code}`;
      for (const { who } of posts) {
        let html = (await page(who!, base)).body;
        for (const act of acts(await requestsOf(code), who!)) {
          const url = `${base}/${act.path}`;
          if (!isOffered(html, url, act)) continue;
          const fields = { ...act.fields, version: String(await world.version(code)) };
          const answer = await send(
            who!,
            url,
            act.path === 'cap-nhat' ? await based(who!, url, fields) : fields,
          );
          done += 1;
          if (answer.statusCode !== 303) faults.push(`${code} ${act.path} by ${who}: ${answer.statusCode}`);
          html = (await page(who!, base)).body;
        }
      }
    }
    expect(faults).toEqual([]);
    expect(done).toBeGreaterThan(60);
  });

  /** As the form has it: on which statement of the own side it was opened. */
  async function based(who: string, url: string, fields: Record<string, string>) {
    const basedOn = /name="basedOn" value="(\d*)"/.exec((await page(who, url)).body)?.[1] ?? '';
    return { ...fields, basedOn };
  }

  describe('anywhere', () => {
    let routes: Route[];
    beforeAll(() => {
      routes = routesOf(world.program.app);
    });

    it.each(people)('leads $who nowhere that is refused, and shows no form that is', async (caller) => {
      const who = caller.who;
      const starts = [
        '/',
        '/don-doc',
        '/2016-tb-tu/tong-quan',
        '/2016-tb-tu/cam-ket',
        '/2016-tb-tu/cam-ket/4.02',
      ];
      const [waiting, known] = [[...starts], new Set(starts)];
      const faults: string[] = [];
      for (let read = 0; waiting.length > 0 && read < 60; read++) {
        const url = waiting.shift()!;
        const { statusCode, body } = await page(who!, url);
        if (statusCode >= 400) faults.push(`${url} is linked to, and answers ${statusCode}`);
        for (const { action, method } of formsOf(body))
          if (!mayBeSent(method, action, caller)) faults.push(`${url} shows the form ${method} ${action}`);
        for (const [, found] of body.matchAll(/href="(\/[^"#]*)/g)) {
          const href = found!.replaceAll('&amp;', '&');
          // One of each kind of page will do.
          const kind = href.replace(/\d+\.\d+/, '').replace(/\?.*/, '');
          if (known.has(kind) || /^\/(assets|ngon-ngu|api)/.test(href)) continue;
          known.add(kind);
          waiting.push(href);
        }
      }
      expect(faults).toEqual([]);
    });

    /** Whether the route lets the caller's role send the form; side and body were asked above. */
    function mayBeSent(method: string, action: string, { column, post }: Caller): boolean {
      const route = routes.find(({ name }) => {
        const [verb, pattern] = name.split(' ') as [string, string];
        return (
          verb === method && new RegExp(`^${pattern.replace(/:\w+/g, '[^/]+')}$`).test(action.split('?')[0]!)
        );
      });
      const role = column === 'auditor' || column === 'admin' ? column : roleOf(post ?? (column as Post));
      return route?.allowed === everyone || Boolean(route?.allowed?.includes(role));
    }
  });
});

interface Form {
  method: string;
  action: string;
  inside: string;
}

function formsOf(html: string): Form[] {
  return [...html.matchAll(/<form([^>]*)>([\s\S]*?)<\/form>/g)].map(([, attributes, inside]) => ({
    method: (/method="(\w+)"/.exec(attributes!)?.[1] ?? 'get').toUpperCase(),
    // A browser keeps to itself where on the page it goes.
    action: (/action="([^"#]*)/.exec(attributes!)?.[1] ?? '').replaceAll('&amp;', '&'),
    inside: inside!,
  }));
}

function isOffered(html: string, url: string, { isLink, button, mark = '' }: Act): boolean {
  if (isLink) return html.includes(`href="${url}"`);
  return formsOf(html).some(
    ({ action, inside }) =>
      action === url &&
      inside.includes(mark) &&
      (button === undefined || inside.includes(`value="${button}"`)),
  );
}
