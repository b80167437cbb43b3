import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../audit/audit.js';
import { fileNameFrom } from '../commitments/evidence/file-name.js';
import type { RequestScope } from '../identity/scope.js';
import { Conflict, RuleBroken, TooLarge } from '../platform/errors.js';
import type { UploadedFile } from '../platform/http/uploads.js';
import { mustStand } from '../platform/standing.js';
import { FileStore } from '../platform/storage/file-store.js';
import { checkedFile } from './reading/check-file.js';
import { unreadable } from './reading/unreadable.js';
import { IntakeService, type Bringing } from './intake/intake.service.js';
import type { Mapping } from './intake/own.types.js';
import { SheetQueue } from './sheet.queue.js';
import type { RowsChosen, SheetForm } from './sheet.types.js';
import { SheetsQueries } from './sheets.queries.js';

/** Of a file that is submitted: ten thousand rows with long texts are a quarter of it. */
export const MOST_SHEET_BYTES = 10 * 1_048_576;
/** Any number: of the lock that one account's files take turns on. */
const TURN = 20162022;

/** A sheet that an office keeps itself. */
export interface OwnSheet {
  /** The code of its side; a coordinator's is the own one. */
  party?: string;
  mapping: Mapping | null;
}

/** Takes sheets in, and has them applied. What is long is the worker's to do. */
@Injectable()
export class SheetsService {
  constructor(
    private readonly em: EntityManager,
    private readonly files: FileStore,
    private readonly queries: SheetsQueries,
    private readonly queue: SheetQueue,
    private readonly intake: IntakeService,
  ) {}

  /**
   * Takes a file in, to be read: nothing is changed by it yet. Sent twice, it is one.
   * @param own of a sheet that an office keeps itself, as an administrator's always is: whose it is, and how it is to be understood if that is said
   * @throws RuleBroken where it is no spreadsheet or not one that is taken, TooLarge, Busy, NoRoom
   */
  async take(
    scope: RequestScope,
    file: UploadedFile | null,
    own: OwnSheet | null = null,
  ): Promise<{ id: number }> {
    const isOwn = own !== null || scope.viewer.role === 'admin';
    const bringing = isOwn ? await this.intake.whose(scope, own?.party) : null;
    if (!file || file.name.trim() === '') throw new RuleBroken(noFile, 'file');
    const name = fileNameFrom(file.name);
    const draft = await file.take((content) => this.files.receive(content, file.announced ?? 0));
    try {
      if (file.isTooLarge()) throw new TooLarge(tooLarge, 'file');
      await file.end();
      const read = await checkedFile(draft.path, name);
      if ('unreadable' in read) throw new RuleBroken(unreadable[read.unreadable], 'file');
      const id = await this.keep(scope, { name, sha256: draft.sha256, ...read }, { own, bringing });
      await this.queue.notify(id);
      return { id };
    } finally {
      await draft.discard();
    }
  }

  private async keep(
    { agreement, actor, at, by }: RequestScope,
    file: { name: string; sha256: string; bytes: Uint8Array; kind: string },
    { own, bringing }: { own: OwnSheet | null; bringing: Bringing | null },
  ): Promise<number> {
    const { partyId, isAdministered } = bringing ?? { partyId: actor.partyId!, isAdministered: false };
    const form: SheetForm = bringing ? 'own' : 'downloaded';
    const mapping = own?.mapping ? JSON.stringify(own.mapping) : null;
    return this.em.fork().transactional(async (em) => {
      await mustStand(em, actor);
      await sql`select pg_advisory_xact_lock(${TURN}, ${actor.userId})`.execute(em.getKysely());
      const { rows: before } = await sql<{ id: number }>`
        select id from sheet where agreement_id = ${agreement.id} and user_id = ${actor.userId} and sha256 = ${file.sha256}
          and party_id = ${partyId} and form = ${form} and (${mapping}::jsonb is null or mapping = ${mapping}::jsonb)
          and status in ('reading', 'mapping', 'ready') and handed_in_at > now() - make_interval(secs => 10)`.execute(
        em.getKysely(),
      );
      if (before[0]) return before[0].id;
      const { rows } = await sql<{ id: number }>`
        insert into sheet (agreement_id, party_id, user_id, file_name, sha256, kind, content, at, form, administered, mapping)
        values (${agreement.id}, ${partyId}, ${actor.userId}, ${file.name}, ${file.sha256}, ${file.kind}, ${file.bytes}, ${at},
          ${form}, ${isAdministered}, ${mapping}::jsonb)
        returning id`.execute(em.getKysely());
      const { id } = rows[0]!;
      await appendAudit(em, {
        kind: 'agreement.sheet_submitted',
        ...by,
        agreementId: agreement.id,
        subject: String(id),
        data: { fileName: file.name, sha256: file.sha256 },
      });
      return id;
    });
  }

