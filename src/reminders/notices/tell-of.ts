import type { Kysely } from 'kysely';
import { gather } from './notice.gather.js';
import type { Gathering, NoticeSubject, SubjectKind } from './notice.types.js';

export interface Telling extends Pick<Gathering, 'now' | 'host'> {
  kind: SubjectKind;
  /** Ids of accounts; whoever did it is left out by whoever tells. */
  recipients: readonly number[];
  subject: NoticeSubject;
}

/**
 * Tells people by a same-day mail of something that is no change of a commitment, as of rules that were proposed or changed. To be called inside
 * the transaction of the change: what is not committed is not told.
 */
export async function tellOf(
  db: Kysely<unknown>,
  { kind, recipients, subject, ...at }: Telling,
): Promise<void> {
  const { agreementId, ...said } = subject;
  const notices = [...new Set(recipients)].map((recipientId) => ({
    recipientId,
    kind,
    agreementId,
    subject: said,
  }));
  await gather(db, notices, at);
}
