import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { Conflict, NotFound, RuleBroken, TooLarge } from '../../platform/errors.js';
import { mustStand } from '../../platform/standing.js';
import type { UploadedFile } from '../../platform/http/uploads.js';
import { FileStore, type Draft } from '../../platform/storage/file-store.js';
import { CommitmentsService, type Change } from '../commitments.service.js';
import { actions } from '../may.js';
import type { Added } from '../permissions.js';
import { EvidenceAllowance } from './evidence-allowance.js';
import { Evidence } from './evidence.entity.js';
import { kindOf, mustMatch } from './file-kinds.js';
import { fileNameFrom } from './file-name.js';

/** Not counting those withdrawn. */
export const FILES_OF_A_SIDE = 20;

export type Withdrawal = Omit<Change, 'id'> & {
  evidenceId: number;
  /** The commitment under whose address it was asked for, where it was under one. */
  of?: number;
};

/** The files that the sides attach as proof. */
@Injectable()
export class EvidenceService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly files: FileStore,
    private readonly allowance: EvidenceAllowance,
    private readonly em: EntityManager,
  ) {}

  /**
   * Keeps the file first and then writes its row: a killed process leaves a file too many at most, never a row without its file.
   * @param upload null where the form came without one
   * @returns the row's id: that of the first, where the same account sends a file twice
   * @throws NotAllowed, TooMany, Busy, NoRoom before anything of the file is read; RuleBroken, TooLarge, Conflict with what to do
   */
  async attach(change: Change, upload: UploadedFile | null): Promise<number> {
    await this.commitments.mustBeAllowed(change, actions.attachEvidence);
    const name = fileNameFrom(upload?.name ?? '');
    const kind = kindOf(name);
    const { announced } = upload!;
    const room = await this.allowance.reserve(change.actor.userId!, change.at, announced);
    let kept: number | undefined;
    try {
      const draft = await upload!.take((content) => this.files.receive(content, announced ?? undefined));
      try {
        if (upload!.isTooLarge()) throw tooLarge(draft.size);
        await upload!.end();
        await mustMatch(kind, name, draft.path);
        const { id, isNew } = await this.record(change, { name, mediaType: kind.mediaType, draft });
        if (isNew) kept = draft.size;
        return id;
      } finally {
        await draft.discard();
      }
    } finally {
      await (kept === undefined ? room.giveBack() : room.settle(kept));
    }
  }

  /** By its author, or the coordinator of its side. The file itself stays, for auditors. */
  async withdraw({ evidenceId, of, ...change }: Withdrawal): Promise<void> {
    const found = await this.added(evidenceId);
    if (!found || (of !== undefined && of !== found.commitmentId)) throw new NotFound();
    const action = actions.withdrawEvidence(found);
    await this.commitments.change({ ...change, id: found.commitmentId }, action, async (changing) => {
      const evidence = await changing.em.findOneOrFail(Evidence, evidenceId);
      if (evidence.withdrawnAt) return;
      const { actor, at } = change;
      Object.assign(evidence, { withdrawnAt: at, withdrawnBy: actor.userId, withdrawer: actor.name });
      changing.append('evidence_withdrawn', changing.side.partyId, { evidenceId, name: evidence.name });
    });
  }

  /** Whose it is. */
  private async added(id: number): Promise<(Added & { commitmentId: number }) | undefined> {
    const { rows } = await sql<Added & { commitmentId: number }>`
      select e.commitment_id as "commitmentId", s.party_id as party, e.user_id as author
      from evidence e join commitment_side s on s.id = e.side_id where e.id = ${id}`.execute(
      this.em.getKysely(),
    );
    return rows[0];
  }

  private async record(
    change: Change,
    { name, mediaType, draft }: { name: string; mediaType: string; draft: Draft },
  ): Promise<{ id: number; isNew: boolean }> {
    return this.commitments.change(change, actions.attachEvidence, async ({ em, side, append }) => {
      const standing = { sideId: side.id, withdrawnAt: null };
      const own = await em.find(Evidence, standing, { fields: ['name', 'sha256', 'userId'] });
      const same = own.find(({ sha256 }) => sha256 === draft.sha256);
      if (same && same.userId === change.actor.userId) return { id: same.id, isNew: false };
      mustFit(own.length, same);
      // A file takes its time: who was signed out meanwhile leaves not even the file.
      await mustStand(em, change.actor);
      await draft.keep();
      const { size, sha256 } = draft;
      const { actor, at } = change;
      const evidence = Object.assign(new Evidence(), {
        commitmentId: change.id,
        sideId: side.id,
        name,
        mediaType,
        size,
        sha256,
        userId: actor.userId,
        author: actor.name,
        at,
        illustrative: actor.illustrative,
      });
      await em.persist(evidence).flush();
      append('evidence_added', side.partyId, { evidenceId: evidence.id, name, size, sha256 });
      return { id: evidence.id, isNew: true };
    });
  }
}

/** @param attached how many files the side has. @param same the one among them with the same content */
function mustFit(attached: number, same: { name: string } | undefined): void {
  if (same)
    throw new Conflict(
      {
        vi: `Tệp này đã được đính kèm với tên “${same.name}”. Không cần gửi lại.`,
        en: `This file is already attached as “${same.name}”. There is no need to send it again.`,
      },
      'file',
    );
  if (attached >= FILES_OF_A_SIDE)
    throw new RuleBroken(
      {
        vi: `Bên này đã đính kèm đủ ${FILES_OF_A_SIDE} tệp cho cam kết này, không thêm được nữa. Hãy thu hồi tệp không cần thiết rồi gửi lại.`,
        en: `Your side has attached ${FILES_OF_A_SIDE} files to this commitment, the maximum. Withdraw one that is no longer needed, then send this again.`,
      },
      'file',
    );
}

/** @param limit in bytes: as much as was read */
function tooLarge(limit: number): TooLarge {
  const mib = Math.floor(limit / 1_048_576);
  return new TooLarge(
    {
      vi: `Tệp lớn hơn ${mib} MB. Hãy giảm dung lượng (chẳng hạn quét ở độ phân giải thấp hơn) hoặc chia nhỏ rồi gửi lại.`,
      en: `The file is larger than ${mib} MB. Make it smaller, for example by scanning at a lower resolution, or split it, then send it again.`,
    },
    'file',
  );
}
