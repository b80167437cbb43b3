import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { DraftsService } from './drafts/drafts.service.js';
import { SearchFilling } from './search/search-filling.js';
import { UploadHousekeeping } from './uploads/upload-housekeeping.js';

/** What the worker does for commitments, without anybody asking. */
@Injectable()
export class CommitmentUpkeep {
  constructor(
    private readonly drafts: DraftsService,
    private readonly uploads: UploadHousekeeping,
    private readonly search: SearchFilling,
    private readonly clock: Clock,
  ) {}

  fillSearch(): Promise<void> {
    return this.search.run();
  }

  /** At night. */
  async keepHouse(): Promise<void> {
    await this.uploads.run();
    await this.drafts.handOver(this.clock.now());
    await this.drafts.expire(this.clock.now());
  }
}
