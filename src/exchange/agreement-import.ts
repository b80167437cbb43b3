import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import { RuleBroken } from '../platform/errors.js';
import type { AgreementFile } from './file/agreement-file.js';

/** Rows that an import wrote, by table; what stood there already with the same content counts nothing. */
export type Written = Record<string, number>;

/**
 * Writes the agreement with its parties, bodies, sectors and clauses; the commitments are another room's.
 * One statement for each table, so that an import takes the same few queries however long the file is.
 * @returns the agreement's id
 * @throws RuleBroken where the file contradicts what other agreements, or this one, already say
 */
export async function importAgreement(
  em: EntityManager,
  file: AgreementFile,
  at: Date,
  written: Written,
): Promise<number> {
  await refuseWhatCannotBe(em, file);
  const run = async (table: string, statement: RawBuilder<unknown>) => {
    const { rows } = await statement.execute(em.getKysely());
    written[table] = (written[table] ?? 0) + rows.length;
  };
  await run('party', parties(file));
  await run('body', bodies(file));
  await run('body', bodyLinks(file));
  await run('party', offices(file));
  await run('agreement', agreement(file, at));
  const { rows } = await sql<{ id: number }>`select id from agreement where slug = ${file.slug}`.execute(
    em.getKysely(),
  );
  const id = rows[0]!.id;
  await run('agreement_party', agreementParties(file, id));
  await run('sector', sectors(file, id));
  await run('clause', clauses(file, id));
  return id;
}

const parties = (file: AgreementFile) => sql`
  insert into party (code, marker, name, committee)
  select code, marker, name, committee
  from jsonb_to_recordset(${JSON.stringify(file.parties)}::jsonb) as f(code text, marker text, name jsonb, committee jsonb)
  on conflict (code) do update set marker = excluded.marker, name = excluded.name, committee = excluded.committee
  where (party.marker, party.name, party.committee) is distinct from (excluded.marker, excluded.name, excluded.committee)
  returning id`;

const bodyColumns = sql`code text, party text, kind text, name jsonb, short jsonb, parent text, "firstDay" date, "lastDay" date, successor text`;

/** Those that an administrator has changed are left as they are; new ones get their ids in the order of the file. */
const bodies = (file: AgreementFile) => sql`
  insert into body (party_id, code, kind, name, short, first_day, last_day)
  select p.id, f.code, f.kind, f.name, f.short, f."firstDay", f."lastDay"
  from rows from (jsonb_to_recordset(${JSON.stringify(file.bodies)}::jsonb) as (${bodyColumns})) with ordinality
    as f(code, party, kind, name, short, parent, "firstDay", "lastDay", successor, place) join party p on p.code = f.party
  order by f.place
  on conflict (code) do update set kind = excluded.kind, name = excluded.name, short = excluded.short,
    first_day = excluded.first_day, last_day = excluded.last_day
  where body.edited_at is null and (body.kind, body.name, body.short, body.first_day, body.last_day)
    is distinct from (excluded.kind, excluded.name, excluded.short, excluded.first_day, excluded.last_day)
  returning id`;

const bodyLinks = (file: AgreementFile) => sql`
  update body b set parent_id = parent.id, successor_id = successor.id
  from jsonb_to_recordset(${JSON.stringify(file.bodies)}::jsonb) as f(${bodyColumns})
  left join body parent on parent.code = f.parent left join body successor on successor.code = f.successor
  where b.code = f.code and b.edited_at is null and (b.parent_id, b.successor_id) is distinct from (parent.id, successor.id)
  returning b.id`;

const offices = (file: AgreementFile) => sql`
  update party p set office_id = b.id
  from jsonb_to_recordset(${JSON.stringify(file.parties)}::jsonb) as f(code text, office text) join body b on b.code = f.office
  where p.code = f.code and p.office_id is distinct from b.id
  returning p.id`;

/** What a file says nothing of stays as it is. */
const agreement = (file: AgreementFile, at: Date) => sql`
  insert into agreement (slug, number, kind, title, issuer, reported_on, issued_on, period_from, period_to, source,
    difference_points, reporting_cutoff_day, report_due_day, evidence_required, waiting_limit_days, report_review, changed_at)
  values (${file.slug}, ${file.number}, ${file.kind}, ${json(file.title)}, ${json(file.issuer)}, ${file.reportedOn}, ${file.issuedOn},
    ${file.period.from}, ${file.period.to}, ${json(file.source)}, ${file.settings.differencePoints},
    ${file.settings.reportingCutoffDay}, ${file.settings.reportDueDay},
    coalesce(${file.settings.evidenceRequired ?? null}::boolean, (select evidence_required from agreement where slug = ${file.slug}), false),
    coalesce(${file.settings.waitingLimitDays ?? null}::integer, (select waiting_limit_days from agreement where slug = ${file.slug}), 5),
    coalesce(${file.settings.reportReview ?? null}::boolean, (select report_review from agreement where slug = ${file.slug}), false),
    ${at})
  on conflict (slug) do update set number = excluded.number, kind = excluded.kind, title = excluded.title, issuer = excluded.issuer,
    reported_on = excluded.reported_on, issued_on = excluded.issued_on, period_from = excluded.period_from,
    period_to = excluded.period_to, source = excluded.source, difference_points = excluded.difference_points,
    reporting_cutoff_day = excluded.reporting_cutoff_day, report_due_day = excluded.report_due_day,
    evidence_required = excluded.evidence_required, waiting_limit_days = excluded.waiting_limit_days, report_review = excluded.report_review,
    changed_at = greatest(agreement.changed_at, excluded.changed_at)
  where (agreement.number, agreement.kind, agreement.title, agreement.issuer, agreement.reported_on, agreement.issued_on,
      agreement.period_from, agreement.period_to, agreement.source, agreement.difference_points,
      agreement.reporting_cutoff_day, agreement.report_due_day, agreement.evidence_required, agreement.waiting_limit_days,
      agreement.report_review)
    is distinct from (excluded.number, excluded.kind, excluded.title, excluded.issuer, excluded.reported_on, excluded.issued_on,
      excluded.period_from, excluded.period_to, excluded.source, excluded.difference_points,
      excluded.reporting_cutoff_day, excluded.report_due_day, excluded.evidence_required, excluded.waiting_limit_days,
      excluded.report_review)
  returning id`;

