import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { Config } from '../../config/config.js';
import type { Actor } from '../../identity/actor.js';
import { waitingUploads } from './upload-rows.js';
import type { Upload } from './upload.types.js';
import type { OfColleagues } from './uploads-of-colleagues.js';

/** What the form of a report shows of files. */
export interface ReportFiles {
  uploads: Upload[];
  colleagues: OfColleagues;
  /** The most that one file may have. */
  limitBytes: number;
}

@Injectable()
export class UploadsQueries {
  constructor(
    private readonly em: EntityManager,
    private readonly config: Config,
  ) {}

  /** The account's own on one commitment that no report has taken, and that colleagues have such. */
  async own(actor: Actor, commitmentId: number): Promise<ReportFiles> {
    return {
      ...(await waitingUploads(this.em.fork(), actor, commitmentId)),
      limitBytes: this.config.fileLimitBytes,
    };
  }
}
