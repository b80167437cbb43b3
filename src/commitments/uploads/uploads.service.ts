import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Readable } from 'node:stream';
import { handOf, type By } from '../../identity/actor.js';
import { dayOf } from '../../platform/clock.js';
import { DomainError, NotFound, RuleBroken } from '../../platform/errors.js';
import { mustStand } from '../../platform/standing.js';
import { BeyondTheEnd } from '../../platform/storage/partial-files.js';
import { FileStore } from '../../platform/storage/file-store.js';
import type { CommitmentSide } from '../commitment.entity.js';
import { CommitmentsService } from '../commitments.service.js';
import { EvidenceAllowance } from '../evidence/evidence-allowance.js';
import { EVIDENCE_OF_A_SIDE, tooLarge, tooMany } from '../evidence/evidence-refusals.js';
import { kindOf, mustMatch } from '../evidence/file-kinds.js';
import { fileNameFrom } from '../evidence/file-name.js';
import { refusedContent } from '../evidence/file-refusals.js';
import { actions } from '../may.js';
import {
  deleteUpload,
  dropLease,
  endLease,
  insertUpload,
  ownUpload,
  renewLease,
  standingEvidence,
  takeLease,
  underWay,
} from './upload-rows.js';
import { beingWritten, MOST_UPLOADS, otherOffset, tooManyUploads } from './upload-refusals.js';
import type { Upload } from './upload.types.js';

interface Piece {
  /** Where in the file it begins. */
  offset: number;
  content: Readable;
  /** Bytes that the request says it has; null where it does not say. */
  announced: number | null;
}

/**
 * Files on their way to a report. Whose an upload is, and whether that account may still report there, is asked at every request:
 * its number opens nothing.
 */
@Injectable()
export class UploadsService {
  constructor(
    private readonly commitments: CommitmentsService,
    private readonly files: FileStore,
    private readonly allowance: EvidenceAllowance,
    private readonly em: EntityManager,
  ) {}

  /** Room for all of it is taken before a byte has come. @throws TooLarge, RuleBroken, NotAllowed, TooMany, NoRoom */
  async begin(by: By, file: { commitmentId: number; name: string; length: number }): Promise<Upload> {
    const { commitmentId, length } = file;
    const side = await this.mustTakeReports(by, commitmentId);
    const name = fileNameFrom(file.name);
    kindOf(name);
    if (length === 0) throw refusedContent('empty', name);
    if (length > this.allowance.fileBytes) throw tooLarge(this.allowance.fileBytes);
    const userId = handOf(by.actor).userId!;
    const room = await this.allowance.reserve(userId, by.at, length);
    try {
      return await this.em.fork().transactional(async (em) => {
        const { own, toCome } = await underWay(em, userId);
        if (own >= MOST_UPLOADS) throw tooManyUploads();
        if ((await standingEvidence(em, side.id)) >= EVIDENCE_OF_A_SIDE) throw tooMany('file');
        await this.files.mustHaveRoom(toCome + length);
        await mustStand(em, by.actor);
        const day = dayOf(by.at);
        return insertUpload(em, { commitmentId, sideId: side.id, userId, name, length, day });
      });
    } catch (error) {
      await room.giveBack();
      throw error;
    }
  }

  /** @throws NotFound for what is not the caller's, NotAllowed and RuleBroken where it may no longer become part of a report */
  async find(by: By, id: number): Promise<Upload> {
    const found = await ownUpload(this.em.fork(), by.actor, id);
    if (!found) throw new NotFound();
    await this.mustTakeReports(by, found.commitmentId);
    return found;
  }

  /** @returns the upload with what has come by now @throws as `find`; Conflict, TooLarge, Locked; RuleBroken for a file that is refused */
  async append(by: By, id: number, { offset, content, announced }: Piece): Promise<Upload> {
    const upload = await this.find(by, id);
    if (offset !== upload.received) throw otherOffset(upload.received);
    if (upload.sha256 !== null) return upload;
    const left = upload.length - offset;
    if (announced !== null && announced > left) throw tooLarge(upload.length);
    return this.files.admit(announced ?? left, () => this.write(by, upload, content));
  }

  /** @throws as `find`; Locked while somebody writes to it */
  async remove(by: By, id: number): Promise<void> {
    const upload = await this.find(by, id);
    await this.forget(by, upload, null);
  }

  private async write(by: By, upload: Upload, content: Readable): Promise<Upload> {
    const lease = randomUUID();
    const { id, length } = upload;
    if (!(await takeLease(this.em.fork(), upload, lease))) throw beingWritten();
    const tell = async (received: number) => {
      if (!(await renewLease(this.em.fork(), id, lease, received))) throw beingWritten();
    };
    try {
      const from = upload.received;
      const { offset, fault } = await this.files.partial.append(id, from, content, { end: length, tell });
      if (fault instanceof BeyondTheEnd) throw tooLarge(length);
      if (fault instanceof DomainError) throw fault;
      // Of a file that is refused there is nothing to go on with.
      const sha256 = offset === length ? await this.lookInto(by, upload, lease) : null;
      const ended = await this.end(by, upload, { id, by: lease, received: offset, sha256 });
      if (fault !== undefined) throw fault;
      return ended;
    } finally {
      await dropLease(this.em.fork(), id, lease);
    }
  }

  /** Asked again at the end: it takes its time until a piece has come. */
  private async end(
    by: By,
    { commitmentId }: Upload,
    ending: Parameters<typeof endLease>[2],
  ): Promise<Upload> {
    if (ending.sha256 !== null) await this.mustTakeReports(by, commitmentId);
    const em = this.em.fork();
    const ended = await endLease(em, by.actor, ending);
    if (ended) return ended;
    await mustStand(em, by.actor);
    throw beingWritten();
  }

  /** @returns its hash @throws RuleBroken where its content is none that is taken */
  private async lookInto(by: By, upload: Upload, lease: string): Promise<string> {
    const { partial } = this.files;
    try {
      await mustMatch(kindOf(upload.name), upload.name, partial.pathOf(upload.id));
    } catch (error) {
      if (error instanceof RuleBroken) await this.forget(by, upload, lease);
      throw error;
    }
    return partial.hashOf(upload.id);
  }

  private async forget({ actor }: By, { id, length }: Upload, lease: string | null): Promise<void> {
    const em = this.em.fork();
    const day = await deleteUpload(em, actor, id, lease);
    if (day === undefined) {
      await mustStand(em, actor);
      throw beingWritten();
    }
    await this.files.partial.remove(id);
    await this.allowance.giveBack(handOf(actor).userId!, day, length);
  }

  /** @returns the actor's side */
  private async mustTakeReports({ actor, at }: By, id: number): Promise<CommitmentSide> {
    const { commitment, side } = await this.commitments.mustBeAllowed(
      { id, actor, at },
      actions.attachEvidence,
    );
    commitment.mustTakeReportsOn(side);
    return side;
  }
}
