import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { RuleBroken } from '../platform/errors.js';
import type { AgreementFile, CommitmentInFile } from './file/agreement-file.js';

/** A party that the file no longer has is still party: what is new needs its side as well. */
export function refuseMissingSides({ code, sides }: CommitmentInFile, parties: string[]): void {
  const missing = parties.find((party) => !Object.hasOwn(sides, party));
  if (missing === undefined) return;
  throw new RuleBroken(
    {
      vi: `Cam kết mới ${code} thiếu phần việc của bên ${missing} (bên tham gia thỏa thuận). Hãy thêm bên này vào tệp.`,
      en: `The new commitment ${code} has no part for ${missing}, which is a party to the agreement. Add it to the file.`,
    },
    'parties',
  );
}

/** A period that begins after a deadline which stands would be a file that nobody can import again. */
export async function refuseLostDeadlines(
  em: EntityManager,
  { period }: AgreementFile,
  agreementId: number,
): Promise<void> {
  const { rows } = await sql<{ code: string }>`select code from commitment where agreement_id = ${agreementId}
    and due_on < ${period.from} order by position limit 1`.execute(em.getKysely());
  if (!rows[0]) return;
  const { code } = rows[0];
  throw new RuleBroken(
    {
      vi: `Cam kết ${code} có thời hạn trước ngày bắt đầu giai đoạn trong tệp. Hãy để giai đoạn bắt đầu sớm hơn.`,
      en: `Commitment ${code} has a deadline before the period in the file. Start the period earlier.`,
    },
    'period',
  );
}
