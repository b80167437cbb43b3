import { Injectable } from '@nestjs/common';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { ContributionsView } from './contributions.view.js';
import { ContributionsQueries } from './contributions.queries.js';

/** What cooperating bodies sent to the lead body. */
@Injectable()
export class ContributionsSection {
  constructor(
    sections: CommitmentSections,
    private readonly queries: ContributionsQueries,
  ) {
    sections.register('contributions', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    const contributions = await this.queries.of(page.scope.viewer, page.commitment.id, {
      day: page.past?.asOf,
    });
    return contributions.length === 0 ? {} : { wide: ContributionsView({ ...page, contributions }) };
  }
}
