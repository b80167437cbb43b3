import { Module } from '@nestjs/common';
import { SheetApplying } from './applying/sheet-applying.js';
import { SheetReading } from './preview/sheet-reading.js';
import { SheetWork } from './sheet-work.js';

/** What the worker does for sheets: it shows no pages. */
@Module({ providers: [SheetReading, SheetApplying, SheetWork], exports: [SheetWork] })
export class SheetWorkModule {}
