import { Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { IntakePages } from './intake/intake.pages.js';
import { IntakeController } from './intake/intake.controller.js';
import { IntakeQueries } from './intake/intake.queries.js';
import { IntakeService } from './intake/intake.service.js';
import { IntakePageMaker } from './intake/page/intake-page-maker.js';
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
  controllers: [SheetsController, IntakeController, IntakePages, SheetsPages],
  providers: [
    SheetFiles,
    SheetsService,
    SheetsQueries,
    SheetQueue,
    SheetPageMaker,
    IntakeService,
    IntakeQueries,
    IntakePageMaker,
  ],
})
export class SheetsModule {}
