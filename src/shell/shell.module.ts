import { Global, Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { AssetsController } from './assets.controller.js';
import { KeptText } from './kept-text.js';
import { LanguageController } from './language.controller.js';
import { PageCache } from './page-cache.js';
import { PageFrame } from './page-frame.js';

/** What every page needs. `HeaderFacts` come from a room above. */
@Global()
@Module({
  imports: [CalendarModule],
  controllers: [AssetsController, LanguageController],
  providers: [PageFrame, PageCache, KeptText],
  exports: [PageFrame, PageCache, KeptText],
})
export class ShellModule {}
