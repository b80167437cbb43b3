import { Global, Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { HeaderFacts } from '../shell/header-facts.js';
import { AgreementsAdminPages, AgreementsPages } from './agreements.pages.js';
import { MyWorkPages } from './my-work.pages.js';
import { MyWorkQueries } from './my-work.queries.js';
import { ReportsOwed } from '../commitments/updates/reports-owed.js';
import { OwedReports } from './owed-reports.js';
import { WorkCounts } from './work-counts.js';

/** What waits for the reader; the header of every page counts it, and reports are sent one after the other by it, hence global. */
@Global()
@Module({
  imports: [CommitmentsModule],
  controllers: [MyWorkPages, AgreementsPages, AgreementsAdminPages],
  providers: [
    MyWorkQueries,
    WorkCounts,
    OwedReports,
    { provide: HeaderFacts, useExisting: WorkCounts },
    { provide: ReportsOwed, useExisting: OwedReports },
  ],
  exports: [WorkCounts, HeaderFacts, ReportsOwed],
})
export class MyWorkModule {}
