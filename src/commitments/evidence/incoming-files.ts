import { Injectable } from '@nestjs/common';
import type { UploadedFile } from '../../platform/http/uploads.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { EvidenceAllowance } from './evidence-allowance.js';
import { tooLarge } from './evidence-refusals.js';
import { fileExtensions, kindOf, mustMatch } from './file-kinds.js';
import { fileNameFrom } from './file-name.js';
import type { ReceivedFile } from './proof.js';

/** Files on their way, whatever they are to be: room is taken for each, and it is read whole and looked at before a row is written of it. */
@Injectable()
export class IncomingFiles {
  constructor(
    private readonly files: FileStore,
    private readonly allowance: EvidenceAllowance,
  ) {}

  /** The most that one file may have. */
  get limitBytes(): number {
    return this.allowance.fileBytes;
  }

  /**
   * @param by the account whose day's allowance it counts among; null for the demo's history
   * @param record writes the row and keeps the draft, in a transaction; `isNew` where it did
   * @param taken extensions, of those that are known
   * @throws RuleBroken, TooMany, Busy, NoRoom before anything is read; TooLarge, RuleBroken, Malformed; what `record` throws
   */
  async take<Recorded extends { isNew: boolean }>(
    upload: UploadedFile,
    by: { userId: number | null; at: Date },
    record: (file: ReceivedFile) => Promise<Recorded>,
    taken: readonly string[] = fileExtensions,
  ): Promise<Recorded> {
    const name = fileNameFrom(upload.name);
    const kind = kindOf(name, taken);
    const { announced } = upload;
    const room = await this.allowance.reserve(by.userId, by.at, announced);
    let kept: number | undefined;
    try {
      const draft = await upload.take((content) => this.files.receive(content, announced ?? undefined));
      try {
        if (upload.isTooLarge()) throw tooLarge(draft.size);
        await upload.end();
        await mustMatch(kind, name, draft.path);
        const recorded = await record({ name, mediaType: kind.mediaType, draft });
        if (recorded.isNew) kept = draft.size;
        return recorded;
      } finally {
        await draft.discard();
      }
    } finally {
      await (kept === undefined ? room.giveBack() : room.settle(kept));
    }
  }
}
