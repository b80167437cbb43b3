import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail, EventItem, SideItem } from '../src/commitments/commitment.types.js';
import { instantOf } from '../src/platform/clock.js';
import { startApp } from './support/app.js';
import { query } from './support/query.js';

jest.setTimeout(120_000);

const list = '/api/v1/agreements/2016-tb-tu/commitments';
const done = { status: 'completed', percent: 100, results: 'Đã tổ chức xong.' };

/** 3.09 is due on 25/11/2019, and so is its mirror 3.08 once it is given that day. */
describe('the day on which a part was done', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp();
  });
  afterAll(() => program?.stop());

  const one = async (code: string): Promise<CommitmentDetail> => {
    const { items } = (await program.ask('auditor@tracker', 'GET', `${list}?limit=100`)).json;
    const { id } = (items as CommitmentDetail[]).find((item) => item.code === code)!;
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json;
  };
  const sideOf = ({ sides }: CommitmentDetail, party = 'hanoi') =>
    sides.find((side) => side.party === party) as SideItem;
  const report = async (code: string, who: string, said: object) => {
    const { id, version } = await one(code);
    const match = { 'if-match': `"${version}"` };
    return program.ask(`coordinator@${who}`, 'POST', `/api/v1/commitments/${id}/updates`, said, match);
  };
  const confirm = async (code: string, who: string) =>
    program.ask(
      `leader@${who}`,
      'PUT',
      `/api/v1/commitments/${(await one(code)).id}/completion-confirmation`,
    );
  const events = async (code: string): Promise<EventItem[]> => {
    const { id } = await one(code);
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}/events`)).json.items;
  };
  const wrong = ({ status, json }: Awaited<ReturnType<typeof report>>) => [
    status,
    (json.errors as { field: string }[] | undefined)?.[0]?.field,
  ];
  const prove = async (code: string, party: string, day: string) => {
    const [row] = await query<{ id: number }>(
      program.database.url,
      `insert into evidence (commitment_id, side_id, name, size, number, issued_on, issuer, author, at)
       select c.id, s.id, '12-BC/' || $3, 0, '12-BC/' || $3, $3::date, 'Sở Công Thương', '{"vi":"x","en":"x"}', now()
       from commitment c join commitment_side s on s.commitment_id = c.id join party p on p.id = s.party_id
       where c.code = $1 and p.code = $2 returning id`,
      [code, party, day],
    );
    return row!.id;
  };

  it('is stated with status completed alone', async () => {
    const said = { status: 'in_progress', percent: 50, results: 'Đang làm.' };
    expect(wrong(await report('3.01', 'hanoi', { ...said, doneOn: '2019-11-20' }))).toEqual([422, 'doneOn']);
    expect(wrong(await report('3.01', 'hanoi', { ...said, noEvidenceReason: 'Chưa có.' }))).toEqual([
      422,
      'noEvidenceReason',
    ]);
  });

  it.each([
    ['after today', '2019-11-21', 422],
    ['before the agreement’s first day', '2018-12-31', 422],
    ['no day at all', '2019-02-30', 400],
  ])('is not %s', async (_what, doneOn, status) => {
    const { version } = await one('3.01');
    const answer = await report('3.01', 'hanoi', { ...done, doneOn, noEvidenceReason: 'Chưa có văn bản.' });
    expect(wrong(answer)).toEqual([status, 'doneOn']);
    expect((await one('3.01')).version).toBe(version);
  });

  it('is today where it is left out; without evidence and without a reason it is taken all the same', async () => {
    const answer = await report('4.02', 'hanoi', done);
    expect(answer.status).toBe(201);
    expect(answer.json).toMatchObject({ doneOn: '2019-11-20', evidenceIds: [], noEvidenceReason: null });
    expect(sideOf(await one('4.02'))).toMatchObject({ doneOn: '2019-11-20', statedOn: '2019-11-20' });
  });

  it('needs proof where it is earlier than the day on which it is stated: evidence that is not later, or a reason', async () => {
    const earlier = { ...done, doneOn: '2019-11-12' };
    expect(wrong(await report('3.01', 'hanoi', earlier))).toEqual([422, 'doneOn']);
    await prove('3.01', 'hanoi', '2019-11-13');
    expect(wrong(await report('3.01', 'hanoi', earlier))).toEqual([422, 'doneOn']);
    const proof = await prove('3.01', 'hanoi', '2019-11-12');
    const answer = await report('3.01', 'hanoi', { ...earlier, evidenceIds: [proof] });
    expect(answer.json).toMatchObject({ doneOn: '2019-11-12', evidenceIds: [proof] });
    expect(sideOf(await one('3.01'))).toMatchObject({ doneOn: '2019-11-12', statedOn: '2019-11-20' });
    expect((await one('3.01')).statements.hanoi).toMatchObject({
      doneOn: '2019-11-12',
      evidenceIds: [proof],
    });
    const [event] = await events('3.01');
    expect(event).toMatchObject({ kind: 'updated', data: { doneOn: '2019-11-12', evidenceIds: [proof] } });
    const reasoned = await report('9.01', 'hanoi', {
      ...earlier,
      noEvidenceReason: '  Biên bản đang chờ ký. ',
    });
    expect(reasoned.json).toMatchObject({ noEvidenceReason: 'Biên bản đang chờ ký.', evidenceIds: [] });
  });

  it('is proved by standing evidence of the own side of that commitment alone', async () => {
    const [own, other] = [
      await prove('2.03', 'hanoi', '2019-11-01'),
      await prove('2.03', 'nghean', '2019-11-01'),
    ];
    for (const id of [other, 2_000_000])
      expect(wrong(await report('2.03', 'hanoi', { ...done, evidenceIds: [own, id] }))).toEqual([
        422,
        'evidenceIds',
      ]);
    await program.ask('coordinator@hanoi', 'DELETE', `/api/v1/evidence/${own}`);
    expect(wrong(await report('2.03', 'hanoi', { ...done, evidenceIds: [own] }))).toEqual([
      422,
      'evidenceIds',
    ]);
    const takes = { status: 'in_progress', percent: 60, results: 'Đang làm.' };
    expect(wrong(await report('2.03', 'hanoi', { ...takes, evidenceIds: [own] }))).toEqual([
      422,
      'evidenceIds',
    ]);
  });

  it('cannot be stated without any evidence where the agreement requires it, not even with a reason', async () => {
    const requires = (value: boolean) =>
      query(program.database.url, 'update agreement set evidence_required = $1', [value]);
    await requires(true);
    const refused = await report('2.04', 'hanoi', { ...done, noEvidenceReason: 'Chưa có văn bản.' });
    expect(wrong(refused)).toEqual([422, 'evidenceIds']);
    await prove('2.04', 'hanoi', '2019-11-20');
    expect((await report('2.04', 'hanoi', done)).status).toBe(201);
    await requires(false);
  });

  const sendBack = async (code: string, who: string, body: object, match?: string) =>
    program.ask(
      who,
      'POST',
      `/api/v1/commitments/${(await one(code)).id}/return`,
      { reason: 'Ngày trên biên bản là 18/11.', ...body },
      match ? { 'if-match': match } : {},
    );

  it('is sent back alone by whoever is to confirm it, own side or another, and is stated again', async () => {
    const forDay = { party: 'hanoi', about: 'day' };
    expect((await report('5.01', 'hanoi', done)).status).toBe(201);
    const whole = await sendBack('5.01', 'leader@hanoi', { party: 'hanoi' });
    expect([whole.status, whole.json.errors[0].field]).toEqual([422, 'party']);
    expect((await sendBack('5.01', 'congthuong@hanoi', forDay)).status).toBe(403);
    for (const who of ['leader@hanoi', 'coordinator@nghean']) {
      expect((await sendBack('5.01', who, forDay)).status).toBe(200);
      const back = sideOf(await one('5.01'));
      expect([back.status, back.percent, back.doneOn, back.statedOn]).toEqual([
        'in_progress',
        100,
        null,
        null,
      ]);
      const [event] = await events('5.01');
      expect(event).toMatchObject({ kind: 'returned', data: { to: 'hanoi', about: 'day' } });
      const page = await (
        await program.browser('coordinator@hanoi')
      ).get('/2016-tb-tu/cam-ket/5.01/cap-nhat');
      expect(page.body).toContain(
        'Báo cáo hoàn thành bị trả lại vì ngày hoàn thành. Lý do: Ngày trên biên bản là 18/11.',
      );
      expect(page.body).toContain('Đã tổ chức xong.');
      const again = { ...done, doneOn: '2019-11-18', noEvidenceReason: 'Biên bản chưa có số.' };
      expect((await report('5.01', 'hanoi', again)).status).toBe(201);
      expect(sideOf(await one('5.01'))).toMatchObject({ doneOn: '2019-11-18', statedOn: '2019-11-20' });
    }
  });

  it('is either confirmed or sent back where both are done at once, and the other is told so', async () => {
    expect((await report('3.04', 'hanoi', done)).status).toBe(201);
    const before = (await events('3.04')).length;
    const answers = await Promise.all([
      confirm('3.04', 'hanoi'),
      sendBack('3.04', 'coordinator@hanoi', { party: 'hanoi', about: 'day' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const side = sideOf(await one('3.04'));
    const [isSigned, isBack] = [side.completionConfirmedAt !== null, side.returnedAt !== null];
    expect([isSigned, isBack]).toEqual([answers[0].status === 200, answers[1].status === 200]);
    expect(await events('3.04')).toHaveLength(before + 1);
  });

  it('is confirmed by who has read it alone, where the confirmation says which version that was', async () => {
    expect((await report('3.06', 'hanoi', done)).status).toBe(201);
    const { id, version } = await one('3.06');
    await report('3.06', 'hanoi', {
      ...done,
      doneOn: '2019-11-18',
      noEvidenceReason: 'Biên bản chưa có số.',
    });
    const match = { 'if-match': `"${version}"` };
    const path = `/api/v1/commitments/${id}/completion-confirmation`;
    expect((await program.ask('leader@hanoi', 'PUT', path, undefined, match)).status).toBe(412);
    expect((await sendBack('3.06', 'leader@nghean', {}, match['if-match'])).status).toBe(412);
    expect((await program.ask('leader@hanoi', 'PUT', path)).status).toBe(200);
  });

  it('stays where a later report of the completion does not name it, and a later day is declared anew', async () => {
    const { completionDeclaredAt } = sideOf(await one('3.01'));
    await report('3.01', 'hanoi', { ...done, results: 'Bổ sung danh sách.' });
    expect(sideOf(await one('3.01'))).toMatchObject({ doneOn: '2019-11-12', completionDeclaredAt });
  });

  it('is what makes the commitment on time however late it is confirmed, and late however soon', async () => {
    for (const who of ['hanoi', 'nghean']) expect((await report('3.09', who, done)).status).toBe(201);
    program.clock.moveTo(instantOf('2019-11-28', '09:00'));
    const late = await one('3.09');
    expect([late.status, late.timeliness]).toEqual(['in_progress', 'overdue']);
    expect(late.due.date).toBe('2019-11-25');
    await query(
      program.database.url,
      `update commitment set due_precision = 'date', due_value = '2019-11-25', due_on = '2019-11-25' where code = '3.08'`,
    );
    for (const who of ['hanoi', 'nghean']) {
      const reason = { noEvidenceReason: 'Biên bản đang chờ ký.' };
      const said = { ...done, doneOn: '2019-11-27', ...reason };
      expect((await report('3.08', who, said)).status).toBe(201);
      expect((await confirm('3.08', who)).status).toBe(200);
    }
    program.clock.moveTo(instantOf('2019-12-03', '09:00'));
    for (const who of ['hanoi', 'nghean']) expect((await confirm('3.09', who)).status).toBe(200);
    const story = await one('3.09');
    expect([story.status, story.timeliness, story.completedOn]).toEqual([
      'completed',
      'completed_on_time',
      '2019-11-20',
    ]);
    expect(sideOf(story)).toMatchObject({ doneOn: '2019-11-20', statedOn: '2019-11-20' });
    expect(story.completion.hanoi).toEqual({ entryLagDays: 0, waitingWorkingDays: 9 });
    const mirror = await one('3.08');
    expect([mirror.status, mirror.timeliness, mirror.completedOn]).toEqual([
      'completed',
      'completed_late',
      '2019-11-27',
    ]);
  });
});
