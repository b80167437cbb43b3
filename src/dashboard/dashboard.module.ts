import { Module } from '@nestjs/common';
import { CalendarModule } from '../calendar/calendar.module.js';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { AcrossController } from './across/across.controller.js';
import { AcrossExports } from './across/across.exports.js';
import { AcrossPages } from './across/across.pages.js';
import { AcrossQueries } from './across/across.queries.js';
import { ComparisonController } from './comparison/comparison.controller.js';
import { ComparisonExports } from './comparison/comparison.exports.js';
import { ComparisonPages } from './comparison/comparison.pages.js';
import { ComparisonQueries } from './comparison/comparison.queries.js';
import { DashboardController } from './dashboard.controller.js';
import { DashboardExports } from './dashboard.exports.js';
import { DataQualityController } from './data-quality.controller.js';
import { DataQualityQueries } from './data-quality.queries.js';
import { KeptFacts } from './facts/kept-facts.js';
import { AgreementForecasts } from './forecast/agreement-forecast.js';
import { ForecastController } from './forecast/forecast.controller.js';
import { ForecastPages } from './forecast/forecast.pages.js';
import { LiveController } from './live/live.controller.js';
import { RevisionFeed } from './live/revision-feed.js';
import { ScreenPages } from './screen/screen.pages.js';
import { OverviewLists } from './overview-lists.js';
import { OverviewPages } from './overview.pages.js';
import { DashboardQueries } from './dashboard.queries.js';
import { TimelineExports } from './timeline/timeline.exports.js';
import { TimelinePages } from './timeline/timeline.pages.js';
import { TimelineQueries } from './timeline/timeline.queries.js';

@Module({
  imports: [CommitmentsModule, CalendarModule],
  controllers: [
    DashboardController,
    DashboardExports,
    DataQualityController,
    ComparisonController,
    ComparisonExports,
    OverviewPages,
    ComparisonPages,
    TimelinePages,
    ForecastController,
    ForecastPages,
    AcrossController,
    AcrossExports,
    TimelineExports,
    AcrossPages,
    LiveController,
    ScreenPages,
  ],
  providers: [
    DashboardQueries,
    KeptFacts,
    OverviewLists,
    DataQualityQueries,
    AcrossQueries,
    RevisionFeed,
    ComparisonQueries,
    TimelineQueries,
    AgreementForecasts,
  ],
})
export class DashboardModule {}
