import { Injectable } from '@nestjs/common';
import type { Viewer } from '../../identity/viewer.js';
import { DetailQueries } from '../read/detail.queries.js';
import { EvidenceQueries } from '../evidence/evidence.queries.js';
import { NotesQueries } from '../notes/notes.queries.js';
import { abilitiesOf } from './abilities.js';
import { CommitmentReminders } from '../../reminders/commitment-reminders.queries.js';

/** What the page of one commitment shows, read for one viewer. */
@Injectable()
export class CommitmentPageData {
  constructor(
    private readonly details: DetailQueries,
    private readonly reminders: CommitmentReminders,
    private readonly notes: NotesQueries,
    private readonly evidence: EvidenceQueries,
  ) {}

  async read(viewer: Viewer, slug: string, code: string) {
    const commitment = await this.details.byCode(viewer, slug, code);
    const can = abilitiesOf(viewer, commitment);
    const [events, told, notes, evidence] = await Promise.all([
      this.details.events(viewer, commitment.id),
      this.reminders.of(commitment),
      can.readNotes ? this.notes.of(viewer, commitment.id) : [],
      this.evidence.list(viewer, commitment.id),
    ]);
    const { limitBytes: fileLimitBytes } = this.evidence;
    return { commitment, can, events, notes, evidence, fileLimitBytes, ...told };
  }

  /** @throws NotFound where the viewer may not know of it */
  async idOf(viewer: Viewer, slug: string, code: string): Promise<number> {
    return (await this.details.byCode(viewer, slug, code)).id;
  }
}
