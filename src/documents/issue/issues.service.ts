import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import { IncomingFiles } from '../../commitments/evidence/incoming-files.js';
import type { ReceivedFile } from '../../commitments/evidence/proof.js';
import { chosenFile } from '../../commitments/evidence/sent-evidence.js';
import type { RequestScope } from '../../identity/scope.js';
import { dayOf } from '../../platform/clock.js';
import type { UploadedFile } from '../../platform/http/uploads.js';
import { mustStand } from '../../platform/standing.js';
import { DocumentsQueries } from '../documents.queries.js';
import type { DocumentItem } from '../documents.types.js';
import * as refusals from './issue.refusals.js';
import { isAgain, isSameAs, mustBeSound } from './issue.rules.js';
import { signedCopyKinds, type IssueItem, type SentIssue, type SignedCopy } from './issue.types.js';

type Copy = Omit<SignedCopy, 'href'>;

/** What became of a document once it was made: its number, its day, who signed, and the signed copy. Entries are only added. */
@Injectable()
export class IssuesService {
  constructor(
    private readonly em: EntityManager,
    private readonly documents: DocumentsQueries,
    private readonly incoming: IncomingFiles,
  ) {}

  /** The most that a signed copy may have, in bytes. */
  get limitBytes(): number {
    return this.incoming.limitBytes;
  }

  /**
   * Records the issue, or corrects the last entry. Sent twice, it is entered once.
   * What an office may read of documents is what it may issue: its own side's, and those of all sides.
   * @param agreementId where the address names one
   * @throws NotFound; RuleBroken, Conflict with what to do; of the file what IncomingFiles throws
   */
  async enter(
    scope: RequestScope,
    id: number,
    { issue, upload }: { issue: SentIssue; upload: UploadedFile | null },
    agreementId?: number,
  ): Promise<void> {
    const document = await this.documents.one(scope.viewer, id, agreementId);
    mustBeSound(document, issue, dayOf(scope.at));
    const chosen = await chosenFile(upload);
    if (!chosen) {
      await this.record(scope, document.id, issue, null);
      return;
    }
    const by = { userId: scope.viewer.userId, at: scope.at };
    const record = (file: ReceivedFile) => this.record(scope, document.id, issue, file);
    await this.incoming.take(chosen, by, record, signedCopyKinds);
  }

  /**
   * The file is kept first and its row written then: a process that dies leaves a file too many at most. Whoever was signed out
   * meanwhile leaves not even that.
   */
  private record(
    scope: RequestScope,
    id: number,
    issue: SentIssue,
    received: ReceivedFile | null,
  ): Promise<{ isNew: boolean }> {
    return this.em.fork().transactional(async (em) => {
      // One at a time: entries count on, and who was second is told of the first.
      await sql`select pg_advisory_xact_lock(hashtext('document_issue'), ${id}::integer)`.execute(
        em.getKysely(),
      );
      const document = await this.documents.one(scope.viewer, id, undefined, em);
      const sent = { ...issue, sha256: received?.draft.sha256 ?? null };
      if (isAgain(document.issues, sent)) return { isNew: false };
      const present = mustFollow(document, issue);
      if (present && isSameAs(present, sent)) throw refusals.nothingDiffers();
      if (!received && !present) throw refusals.noFile();
      await mustStand(em, scope.actor);
      await received?.draft.keep();
      const file = received ? copyOf(received) : present!.file;
      await this.write(em, scope, document, { ...issue, entry: (present?.entry ?? 0) + 1, file });
      return { isNew: true };
    });
  }

  private async write(
    em: EntityManager,
    { by }: RequestScope,
    document: DocumentItem,
    {
      entry,
      number,
      issuedOn,
      signerPost,
      signerName,
      reason,
      file,
    }: SentIssue & { entry: number; file: Copy },
  ): Promise<void> {
    const { rows } = await sql<{ agreementId: number }>`
      insert into document_issue (document_id, entry, number, issued_on, signer_post, signer_name, reason, name, media_type, size, sha256,
        at, user_id, author, illustrative)
      values (${document.id}, ${entry}, ${number}, ${issuedOn}, ${signerPost}, ${signerName}, ${reason}, ${file.name}, ${file.mediaType},
        ${file.size}, ${file.sha256}, ${by.at}, ${by.actor.userId}, ${JSON.stringify(by.actor.name)}::jsonb, ${by.actor.illustrative})
      returning (select agreement_id from document where id = document_id) as "agreementId"`.execute(
      em.getKysely(),
    );
    // No text of one side: who signed and why it was corrected stand with the document alone.
    await appendAudit(em, {
      kind: entry === 1 ? 'agreement.document_issued' : 'agreement.document_issue_corrected',
      ...by,
      agreementId: rows[0]!.agreementId,
      subject: String(document.id),
      data: {
        document: document.kind,
        ...(document.party && { party: document.party }),
        version: document.version,
        entry,
        number,
        issuedOn,
        size: file.size,
        sha256: file.sha256,
      },
    });
  }
}

/** @returns the entry that is corrected; undefined for the issue itself @throws Conflict, RuleBroken */
function mustFollow({ issues }: DocumentItem, { replaces }: SentIssue): IssueItem | undefined {
  const [present] = issues;
  if (!present && replaces !== null) throw refusals.notEnteredYet();
  if (present && replaces !== present.entry) throw refusals.enteredMeanwhile(present);
  return present;
}

function copyOf({ name, mediaType, draft }: ReceivedFile): Copy {
  return { name, mediaType, size: draft.size, sha256: draft.sha256 };
}
