import { Module } from '@nestjs/common';
import { SheetApplying } from './applying/sheet-applying.js';
import { ImportService } from '../exchange/import.service.js';
import { IntakeApplying } from './intake/intake-applying.js';
import { IntakeReading } from './intake/intake-reading.js';
import { SheetReading } from './preview/sheet-reading.js';
import { SheetWork } from './sheet-work.js';

/** What the worker does for sheets: it shows no pages. */
@Module({
  providers: [SheetReading, SheetApplying, IntakeReading, IntakeApplying, ImportService, SheetWork],
  exports: [SheetWork],
})
export class SheetWorkModule {}
