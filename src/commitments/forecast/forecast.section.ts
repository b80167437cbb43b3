import { Injectable } from '@nestjs/common';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { isOpen } from './history.js';
import { ForecastQueries } from './forecast.queries.js';
import { ForecastFacts } from './forecast.view.js';

/** Whether the commitment will be done by its deadline, on its page. */
@Injectable()
export class ForecastSection {
  constructor(
    sections: CommitmentSections,
    private readonly forecasts: ForecastQueries,
  ) {
    sections.register('forecast', this);
  }

  async parts({ commitment, scope, today, frame }: SectionPage): Promise<SectionParts> {
    if (!commitment.due.date || !isOpen(commitment.status)) return {};
    const forecast = await this.forecasts.ofCommitment(scope.agreement.id, commitment.id, today);
    return {
      facts:
        forecast &&
        ForecastFacts({
          forecast,
          sides: commitment.sides,
          slug: scope.agreement.slug,
          language: frame.language,
        }),
    };
  }
}