  /**
   * Has its changes applied by the worker. Asked again for what is under way or done, it is answered as the first time.
   * @param only all, which is refused where a row is stale, at fault or not the actor's; or the others alone
   * @throws NotFound, Conflict
   */
  async apply(scope: RequestScope, id: number, only: RowsChosen): Promise<{ id: number; slug: string }> {
    const { status, slug, only: chosen } = await this.queries.head(scope, id);
    if (status === 'reading' || status === 'mapping') throw new Conflict(notRead);
    if (status === 'failed') throw new Conflict(notReadable);
    if (status === 'ready') await this.begin(scope, id, only);
    else if (chosen !== only) throw new Conflict(appliedOtherwise);
    return { id, slug };
  }

  private async begin({ actor, by }: RequestScope, id: number, only: RowsChosen): Promise<void> {
    const isBegun = await this.em.fork().transactional(async (em) => {
      await mustStand(em, actor);
      const db = em.getKysely();
      const { rows } = await sql<{ changes: number; others: number; total: number }>`
        select count(*) filter (where outcome in ('change', 'new'))::integer as total,
          count(*) filter (where outcome in ('change', 'new') and not applied)::integer as changes,
          count(*) filter (where outcome not in ('change', 'new', 'same'))::integer as others from sheet_row where sheet_id = ${id}`.execute(
        db,
      );
      const { changes, others, total } = rows[0]!;
      if (only === 'all' && others > 0) throw new Conflict(notAll(others));
      if (changes === 0 && others > 0) throw new Conflict(nothingSound);
      const { rows: begun } = await sql<{ agreementId: number; sha256: string }>`
        update sheet set status = 'applying', only_rows = ${only}, progress = ${total - changes}, total = ${total}, fault = null, lease_until = null, attempts = 0
        where id = ${id} and status = 'ready' returning agreement_id as "agreementId", sha256`.execute(db);
      const [sheet] = begun;
      if (!sheet) return false;
      await appendAudit(em, {
        kind: 'agreement.sheet_released',
        ...by,
        agreementId: sheet.agreementId,
        subject: String(id),
        data: { rows: only, sha256: sheet.sha256 },
      });
      return true;
    });
    if (isBegun) await this.queue.notify(id);
  }
}

const noFile = {
  vi: 'Hãy chọn tệp bảng tính đã sửa.',
  en: 'Choose the spreadsheet that you edited.',
};
const tooLarge = {
  vi: 'Tệp lớn hơn 10 MB. Hãy xóa những dòng không cần nộp, hoặc chia thành nhiều tệp.',
  en: 'The file is larger than 10 MB. Delete rows you do not need, or split it into several files.',
};
const notRead = {
  vi: 'Bảng này đang được đọc. Hãy đợi bản xem trước.',
  en: 'This sheet is still being read. Wait for its preview.',
};
const notReadable = {
  vi: 'Bảng này không đọc được nên không có gì để nhận. Hãy nộp bảng khác.',
  en: 'This sheet could not be read, so there is nothing to apply. Submit another one.',
};
const appliedOtherwise = {
  vi: 'Bảng này đã được nhận theo cách khác. Hãy mở lại trang để xem kết quả.',
  en: 'This sheet has already been applied in the other way. Reopen the page to see the result.',
};
const nothingSound = {
  vi: 'Không có dòng nào nhận được. Hãy sửa các dòng có lỗi trong bảng rồi nộp lại.',
  en: 'No row can be applied. Correct the rows at fault, then submit the sheet again.',
};
const notAll = (others: number) => ({
  vi: `Có ${others} dòng không nhận được. Hãy sửa rồi nộp lại, hoặc chỉ nhận các dòng không vướng.`,
  en: `${others} rows cannot be applied. Correct them and submit the sheet again, or apply only the sound ones.`,
});
