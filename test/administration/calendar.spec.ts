import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { goesOn } from '../support/goes-on.js';
import { WorkingCalendarService } from '../../src/calendar/working-calendar.service.js';
import { instantOf } from '../../src/platform/clock.js';
import { dayInBox } from '../../src/platform/typed-day.js';
import { startApp } from '../support/app.js';
import type { BrowserSession } from '../support/form.js';
import { query } from '../support/query.js';

/** The working calendar by the administrator's page, as forms send it. */
describe('the page of the working calendar', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let admin: BrowserSession;
  beforeAll(async () => {
    program = await startApp();
    admin = await program.browser('admin@tracker');
  });
  afterAll(() => program?.stop());

  const here = '/quan-tri/lich-lam-viec';
  const names = { nameVi: 'Nghỉ lễ', nameEn: 'Holiday' };
  const add = (kind: string, from: string, to = '') =>
    admin.post(`${here}/ngay`, { kind, from, to, year: from.slice(0, 4), ...names });
  const daysOf = async (year: number) =>
    (
      await query<{ day: string }>(
        program.database.url,
        'select day::text from calendar_exception where year = $1 order by day',
        [year],
      )
    ).map(({ day }) => day);
  const last = async () =>
    (
      await query(
        program.database.url,
        'select kind, subject, data from audit_entry order by id desc limit 1',
      )
    )[0]!;
  const errorsOf = (body: string) => [...body.matchAll(/id="(\w+)-error"/g)].map(([, name]) => name);

  it('shows the year of the day, with its holidays and make-up days in words', async () => {
    const { body } = await admin.get(here);
    expect(body).toContain('Lịch làm việc năm 2019');
    expect(body).toContain('11 ngày nghỉ lễ và nghỉ bù, 2 ngày làm bù');
    expect(body).toMatch(/Làm bù: Làm bù ngày 29\/4/);
  });

  it('shows of each year by which document it is decided, or that it is only expected', async () => {
    const shown = async (year: number) => (await admin.get(`${here}?nam=${year}`)).body;
    expect(await shown(2019)).toContain('theo văn bản số 6519/VPCP-KGVX ngày 11/7/2018');
    expect(await shown(2024)).toContain('Công văn số 2450/VPCP-KGVX ngày 12/4/2024 của Văn phòng Chính phủ');
    expect(await shown(2019)).not.toContain('dự kiến');
    const expected = await shown(2027);
    expect(expected).toContain('Lịch năm 2027 là dự kiến.');
    expect(expected).toContain('12 ngày nghỉ lễ và nghỉ bù, 0 ngày làm bù; dự kiến');
  });

  it('says of a year that is not entered what that means, and adds it once', async () => {
    const before = await admin.get(`${here}?nam=2038`);
    expect(before.body).toContain('Chưa nhập ngày nghỉ của năm 2038.');
    const answer = await admin.post(`${here}/nam`, { year: '2038', source: 'Thông báo 2038' });
    expect(goesOn(answer)).toBe(`${here}?nam=2038, says year`);
    expect(await last()).toMatchObject({ kind: 'calendar.year_added', subject: '2038' });
    const again = await admin.post(`${here}/nam`, { year: '2038', source: 'Thông báo 2038' });
    expect([again.statusCode, again.body.includes('Năm 2038 đã có trong lịch')]).toEqual([409, true]);
  });

  it('takes a holiday of several days, without the weekend in it, and tells every reader of the calendar', async () => {
    const answer = await add('off', '2038-02-10', '2038-02-16');
    expect(goesOn(answer)).toBe(`${here}?nam=2038, says added`);
    expect(await daysOf(2038)).toEqual([
      '2038-02-10',
      '2038-02-11',
      '2038-02-12',
      '2038-02-15',
      '2038-02-16',
    ]);
    expect(await last()).toMatchObject({ kind: 'calendar.days_added', data: { working: false } });
    const calendar = await program.app.get(WorkingCalendarService, { strict: false }).load();
    expect(calendar.after('2038-02-09', 1)).toBe('2038-02-17');
  });

  it('takes a Saturday as make-up day', async () => {
    expect((await add('makeUp', '2038-02-20')).statusCode).toBe(303);
    const calendar = await program.app.get(WorkingCalendarService, { strict: false }).load();
    expect(calendar.isWorking('2038-02-20')).toBe(true);
  });

  it.each([
    ['a holiday on a Saturday', 'off', '2038-05-01', '', 422, 'đã là ngày nghỉ'],
    ['a make-up day on a Monday', 'makeUp', '2038-05-03', '', 422, 'là ngày làm việc bình thường'],
    ['a day that is there', 'off', '2038-02-12', '', 409, 'Ngày 12/02/2038 đã có trong lịch'],
    [
      'a span that runs backwards',
      'off',
      '2038-05-05',
      '2038-05-03',
      422,
      '“Đến ngày” không được trước “Từ ngày”',
    ],
    ['a span of two years', 'off', '2038-12-31', '2039-01-03', 422, 'qua hai năm'],
    ['a span of more than a month', 'off', '2038-03-01', '2038-04-15', 422, 'tối đa 31 ngày'],
  ])('refuses %s, and says why at the field', async (_, kind, from, to, status, words) => {
    const before = await daysOf(2038);
    const answer = await add(kind, from, to);
    expect([answer.statusCode, answer.body.includes(words)]).toEqual([status, true]);
    expect(answer.body).toContain(`value="${dayInBox(from)}"`);
    expect(await daysOf(2038)).toEqual(before);
  });

  it('takes no day of a year that is not entered', async () => {
    const answer = await add('off', '2039-09-02');
    expect([answer.statusCode, answer.body.includes('Hãy thêm năm trước')]).toEqual([422, true]);
    expect(await daysOf(2039)).toEqual([]);
  });

  it('refuses what cannot be read, at its fields', async () => {
    const answer = await admin.post(`${here}/ngay`, {
      kind: 'x',
      from: '2038-13-01',
      to: '',
      nameVi: ' ',
      nameEn: '',
      year: '2038',
    });
    expect([answer.statusCode, errorsOf(answer.body).sort()]).toEqual([
      400,
      ['from', 'kind', 'nameEn', 'nameVi'],
    ]);
    for (const year of ['1999', '2101', 'abc'])
      expect((await admin.post(`${here}/nam`, { year, source: 'x' })).statusCode).toBe(400);
    for (const year of ['1999', '2101', '20190'])
      expect((await admin.get(`${here}?nam=${year}`)).statusCode).toBe(400);
  });

  it('goes from 2000 to 2100', async () => {
    for (const year of ['2000', '2100']) {
      await admin.post(`${here}/nam`, { year, source: 'Thử' });
      expect((await add('off', year === '2000' ? '2000-01-03' : '2100-01-01')).statusCode).toBe(303);
      expect((await admin.get(`${here}?nam=${year}`)).statusCode).toBe(200);
    }
    expect((await admin.get(`${here}?nam=2100`)).body).not.toContain('nam=2101');
    expect((await admin.get(`${here}?nam=2000`)).body).not.toContain('nam=1999');
  });

  it('takes a day out again, and says so where somebody did before', async () => {
    const answer = await admin.post(`${here}/ngay/2038-02-16/bo`);
    expect(goesOn(answer)).toBe(`${here}?nam=2038, says removed`);
    expect(await daysOf(2038)).not.toContain('2038-02-16');
    expect(await last()).toMatchObject({
      kind: 'calendar.day_removed',
      data: { day: '2038-02-16', working: false },
    });
    const again = await admin.post(`${here}/ngay/2038-02-16/bo`);
    expect([again.statusCode, again.body.includes('không còn trong lịch')]).toEqual([404, true]);
    expect((await admin.post(`${here}/ngay/2038-02-31/bo`)).statusCode).toBe(404);
  });

  it('says before it saves which reminders a day off moves into a day already run, and when they are told', async () => {
    // 28/11 is 7 working days before 9/12; without it that day is 27/11, whose run is done.
    await query(
      program.database.url,
      `update commitment set due_precision = 'date', due_value = '2019-12-09', due_on = '2019-12-09', status = 'in_progress', completed_on = null
       where code = '3.08'`,
    );
    await query(
      program.database.url,
      "insert into reminder_run (day, started_at) values ('2019-11-27', '2019-11-27T08:00:00+07:00')",
    );
    program.clock.moveTo(instantOf('2019-11-27', '09:00'));
    const before = await daysOf(2019);
    const warned = await add('off', '2019-11-28');
    expect(warned.statusCode).toBe(422);
    expect(warned.body).toContain('Nếu lưu, các cam kết này được nhắc bù trong thư ngày 29/11/2019.');
    expect(warned.body).toMatch(/name="from" value="2019-11-28"/);
    expect(await daysOf(2019)).toEqual(before);
    const agreed = { kind: 'off', from: '2019-11-28', to: '', year: '2019', ...names, confirmed: '1' };
    expect((await admin.post(`${here}/ngay`, agreed)).statusCode).toBe(303);
    expect(await daysOf(2019)).toContain('2019-11-28');
    await admin.post(`${here}/ngay/2019-11-28/bo`, { confirmed: '1' });
  });

  it('asks nothing about a day off that moves no reminder into the past', async () => {
    expect((await add('off', '2019-12-30')).statusCode).toBe(303);
  });

  const bar = (year: number) => `Lịch làm việc năm ${year} mới là dự kiến.`;
  const says = async (page: string, words: string) => (await admin.get(page)).body.includes(words);
  const moveTo = async (day: string, time: string) => {
    program.clock.moveTo(instantOf(day, time));
    admin = await program.browser('admin@tracker');
  };
  const decide = (fields: Record<string, string>) =>
    admin.post(`${here}/van-ban`, {
      year: '2021',
      number: '9895/VPCP-KGVX',
      issuedOn: '30/9/2020',
      source: 'Công văn 9895',
      ...fields,
    });

  it('tells administrators on each of their pages from 1 October on, and not before, that next year is only expected', async () => {
    await query(
      program.database.url,
      'update calendar_year set document_number = null, document_date = null where year = 2021',
    );
    await moveTo('2020-09-30', '23:58');
    expect(await says('/quan-tri/tai-khoan', bar(2021))).toBe(false);
    await moveTo('2020-10-01', '00:00');
    const pages = ['tai-khoan', 'co-quan', 'lich-lam-viec', 'thoa-thuan', 'thoa-thuan/nhap', 'dang-nhap'];
    for (const page of pages)
      expect([page, await says(`/quan-tri/${page}`, bar(2021))]).toEqual([page, true]);
    expect(await says('/quan-tri/tai-khoan', `href="${here}?nam=2021"`)).toBe(true);
    expect(await says(`${here}?nam=2021`, 'Lịch năm 2021 là dự kiến.')).toBe(false);
    const auditor = await program.browser('auditor@tracker');
    expect((await auditor.get('/nhat-ky')).body.includes(bar(2021))).toBe(false);
  });

  it.each([
    ['without a number', { number: ' ' }, 400, 'number'],
    ['with a number of 101 characters', { number: 'x'.repeat(101) }, 400, 'number'],
    ['without its day', { issuedOn: '' }, 400, 'issuedOn'],
    ['of a day that does not exist', { issuedOn: '31/02/2020' }, 400, 'issuedOn'],
    ['of tomorrow', { issuedOn: '02/10/2020' }, 422, 'issuedOn'],
    ['without a source', { source: '' }, 400, 'source'],
  ])('takes no document %s', async (_, fields: Record<string, string>, status, field) => {
    const answer = await decide(fields);
    expect([answer.statusCode, errorsOf(answer.body)]).toEqual([status, [field]]);
    expect(await says('/quan-tri/tai-khoan', bar(2021))).toBe(true);
  });

  it('takes no document for a year that is not entered', async () => {
    const answer = await decide({ year: '2045' });
    expect([answer.statusCode, answer.body.includes('Hãy thêm năm trước')]).toEqual([422, true]);
  });

  it('takes a year as decided once its document is entered, writes that down, and tells of it no more', async () => {
    expect(goesOn(await decide({}))).toBe(`${here}?nam=2021, says decided`);
    expect(await last()).toMatchObject({
      kind: 'calendar.year_decided',
      subject: '2021',
      data: { number: '9895/VPCP-KGVX', issuedOn: '2020-09-30', source: 'Công văn 9895' },
    });
    const { body } = await admin.get(`${here}?nam=2021`);
    expect(body).toContain('theo văn bản số 9895/VPCP-KGVX ngày 30/9/2020');
    expect(body.includes('dự kiến')).toBe(false);
    expect((await decide({ number: '9895/VPCP' })).statusCode).toBe(303);
    expect(await says(`${here}?nam=2021`, 'số 9895/VPCP ngày')).toBe(true);
  });

  it('tells of a next year that is missing, and of the running one until it is settled', async () => {
    await moveTo('2027-10-01', '09:00');
    expect(await says('/quan-tri/tai-khoan', bar(2027))).toBe(true);
    expect(await says('/quan-tri/tai-khoan', 'Chưa nhập ngày nghỉ của năm 2028.')).toBe(true);
    await decide({ year: '2027' });
    await admin.post(`${here}/nam`, { year: '2028', source: 'Dự kiến' });
    expect(await says('/quan-tri/tai-khoan', bar(2027))).toBe(false);
    expect(await says('/quan-tri/tai-khoan', bar(2028))).toBe(true);
  });
});
