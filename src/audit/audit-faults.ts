export type AuditFaultKind =
  'gap' | 'link' | 'missing' | 'content' | 'unlinked' | 'unsealed' | 'guard' | 'head';

export interface AuditFault {
  kind: AuditFaultKind;
  /** Its place in the chain, and its entry, where it has them. */
  seq?: number;
  entryId?: number;
  words: string;
}

/** What somebody else wrote cannot be made to look like further lines of the report. */
export function onOneLine(words: string): string {
  return words.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').slice(0, 1000);
}
