import { Global, Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { HeaderFacts } from '../shell/header-facts.js';
import { AgreementsAdminPages, AgreementsPages } from './agreements.pages.js';
import { MyWorkPages } from './my-work.pages.js';
import { MyWorkQueries } from './my-work.queries.js';
import { WorkCounts } from './work-counts.js';

/** What waits for the reader; the header of every page counts it, hence global. */
@Global()
@Module({
  imports: [CommitmentsModule],
  controllers: [MyWorkPages, AgreementsPages, AgreementsAdminPages],
  providers: [MyWorkQueries, WorkCounts, { provide: HeaderFacts, useExisting: WorkCounts }],
  exports: [WorkCounts, HeaderFacts],
})
export class MyWorkModule {}
