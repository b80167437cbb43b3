import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail } from '../src/commitments/commitment.types.js';
import type { ReportItem, ReportPage } from '../src/commitments/submitted/submitted.types.js';
import { startApp } from './support/app.js';
import { pdf } from './support/multipart.js';
import { query } from './support/query.js';
import { uploads } from './support/tus.js';

jest.setTimeout(180_000);

const officer = 'congthuong@hanoi';
const office = 'coordinator@hanoi';
const done = { status: 'completed', percent: 100, noEvidenceReason: 'Có văn bản giấy.' };
const waitsOn = /Chưa chấp nhận được báo cáo này: “.+” Báo cáo vẫn chờ, nội dung giữ nguyên\./;

describe('a report that waits for its own office while something else happens', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let id: number;
  let open: { id: number }[];

  const run = (text: string) => query<never>(program.database.url, text);
  const leadBy = (account: string, where = 'true') =>
    run(`update commitment_side s set lead_body_id = u.body_id from party p, app_user u
      where p.id = s.party_id and p.code = 'hanoi' and u.email = '${account}.example' and ${where}`);

  beforeAll(async () => {
    program = await startApp({ day: '2019-11-18' });
    await leadBy(officer);
    open = await query(
      program.database.url,
      `select c.id from commitment c join commitment_side s on s.commitment_id = c.id join party p on p.id = s.party_id and p.code = 'hanoi'
       where c.status in ('not_started', 'in_progress') and s.status in ('not_started', 'in_progress') order by c.id`,
    );
  });
  afterAll(() => program?.stop());
  beforeEach(async () => {
    await run('update agreement set report_review = true');
    id = open.shift()!.id;
  });

  const ask = (who: string, method: 'PUT' | 'POST' | 'GET' | 'DELETE', path: string, said?: object) =>
    program.ask(who, method, `/api/v1/${path}`, said, { 'if-match': '*', 'accept-language': 'vi' });
  const one = async (): Promise<CommitmentDetail> =>
    (await ask('coordinator@nghean', 'GET', `commitments/${id}`)).json;
  const send = (said: object = {}, who = officer) =>
    ask(who, 'POST', `commitments/${id}/updates`, {
      status: 'in_progress',
      percent: 77,
      results: 'Bản của Sở.',
      ...said,
    });
  const sent = async (said: object = {}): Promise<ReportItem> => {
    const { status, json } = await send(said);
    expect([status, json.review?.status]).toEqual([201, 'pending']);
    return json;
  };
  const decide = (report: number, said: object = { decision: 'accepted' }) =>
    ask(office, 'PUT', `updates/${report}/review`, said);
  const stands = async (report: ReportItem) => expect((await decide(report.id)).status).toBe(200);
  const own = async (): Promise<ReportItem[]> =>
    ((await ask(officer, 'GET', `commitments/${id}/updates`)).json as ReportPage).items;
  const found = async (report: number) => (await own()).find((each) => each.id === report)!;

  /** Refused: nothing of the commitment or the report is other than before, and it can be sent back. */
  const isRefused = async (report: ReportItem, status: number, words: RegExp) => {
    const before = await one();
    const answer = await decide(report.id);
    expect([answer.status, answer.text]).toEqual([status, expect.stringMatching(words)]);
    expect(await one()).toEqual(before);
    expect(await found(report.id)).toMatchObject({ results: report.results, review: { status: 'pending' } });
    const page = await (
      await program.browser(office)
    ).get(`/2016-tb-tu/cam-ket/${before.code}/bao-cao?ban=${report.id}`);
    expect(page.statusCode).toBe(200);
    const back = await decide(report.id, { decision: 'sent_back', comment: 'Đề nghị gửi lại.' });
    expect([back.status, back.json.review.status]).toEqual([200, 'sent_back']);
  };

  it.each([
    ['a report', { status: 'in_progress', percent: 80 }],
    ['a suspension', { status: 'suspended', percent: 40 }],
    ['a withdrawal', { status: 'withdrawn', percent: 40 }],
  ])('does not overwrite what is newer: %s of the office', async (_, newer) => {
    const waiting = await sent();
    expect(
      (await send({ ...newer, results: 'Bản của văn phòng.', difficulties: 'Không có.' }, office)).status,
    ).toBe(201);
    await isRefused(waiting, 409, /báo cáo mới hơn được công bố.*Hãy trả lại/);
    expect((await one()).sides[0]).toMatchObject(newer);
  });

  it('is accepted after another one that was sent before it, not before that', async () => {
    const first = await sent({ period: '2019-10', percent: 50 });
    const second = await sent({ period: '2019-11', percent: 60 });
    expect((await decide(second.id)).status).toBe(409);
    await stands(first);
    await stands(second);
    expect((await one()).sides[0]).toMatchObject({ percent: 60 });
  });

  it('waits on where the agreement no longer asks for it, while new ones stand at once', async () => {
    const waiting = await sent();
    await run('update agreement set report_review = false');
    expect((await found(waiting.id)).review?.status).toBe('pending');
    const { json } = await send({ percent: 81, results: 'Bản mới.' });
    expect([json.review, (await one()).sides[0]!.percent]).toEqual([null, 81]);
    await isRefused(waiting, 409, /báo cáo mới hơn/);
    const work = await (await program.browser(officer)).get('/viec-cua-toi');
    expect(work.body).not.toContain('Đề nghị gửi lại.');
  });

  it('can be accepted where the agreement no longer asks for it, and nothing newer stands', async () => {
    const waiting = await sent();
    await run('update agreement set report_review = false');
    await stands(waiting);
    expect((await one()).sides[0]!.percent).toBe(77);
  });

  it('is refused once the part is signed, in words for the office', async () => {
    await stands(await sent(done));
    const waiting = await sent({ results: 'Bổ sung.', ...done });
    expect(
      (await ask('leader@hanoi', 'PUT', `commitments/${id}/completion-confirmation`)).status,
    ).toBeLessThan(300);
    await isRefused(waiting, 422, waitsOn);
  });

  it('is refused once the commitment is completed', async () => {
    await stands(await sent(done));
    const waiting = await sent({ results: 'Bổ sung.', ...done });
    await send({ ...done, results: 'Xong.' }, 'coordinator@nghean');
    for (const side of ['hanoi', 'nghean'])
      await ask(`leader@${side}`, 'PUT', `commitments/${id}/completion-confirmation`);
    expect((await one()).status).toBe('completed');
    await isRefused(waiting, 422, waitsOn);
  });

  it('is refused once another body leads, which then finds it among its work', async () => {
    const waiting = await sent();
    await leadBy('nongnghiep@hanoi', `s.commitment_id = ${id}`);
    await isRefused(waiting, 409, /Cơ quan chủ trì phần việc đã thay đổi/);
    const work = await (await program.browser('nongnghiep@hanoi')).get('/viec-cua-toi');
    expect(work.body).toContain('Đề nghị gửi lại.');
  });

  it('is refused once an indicator that it states is no longer one of the part', async () => {
    const indicator = {
      code: 'ket-noi',
      name: { vi: 'Doanh nghiệp', en: 'Enterprises' },
      unit: 'doanh nghiệp',
      target: 30,
      adds: 'sum',
    };
    const measure = (indicators: object[]) =>
      ask(office, 'PUT', `commitments/${id}/indicators`, { indicators });
    expect((await measure([indicator])).status).toBe(200);
    const waiting = await sent({ indicators: [{ code: 'ket-noi', actual: 12 }] });
    expect((await measure([])).status).toBe(200);
    await isRefused(waiting, 422, waitsOn);
  });

  it('is refused once a file that came with it was withdrawn', async () => {
    const file = await uploads(program.ask).whole(officer, 'bien-ban.pdf', pdf('a'), id);
    const waiting = await sent({ uploadIds: [file] });
    expect((await ask(officer, 'DELETE', `evidence/${waiting.evidenceIds[0]}`)).status).toBeLessThan(300);
    await isRefused(waiting, 422, waitsOn);
  });

  it('is refused once evidence that it names was withdrawn', async () => {
    const file = await uploads(program.ask).whole(officer, 'bien-ban.pdf', pdf('b'), id);
    const first = await sent({ uploadIds: [file] });
    await stands(first);
    const waiting = await sent({ results: 'Tiếp.', evidenceIds: first.evidenceIds });
    expect((await ask(office, 'DELETE', `evidence/${first.evidenceIds[0]}`)).status).toBeLessThan(300);
    await isRefused(waiting, 422, waitsOn);
  });

  it.each([1, 2, 3, 4])('stands or has been sent anew, where both come at once: time %d', async () => {
    const waiting = await sent();
    const before = (await one()).version;
    const [accepted, again] = await Promise.all([
      decide(waiting.id),
      send({ percent: 88, results: 'Bản mới.' }),
    ]);
    expect([again.status, again.json.review.status]).toEqual([201, 'pending']);
    const reports = await own();
    if (accepted.status === 200) {
      expect((await one()).sides[0]!.percent).toBe(77);
      expect(reports.filter(({ review }) => review?.status === 'pending').map((each) => each.id)).toEqual([
        again.json.id,
      ]);
    } else {
      expect([accepted.status, (await one()).version]).toEqual([409, before]);
      expect((await found(waiting.id)).review!.status).toBe('superseded');
      expect(accepted.text).toContain('bản khác');
    }
    await stands(again.json);
    expect((await one()).sides[0]!.percent).toBe(88);
  });

  it.each([1, 2, 3, 4])('is accepted or sent back, where both come at once: time %d', async () => {
    const waiting = await sent();
    const before = (await one()).version;
    const answers = await Promise.all([
      decide(waiting.id),
      decide(waiting.id, { decision: 'sent_back', comment: 'Ghi rõ.' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const isAccepted = answers[0].status === 200;
    expect((await one()).version - before).toBe(isAccepted ? 1 : 0);
    const { review } = answers.find(({ status }) => status === 200)!.json as ReportItem;
    expect(review!.status).toBe(isAccepted ? 'accepted' : 'sent_back');
  });
});
