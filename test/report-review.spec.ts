import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail, EventItem } from '../src/commitments/commitment.types.js';
import type { ReportItem, ReportPage } from '../src/commitments/submitted/submitted.types.js';
import { instantOf } from '../src/platform/clock.js';
import { query } from './support/query.js';
import { startUnderReview } from './support/under-review.js';

jest.setTimeout(120_000);

const officer = 'congthuong@hanoi';
const office = 'coordinator@hanoi';

describe('a report that the own coordinator looks at before other sides see it', () => {
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

  const one = async (who = 'auditor@tracker'): Promise<CommitmentDetail> =>
    (await program.ask(who, 'GET', `/api/v1/commitments/${id}`)).json;
  const send = async (said: object = {}, who = officer) => {
    const body = { status: 'in_progress', percent: 77, results: 'Đã ký thỏa thuận.', ...said };
    return program.ask(who, 'POST', `/api/v1/commitments/${id}/updates`, body, { 'if-match': '*' });
  };
  const decide = (report: number, said: object, who = office) =>
    program.ask(who, 'PUT', `/api/v1/updates/${report}/review`, said);
  const reports = async (who: string): Promise<ReportItem[]> =>
    ((await program.ask(who, 'GET', `/api/v1/commitments/${id}/updates`)).json as ReportPage).items;
  const sideOf = ({ sides }: CommitmentDetail) => sides.find(({ party }) => party === 'hanoi')!;

  it('waits, and changes nothing of the commitment', async () => {
    const before = await one('coordinator@nghean');
    const { status, json } = await send();
    expect([status, json.review.status, json.version]).toEqual([201, 'pending', before.version]);
    expect(await one('coordinator@nghean')).toEqual(before);
  });

  it('is found by whoever opens the form for its period again, to be sent in its place', async () => {
    const { code } = await one();
    const sent = (await send()).json as ReportItem;
    const form = async (who: string) =>
      (await (await program.browser(who)).get(`/2016-tb-tu/cam-ket/${code}/cap-nhat?period=${sent.period}`))
        .body;
    const own = await form(officer);
    expect(own).toContain(`name="replaces" value="${sent.id}"`);
    expect(own).toContain('đang chờ văn phòng cấp ủy xem');
    expect(await form(office)).not.toContain('name="replaces"');
  });

  it('is in the hands of the own coordinator, to those who may know', async () => {
    await send();
    const holders = async (who: string) =>
      (await one(who)).holders
        .filter(({ party, kind }) => party === 'hanoi' && kind !== 'plan')
        .map(({ kind, role }) => [kind, role]);
    for (const who of [officer, office, 'leader@hanoi', 'auditor@tracker'])
      expect([who, await holders(who)]).toEqual([who, [['report', 'coordinator']]]);
    for (const who of ['coordinator@nghean', 'admin@tracker'])
      expect([who, await holders(who)]).toEqual([who, [['part', 'lead_body']]]);
  });

  it('stands once it is accepted, as its author’s, given on the day on which it was sent', async () => {
    const { version } = await one();
    const sent = (await send()).json as ReportItem;
    program.clock.moveTo(instantOf('2019-11-21', '09:00'));
    const accepted = await decide(sent.id, { decision: 'accepted' });
    expect([accepted.status, accepted.json.review.status]).toEqual([200, 'accepted']);
    const then = await one('coordinator@nghean');
    expect(then.version).toBe(version + 1);
    expect(sideOf(then)).toMatchObject({ percent: 77, status: 'in_progress' });
    expect(then.statements.hanoi).toMatchObject({
      results: 'Đã ký thỏa thuận.',
      by: sent.by,
      givenOn: '2019-11-18',
      givenLate: false,
      period: sent.period,
    });
    const { items } = (await program.ask('coordinator@nghean', 'GET', `/api/v1/commitments/${id}/events`))
      .json;
    expect((items as EventItem[])[0]).toMatchObject({ kind: 'updated', by: sent.by, day: '2019-11-21' });
  });

  it('goes back with comments beside its fields, and is corrected', async () => {
    const sent = (await send({ results: 'Xong.' })).json as ReportItem;
    const comments = [{ field: 'results', text: 'Ghi rõ số doanh nghiệp.' }];
    const back = await decide(sent.id, { decision: 'sent_back', comments });
    expect([back.status, back.json.review]).toEqual([
      200,
      expect.objectContaining({ status: 'sent_back', comments }),
    ]);
    const again = (await send({ results: 'Mời 12 doanh nghiệp.' })).json as ReportItem;
    expect(
      (await reports(officer))
        .map(({ id: of, supersededBy, review }) => [of, supersededBy, review?.status])
        .slice(0, 2),
    ).toEqual([
      [again.id, null, 'pending'],
      [sent.id, again.id, 'sent_back'],
    ]);
    await decide(again.id, { decision: 'accepted' });
    const seen = await reports('coordinator@nghean');
    expect(JSON.stringify(seen)).not.toContain('Xong.');
    expect(seen[0]).toMatchObject({ results: 'Mời 12 doanh nghiệp.', review: null });
  });

  it('shows the figures of its indicators by their name and unit', async () => {
    const kept = { code: 'ket-noi', name: { vi: 'Kết nối', en: 'Links' }, unit: 'doanh nghiệp' };
    const indicators = [{ ...kept, target: 30, adds: 'sum' }];
    const set = await program.ask(
      office,
      'PUT',
      `/api/v1/commitments/${id}/indicators`,
      { indicators },
      { 'if-match': '*' },
    );
    expect(set.status).toBe(200);
    const sent = (await send({ indicators: [{ code: 'ket-noi', actual: 12.25 }] })).json as ReportItem;
    const { agreement, code } = await one();
    const url = `/${agreement.slug}/cam-ket/${code}/bao-cao?ban=${sent.id}`;
    const { body } = await (await program.browser(office)).get(url);
    expect(body).toContain('Kết nối: 12,25 doanh nghiệp');
    expect(body).not.toContain('ket-noi');
  });

  it('is sent back only with words', async () => {
    const { id: sent } = (await send()).json as ReportItem;
    const { status, json } = await decide(sent, { decision: 'sent_back' });
    expect([status, json.errors[0].field]).toEqual([422, 'comment']);
  });

  it('is decided once: the same again is the same, anything else is told', async () => {
    const { id: sent } = (await send()).json as ReportItem;
    const both = await Promise.all([
      decide(sent, { decision: 'accepted' }),
      decide(sent, { decision: 'accepted' }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect((await reports(office)).filter(({ results }) => results === 'Đã ký thỏa thuận.')).toHaveLength(1);
    expect((await decide(sent, { decision: 'sent_back', comment: 'Sai.' })).status).toBe(409);
  });

  it.each([
    ['congthuong@hanoi', 403],
    ['leader@hanoi', 403],
    ['coordinator@nghean', 404],
    ['auditor@tracker', 403],
    ['admin@tracker', 403],
  ])('is not decided by %s', async (who, status) => {
    const { id: sent } = (await send()).json as ReportItem;
    expect((await decide(sent, { decision: 'accepted' }, who)).status).toBe(status);
  });

  it.each([
    [
      'vi',
      /Văn phòng cấp ủy cùng bên xem trước\..*không bị đôn đốc.*chỉ xem được sau khi văn phòng chấp nhận/,
      /xem được ngay/,
    ],
    [
      'en',
      /committee office looks at it first\..*no overdue notices.*only after the office has accepted it/,
      /as soon as you send it/,
    ],
  ])(
    'is told beside the form to who sends it, and to nobody whose report stands at once: %s',
    async (language, reviewed, atOnce) => {
      const { code } = await one();
      const form = async (who: string) => {
        const visitor = await program.browser(who);
        const { body } = await visitor.get(`/2016-tb-tu/cam-ket/${code}/cap-nhat`, {
          cookie: `${visitor.cookie}; language=${language}`,
        });
        return [reviewed.test(body), atOnce.test(body)];
      };
      expect([await form(officer), await form(office)]).toEqual([
        [true, false],
        [false, true],
      ]);
      await query(program.database.url, 'update agreement set report_review = false');
      expect(await form(officer)).toEqual([false, true]);
      await query(program.database.url, 'update agreement set report_review = true');
    },
  );

  it('needs nobody where a coordinator sends it', async () => {
    const { json } = await send({}, office);
    expect([json.review, sideOf(await one('coordinator@nghean')).percent]).toEqual([null, 77]);
  });
});
