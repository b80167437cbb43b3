import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../identity/viewer.js';
import type { AgreementFile } from './file/agreement-file.js';
import { visibleTo } from '../agreements/visible.js';
import { NotFound } from '../platform/errors.js';
import { MAX_PATH_PART } from '../platform/http/limits.js';
import { composed } from '../platform/text.js';
import { inProtocolOrder } from '../agreements/protocol-order.js';

export interface AgreementName {
  slug: string;
  number: string;
  kind: string;
}

/** An agreement in the shape of its file, as the database holds it now: present deadlines, present bodies. */
@Injectable()
export class ExportQueries {
  constructor(private readonly em: EntityManager) {}

  /**
   * @param name the agreement's number or slug
   * @throws NotFound naming the agreements there are
   */
  async agreement(name: string): Promise<AgreementFile> {
    const slug = await slugOf(this.em, name);
    if (slug !== undefined) return (await agreementFile(this.em, slug))!;
    const { rows } = await sql<{ number: string }>`select number from agreement order by id`.execute(
      this.em.getKysely(),
    );
    const known = rows.map(({ number }) => number).join(', ') || '–';
    throw new NotFound({
      vi: `Không có văn bản ${name}. Hiện có: ${known}.`,
      en: `There is no agreement ${name}. Available: ${known}.`,
    });
  }

  /** Of all agreements, the latest first. */
  async names(): Promise<AgreementName[]> {
    const { rows } =
      await sql<AgreementName>`select slug, number, kind from agreement order by id desc`.execute(
        this.em.getKysely(),
      );
    return rows;
  }

  /** @throws NotFound where it does not exist, or is not the viewer's to know of */
  async visible(viewer: Viewer, slug: string): Promise<AgreementFile> {
    const file = await agreementFile(this.em, slug, visibleTo(viewer, sql`a.id`));
    if (!file) throw new NotFound();
    return file;
  }
}

/** For those who already stand in a transaction. */
export async function agreementFile(
  em: EntityManager,
  slug: string,
  scope = sql<boolean>`true`,
): Promise<AgreementFile | undefined> {
  const { rows } = await sql<{ file: AgreementFile }>`
    select ${fileJson} as file from agreement a where a.slug = ${slug} and ${scope}`.execute(em.getKysely());
  return rows[0]?.file;
}

/** A number goes before a slug. */
async function slugOf(em: EntityManager, name: string): Promise<string | undefined> {
  const said = composed(name, MAX_PATH_PART);
  const { rows } = await sql<{ slug: string }>`
    select slug from agreement where ${said} in (number, slug)
    order by number = ${said} desc limit 1`.execute(em.getKysely());
  return rows[0]?.slug;
}

// json, not jsonb: it keeps the keys in the order in which a file has them.
const text = (column: RawBuilder<unknown>) =>
  sql`json_build_object('vi', ${column} ->> 'vi', 'en', ${column} ->> 'en')`;

/** A list of a file, in an order. */
export const listOf = (item: RawBuilder<unknown>, order: RawBuilder<unknown>) =>
  sql`coalesce(json_agg(${item} order by ${order}), '[]')`;

/** The party `p`. */
export const partyJson = sql`json_build_object('code', p.code, 'marker', p.marker, 'name', ${text(sql`p.name`)},
  'committee', ${text(sql`p.committee`)}, 'office', (select o.code from body o where o.id = p.office_id))`;

/** The body `b` of the party `p`. */
export const bodyJson = sql`json_build_object('code', b.code, 'party', p.code, 'kind', b.kind, 'name', ${text(sql`b.name`)},
  'short', ${text(sql`b.short`)}, 'parent', (select o.code from body o where o.id = b.parent_id), 'firstDay', b.first_day,
  'lastDay', b.last_day, 'successor', (select o.code from body o where o.id = b.successor_id))`;

const clauseJson = sql`json_build_object('locator', l.locator, 'sector', s.code, 'undertaking', l.undertaking,
  'actingParty', p.code, 'summary', ${text(sql`l.summary`)})`;

const cooperating = sql`(select ${listOf(sql`w.code`, sql`w.code collate "C"`)}
  from cooperating_body cb join body w on w.id = cb.body_id where cb.side_id = sd.id)`;

