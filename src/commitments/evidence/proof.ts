import type { Draft } from '../../platform/storage/file-store.js';
import { isSameDocument, type IssuedDocument } from './document.js';
import { EVIDENCE_OF_A_SIDE, sameDocument, sameFile, tooMany } from './evidence-refusals.js';
import type { Evidence } from './evidence.entity.js';

/** A file that has come whole and is of the kind its name says. */
export interface ReceivedFile {
  name: string;
  mediaType: string;
  draft: Draft;
}

/** What a side shows as proof; one of the two at least. */
export interface Proof {
  file: ReceivedFile | null;
  document: IssuedDocument | null;
}

const noDocument = { number: null, issuedOn: null, issuer: null, recipient: null, title: null };

/** In the columns of its row: where there is no file, an older version lists it by the document's number. */
export function rowOf({ file, document }: Proof) {
  const said = document ?? noDocument;
  if (!file) return { ...said, name: said.number!, mediaType: null, size: 0, sha256: null };
  const { name, mediaType, draft } = file;
  return { ...said, name, mediaType, size: draft.size, sha256: draft.sha256 };
}

/** What the timeline and the audit log tell of it. */
export function toldOf(evidence: Evidence): Record<string, unknown> {
  const { id: evidenceId, name, size, sha256, number, issuedOn, issuer, recipient, title } = evidence;
  return {
    evidenceId,
    ...(!sha256 ? {} : { name, size, sha256 }),
    // `issuer` and `title` mean something else to the audit log.
    ...(!number ? {} : { number, issuedOn, issuedBy: issuer, recipient, about: title }),
  };
}

/** What the same account has sent already, to the letter. */
export function firstOf(own: Evidence[], proof: Proof, userId: number | null): Evidence | undefined {
  const { sha256, ...said } = rowOf(proof);
  const same: (keyof IssuedDocument)[] = ['number', 'issuedOn', 'issuer', 'recipient', 'title'];
  return own.find(
    (each) =>
      each.userId === userId && each.sha256 === sha256 && same.every((name) => each[name] === said[name]),
  );
}

/**
 * A file is attached once; of a document there may be several files, but no row that adds none.
 * @param own what the side shows already
 * @throws Conflict, RuleBroken
 */
export function mustFit(own: Evidence[], { file, document }: Proof, field = 'file'): void {
  const sameContent = file && own.find(({ sha256 }) => sha256 === file.draft.sha256);
  if (sameContent) throw sameFile(sameContent.name, document !== null);
  const same = !file && document && own.find((each) => isSameDocument(each, document));
  if (same) throw sameDocument(same.number!);
  if (own.length >= EVIDENCE_OF_A_SIDE) throw tooMany(file ? field : 'number');
}
