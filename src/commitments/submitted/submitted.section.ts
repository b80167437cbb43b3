import { Injectable } from '@nestjs/common';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { OpenReports } from './open-reports.view.js';
import { ReportVersions } from './report-versions.view.js';
import { ReportsQueries } from './reports.queries.js';

const REPORTS_SHOWN = 20;

/** To a side's own people: what they sent and no other side sees yet. To everyone: earlier reports, and earlier versions of them. */
@Injectable()
export class SubmittedSection {
  constructor(
    sections: CommitmentSections,
    private readonly reports: ReportsQueries,
  ) {
    sections.register('submitted', { parts: (page) => this.open(page) });
    sections.register('reports', { parts: (page) => this.versions(page) });
  }

  private async open(page: SectionPage): Promise<SectionParts> {
    if (page.past || page.scope.agreement.ownRevision === 1) return {};
    const reports = await this.reports.open(page.scope.viewer, page.commitment.id);
    return reports.length === 0 ? {} : { act: OpenReports({ ...page, reports }) };
  }

  private async versions(page: SectionPage): Promise<SectionParts> {
    // Most are never corrected: their page asks for nothing more.
    if (Object.values(page.commitment.statements).every((said) => said?.corrects == null)) return {};
    const asked = { limit: REPORTS_SHOWN, day: page.past?.asOf };
    const { items } = await this.reports.page(page.scope.viewer, page.commitment.id, asked);
    const standing = items.filter(({ review }) => review === null || review.status === 'accepted');
    return standing.length < 2 ? {} : { wide: ReportVersions({ ...page, reports: standing }) };
  }
}