const productJson = sql`json_build_object('kind', sd.product ->> 'kind', 'text', ${text(sql`(sd.product -> 'text')`)},
  'recipient', sd.product ->> 'recipient')`;

const indicatorsJson = sql`(select json_agg(json_build_object('code', d -> 'code', 'name', ${text(sql`(d -> 'name')`)}, 'unit', d -> 'unit',
  'target', d -> 'target', 'direction', d -> 'direction', 'adds', d -> 'adds', 'across', d -> 'across', 'counts', d -> 'counts') order by i)
  from jsonb_array_elements(sd.indicators) with ordinality each (d, i))`;

/** Where no product is named, or no indicator set, the file says nothing of them. */
const sideJson = sql`case
  when sd.product = '{}' and sd.indicators = '[]' then json_build_object('lead', b.code, 'cooperating', ${cooperating})
  when sd.indicators = '[]' then json_build_object('lead', b.code, 'cooperating', ${cooperating}, 'product', ${productJson})
  when sd.product = '{}' then json_build_object('lead', b.code, 'cooperating', ${cooperating}, 'indicators', ${indicatorsJson})
  else json_build_object('lead', b.code, 'cooperating', ${cooperating}, 'product', ${productJson}, 'indicators', ${indicatorsJson}) end`;

/** Only where it has no date yet does the file say so. */
const dueJson = sql`case when c.due_precision = 'ongoing' and c.undated <> '{}'
  then json_build_object('precision', c.due_precision, 'value', c.due_value,
    'undated', json_build_object('reason', c.undated ->> 'reason', 'reviewOn', c.undated ->> 'reviewOn'))
  else json_build_object('precision', c.due_precision, 'value', c.due_value) end`;

const commitmentJson = sql`json_build_object('code', c.code, 'sector', s.code,
  'clauses', (select ${listOf(sql`l.locator`, sql`l.position`)} from commitment_clause cc join clause l on l.id = cc.clause_id
    where cc.commitment_id = c.id),
  'title', ${text(sql`c.title`)}, 'due', ${dueJson},
  'sides', (select json_object_agg(p.code, ${sideJson} order by sd.position) from commitment_side sd
    join party p on p.id = sd.party_id join body b on b.id = sd.lead_body_id where sd.commitment_id = c.id))`;

const partiesOfAgreement = sql`agreement_party ap join party p on p.id = ap.party_id`;

const fileJson = sql`json_build_object(
  'slug', a.slug, 'number', a.number, 'kind', a.kind, 'title', ${text(sql`a.title`)}, 'issuer', ${text(sql`a.issuer`)},
  'reportedOn', a.reported_on, 'issuedOn', a.issued_on, 'period', json_build_object('from', a.period_from, 'to', a.period_to),
  'source', json_build_object('title', a.source ->> 'title', 'publisher', a.source ->> 'publisher',
    'publishedOn', a.source ->> 'publishedOn', 'note', ${text(sql`(a.source -> 'note')`)}),
  'settings', json_build_object('differencePoints', a.difference_points, 'reportingCutoffDay', a.reporting_cutoff_day,
    'reportDueDay', a.report_due_day, 'evidenceRequired', a.evidence_required, 'waitingLimitDays', a.waiting_limit_days, 'reportReview', a.report_review),
  'parties', (select ${listOf(partyJson, sql`ap.position`)} from ${partiesOfAgreement} where ap.agreement_id = a.id),
  'bodies', (select ${listOf(bodyJson, sql`ap.position, ${inProtocolOrder}`)} from ${partiesOfAgreement} join body b on b.party_id = p.id
    where ap.agreement_id = a.id),
  'sectors', (select ${listOf(sql`json_build_object('code', s.code, 'name', ${text(sql`s.name`)})`, sql`s.position`)}
    from sector s where s.agreement_id = a.id),
  'clauses', (select ${listOf(clauseJson, sql`l.position`)} from clause l left join sector s on s.id = l.sector_id
    left join party p on p.id = l.acting_party_id where l.agreement_id = a.id),
  'commitments', (select ${listOf(commitmentJson, sql`c.position`)} from commitment c join sector s on s.id = c.sector_id
    where c.agreement_id = a.id))`;
