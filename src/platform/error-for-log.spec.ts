import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { freshOrm } from '../../test/support/orm.js';
import { User } from '../accounts/user.entity.js';
import { errorForLog, withoutPrivate } from './error-for-log.js';

describe('an error in the log', () => {
  let database: Awaited<ReturnType<typeof freshOrm>>;
  beforeAll(async () => {
    database = await freshOrm();
    await sql`insert into app_user (email, name, role, password_hash, created_at) values ('marked-mail@hanoi.example', '{"vi": "a", "en": "a"}', 'admin', 'x', now())`.execute(
      database.em.getKysely(),
    );
  });
  afterAll(() => database?.close());

  const thrown = (act: Promise<unknown>) =>
    act.then(
      () => Promise.reject(new Error('nothing was thrown')),
      (error: unknown) => error,
    );
  const query = (text: string, ...values: unknown[]) =>
    thrown(database.em.fork().getConnection().execute(text, values));

  it.each([
    [
      'a unique key',
      `insert into app_user (email, name, role, password_hash, created_at) select email, name, role, 'x', now() from app_user`,
      '23505',
    ],
    [
      'a check',
      `insert into party (code, marker, name, committee) values ('MARKED words', 'x', '{}', '{}')`,
      '2',
    ],
    ['a type', `select 'MARKED words'::integer`, '22P02'],
    ['a date', `select 'MARKED words'::date`, '22007'],
    [
      'a word of our own',
      `do $$ begin raise exception 'MARKED %', 'marked-mail@hanoi.example'; end $$`,
      'P0001',
    ],
  ])('holds no value of a row where the database refuses by %s', async (_, text, code) => {
    const logged = errorForLog(await query(text));
    expect(logged.code).toMatch(new RegExp(`^${code}`));
    expect(JSON.stringify(logged)).not.toMatch(/marked|hanoi\.example/i);
    expect(logged.stack).toMatch(/^at /);
  });

  it('holds no value where an entity could not be written', async () => {
    const em = database.em.fork();
    em.create(User, {
      email: 'marked-mail@hanoi.example',
      name: { vi: 'MARKED', en: 'MARKED' },
      role: 'admin',
      passwordHash: 'x',
      createdAt: new Date(),
    } as never);
    const logged = errorForLog(await thrown(em.flush()));
    expect(logged).toMatchObject({
      code: '23505',
      table: 'app_user',
      constraint: expect.stringMatching(/email/),
    });
    expect(JSON.stringify(logged)).not.toMatch(/marked|hanoi\.example/i);
  });

  it('names what is missing where a query does not fit the schema', async () => {
    const raw = await thrown(
      sql`select no_such_column from app_user where email = ${'MARKED'}`.execute(database.em.getKysely()),
    );
    const logged = errorForLog(raw);
    expect(logged).toMatchObject({ code: '42703', message: expect.stringContaining('no_such_column') });
    expect(JSON.stringify(logged)).not.toMatch(/MARKED/);
    const byOrm = errorForLog(await query('select no_such_column from app_user where email = ?', 'MARKED'));
    expect(byOrm.code).toBe('42703');
    expect(JSON.stringify(byOrm)).not.toMatch(/MARKED/);
  });

  it('leaves out what hangs on an error, and tells its cause', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:25'), {
      code: 'ECONNREFUSED',
      command: { args: ['MARKED'] },
    });
    const error = Object.assign(new Error('no mail to marked-mail@hanoi.example', { cause }), {
      rejected: ['marked-mail@hanoi.example'],
    });
    const logged = errorForLog(error);
    expect(logged).toMatchObject({
      type: 'Error',
      message: 'no mail to …@…',
      cause: { code: 'ECONNREFUSED' },
    });
    expect(JSON.stringify(logged)).not.toMatch(/marked/i);
  });

  it.each([
    ['sent to a.b+c@hanoi.example, later', 'sent to …@…, later'],
    ['"<x@y.example>"', '"<…@…>"'],
    ['postgres://tracker:pass:word@db:5432/tracker', 'postgres://…@db:5432/tracker'],
    ['smtps://user@office.example:secret@mail.example:465', 'smtps://…@mail.example:465'],
    [
      'at file:///app/node_modules/@nestjs/core/x.js:1:2',
      'at file:///app/node_modules/@nestjs/core/x.js:1:2',
    ],
    ['nothing to hide', 'nothing to hide'],
  ])('hides addresses and passwords in %s', (text, expected) => {
    expect(withoutPrivate(text)).toBe(expected);
  });
});
