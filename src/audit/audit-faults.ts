export type AuditFaultKind = 'gap' | 'link' | 'missing' | 'content' | 'unlinked' | 'guard' | 'head';

export interface AuditFault {
  kind: AuditFaultKind;
  /** Its place in the chain, and its entry, where it has them. */
  seq?: number;
  entryId?: number;
  words: string;
}
