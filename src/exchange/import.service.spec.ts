import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import {
  AgreementFileError,
  parseAgreement,
  readAgreementFile,
  type AgreementFile,
} from './file/agreement-file.js';
import { readFileSync } from 'node:fs';
import { capitalRegion } from '../../test/support/capital-region.js';
import { freshOrm } from '../../test/support/orm.js';
import { tenParties } from '../../test/support/ten-parties.js';
import { verifyAudit } from '../audit/audit-verification.js';
import { ImportService } from './import.service.js';

const path = 'agreements/2016-tb-tu.yaml';
const at = new Date('2019-06-21T13:14:00+07:00');

describe('importing the notice', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let em: EntityManager;
  let service: ImportService;

  beforeAll(async () => {
    db = await freshOrm();
    em = db.em;
    service = new ImportService(em);
  });
  afterAll(() => db.close());

  const counted = async (table: string) => {
    const { rows } = await sql<{ n: number }>`select count(*)::integer as n from ${sql.table(table)}`.execute(
      em.getKysely(),
    );
    return rows[0]!.n;
  };

  it('creates 12 sectors, 46 clauses and 44 commitments, each with a side for both parties, an event and a state', async () => {
    const report = await service.import(readAgreementFile(path), at);
    expect(report).toMatchObject({ created: 44, updated: 0, unchanged: 0, kept: [] });
    expect([
      await counted('sector'),
      await counted('clause'),
      await counted('commitment'),
      await counted('commitment_side'),
    ]).toEqual([12, 46, 44, 88]);
    expect([
      await counted('commitment_event'),
      await counted('commitment_state'),
      await counted('side_state'),
    ]).toEqual([44, 44, 88]);
  });

  it('changes nothing when it is run again', async () => {
    const revision = async () =>
      (await sql<{ revision: string }>`select revision from agreement`.execute(em.getKysely())).rows[0]!
        .revision;
    const before = await revision();
    const report = await service.import(readAgreementFile(path), at);
    expect(report).toMatchObject({ created: 0, updated: 0, unchanged: 44, kept: [] });
    expect(Object.values(report.written).every((count) => count === 0)).toBe(true);
    expect(await revision()).toBe(before);
  });

  it('takes in a changed proposal, and says so by a new version', async () => {
    const file = readAgreementFile(path);
    const entry = file.commitments.find(({ code }) => code === '3.04')!;
    entry.due = { precision: 'month', value: '2020-03' };
    expect(await service.import(file, at)).toMatchObject({ updated: 1, unchanged: 43 });
    const { rows } =
      await sql`select due_on::text, due_version, version from commitment where code = '3.04'`.execute(
        em.getKysely(),
      );
    expect(rows[0]).toEqual({ due_on: '2020-03-31', due_version: 2, version: 2 });
  });

  it('takes in other bodies and a title, finds the commitment by them, and tells of it in its timeline', async () => {
    const file = readAgreementFile(path);
    const entry = file.commitments.find(({ code }) => code === '6.01')!;
    entry.title = { vi: 'Hợp tác phát triển du lịch biển', en: 'Cooperation on seaside tourism' };
    entry.sides.nghean = { lead: 'na-so-cong-thuong', cooperating: ['na-so-y-te'] };
    // The other one is the deadline of the test before, which goes back.
    expect(await service.import(file, at)).toMatchObject({ updated: 2, kept: [] });
    const { rows } = await sql`select search like '%du lich bien%' and search like '%so y te%' as found,
        (select data -> 'to' ->> 'vi' from commitment_event e where e.commitment_id = c.id and kind = 'lead_changed') as lead,
        (select count(*)::integer from cooperating_body cb join commitment_side s on s.id = cb.side_id join party p on p.id = s.party_id
          where s.commitment_id = c.id and p.code = 'nghean') as cooperating
      from commitment c where code = '6.01'`.execute(em.getKysely());
    expect(rows[0]).toEqual({ found: true, lead: 'Sở Công Thương', cooperating: 1 });
  });

  it('tells the audit log of a deadline and a lead body as every change of a commitment does, under the name of the account', async () => {
    const { rows: users } = await sql<{ id: number }>`
      insert into app_user (email, name, role, password_hash, created_at)
      values ('admin@tracker.example', '{"vi": "QT", "en": "Admin"}', 'admin', 'x', ${at}) returning id`.execute(
      em.getKysely(),
    );
    const name = { vi: 'QT', en: 'Admin' };
    const actor = { userId: users[0]!.id, name, role: 'admin', partyId: null, standing: null };
    const file = readAgreementFile(path);
    const entry = file.commitments.find(({ code }) => code === '9.01')!;
    entry.due = { precision: 'month', value: '2020-05' };
    entry.sides.hanoi!.lead = 'hn-so-cong-thuong';
    await service.import(file, at, actor);
    const { rows } =
      await sql`select a.kind, a.actor_id, a.actor -> 'name' ->> 'en' as actor, a.data = e.data as same,
        e.actor is null as nameless
      from audit_entry a join commitment_event e on 'commitment.' || e.kind = a.kind and e.data = a.data
      where a.subject = '9.01' order by a.id`.execute(em.getKysely());
    const told = { actor_id: actor.userId, actor: 'Admin', same: true, nameless: true };
    expect(rows).toEqual([
      { kind: 'commitment.deadline_changed', ...told },
      { kind: 'commitment.lead_changed', ...told },
    ]);
    expect((await verifyAudit(em)).faults).toEqual([]);
  });

  it('puts a commitment that stands between others in the file behind those that are there', async () => {
    const file = readAgreementFile(path);
    file.commitments.splice(3, 0, { ...file.commitments[3]!, code: '1.99' });
    expect(await service.import(file, at)).toMatchObject({
      created: 1,
      changes: expect.arrayContaining([
        expect.objectContaining({
          code: '1.99',
          what: 'commitment',
          from: null,
          to: file.commitments[3]!.title,
        }),
      ]),
    });
  });

  it('puts commitments in the order of their codes, part by part, whichever came first', async () => {
    const other = await freshOrm();
    const imports = new ImportService(other.em);
    const file = readAgreementFile(path);
    const like = (code: string) => ({ ...file.commitments.find((one) => one.code === '1.02')!, code });
    const codes = ['12.1', '1.100', '1.20', '1.3-B', '1.3-A', '1.3', '1.020'];
    await imports.import(file, at);
    file.commitments.push(...codes.map(like));
    await imports.import(file, at);
    const { rows } = await sql<{ code: string; position: number }>`
      select code, position from commitment order by position`.execute(other.em.getKysely());
    const before = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
    const placed = rows.map(({ code }) => code);
    expect(placed).toEqual([...placed].sort(before));
    expect(placed.join(' ')).toMatch(/1\.02 1\.03 1\.3 1\.3-A 1\.3-B 1\.04 .* 1\.020 1\.20 1\.100 2\.01/);
    expect(rows.map(({ position }) => position)).toEqual(rows.map((_, n) => n + 1));
    expect(await imports.import(file, at)).toMatchObject({ created: 0, updated: 0 });
    await other.close();
  });

  it('takes a sector and a clause in where the file puts them, also in the middle', async () => {
    const file = readAgreementFile(path);
    file.sectors.splice(4, 0, {
      code: 'KHCN',
      name: { vi: 'Khoa học và công nghệ', en: 'Science and technology' },
    });
    const clause = {
      locator: 'P9.S3',
      sector: 'KHCN',
      undertaking: true,
      actingParty: null,
      summary: { vi: 'Thử', en: 'Trial' },
    };
    file.clauses.splice(10, 0, clause);
    await service.import(file, at);
    const { rows } = await sql<{ code: string }>`select code from sector order by position`.execute(
      em.getKysely(),
    );
    expect(rows.map(({ code }) => code).slice(3, 7)).toEqual(['4', 'KHCN', '5', '6']);
  });

  it('keeps what a side has confirmed, and reports what it kept', async () => {
    await sql`update commitment_side s set plan_confirmed_at = now() from commitment c, party p
      where c.id = s.commitment_id and c.code = '2.04' and p.id = s.party_id and p.code = 'hanoi'`.execute(
      em.getKysely(),
    );
    const file = readAgreementFile(path);
    const entry = file.commitments.find(({ code }) => code === '2.04')!;
    entry.due = { precision: 'year', value: '2020' };
    entry.sides.hanoi!.lead = 'hn-so-cong-thuong';
    const report = await service.import(file, at);
    expect(report.changes).toMatchObject([
      { code: '2.04', what: 'due', to: { precision: 'year', value: '2020' } },
    ]);
    expect(report.kept).toMatchObject([
      { code: '2.04', what: 'sides.hanoi.lead', why: 'settled', said: 'hn-so-cong-thuong' },
      { code: '1.99', what: 'not in the file', why: 'missing' },
    ]);
  });

  it('proposes another deadline than a side has confirmed: that one counts, and waits to be confirmed again', async () => {
    const read = () =>
      sql<{ due_on: string; proposed: string | null; confirmed: number; version: number }>`
        select c.due_on::text, c.due_plan #>> '{proposed,value}' as proposed, c.version::integer,
          (select count(*)::integer from commitment_side s where s.commitment_id = c.id and s.plan_confirmed_at is not null) as confirmed
        from commitment c where c.code = '2.04'`
        .execute(em.getKysely())
        .then(({ rows }) => rows[0]!);
    const proposed = await read();
    expect(proposed).toMatchObject({ due_on: '2019-12-15', proposed: '2020', confirmed: 0 });
    const file = readAgreementFile(path);
    const entry = file.commitments.find(({ code }) => code === '2.04')!;
    await service.import(file, at);
    expect(await read()).toEqual(proposed);
    entry.due = { precision: 'year', value: '2020' };
    const again = await service.import(file, at);
    expect([again.changes, await read()]).toEqual([[], proposed]);
  });

  it('keeps the deadline that every side has confirmed', async () => {
    await sql`update commitment_side s set plan_confirmed_at = now() from commitment c
      where c.id = s.commitment_id and c.code = '2.05'`.execute(em.getKysely());
    const file = readAgreementFile(path);
    file.commitments.find(({ code }) => code === '2.05')!.due = { precision: 'year', value: '2020' };
    const report = await service.import(file, at);
    expect(report.changes).toEqual([]);
    expect(report.kept).toContainEqual(
      expect.objectContaining({ code: '2.05', what: 'due', why: 'settled' }),
    );
  });
});

