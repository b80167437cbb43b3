import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseAgreement } from '../src/exchange/file/agreement-file.js';
import { writeAgreement } from '../src/exchange/file/agreement-yaml.js';
import { ImportService } from '../src/exchange/import.service.js';
import { Metrics } from '../src/platform/metrics.js';
import { startApp } from './support/app.js';
import { openSession, sendForm, type BrowserSession } from './support/form.js';
import { query } from './support/query.js';
import { startedForm } from './support/started-form.js';
import { tenParties } from './support/ten-parties.js';

const slug = '2016-tb-tu';

/** Statements that a request sends to PostgreSQL, those that begin and end a transaction among them. */
describe('a request needs few statements', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let officer: BrowserSession;
  let coordinator: BrowserSession;

  beforeAll(async () => {
    program = await startApp();
    await keptWithinSides(1);
    officer = await openSession(program.app, 'congthuong@hanoi');
    coordinator = await openSession(program.app, 'coordinator@hanoi');
  });
  afterAll(() => program.stop());

  /** How often sides have kept something to themselves, which the history does: 1 is never. */
  const keptWithinSides = (times: number) =>
    query(program.database.url, `update agreement set own_revision = $1 where slug = '${slug}'`, [times]);

  async function sent(): Promise<number> {
    const text = await program.app
      .get(Metrics)
      .registry.getSingleMetricAsString('tracker_database_query_duration_seconds');
    return Number(/_count (\d+)/.exec(text)![1]);
  }

  async function statementsOf(act: () => Promise<{ statusCode: number }>, status: number): Promise<number> {
    const before = await sent();
    expect((await act()).statusCode).toBe(status);
    return (await sent()) - before;
  }

  const get =
    (url: string, { cookie }: BrowserSession) =>
    () =>
      program.app.inject({ method: 'GET', url, headers: { cookie } });
  const post = (url: string, fields: Record<string, string>, session: BrowserSession) => () =>
    sendForm(program.app, url, { ...fields, _csrf: session.csrf }, { cookie: session.cookie });

  /** A report on 3.06 by its lead body; the form may go out on the present version. */
  const report = (percent: string) => ({
    version: '1',
    status: 'in_progress',
    percent,
    results: 'Đã mở gian hàng.',
    difficulties: '',
    proposals: '',
    nextSteps: '',
  });

  it('for the page of a list that nobody has read yet: 5 at most', async () => {
    expect(await statementsOf(get(`/${slug}/cam-ket?q=xúc tiến`, coordinator), 200)).toBeLessThanOrEqual(5);
  });

  it.each(['sector', 'body', 'side', 'quarter', 'holder'])(
    'for a page of the list by %s, of however many rows and groups: 10 at most, and 6 after that for others of it',
    async (by) => {
      const page = (limit: number) =>
        statementsOf(get(`/${slug}/cam-ket?by=${by}&columns=evidence&limit=${limit}`, coordinator), 200);
      expect(await page(2)).toBeLessThanOrEqual(10);
      const few = await page(3);
      expect(few).toBeLessThanOrEqual(6);
      expect(await page(90)).toBe(few);
    },
  );

  it('for a page that is kept: 1', async () => {
    const page = get(`/${slug}/tong-quan`, coordinator);
    await page();
    expect(await statementsOf(page, 200)).toBe(1);
  });

  it('for a list in JSON that nobody has read yet: 2', async () => {
    expect(await statementsOf(get(`/api/v1/agreements/${slug}/commitments?q=gian+hang`, officer), 200)).toBe(
      2,
    );
  });

  it.each(['1.07', '3.06', '3.09', '4.02'])(
    'for the page of commitment %s: 9 at most, one of them for its forecast',
    async (code) => {
      expect(await statementsOf(get(`/${slug}/cam-ket/${code}`, coordinator), 200)).toBeLessThanOrEqual(9);
    },
  );

  it('for a report by a form: 4, one more than by a program', async () => {
    const own = /name="basedOn" value="(\d*)"/.exec(
      (await get(`/${slug}/cam-ket/3.06/cap-nhat`, officer)()).body,
    )![1]!;
    const form = { ...report('45'), basedOn: own };
    expect(await statementsOf(post(`/${slug}/cam-ket/3.06/cap-nhat`, form, officer), 303)).toBe(4);
  });

  it('for the same report by a program: 3', async () => {
    const url = `/api/v1/agreements/${slug}/commitments?q=3.06`;
    const { json } = await program.ask('congthuong@hanoi', 'GET', url);
    const { id } = (json.items as { id: number; code: string }[]).find(({ code }) => code === '3.06')!;
    const { version: _version, percent, ...texts } = report('46');
    const before = await sent();
    const statement = { ...texts, percent: Number(percent) };
    const answer = await program.ask(
      'congthuong@hanoi',
      'POST',
      `/api/v1/commitments/${id}/updates`,
      statement,
      {
        'if-match': '*',
      },
    );
    expect(answer.status).toBe(201);
    expect((await sent()) - before).toBe(3);
  });

  it('for a confirmation by a form: 4', async () => {
    const page = (await get(`/${slug}/cam-ket/1.02`, coordinator)()).body;
    const version = /name="version" value="(\d+)"/.exec(page)![1]!;
    const form = { action: 'withdraw', version };
    expect(
      await statementsOf(post(`/${slug}/cam-ket/1.02/xac-nhan-ke-hoach`, form, coordinator), 303),
    ).toBeLessThanOrEqual(4);
  });

  it('for a new agreement that is at fault: those of its form, and of the parties in it none twice', async () => {
    const admin = await openSession(program.app, 'admin@tracker');
    const url = '/quan-tri/thoa-thuan/moi';
    const form = await statementsOf(get(url, admin), 200);
    const faulty = post(url, { ...startedForm(), do: 'preview', number: '' }, admin);
    expect(await statementsOf(faulty, 400)).toBe(form);
  });

  it('for a form that is at fault: no more than for its page', async () => {
    const form = { ...report('450'), basedOn: '' };
    expect(
      await statementsOf(post(`/${slug}/cam-ket/3.06/cap-nhat`, form, officer), 400),
    ).toBeLessThanOrEqual(7);
  });

  it('for an import: one for each commitment that it changes, one for all that are new, none for the others', async () => {
    const file = tenParties();
    const [like] = file.commitments;
    const add = (codes: string[]) => file.commitments.push(...codes.map((code) => ({ ...like!, code })));
    const reword = (count: number, word: string) => {
      for (const entry of file.commitments.slice(0, count)) entry.title = { vi: word, en: word };
    };
    const importing = async (): Promise<number> => {
      const before = await sent();
      const read = parseAgreement(writeAgreement(file), 'changed.yaml');
      await program.app.get(ImportService, { strict: false }).import(read, program.clock.now());
      return (await sent()) - before;
    };
    await importing();
    const unchanged = await importing();
    add(['1.01']);
    const oneNew = await importing();
    add(['2.01', '2.02', '2.03', '2.04']);
    expect(await importing()).toBe(oneNew);
    expect(await importing()).toBe(unchanged);
    reword(1, 'Một');
    const oneChanged = await importing();
    reword(5, 'Năm');
    expect(await importing()).toBe(oneChanged + 4);
  });

  it('for a commitment’s page where sides keep directives or reports to themselves: two more', async () => {
    const page = get(`/${slug}/cam-ket/4.02`, coordinator);
    await keptWithinSides(2);
    // What waits for the reader is counted once.
    await page();
    expect(await statementsOf(page, 200)).toBeLessThanOrEqual(11);
  });
});
