import { sql } from 'kysely';
import type { IssueItem, SignedCopy } from './issue.types.js';

/** An entry without the address of its file. */
export type IssueRow = Omit<IssueItem, 'file'> & { file: Omit<SignedCopy, 'href'> };

/** One entry, over a row `i` of `document_issue`. */
export const issueJson = sql`jsonb_build_object('entry', i.entry, 'number', i.number, 'issuedOn', i.issued_on, 'signerPost', i.signer_post,
  'signerName', i.signer_name, 'reason', i.reason, 'at', iso(i.at), 'by', i.author,
  'file', jsonb_build_object('name', i.name, 'mediaType', i.media_type, 'size', i.size, 'sha256', i.sha256))`;

/** Every entry of a document `d`, the one that holds first. */
export const issuesJson = sql`(select coalesce(jsonb_agg(${issueJson} order by i.entry desc), '[]') from document_issue i where i.document_id = d.id)`;

/** The last version that is made of the same document as `d`, where it is a later one. */
export const newerJson = sql`(select jsonb_build_object('id', n.id, 'version', n.version) from document n
  where n.agreement_id = d.agreement_id and n.party_id is not distinct from d.party_id and n.kind = d.kind and n.body_id is not distinct from d.body_id
    and n.edition = d.edition and n.language = d.language and n.period is not distinct from d.period and n.as_of = d.as_of
    and n.version > d.version and n.status = 'done' order by n.version desc limit 1)`;

/** Whether a document `d` was issued. */
export const isIssued = sql<boolean>`exists (select 1 from document_issue i where i.document_id = d.id)`;

/** A number as it is looked for: without blanks, in small letters. @param number an expression */
export const bareNumber = (number: ReturnType<typeof sql>) =>
  sql`lower(regexp_replace(${number}, '[[:space:]]', '', 'g') collate "und-x-icu")`;

export function issueOf(documentId: number, { file, ...row }: IssueRow): IssueItem {
  return { ...row, file: { ...file, href: `/api/v1/documents/${documentId}/issues/${row.entry}/file` } };
}