describe('a faulty agreement file', () => {
  const text = readFileSync(path, 'utf8');
  const faultsOf = (changed: string) => {
    try {
      parseAgreement(changed, 'f.yaml');
    } catch (error) {
      if (error instanceof AgreementFileError) return error.faults;
    }
    return [];
  };
  const lineOf = (needle: string) => text.split('\n').findIndex((line) => line.includes(needle)) + 1;

  it('is refused with file, line and reason for an unknown body', () => {
    const line = text.split('\n').findIndex((row) => row.includes('lead: na-so-cong-thuong')) + 1;
    const [fault] = faultsOf(text.replace('lead: na-so-cong-thuong', 'lead: na-so-nao-do'));
    expect(fault).toMatchObject({ file: 'f.yaml', line, reason: 'na-so-nao-do is not a body of nghean' });
    expect(fault!.column).toBe(text.split('\n')[line - 1]!.indexOf('na-so-cong-thuong') + 1);
    expect(fault!.path).toEqual(['commitments', expect.any(Number), 'sides', 'nghean', 'lead']);
  });

  it('is refused where a field is missing or unknown', () => {
    const [fault] = faultsOf(text.replace('number: 2016-TB/TU', 'nubmer: 2016-TB/TU'));
    expect(fault!.reason).toMatch(/number|nubmer/);
  });

  it('is refused where a deadline does not fit its precision, on its line', () => {
    const faults = faultsOf(
      text.replace("{ precision: quarter, value: '2019-Q3' }", "{ precision: quarter, value: '2019-09' }"),
    );
    expect(faults.length).toBeGreaterThan(0);
    expect(faults[0]!.line).toBe(lineOf("{ precision: quarter, value: '2019-Q3' }"));
  });

  it('is refused where it is no YAML, with the line', () => {
    const [fault] = faultsOf('slug: a\n  number: [\n');
    expect(fault!.line).toBeGreaterThan(0);
  });
});

