import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import { inChargeOf } from '../agreements/in-charge.js';
import { inProtocolOrder } from '../agreements/protocol-order.js';
import { visibleTo } from '../agreements/visible.js';
import type { NamedCode } from '../commitments/commitment.types.js';
import type { AgreementRef } from '../identity/scope.js';
import type { Viewer } from '../identity/viewer.js';
import type { Day } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import type { DocumentFile, DocumentItem } from './documents.types.js';
import { isIssued, issueOf, issuesJson, newerJson, type IssueRow } from './issue/issue.sql.js';
import type { DocumentFormat } from './render/model.js';

type Row = Omit<DocumentItem, 'files' | 'issues'> & {
  files: Omit<DocumentFile, 'href'>[];
  issues: IssueRow[];
};

/** Which part of the documents is looked for. */
interface Part {
  limit: number;
  /** The id of the last one of the page before. */
  before?: number;
  /** Those that were issued; or those that may still be: not what could not be made. */
  issued?: boolean;
}

/** What a document is handed out as. */
export interface FileToSend {
  bytes: Buffer;
  document: DocumentItem;
}

/** A period of which documents can be made: by the figures of one's own side, by those of all. */
export interface ClosedPeriod {
  code: string;
  own: boolean;
  joint: boolean;
}

/** Documents, as far as their reader may know of them. */
@Injectable()
export class DocumentsQueries {
  constructor(private readonly em: EntityManager) {}

  /** Newest first. */
  async list(
    viewer: Viewer,
    { id: agreementId }: AgreementRef,
    { limit, before, issued }: Part,
  ): Promise<DocumentItem[]> {
    const older = before === undefined ? sql`true` : sql`d.id < ${before}`;
    const part =
      issued === undefined ? sql`true` : issued ? isIssued : sql`not ${isIssued} and d.status <> 'failed'`;
    const { rows } = await this.read(
      sql`d.agreement_id = ${agreementId} and ${older} and ${part} and ${isReadBy(viewer)} order by d.id desc limit ${limit}`,
    );
    return rows.map(itemOf);
  }

  /**
   * @param agreementId where the address names one
   * @param em within a transaction, its own
   * @throws NotFound where there is none, or it is not the viewer's to know of
   */
  async one(viewer: Viewer, id: number, agreementId?: number, em = this.em): Promise<DocumentItem> {
    const there = agreementId === undefined ? sql`true` : sql`d.agreement_id = ${agreementId}`;
    const { rows } = await this.read(sql`d.id = ${id} and ${there} and ${isReadBy(viewer)}`, em);
    if (!rows[0]) throw new NotFound();
    return itemOf(rows[0]);
  }

  /** The bytes that were made, again. @throws NotFound as `one`, and where it has no such file */
  async file(viewer: Viewer, id: number, format: DocumentFormat): Promise<FileToSend> {
    const document = await this.one(viewer, id);
    const { rows } = await sql<{ bytes: Buffer }>`
      select bytes from document_file where document_id = ${id} and format = ${format}`.execute(
      this.em.getKysely(),
    );
    if (!rows[0]) throw new NotFound();
    return { bytes: rows[0].bytes, document };
  }

  /** To whom a side can write: bodies that answer for a part today, in protocol order. */
  async bodies({ id: agreementId }: AgreementRef, partyId: number, today: Day): Promise<NamedCode[]> {
    const { rows } = await sql<NamedCode>`
      select b.code, b.name from body b where b.party_id = ${partyId} and b.id in (
        select ${inChargeOf(sql`l`, today)} from commitment_side sd join body l on l.id = sd.lead_body_id
        where sd.agreement_id = ${agreementId} and sd.party_id = ${partyId})
      order by ${inProtocolOrder}`.execute(this.em.getKysely());
    return rows;
  }

  /** Periods with figures of a side or of all, newest first. */
  async periods({ id: agreementId }: AgreementRef, partyId: number): Promise<ClosedPeriod[]> {
    const { rows } = await sql<ClosedPeriod>`
      select f.period as code, bool_or(f.party_id is not null) as own, bool_or(f.party_id is null) as joint from frozen_period f
      where f.agreement_id = ${agreementId} and (f.party_id is null or f.party_id = ${partyId})
      group by f.period order by max(f.to_day) desc, f.period desc`.execute(this.em.getKysely());
    return rows;
  }

  private read(condition: RawBuilder<unknown>, em = this.em) {
    return sql<Row>`
      select d.id, d.kind, p.code as party, case when b.id is not null then jsonb_build_object('code', b.code, 'name', b.name) end as body,
        d.edition, d.language, d.period, f.code, d.as_of::text as day, d.version, d.layout, dt.version as template, ot.no_pdf as "noPdf", d.status, d.progress, d.fault,
        iso(d.asked_at) as "askedAt", d.author as "askedBy",
        (select coalesce(jsonb_agg(jsonb_build_object('format', x.format, 'sha256', encode(x.sha256, 'hex'), 'size', length(x.bytes)) order by x.format), '[]')
          from document_file x where x.document_id = d.id) as files,
        ${issuesJson} as issues, ${newerJson} as newer
      from document d left join party p on p.id = d.party_id left join body b on b.id = d.body_id
      left join frozen_period f on f.id = d.frozen_id
      left join document_of_template ot on ot.document_id = d.id left join document_template dt on dt.id = ot.template_id
      where ${condition}`.execute(em.getKysely());
  }
}

/**
 * What is of all sides is read by everybody who sees the agreement; what is of one side by that side's office and leaders, and by
 * auditors. Over a document `d`.
 */
export function isReadBy(viewer: Viewer): RawBuilder<boolean> {
  const { party, role } = viewer;
  const speaks = party !== null && (role === 'coordinator' || role === 'leader');
  const own = role === 'auditor' ? sql`true` : speaks ? sql`d.party_id = ${party.id}` : sql`false`;
  return sql<boolean>`(${visibleTo(viewer, sql`d.agreement_id`)} and (d.party_id is null or ${own}))`;
}

function itemOf({ files, issues, ...row }: Row): DocumentItem {
  return {
    ...row,
    issues: issues.map((issue) => issueOf(row.id, issue)),
    files: files.map((file) => ({ ...file, href: `/api/v1/documents/${row.id}/files/${file.format}` })),
  };
}
