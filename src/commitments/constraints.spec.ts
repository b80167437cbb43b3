import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { freshOrm } from '../../test/support/orm.js';
import { readAgreementFile } from '../exchange/file/agreement-file.js';
import { ImportService } from '../exchange/import.service.js';

describe('the database', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;

  beforeAll(async () => {
    db = await freshOrm();
    await new ImportService(db.em).import(
      readAgreementFile('agreements/2016-tb-tu.yaml'),
      new Date('2019-06-21T06:14:00Z'),
    );
  });
  afterAll(() => db.close());

  const run = (statement: string) => sql.raw(statement).execute(db.em.getKysely());

  it.each([
    ['changes of an event', "update commitment_event set kind = 'updated'", /append-only/],
    ['removal of an event', 'delete from commitment_event', /append-only/],
    ['emptying the events', 'truncate commitment_event cascade', /append-only/],
    ['changes of a progress update', 'truncate progress_update cascade', /append-only/],
    [
      'two states of a commitment at one time',
      `insert into commitment_state (commitment_id, validity, status, percent, due_precision, differs, extensions)
      select commitment_id, validity, status, percent, due_precision, differs, extensions from commitment_state limit 1`,
      /current_commitment_state|one_state_at_a_time/,
    ],
    [
      'overlapping states of a commitment',
      `insert into commitment_state (commitment_id, validity, status, percent, due_precision, differs, extensions)
      select commitment_id, tstzrange('2019-07-01', '2019-08-01'), status, percent, due_precision, differs, extensions from commitment_state limit 1`,
      /one_state_at_a_time/,
    ],
    [
      'overlapping states of a side',
      `insert into side_state (side_id, validity, lead_body_id, status)
      select side_id, tstzrange('2019-07-01', '2019-08-01'), lead_body_id, status from side_state limit 1`,
      /one_side_state_at_a_time/,
    ],
    [
      'a lead body of the other side',
      `update commitment_side set lead_body_id = (select id from body where code = 'na-so-y-te') where party_id = (select id from party where code = 'hanoi')`,
      /foreign key/,
    ],
    [
      'a last day that does not follow from the deadline',
      "update commitment set due_on = '2020-01-01' where code = '3.04'",
      /due_day_is_derived/,
    ],
    [
      'completion below 100 percent',
      "update commitment_side set status = 'completed', percent = 90, completed_on = now(), completion_declared_at = now()",
      /completed_means_all/,
    ],
    [
      'a confirmed completion that was not declared',
      'update commitment_side set completion_confirmed_at = now()',
      /confirmed_only_when_declared/,
    ],
    ['a percent above 100', "update commitment_side set status = 'in_progress', percent = 101", /percent/],
    [
      'a sector of another agreement',
      `insert into agreement (slug, number, kind, title, issuer, period_from, period_to, source, changed_at)
      select 'other', 'other', kind, title, issuer, period_from, period_to, source, now() from agreement;
      update commitment set agreement_id = (select id from agreement where slug = 'other')`,
      /foreign key/,
    ],
    [
      'a liaison officer without a body',
      `insert into app_user (email, name, role, password_hash, created_at)
      values ('a@b.example', '{"vi":"a","en":"a"}', 'liaison', '', now())`,
      /speaks_for_its_scope/,
    ],
    [
      'an administrator who speaks for a side',
      `insert into app_user (email, name, role, party_id, password_hash, created_at)
      select 'a@b.example', '{"vi":"a","en":"a"}', 'admin', id, '', now() from party limit 1`,
      /speaks_for_its_scope/,
    ],
    ['a text without its English half', `update sector set name = '{"vi": "x"}'`, /check/],
    [
      'a holiday on a Sunday',
      `insert into calendar_year values (2038, 'x'); insert into calendar_exception values ('2038-01-03', 2038, false, '{"vi":"x","en":"x"}')`,
      /only_exceptions/,
    ],
  ])('refuses %s', async (_what, statement, reason) => {
    await expect(run(statement)).rejects.toThrow(reason);
  });

  it.each([
    ['date', '2019-11-25', '2019-11-25'],
    ['month', '2020-02', '2020-02-29'],
    ['quarter', '2019-Q3', '2019-09-30'],
    ['quarter', '2020-Q4', '2020-12-31'],
    ['year', '2020', '2020-12-31'],
    ['ongoing', null, null],
  ])('derives the last day of %s %s as the program does: %s', async (precision, value, day) => {
    const { rows } = await sql<{
      day: string | null;
    }>`select last_day_of(${precision}, ${value}::text)::text as day`.execute(db.em.getKysely());
    expect(rows[0]!.day).toBe(day);
  });

  it.each([
    // status, due, completed, as of, timeliness, counted group
    ['not_started', '2019-09-30', null, '2019-09-30', 'on_time', 'not_started_on_time'],
    ['not_started', '2019-09-30', null, '2019-10-01', 'overdue', 'not_started_overdue'],
    ['in_progress', '2019-09-30', null, '2019-09-30', 'on_time', 'in_progress_on_time'],
    ['in_progress', '2019-09-30', null, '2019-10-01', 'overdue', 'in_progress_overdue'],
    ['not_started', null, null, '2019-10-01', 'continuing', 'continuing'],
    ['in_progress', null, null, '2019-10-01', 'continuing', 'continuing'],
    ['completed', '2019-09-30', '2019-09-30', '2020-10-01', 'completed_on_time', 'completed_on_time'],
    ['completed', '2019-09-30', '2019-10-01', '2020-10-01', 'completed_late', 'completed_late'],
    ['completed', null, '2019-10-01', '2020-10-01', 'completed_on_time', 'completed_on_time'],
    ['suspended', '2019-09-30', null, '2020-10-01', null, 'suspended'],
    ['withdrawn', '2019-09-30', null, '2020-10-01', null, 'withdrawn'],
  ])(
    'calls %s, due %s, completed %s, as of %s: %s, counted as %s',
    async (status, due, completed, asOf, timeliness, group) => {
      const { rows } =
        await sql`select timeliness(${status}, ${due}::date, ${completed}::date, ${asOf}::date),
      count_group(${status}, ${due}::date, ${completed}::date, ${asOf}::date)`.execute(db.em.getKysely());
      expect(rows[0]).toEqual({ timeliness, count_group: group });
    },
  );

  it('gives what an older version completes, which knows no day of its own, the latest of the sides, and takes it back with the status', async () => {
    const { rows: was } = await sql<{ day: string | null }>`
      with sides as (
        update commitment_side set status = 'completed', percent = 100, completion_declared_at = '2019-11-20T02:00:00Z',
          completed_on = case when position = 1 then '2019-11-18'::date else '2019-11-20'::date end
        where commitment_id = (select id from commitment where code = '3.09'))
      select done_on::text as day from commitment where code = '3.09'`.execute(db.em.getKysely());
    expect(was).toEqual([{ day: null }]);
    const settle = async (status: string, day: string | null) => {
      const { rows } = await sql<{ day: string | null }>`
        update commitment set status = ${status}, percent = 100, completed_on = ${day}::date where code = '3.09'
        returning done_on::text as day`.execute(db.em.getKysely());
      return rows[0]!.day;
    };
    expect(await settle('completed', '2019-12-03')).toBe('2019-11-20');
    expect(await settle('in_progress', null)).toBeNull();
  });
});