const agreementParties = (file: AgreementFile, id: number) => sql`
  insert into agreement_party (agreement_id, party_id, position)
  select ${id}::integer, p.id, f.position
  from jsonb_to_recordset(${JSON.stringify(numbered(file.parties))}::jsonb) as f(code text, position integer) join party p on p.code = f.code
  on conflict do nothing
  returning party_id`;

const sectors = (file: AgreementFile, id: number) => sql`
  insert into sector (agreement_id, code, name, position)
  select ${id}::integer, code, name, position
  from jsonb_to_recordset(${JSON.stringify(numbered(file.sectors))}::jsonb) as f(code text, name jsonb, position integer)
  on conflict (agreement_id, code) do update set name = excluded.name, position = excluded.position
  where (sector.name, sector.position) is distinct from (excluded.name, excluded.position)
  returning id`;

const clauses = (file: AgreementFile, id: number) => sql`
  insert into clause (agreement_id, sector_id, locator, undertaking, acting_party_id, summary, position)
  select ${id}::integer, s.id, f.locator, f.undertaking, p.id, f.summary, f.position
  from jsonb_to_recordset(${JSON.stringify(numbered(file.clauses))}::jsonb)
    as f(locator text, sector text, undertaking boolean, "actingParty" text, summary jsonb, position integer)
  left join sector s on s.agreement_id = ${id} and s.code = f.sector left join party p on p.code = f."actingParty"
  on conflict (agreement_id, locator) do update set sector_id = excluded.sector_id, undertaking = excluded.undertaking,
    acting_party_id = excluded.acting_party_id, summary = excluded.summary, position = excluded.position
  where (clause.sector_id, clause.undertaking, clause.acting_party_id, clause.summary, clause.position)
    is distinct from (excluded.sector_id, excluded.undertaking, excluded.acting_party_id, excluded.summary, excluded.position)
  returning id`;

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

function numbered<Item>(items: Item[]): (Item & { position: number })[] {
  return items.map((item, i) => ({ ...item, position: i + 1 }));
}

/** Bodies and numbers are shared by all agreements; who is party to an agreement never changes. */
async function refuseWhatCannotBe(em: EntityManager, file: AgreementFile): Promise<void> {
  const { rows } = await sql<{
    body: string | null;
    of: string | null;
    slug: string | null;
    joins: string | null;
  }>`
    with f as (select * from jsonb_to_recordset(${JSON.stringify(file.bodies)}::jsonb) as f(code text, party text)),
      strange as (select b.code, p.code as party from f join body b on b.code = f.code join party p on p.id = b.party_id
        where p.code <> f.party order by b.code limit 1)
    select (select code from strange) as body, (select party from strange) as of,
      (select slug from agreement where number = ${file.number} and slug <> ${file.slug}) as slug,
      (select f.code from unnest(${file.parties.map(({ code }) => code)}::text[]) as f(code)
        where exists (select 1 from agreement where slug = ${file.slug}) and not exists (select 1 from agreement a
          join agreement_party ap on ap.agreement_id = a.id join party p on p.id = ap.party_id
          where a.slug = ${file.slug} and p.code = f.code) limit 1) as joins`.execute(em.getKysely());
  const { body, of, slug, joins } = rows[0]!;
  const refuse = (field: string, vi: string, en: string) => {
    throw new RuleBroken({ vi, en }, field);
  };
  if (body)
    refuse(
      'bodies',
      `Cơ quan ${body} đã có và thuộc bên ${of}. Hãy dùng mã khác cho cơ quan trong tệp.`,
      `The body ${body} already exists and belongs to ${of}. Give the file’s body a different code.`,
    );
  if (slug)
    refuse(
      'number',
      `Số ${file.number} đã thuộc thỏa thuận ${slug}. Hãy sửa số, hoặc dùng lại mã ${slug}.`,
      `The number ${file.number} belongs to the agreement ${slug}. Change the number, or use the slug ${slug}.`,
    );
  if (joins)
    refuse(
      'parties',
      `${joins} chưa phải là bên của ${file.slug}. Các bên của một thỏa thuận không đổi khi nhập lại: hãy nhập thành thỏa thuận mới, với mã và số khác.`,
      `${joins} is not a party to ${file.slug}. An import cannot change the parties of an agreement: import it as a new agreement, with a different slug and number.`,
    );
}
