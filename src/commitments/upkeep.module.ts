import { Module } from '@nestjs/common';
import { CommitmentsService } from './commitments.service.js';
import { DraftsService } from './drafts/drafts.service.js';
import { UploadHousekeeping } from './uploads/upload-housekeeping.js';

/** What the worker does for commitments at night: none of it needs a page. */
@Module({
  providers: [CommitmentsService, DraftsService, UploadHousekeeping],
  exports: [DraftsService, UploadHousekeeping],
})
export class UpkeepModule {}
