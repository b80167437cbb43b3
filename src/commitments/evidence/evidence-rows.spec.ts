import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import { freshOrm } from '../../../test/support/orm.js';
import { readAgreementFile } from '../../exchange/file/agreement-file.js';
import { ImportService } from '../../exchange/import.service.js';

const file = { name: 'a.pdf', media_type: 'application/pdf', size: 3, sha256: 'a'.repeat(64) };
const none = { name: '215-BC/TU', media_type: null, size: 0, sha256: null };
const document = { number: '215-BC/TU', issued_on: '2019-11-18', issuer: 'Tỉnh ủy Nghệ An' };

/** What the database itself holds to, whatever wrote the row. */
describe('a row of evidence', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  beforeAll(async () => {
    db = await freshOrm();
    await new ImportService(db.em).import(
      readAgreementFile('agreements/2016-tb-tu.yaml'),
      new Date('2019-06-21T06:14:00Z'),
    );
  });
  afterAll(() => db.close());

  const write = (row: Record<string, unknown>) =>
    sql`
    insert into evidence (commitment_id, side_id, name, media_type, size, sha256, number, issued_on, issuer, recipient, title, author, at)
    select s.commitment_id, s.id, r.name, r.media_type, r.size, r.sha256, r.number, r.issued_on, r.issuer, r.recipient, r.title,
      '{"vi": "x", "en": "x"}', '2019-11-20T09:00:00+07:00'
    from (select id, commitment_id from commitment_side order by id limit 1) s,
      jsonb_populate_record(null::evidence, ${JSON.stringify(row)}::jsonb) r`.execute(db.em.getKysely());

  it('is a file, a document by its number, or both', async () => {
    await write(file);
    await write({ ...none, ...document });
    await write({
      ...file,
      sha256: 'b'.repeat(64),
      ...document,
      recipient: 'Thành ủy Hà Nội',
      title: 'Báo cáo',
    });
  });

  it.each([
    ['neither file nor document', none, /is_a_file_or_a_document/],
    ['a file without its kind', { ...file, media_type: null }, /file_is_whole/],
    ['an empty file', { ...file, size: 0 }, /size_check/],
    ['a size without a file', { ...none, ...document, size: 3 }, /size_check/],
    ['a name that is a path', { ...file, name: '../a.pdf' }, /name_check/],
    ['a number without its day', { ...file, number: '1', issuer: 'x' }, /document_is_whole/],
    ['a number without its issuer', { ...none, ...document, issuer: null }, /document_is_whole/],
    ['a recipient of no document', { ...file, recipient: 'x' }, /document_is_whole/],
    ['an empty number', { ...none, ...document, number: ' ' }, /document_in_lines/],
    ['a number of 101 characters', { ...none, ...document, number: '1'.repeat(101) }, /document_in_lines/],
    ['a number in two lines', { ...none, ...document, number: '1\n2' }, /document_in_lines/],
    ['an issuer of 301 characters', { ...none, ...document, issuer: 'x'.repeat(301) }, /document_in_lines/],
    ['a document of the day after', { ...none, ...document, issued_on: '2019-11-21' }, /issued_by_then/],
    ['a document of another time', { ...none, ...document, issued_on: '1019-11-18' }, /issued_by_then/],
    ['the same document again', { ...none, ...document, number: '215-bc/tu' }, /document_once_a_side/],
  ])('is never %s', async (_what, row, reason) => {
    await expect(write(row)).rejects.toThrow(reason);
  });

  it('of a file is as an older version wrote it, and is read as before', async () => {
    const { rows } =
      await sql`select name, media_type, size, sha256 from evidence where number is null`.execute(
        db.em.getKysely(),
      );
    expect(rows).toEqual([file]);
  });

  it('of a document alone has for an older version a name and a size, and for its backup no file', async () => {
    const { rows } = await sql`select name, size from evidence where not sha256 > ''`.execute(
      db.em.getKysely(),
    );
    expect(rows).toEqual([]);
    const listed = await sql`select name, size from evidence where sha256 is null`.execute(db.em.getKysely());
    expect(listed.rows).toEqual([{ name: '215-BC/TU', size: 0 }]);
  });
});

describe('what an agreement says of evidence and of waiting', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  beforeAll(async () => {
    db = await freshOrm();
    const notice = readAgreementFile('agreements/2016-tb-tu.yaml');
    await new ImportService(db.em).import(notice, new Date('2019-06-21T06:14:00Z'));
  });
  afterAll(() => db.close());

  it('has a waiting limit of 1 to 60 working days', async () => {
    const limit = (days: number) =>
      sql`update agreement set waiting_limit_days = ${days}`.execute(db.em.getKysely());
    for (const days of [0, 61]) await expect(limit(days)).rejects.toThrow(/waiting_limit_days_check/);
    for (const days of [1, 60]) await limit(days);
  });
});
