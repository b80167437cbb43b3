import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { otherAgreement } from '../support/other-agreement.js';
import { callers } from '../support/permission-callers.js';
import { readTable } from '../support/permission-table.js';
import { exampleOf, fill } from '../support/route-walk.js';
import type { RouteExample } from '../support/route-examples.js';
import { RouteWorld } from '../support/route-world.js';

jest.setTimeout(120_000);

/** Ends an attribute, an element and a comment, and begins an element. */
const MARKUP = `"'></title>--><zqx onload=1>`;

/** Whatever people may have written, whichever way it came in: written straight into the tables, past every check. */
const tables = [
  'app_user',
  'agreement',
  'party',
  'sector',
  'clause',
  'body',
  'commitment',
  'commitment_side',
  'progress_update',
  'commitment_event',
  'extension_request',
  'side_note',
  'evidence',
  'access_token',
  'session',
];

/** Some of the columns in which people write. */
const written = `
  app_user.name agreement.title party.name sector.name clause.summary body.short
  commitment.title progress_update.results progress_update.author extension_request.reason
  side_note.text evidence.author access_token.name session.user_agent`
  .trim()
  .split(/\s+/);

/** Columns whose values are names for programs, not words. */
const notWords =
  /(^|_)(code|slug|email|role|status|kind|precision|locator|scope|hash|path|media|sha256|language|type|number|stage|decision|action|state|secret|basis)(_|$)/;

async function mark(world: RouteWorld): Promise<string[]> {
  const columns = await world.run<{ table_name: string; column_name: string; data_type: string }>(
    `select table_name, column_name, data_type from information_schema.columns
     where table_schema = current_schema and table_name = any($1) and is_generated = 'NEVER'
       and data_type in ('text', 'character varying', 'jsonb')`,
    [tables],
  );
  const marked: string[] = [];
  for (const table of tables) await world.run(`alter table ${table} disable trigger user`);
  for (const { table_name: table, column_name: column, data_type: type } of columns) {
    if (notWords.test(column)) continue;
    const value =
      type === 'jsonb'
        ? `jsonb_set(jsonb_set(${column}, '{vi}', to_jsonb((${column}->>'vi') || $1::text)), '{en}', to_jsonb((${column}->>'en') || $1::text))`
        : `${column} || $1::text`;
    const which = type === 'jsonb' ? `where ${column} ? 'vi' and ${column} ? 'en'` : '';
    const done = await world
      .run(`update ${table} set ${column} = ${value} ${which} returning 1`, [MARKUP])
      .catch((error: unknown) => {
        // A choice of words, or too long: no place for markup.
        if (
          (error as { code?: string }).code?.startsWith('22') ||
          (error as { code?: string }).code === '23514'
        )
          return [];
        throw error;
      });
    if (done.length > 0) marked.push(`${table}.${column}`);
  }
  for (const table of tables) await world.run(`alter table ${table} enable trigger user`);
  await world.run(`alter table commitment_event disable trigger user`);
  await world.run(
    `update commitment_event set data = jsonb_set(data, '{reason}', to_jsonb($1::text)) where data ? 'reason'`,
    [MARKUP],
  );
  await world.run(`alter table commitment_event enable trigger user`);
  // What is kept under the revision is read anew.
  await world.run(`update agreement set revision = revision + 1`);
  return marked;
}

const readers = callers.filter(({ name }) =>
  ['own side, coordinator', 'own side, lead', 'other side, leader', 'auditor', 'administrator'].includes(
    name,
  ),
);

describe('markup in what people wrote', () => {
  let world: RouteWorld;
  let marked: string[];

  beforeAll(async () => {
    world = await RouteWorld.start({ works: true });
    await world.ask(
      'coordinator@hanoi',
      'POST',
      `/api/v1/commitments/${await world.commitmentId('4.02')}/notes`,
      {
        text: 'Ghi chú.',
      },
    );
    await world.openExtension();
    await world.evidence();
    await world.tokenId('coordinator@hanoi');
    for (const { who } of readers) await world.session(who!);
    marked = await mark(world);
  });
  afterAll(() => world?.stop());

  it('stands in the texts of every table that has some', () => {
    expect(marked).toEqual(expect.arrayContaining(written));
  });

  const pages = readTable().filter(({ route }) => /^GET \/(?!api\/|assets\/)/.test(route));

  it.each(readers)('is text on every page for $name', async ({ who }) => {
    const session = await world.session(who!);
    const broken: string[] = [];
    let shown = 0;
    for (const { route } of pages) {
      const example = await exampleOf(world, route, who).catch((): RouteExample => ({}));
      for (const slug of ['2016-tb-tu', otherAgreement.slug])
        for (const query of ['', '?q=zqx', `?q=${encodeURIComponent(MARKUP)}`]) {
          const url = fill(route, { token: 'x', id: 1, code: '4.02', ...example.params, slug });
          const { body, statusCode, headers } = await session.get(url + query);
          expect([url, statusCode < 500]).toEqual([url, true]);
          if (!String(headers['content-type']).startsWith('text/html')) continue;
          shown += body.split('&lt;zqx').length - 1;
          if (/<zqx|<\/title>--|"'>/.test(body)) broken.push(url + query);
        }
    }
    expect(broken).toEqual([]);
    expect(shown).toBeGreaterThan(5);
  });

  it('is text in every mail', async () => {
    const { status } = await world.ask('admin@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-11-28' });
    expect(status).toBe(200);
    const htmls = world.program.smtp.mails.map(({ html }) => String(html));
    expect(htmls.length).toBeGreaterThan(0);
    expect(htmls.filter((html) => html.includes('&lt;zqx')).length).toBeGreaterThan(0);
    expect(htmls.filter((html) => /<zqx|<\/title>--|"'>/.test(html))).toEqual([]);
  });
});
