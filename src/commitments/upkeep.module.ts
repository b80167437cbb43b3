import { Module } from '@nestjs/common';
import { CommitmentsService } from './commitments.service.js';
import { CommitmentUpkeep } from './commitment-upkeep.js';
import { DraftsService } from './drafts/drafts.service.js';
import { SearchFilling } from './search/search-filling.js';
import { UploadHousekeeping } from './uploads/upload-housekeeping.js';

/** What the worker does for commitments: none of it needs a page. */
@Module({
  providers: [CommitmentsService, DraftsService, UploadHousekeeping, SearchFilling, CommitmentUpkeep],
  exports: [CommitmentUpkeep],
})
export class UpkeepModule {}
