import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { InjectOptions } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { EventItem } from '../src/commitments/commitment.types.js';
import type { ReportItem } from '../src/commitments/submitted/submitted.types.js';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { meanwhile } from './support/meanwhile.js';
import { pdf } from './support/multipart.js';
import { query } from './support/query.js';
import { uploads } from './support/tus.js';
import { startUnderReview } from './support/under-review.js';

jest.setTimeout(120_000);

const officer = 'congthuong@hanoi';
const office = 'coordinator@hanoi';
const other = 'coordinator@nghean';

describe('a file of a report under review', () => {
  let program: Awaited<ReturnType<typeof startUnderReview>>['program'];
  let id: number;
  let open: { id: number }[];

  beforeAll(async () => {
    ({ program, open } = await startUnderReview());
  });
  afterAll(() => program?.stop());

  /** An open part of each test's own. */
  beforeEach(() => {
    id = open.shift()!.id;
  });

  const file = (name: string, content = randomUUID(), who = officer) =>
    uploads(program.ask).whole(who, name, pdf(content), id);
  const send = async (said: object, who = officer): Promise<ReportItem> => {
    const body = { status: 'in_progress', percent: 77, results: randomUUID(), ...said };
    const url = `/api/v1/commitments/${id}/updates`;
    const { status, json, text } = await program.ask(who, 'POST', url, body, { 'if-match': '*' });
    if (status !== 201) throw new Error(text);
    return json;
  };
  const decide = async (report: number, said: object) => {
    const answer = await program.ask(office, 'PUT', `/api/v1/updates/${report}/review`, said);
    expect(answer.status).toBe(200);
  };
  const accept = (report: number) => decide(report, { decision: 'accepted' });
  const sendBack = (report: number) => decide(report, { decision: 'sent_back', comment: 'Chưa rõ.' });
  const files = async (who: string): Promise<{ id: number; name: string; isPublished: boolean }[]> =>
    (await program.ask(who, 'GET', `/api/v1/commitments/${id}/evidence`)).json.items.filter(
      ({ party, name }: { party: string; name: string | null }) =>
        party === 'hanoi' && name?.endsWith('.pdf'),
    );
  const seenBy = async (who: string) => (await files(who)).map(({ name }) => name).toSorted();
  const eventsOf = async (): Promise<EventItem[]> =>
    (await program.ask(other, 'GET', `/api/v1/commitments/${id}/events?limit=5`)).json.items;
  const pageOf = async () => {
    const [row] = await query<{ page: string }>(
      program.database.url,
      `select format('/%s/cam-ket/%s', a.slug, c.code) as page from commitment c join agreement a on a.id = c.agreement_id where c.id = ${id}`,
    );
    return row!.page;
  };
  const waiting = async () =>
    (await program.ask(officer, 'GET', `/api/v1/commitments/${id}/updates`)).json.items
      .filter(({ review }: ReportItem) => review?.status === 'pending')
      .map((report: ReportItem) => report.id);

  const words = { status: 'in_progress', percent: 77, results: 'Đã làm.' };
  let asker: string;
  /** A request that is sent later. */
  const asking = async (
    method: 'POST' | 'PUT' | 'DELETE',
    url: string,
    who: string,
    payload?: object,
  ): Promise<InjectOptions> => {
    asker = who;
    const known = { email: `${who}.example`, password: DEMO_PASSWORD };
    const { json } = await program.ask(null, 'POST', '/api/v1/sessions', known);
    return { method, url, payload, headers: { authorization: `Bearer ${json.token}`, 'if-match': '*' } };
  };
  /** How much there is of what a report under review leaves behind. */
  const stored = () =>
    query(
      program.database.url,
      `select (select count(*) from submitted_report) as sent, (select count(*) from report_review) as decided,
         (select count(*) from evidence where withdrawn_at is not null) as withdrawn, (select count(*) from audit_entry) as logged`,
    );

  it.each([
    ['progress', {}],
    ['a completion', { status: 'completed', percent: 100 }],
  ])('stays hidden after it was sent back when another period’s report of %s stands', async (_, said) => {
    const sent = await send({ period: '2019-10', uploadIds: [await file('bi-tra-lai.pdf')] });
    await sendBack(sent.id);
    const next = await send({ ...said, period: '2019-11', uploadIds: [await file('ky-sau.pdf')] });
    await accept(next.id);
    expect([await seenBy(other), await seenBy(officer)]).toEqual([
      ['ky-sau.pdf'],
      ['bi-tra-lai.pdf', 'ky-sau.pdf'],
    ]);
  });

  it('goes along with the report that comes in the place of the one it was sent with', async () => {
    const sent = await send({ period: '2019-11', uploadIds: [await file('goc.pdf')] });
    await sendBack(sent.id);
    const again = await send({ period: '2019-11', uploadIds: [await file('them.pdf')] });
    await accept(again.id);
    expect(await seenBy(other)).toEqual(['goc.pdf', 'them.pdf']);
  });

  it('proves a completion beside what other sides see already', async () => {
    const before = await send({ uploadIds: [await file('da-cong-bo.pdf', randomUUID(), office)] }, office);
    const done = await send({ status: 'completed', percent: 100, uploadIds: [await file('moi.pdf')] });
    expect(done.evidenceIds).toEqual(expect.arrayContaining(before.evidenceIds));
    await accept(done.id);
    const names = (await files(other)).filter((one) => done.evidenceIds.includes(one.id));
    expect(names.map(({ name }) => name).toSorted()).toEqual(['da-cong-bo.pdf', 'moi.pdf']);
  });

  it('goes along where the report names another period and the one that it replaces', async () => {
    const sent = await send({ period: '2019-11', uploadIds: [await file('nham-ky.pdf')] });
    const again = await send({ period: '2019-10', replaces: sent.id });
    expect([await waiting(), again.evidenceIds]).toEqual([[again.id], sent.evidenceIds]);
  });

  it('is not called a correction where it comes with the corrected version of a report', async () => {
    const first = await send({ uploadIds: [await file('dau.pdf', randomUUID(), office)] }, office);
    await send({ corrects: first.id, uploadIds: [await file('sua.pdf', randomUUID(), office)] }, office);
    const page = await (await program.browser(other)).get(await pageOf());
    expect(page.body).toContain('sua.pdf');
    expect(page.body.split('bản sửa của một báo cáo trước')).toHaveLength(2);
  });

  it('is told of when the office’s own report publishes the same file', async () => {
    const content = randomUUID();
    await send({ uploadIds: [await file('chung.pdf', content)] });
    await send({ uploadIds: [await file('chung.pdf', content, office)] }, office);
    expect(await seenBy(other)).toEqual(['chung.pdf']);
    const added = (await eventsOf()).filter(({ kind }) => kind === 'evidence_added');
    expect(added.map(({ data }) => data.name)).toEqual(['chung.pdf']);
  });

  it.each<[string, () => Promise<InjectOptions>]>([
    ['sent', async () => asking('POST', `/api/v1/commitments/${id}/updates`, officer, words)],
    [
      'sent back',
      async () =>
        asking('PUT', `/api/v1/updates/${(await send({})).id}/review`, office, {
          decision: 'sent_back',
          comment: 'Chưa rõ.',
        }),
    ],
    [
      'withdrawn',
      async () => {
        await send({ uploadIds: [await file('rut.pdf')] });
        return asking('DELETE', `/api/v1/evidence/${(await files(officer))[0]!.id}`, officer);
      },
    ],
  ])('is not %s by an account that is disabled while it asks', async (_, prepared) => {
    const request = await prepared();
    const before = await stored();
    const { answers, waited } = await meanwhile(
      program.database.url,
      (run) => run(`update app_user set active = false where email = $1`, [`${asker}.example`]),
      () => program.app.inject(request),
    );
    await query(program.database.url, `update app_user set active = true where email = '${asker}.example'`);
    expect([waited, answers[0]!.statusCode, await stored()]).toEqual([1, 401, before]);
  });

  it('is said to its own side not to be seen by others yet, as long as it is so', async () => {
    const sent = await send({ uploadIds: [await file('cho-xem.pdf')] });
    const published = async () => (await files(officer)).map(({ isPublished }) => isPublished);
    const page = async () => (await (await program.browser(officer)).get(await pageOf())).body;
    expect([await published(), (await page()).includes('bên khác chưa thấy')]).toEqual([[false], true]);
    await accept(sent.id);
    expect([await published(), (await page()).includes('bên khác chưa thấy')]).toEqual([[true], false]);
  });

  it('is not there for another side that would withdraw it', async () => {
    await send({ uploadIds: [await file('kin.pdf')] });
    const hidden = (await files(officer))[0]!.id;
    const page = await pageOf();
    const session = await program.browser(other);
    for (const asked of [hidden, 999_999]) {
      const { status } = await program.ask(other, 'DELETE', `/api/v1/evidence/${asked}`);
      const form = await session.post(`${page}/minh-chung/${asked}/rut`);
      expect([asked, status, form.statusCode]).toEqual([asked, 404, 404]);
    }
    expect(await seenBy(officer)).toEqual(['kin.pdf']);
  });
});