describe('a file that contradicts what is there', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let service: ImportService;

  beforeAll(async () => {
    db = await freshOrm();
    service = new ImportService(db.em);
    await service.import(readAgreementFile(path), at);
    await service.import(tenParties(), at);
  });
  afterAll(() => db.close());

  const importing = (change: (file: AgreementFile) => void, file = tenParties()) => {
    change(file);
    return service.import(file, at);
  };

  it('is refused where its number belongs to another agreement', async () => {
    await expect(importing((file) => (file.number = '2016-TB/TU'))).rejects.toThrow(
      'The number 2016-TB/TU belongs to the agreement 2016-tb-tu.',
    );
  });

  it('is refused where its body belongs to another party', async () => {
    const change = (file: AgreementFile) => {
      Object.assign(file, { slug: 'khac', number: 'khác' });
      file.bodies.push({ ...file.bodies[0]!, code: 'hn-so-y-te' });
    };
    await expect(importing(change)).rejects.toThrow(
      'The body hn-so-y-te already exists and belongs to hanoi.',
    );
  });

  it('is refused where a party joins an agreement that is there', async () => {
    const change = (file: AgreementFile) => {
      file.parties.push({ ...file.parties[0]!, code: 'kontum', marker: 'KT', office: 'kontum-office' });
      file.bodies.push({ ...file.bodies[0]!, party: 'kontum', code: 'kontum-office' });
      for (const entry of file.commitments) entry.sides.kontum = { lead: 'kontum-office', cooperating: [] };
    };
    await expect(importing(change)).rejects.toThrow('kontum is not a party to duyen-hai-2019.');
  });

  it('is refused where a new commitment lacks a party that the agreement has', async () => {
    const change = (file: AgreementFile) => {
      file.parties.pop();
      file.bodies = file.bodies.filter(({ party }) => party !== 'quangtri');
      for (const entry of file.commitments) delete entry.sides.quangtri;
      file.commitments.push({ ...file.commitments[0]!, code: '7.99' });
    };
    await expect(importing(change)).rejects.toThrow('The new commitment 7.99 has no part for quangtri');
  });

  it('is refused where its period begins after a deadline that stands', async () => {
    await sql`update commitment_side s set plan_confirmed_at = now() from commitment c
      where c.id = s.commitment_id and c.code = '20.10'`.execute(db.em.getKysely());
    const change = (file: AgreementFile) => {
      const begins = { from: '2022-01-01', to: '2024-12-31' };
      file.period = begins;
      for (const entry of file.commitments) {
        if (entry.due.value) entry.due = { precision: 'year', value: '2023' };
      }
    };
    await expect(importing(change)).rejects.toThrow('Commitment 20.10 has a deadline before the period');
  });

  it('leaves nothing behind when it is refused', async () => {
    const { rows } = await sql`select slug, revision::integer from agreement order by slug`.execute(
      db.em.getKysely(),
    );
    expect(rows).toEqual([
      { slug: '2016-tb-tu', revision: 2 },
      { slug: 'duyen-hai-2019', revision: 2 },
    ]);
  });

  it('finds a commitment by the new name of its sector or body once an import has brought it', async () => {
    await importing((file) => {
      file.sectors[1]!.name = { vi: 'Logistics biển', en: 'Logistics' };
      file.bodies[1]!.short = { vi: 'Sở Văn hóa', en: 'Culture' };
    });
    const { rows } = await sql`select c.code from commitment c join agreement a on a.id = c.agreement_id
      where a.slug = 'duyen-hai-2019' and search like '%logistics bien%' and search like '%so van hoa%'`.execute(
      db.em.getKysely(),
    );
    expect(rows).toEqual([{ code: '20.10' }]);
  });
});

