import { Injectable } from '@nestjs/common';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { SideNotes } from './commitment-notes.view.js';
import { NotesQueries } from './notes.queries.js';

/** The internal notes of the viewer's own side. */
@Injectable()
export class NotesSection {
  constructor(
    sections: CommitmentSections,
    private readonly queries: NotesQueries,
  ) {
    sections.register('notes', this);
  }

  async parts(page: SectionPage): Promise<SectionParts> {
    if (!page.can.readNotes) return {};
    const notes = await this.queries.of(page.scope.viewer, page.commitment.id, {
      day: page.past?.asOf,
    });
    const shown = page.past ? notes.map((note) => ({ ...note, mayWithdraw: false })) : notes;
    return { facts: SideNotes({ ...page, notes: shown }) };
  }
}
