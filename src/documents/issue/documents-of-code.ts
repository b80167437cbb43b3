import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql, type RawBuilder } from 'kysely';
import type { Viewer } from '../../identity/viewer.js';
import type { DocumentOfCode, FrozenDocuments } from '../../periods/frozen-documents.js';
import { documentTitle } from '../documents.files.js';
import { isReadBy } from '../documents.queries.js';
import type { DocumentItem } from '../documents.types.js';
import { bareNumber, issueJson, newerJson, type IssueRow } from './issue.sql.js';

/** As many as a page lists. */
const MOST = 50;

type Row = Pick<
  DocumentItem,
  'id' | 'kind' | 'party' | 'body' | 'period' | 'day' | 'version' | 'newer' | 'code'
> & {
  agreement: string;
  issue: IssueRow | null;
};

/** Documents as they are found again from what stands on paper: the code at their foot, or their number. */
@Injectable()
export class DocumentsOfCode implements FrozenDocuments {
  constructor(private readonly em: EntityManager) {}

  ofCode(viewer: Viewer, code: string): Promise<DocumentOfCode[]> {
    return this.read(viewer, sql`f.code = ${code} and d.status = 'done'`);
  }

  numbered(viewer: Viewer, number: string): Promise<DocumentOfCode[]> {
    return this.read(viewer, sql`${bareNumber(sql`i.number`)} = ${bareNumber(sql`${number}::text`)}`);
  }

  /** @param condition over a document `d`, what it was made of `f`, and the entry of its issue that holds `i` */
  private async read(viewer: Viewer, condition: RawBuilder<unknown>): Promise<DocumentOfCode[]> {
    const { rows } = await sql<Row>`
      select d.id, d.kind, p.code as party, case when b.id is not null then jsonb_build_object('code', b.code, 'name', b.name) end as body,
        d.period, d.as_of::text as day, d.version, f.code, a.slug as agreement, ${newerJson} as newer,
        case when i.id is not null then ${issueJson} end as issue
      from document d join agreement a on a.id = d.agreement_id left join party p on p.id = d.party_id left join body b on b.id = d.body_id
        left join frozen_period f on f.id = d.frozen_id
        left join lateral (select * from document_issue x where x.document_id = d.id order by x.entry desc limit 1) i on true
      where ${condition} and ${isReadBy(viewer)}
      order by i.id is null, d.id desc limit ${MOST}`.execute(this.em.getKysely());
    return rows.map(foundOf);
  }
}

function foundOf(row: Row): DocumentOfCode {
  const { id, agreement, code, version, newer, issue } = row;
  return {
    id,
    title: { vi: documentTitle(row, 'vi'), en: documentTitle(row, 'en') },
    agreement,
    code,
    version,
    newer: newer?.version ?? null,
    issue: issue && {
      number: issue.number,
      issuedOn: issue.issuedOn,
      signerPost: issue.signerPost,
      signerName: issue.signerName,
      href: `/api/v1/documents/${id}/issues/${issue.entry}/file`,
    },
  };
}