describe('importing one agreement of a party that has another', () => {
  let db: Awaited<ReturnType<typeof freshOrm>>;
  let service: ImportService;
  beforeAll(async () => {
    db = await freshOrm();
    service = new ImportService(db.em);
    await service.import(readAgreementFile(path), at);
    await service.import(capitalRegion(), at);
  });
  afterAll(() => db.close());

  const notice = async () => {
    const { rows } = await sql<{ revision: number; found: string[] }>`
      select a.revision::integer, array(select c.code from commitment c where c.agreement_id = a.id
        and c.search like '%cong thuong va nang luong%') as found
      from agreement a where a.slug = '2016-tb-tu'`.execute(db.em.getKysely());
    return rows[0]!;
  };

  it('lets the other one be found by the new name of a shared body, and raises its revision', async () => {
    const before = await notice();
    const file = capitalRegion();
    const shared = file.bodies.find(({ code }) => code === 'hn-so-cong-thuong')!;
    shared.short = { vi: 'Công Thương và Năng lượng', en: 'Industry and Energy' };
    await service.import(file, at);
    const after = await notice();
    expect(before.found).toEqual([]);
    expect(after.found.length).toBeGreaterThan(0);
    expect(after.revision).toBe(before.revision + 1);
  });

  it('leaves the other one alone where nothing of it is called otherwise', async () => {
    const before = await notice();
    const file = capitalRegion();
    file.bodies.find(({ code }) => code === 'hn-so-cong-thuong')!.short = {
      vi: 'Công Thương và Năng lượng',
      en: 'Industry and Energy',
    };
    file.bodies.push({
      ...file.bodies[0]!,
      code: 'hn-moi',
      name: { vi: 'Sở Mới', en: 'New' },
      successor: null,
    });
    const { written } = await service.import(file, at);
    expect(written.body).toBeGreaterThan(0);
    expect(await notice()).toEqual(before);
  });
});
