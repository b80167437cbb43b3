import { Injectable } from '@nestjs/common';
import {
  CommitmentSections,
  type SectionPage,
  type SectionParts,
} from '../../commitments/page/commitment-sections.js';
import { ownReader } from '../../commitments/submitted/readers.js';
import { plannedMoments, reminderMoments } from './commitment-moments.view.js';
import { CommitmentReminders } from './commitment-reminders.queries.js';
import { ReminderFacts } from './commitment-reminders.view.js';

/** What was said about a commitment, and what will be said next. */
@Injectable()
export class RemindersSection {
  constructor(
    sections: CommitmentSections,
    private readonly reminders: CommitmentReminders,
  ) {
    sections.register('reminders', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    const props = {
      ...page,
      ...(await this.reminders.of(page.commitment, ownReader(page.scope.viewer), page.past?.asOf)),
    };
    return {
      facts: ReminderFacts(props),
      moments: reminderMoments(props),
      planned: plannedMoments(props),
    };
  }
}
