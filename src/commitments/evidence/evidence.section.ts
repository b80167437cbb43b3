import { Injectable } from '@nestjs/common';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { EvidenceQueries } from './evidence.queries.js';
import { SmallViews } from './small-view.js';
import { EvidenceView } from './evidence.view.js';

/** What the sides show as proof. */
@Injectable()
export class EvidenceSection {
  constructor(
    sections: CommitmentSections,
    private readonly queries: EvidenceQueries,
    private readonly views: SmallViews,
  ) {
    sections.register('evidence', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    const evidence = await this.queries.list(page.scope.viewer, page.commitment.id, page.past?.asOf);
    const shown = page.past ? evidence.map((item) => ({ ...item, withdrawable: false })) : evidence;
    const views = new Map(
      await Promise.all(shown.map(async (item) => [item.id, await this.views.of(item)] as const)),
    );
    return { wide: EvidenceView({ ...page, evidence: shown, views, limitBytes: this.queries.limitBytes }) };
  }
}
