import { Module } from '@nestjs/common';
import { HealthAnswers } from './health-answers.js';
import { HealthController } from './health.controller.js';
import { HeartbeatLog } from './heartbeat-log.js';
import { Readiness } from './readiness.js';
import { ScrapedFigures } from './scraped-figures.js';

@Module({
  controllers: [HealthController],
  providers: [Readiness, ScrapedFigures, HealthAnswers, HeartbeatLog],
})
export class HealthModule {}
