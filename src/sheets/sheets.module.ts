import { Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { SheetFiles } from './making/sheet-files.js';
import { SheetPageMaker } from './page/sheet-page-maker.js';
import { SheetQueue } from './sheet.queue.js';
import { SheetsController } from './sheets.controller.js';
import { SheetsPages } from './sheets.pages.js';
import { SheetsQueries } from './sheets.queries.js';
import { SheetsService } from './sheets.service.js';

/** The list as a spreadsheet that goes out to be edited, and comes back. */
@Module({
  imports: [CommitmentsModule],
  controllers: [SheetsController, SheetsPages],
  providers: [SheetFiles, SheetsService, SheetsQueries, SheetQueue, SheetPageMaker],
})
export class SheetsModule {}
