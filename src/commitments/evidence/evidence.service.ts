import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import type { Actor } from '../../identity/actor.js';
import { dayOf } from '../../platform/clock.js';
import { NotFound } from '../../platform/errors.js';
import type { UploadedFile } from '../../platform/http/uploads.js';
import { CommitmentsService, type Change } from '../commitments.service.js';
import { actions } from '../may.js';
import type { Added } from '../permissions.js';
import { addEvidence } from './add-evidence.js';
import { mustBeIssued, type IssuedDocument } from './document.js';
import { EvidenceAllowance } from './evidence-allowance.js';
import { nothingSent } from './evidence-refusals.js';
import { appendAudit } from '../../audit/audit.js';
import { Evidence } from './evidence.entity.js';
import { isSeen } from './seen.sql.js';
import { unpublished } from './unpublished.js';
import { IncomingFiles } from './incoming-files.js';
import { toldOf, type Proof } from './proof.js';
import { chosenFile, type SentEvidence } from './sent-evidence.js';

export type Withdrawal = Omit<Change, 'id'> & {
  evidenceId: number;
  /** The commitment under whose address it was asked for, where it was under one. */
  of?: number;
};

/** What the sides show as proof: documents by their number, files, or both. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly incoming: IncomingFiles,
    private readonly allowance: EvidenceAllowance,
    private readonly em: EntityManager,
  ) {}

  /**
   * @returns the row's id: that of the first, where the same account sends the same twice
   * @throws NotAllowed, TooMany, Busy, NoRoom before anything of the file is read; RuleBroken, TooLarge, Conflict with what to do
   */
  async attach(change: Change, { document, upload }: SentEvidence): Promise<number> {
    await this.commitments.mustBeAllowed(change, actions.attachEvidence);
    if (document) mustBeIssued(document, dayOf(change.at));
    const file = await chosenFile(upload);
    if (file) return this.attachFile(change, file, document);
    if (document) return this.attachDocument(change, document);
    throw nothingSent();
  }

  private async attachFile(
    change: Change,
    upload: UploadedFile,
    document: IssuedDocument | null,
  ): Promise<number> {
    const by = { userId: change.actor.userId, at: change.at };
    const { id } = await this.incoming.take(upload, by, (file) => this.record(change, { file, document }));
    return id;
  }

  /** It counts among what the account may send on a day, as a file of no size does. */
  private async attachDocument(change: Change, document: IssuedDocument): Promise<number> {
    const room = await this.allowance.reserve(change.actor.userId, change.at, 0, 'number');
    let isKept = false;
    try {
      const { id, isNew } = await this.record(change, { file: null, document });
      isKept = isNew;
      return id;
    } finally {
      await (isKept ? room.settle(0) : room.giveBack());
    }
  }

  /** By its author, or the coordinator of its side. The file itself stays, for auditors. */
  async withdraw({ evidenceId, of, ...change }: Withdrawal): Promise<void> {
    const found = await this.added(evidenceId, change.actor);
    if (!found || (of !== undefined && of !== found.commitmentId)) throw new NotFound();
    const action = actions.withdrawEvidence(found);
    await this.commitments.change({ ...change, id: found.commitmentId }, action, async (changing) => {
      const evidence = await changing.em.findOneOrFail(Evidence, evidenceId);
      if (evidence.withdrawnAt) return;
      const { actor, at } = change;
      Object.assign(evidence, { withdrawnAt: at, withdrawnBy: actor.userId, withdrawer: actor.name });
      const told = toldOf(evidence);
      const isOwn = (await unpublished(changing.em, [evidenceId])).length > 0;
      if (!isOwn) return changing.append('evidence_withdrawn', changing.side.partyId, told);
      // No other side knew of it: the log has it, and no event.
      await changing.em.flush();
      const { agreementId, code } = changing.commitment;
      const entry = { kind: 'commitment.evidence_withdrawn', at, actor, agreementId, subject: code } as const;
      await appendAudit(changing.em, { ...entry, data: { evidenceId } });
    });
  }

  /** Whose it is; nothing where it is not the actor's to know of. */
  private async added(
    id: number,
    { partyId }: Actor,
  ): Promise<(Added & { commitmentId: number }) | undefined> {
    const { rows } = await sql<Added & { commitmentId: number }>`
      select e.commitment_id as "commitmentId", s.party_id as party, e.user_id as author
      from evidence e join commitment_side s on s.id = e.side_id where e.id = ${id} and ${isSeen('e', sql`s.party_id`, partyId)}`.execute(
      this.em.getKysely(),
    );
    return rows[0];
  }

  private async record(change: Change, proof: Proof): Promise<{ id: number; isNew: boolean }> {
    return this.commitments.change(change, actions.attachEvidence, async (changing) => {
      const [added] = await addEvidence(changing, change, [proof]);
      return added!;
    });
  }
}
