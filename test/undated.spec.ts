import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { countGroups, type CommitmentDetail, type EventItem } from '../src/commitments/commitment.types.js';
import { RemindersService } from '../src/reminders/ledger/reminders.service.js';
import { addDays, instantOf } from '../src/platform/clock.js';
import { startApp } from './support/app.js';
import { query } from './support/query.js';

jest.setTimeout(120_000);

const agreement = '/api/v1/agreements/2016-tb-tu';
const reason = 'Chờ Thủ tướng phê duyệt quy hoạch.';
const move = { reviewOn: '2020-01-10', reason: 'Chưa có ý kiến của Bộ.' };
const yes = { decision: 'approved', reason: '' };

/** 3.10 goes on for good in the demo; here it only lacks a date since 7/11, and is looked at again on 25/11. Today is 20/11/2019. */
describe('a commitment that has no date yet', () => {
  let program: Awaited<ReturnType<typeof startApp>>;

  beforeAll(async () => {
    program = await startApp({ works: true });
    await bring('3.10');
  });
  afterAll(() => program?.stop());

  const bring = async (code: string, reviewOn = '2019-11-25') => {
    const undated = { reason, reviewOn, since: '2019-11-07', firstReviewOn: reviewOn };
    await query(
      program.database.url,
      `with c as (update commitment set due_precision = 'ongoing', due_value = null, due_on = null, original_precision = 'ongoing',
         original_value = null, undated = $1 where code = $2 returning id)
       update commitment_state s set undated = $1, due_precision = 'ongoing', due_value = null, due_on = null from c
       where s.commitment_id = c.id and upper_inf(s.validity)`,
      [JSON.stringify(undated), code],
    );
    await query(program.database.url, 'update agreement set revision = revision + 1');
  };
  const items = async (filter = ''): Promise<CommitmentDetail[]> =>
    (await program.ask('auditor@tracker', 'GET', `${agreement}/commitments?limit=100${filter}`)).json.items;
  const codes = async (filter: string) => (await items(filter)).map(({ code }) => code);
  const one = async (code = '3.10', days = ''): Promise<CommitmentDetail> => {
    const { id } = (await items()).find((item) => item.code === code)!;
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}${days}`)).json;
  };
  const events = async (code = '3.10'): Promise<EventItem[]> => {
    const { id } = await one(code);
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}/events`)).json.items;
  };
  const put = async (
    who: string,
    body: object,
    { code = '3.10', ifMatch }: { code?: string; ifMatch?: string } = {},
  ) => {
    const { id, version } = await one(code);
    return program.ask(who, 'PUT', `/api/v1/commitments/${id}/review-day`, body, {
      'if-match': ifMatch ?? `"${version}"`,
    });
  };
  const dashboard = async () => (await program.ask('auditor@tracker', 'GET', `${agreement}/dashboard`)).json;
  const tasks = async (who: string) => {
    const html = (await (await program.browser(who)).get('/viec-cua-toi')).body;
    return html.includes('/2016-tb-tu/cam-ket/3.10#ngay-xem-lai');
  };
  const propose = async (who: string, date: string, code = '3.10') => {
    const { id } = await one(code);
    const url = `/api/v1/commitments/${id}/extension-requests`;
    return program.ask(who, 'POST', url, { due: date, reason: 'Quy hoạch đã duyệt.' });
  };
  const settle = async (id: number, decision: object = yes) => {
    await program.ask('leader@hanoi', 'PUT', `/api/v1/extension-requests/${id}/decision`, yes);
    return program.ask('coordinator@nghean', 'PUT', `/api/v1/extension-requests/${id}/agreement`, decision);
  };

  it('says so with its reason, its review day and its age in working days', async () => {
    const { due, timeliness, originalDue } = await one();
    expect(due).toEqual({
      precision: 'ongoing',
      value: null,
      date: null,
      label: { vi: 'Chưa có thời hạn (xem lại 25/11/2019)', en: 'No date yet (review 25/11/2019)' },
      undated: {
        reason,
        reviewOn: '2019-11-25',
        firstReviewOn: '2019-11-25',
        since: '2019-11-07',
        workingDays: 9,
      },
    });
    expect(originalDue).toEqual(due);
    expect(timeliness).toBe('continuing');
    expect((await one('10.01')).due).toMatchObject({ label: { vi: 'Thường xuyên' }, undated: null });
  });

  it('counts as continuing, is told apart from it, and the nine groups still sum to the total', async () => {
    const { counts, undated, dated, total } = await dashboard();
    expect(undated).toBe(1);
    expect(countGroups.reduce((sum, group) => sum + counts[group], 0)).toBe(total);
    expect(
      dated + (await codes('&deadline=continuing')).length + (await codes('&deadline=undated')).length,
    ).toBe(total);
    expect(await codes('&deadline=undated')).toEqual(['3.10']);
    expect(await codes('&group=continuing&deadline=undated')).toEqual(['3.10']);
    expect(await codes('&deadline=continuing')).not.toContain('3.10');
    expect(await codes('&group=continuing')).toHaveLength(counts.continuing);
    expect(await codes('&deadline=dated')).toHaveLength(dated);
    expect(
      (await program.ask('auditor@tracker', 'GET', `${agreement}/commitments?deadline=none`)).status,
    ).toBe(400);
  });

  it('is never overdue', async () => {
    expect((await items('&asOf=2030-01-01')).find(({ code }) => code === '3.10')!.timeliness).toBe(
      'continuing',
    );
  });

  const reviews = async (days = '') =>
    (await one('3.10', days)).holders.filter(({ kind }) => kind === 'review');

  it('comes on its review day to the coordinators of both sides, and to nobody else', async () => {
    expect(await reviews()).toEqual([]);
    for (const who of ['coordinator@hanoi', 'coordinator@nghean'])
      expect([who, await tasks(who)]).toEqual([who, false]);
    program.clock.moveTo(new Date('2019-11-25T02:00:00Z'));
    for (const who of ['coordinator@hanoi', 'coordinator@nghean'])
      expect([who, await tasks(who)]).toEqual([who, true]);
    expect(await reviews()).toMatchObject(
      ['hanoi', 'nghean'].map((party) => ({
        party,
        role: 'coordinator',
        since: '2019-11-25',
        why: { vi: 'Đã đến ngày xem lại thời hạn' },
      })),
    );
    expect(await reviews('?asOf=2019-11-24')).toEqual([]);
    for (const who of ['leader@hanoi', 'congthuong@hanoi'])
      expect([who, await tasks(who)]).toEqual([who, false]);
  });

  const wrong: [string, object, number, string | null][] = [
    ['a day that is past', { ...move, reviewOn: '2019-11-24' }, 422, 'reviewOn'],
    ['a day more than a year ahead', { ...move, reviewOn: '2020-11-25' }, 422, 'reviewOn'],
    ['the day that it is already', { ...move, reviewOn: '2019-11-25' }, 422, 'reviewOn'],
    ['a day that does not exist', { ...move, reviewOn: '2020-02-30' }, 400, 'reviewOn'],
    ['a day in words', { ...move, reviewOn: 'mai' }, 400, 'reviewOn'],
    ['no day', { reason: 'x' }, 400, 'reviewOn'],
    ['no reason', { reviewOn: '2020-01-10' }, 400, 'reason'],
    ['an empty reason', { ...move, reason: '  \n ' }, 400, 'reason'],
    ['a reason of 2,001 characters', { ...move, reason: 'ạ'.repeat(2001) }, 400, 'reason'],
    ['a reason with a control character', { ...move, reason: 'a\u0000b' }, 400, 'reason'],
    ['a reason of ten megabytes', { ...move, reason: 'a'.repeat(10_485_760) }, 413, null],
    ['more than that', { ...move, since: '2019-01-01' }, 400, 'since'],
  ];

  it.each(wrong)('is not moved by %s', async (_name, body, status, field) => {
    const before = await one();
    const answer = await put('coordinator@hanoi', body);
    expect(answer.status).toBe(status);
    if (field) expect(answer.json.errors.map((error: { field: string }) => error.field)).toEqual([field]);
    expect(await one()).toEqual(before);
  });

  it.each(['congthuong@hanoi', 'leader@hanoi', 'auditor@tracker', 'admin@tracker'])(
    'is not moved by %s',
    async (who) => {
      expect((await put(who, move)).status).toBe(403);
    },
  );

  it.each([
    ['of what has a deadline', '3.05'],
    ['of what goes on for good', '10.01'],
  ])('has no review day to move where it is one %s', async (_name, code) => {
    expect((await put('coordinator@hanoi', move, { code })).status).toBe(422);
  });

  it('is looked at again on another day once its coordinator says why; said twice, it is done once', async () => {
    const { version } = await one();
    const ifMatch = `"${version}"`;
    const text = '<b>Chưa có ý kiến của Bộ.</b>';
    const moved = await put('coordinator@nghean', { ...move, reason: text.normalize('NFD') }, { ifMatch });
    expect(moved.status).toBe(200);
    expect(moved.json.version).toBe(version + 1);
    expect(moved.json.due.undated).toMatchObject({
      reviewOn: '2020-01-10',
      firstReviewOn: '2019-11-25',
      since: '2019-11-07',
      reason,
    });
    expect((await events())[0]).toMatchObject({
      kind: 'review_moved',
      party: 'nghean',
      data: { from: '2019-11-25', to: '2020-01-10', reason: text },
    });
    const again = await put('coordinator@nghean', { ...move, reason: text }, { ifMatch });
    expect([again.status, again.json.version]).toEqual([200, version + 1]);
    expect((await put('coordinator@hanoi', { ...move, reviewOn: '2020-02-01' }, { ifMatch })).status).toBe(
      412,
    );
    expect((await put('coordinator@hanoi', move, { ifMatch })).status).toBe(412);
    for (const who of ['coordinator@hanoi', 'coordinator@nghean'])
      expect([who, await tasks(who)]).toEqual([who, false]);
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/audit?limit=1&kind=commitment.review_moved',
    );
    expect(json.items[0]).toMatchObject({ kind: 'commitment.review_moved', subject: '3.10' });
  });

  it('is on an earlier day what it was then', async () => {
    const day = async (asOf: string) => (await one('3.10', `?asOf=${asOf}`)).due.undated!;
    expect(await day('2019-11-25')).toMatchObject({ reviewOn: '2020-01-10', workingDays: 12 });
    expect(await day('2019-11-20')).toMatchObject({ reviewOn: '2019-11-25', workingDays: 9 });
  });

  it('gets its first date from both sides, as they agree on an extension; and stays without one where one says no', async () => {
    expect((await propose('congthuong@hanoi', '2019-11-24')).json.errors[0].field).toBe('due');
    const proposal = await propose('congthuong@hanoi', '2020-03-31');
    expect(proposal.status).toBe(201);
    expect(proposal.json.from).toMatchObject({ date: null, label: { vi: 'Chưa có thời hạn' } });
    expect(
      (await settle(proposal.json.id, { decision: 'rejected', reason: 'Chưa đủ căn cứ.' })).json.status,
    ).toBe('refused');
    expect((await one()).due.undated).toMatchObject({ reviewOn: '2020-01-10' });
    const second = await propose('coordinator@hanoi', '2020-04-30');
    expect((await settle(second.json.id)).json.status).toBe('granted');
    const dated = await one();
    expect(dated).toMatchObject({
      extensions: 0,
      timeliness: 'on_time',
      due: { date: '2020-04-30', undated: null },
    });
    expect(dated.originalDue.date).toBe('2020-04-30');
    expect((await events()).slice(0, 3)).toMatchObject([
      { kind: 'deadline_agreed', by: null, data: { to: { vi: '30/4/2020' } } },
      { kind: 'extension_agreed', data: { firstDate: true } },
      { kind: 'extension_decided', data: { firstDate: true } },
    ]);
    expect(await codes('&deadline=undated')).toEqual([]);
    expect(await codes('&quality=no_date')).toEqual([]);
  });

  it('was without one on the days before, and counts its first extension as the first', async () => {
    expect((await one('3.10', '?asOf=2019-11-20')).due).toMatchObject({
      date: null,
      undated: { workingDays: 9 },
    });
    const later = await propose('coordinator@hanoi', '2020-06-30');
    await settle(later.json.id);
    const extended = await one();
    expect([extended.extensions, extended.due.date, extended.originalDue.date]).toEqual([
      1,
      '2020-06-30',
      '2020-04-30',
    ]);
  });

  it('needs no date any more once it is completed, and is then reviewed no more', async () => {
    await bring('3.05', '2019-11-20');
    for (const side of ['hanoi', 'nghean']) {
      const { id, version } = await one('3.05');
      const said = { status: 'completed', percent: 100, results: 'Xong.' };
      await program.ask(`coordinator@${side}`, 'POST', `/api/v1/commitments/${id}/updates`, said, {
        'if-match': `"${version}"`,
      });
      await program.ask(`leader@${side}`, 'PUT', `/api/v1/commitments/${id}/completion-confirmation`);
    }
    const done = await one('3.05');
    expect(done).toMatchObject({
      timeliness: 'completed_on_time',
      due: { label: { vi: 'Chưa có thời hạn' }, undated: { reviewOn: null, workingDays: null } },
    });
    expect(await codes('&quality=no_date')).toEqual([]);
    expect((await put('coordinator@hanoi', move, { code: '3.05' })).status).toBe(422);
  });

  it('is told to both offices in the mail of the second working day from its review on, with its age', async () => {
    await bring('10.01');
    program.clock.moveTo(new Date('2019-11-27T03:00:00Z'));
    await program.app.get(RemindersService, { strict: false }).runDay('2019-11-27');
    for (const who of ['coordinator@hanoi', 'coordinator@nghean']) {
      const mail = program.smtp.mails.find(
        ({ envelope, subject }) =>
          envelope.to.includes(`${who}.example`) && subject?.endsWith('(27/11/2019)'),
      );
      expect([who, mail?.text]).toEqual([who, expect.stringContaining('Xem lại thời hạn')]);
      expect(mail!.text).toContain(
        'Thời hạn: Chưa có thời hạn (xem lại 25/11/2019), từ 07/11/2019, 14 ngày làm việc',
      );
    }
  });

  it('gets no date that has passed before all have agreed to it', async () => {
    await bring('1.01');
    const today = program.clock.today();
    const late = await propose('coordinator@hanoi', addDays(today, 1), '1.01');
    program.clock.moveTo(instantOf(addDays(today, 2), '09:00'));
    const refused = await settle(late.json.id);
    expect([refused.status, refused.json.errors?.[0]?.field]).toEqual([422, 'decision']);
    expect((await one('1.01')).due.date).toBeNull();
    expect((await settle(late.json.id, { decision: 'rejected', reason: 'Đã qua.' })).json.status).toBe(
      'refused',
    );
  });
});
