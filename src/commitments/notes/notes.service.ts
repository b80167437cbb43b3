import { Injectable } from '@nestjs/common';
import { appendAudit } from '../../audit/audit.js';
import { NotFound } from '../../platform/errors.js';
import { CommitmentsService, type Change, type Changing } from '../commitments.service.js';
import { actorAsSpeaker } from '../commitment-state.js';
import { actions, mustBeAllowed } from '../may.js';
import { SideNote } from './note.entity.js';

/** Who writes the same again within it sent it twice. */
const SENT_TWICE_MS = 60_000;

/**
 * Internal notes. They append no event and raise neither version nor revision: nobody else is to learn of them by that.
 * The audit log says that one was written or withdrawn, by whom and on which commitment, and nothing of what it says.
 */
@Injectable()
export class NotesService {
  constructor(private readonly commitments: CommitmentsService) {}

  /** On the actor's own side. @returns the note's number on it, and when it was written */
  write(change: Change, text: string): Promise<{ number: number; at: Date }> {
    return this.commitments.change(change, actions.writeNote, async (changing) => {
      const { em, commitment, side } = changing;
      const since = new Date(change.at.getTime() - SENT_TWICE_MS);
      const { userId } = change.actor;
      const same = { sideId: side.id, userId, text, withdrawnAt: null, at: { $gte: since } };
      const before = await em.findOne(SideNote, same, { orderBy: { id: 'desc' } });
      if (before) return numbered(changing, before);
      const note = Object.assign(new SideNote(), {
        commitmentId: commitment.id,
        sideId: side.id,
        userId,
        author: change.actor.name,
        at: change.at,
        text,
      });
      await em.persist(note).flush();
      await record('commitment.note_written', changing, change);
      return numbered(changing, note);
    });
  }

  /** By its author, or by the side's coordinator. A note of another side is not found. */
  withdraw(change: Change, number: number): Promise<void> {
    const { actor, at } = change;
    return this.commitments.change(change, actions.readNotes, async (changing) => {
      const { em, side, state } = changing;
      const [note] = await em.find(
        SideNote,
        { sideId: side.id },
        { orderBy: { id: 'asc' }, offset: number - 1, limit: 1 },
      );
      if (!note) throw new NotFound();
      const added = { party: side.partyId, author: note.userId ?? null };
      mustBeAllowed(actorAsSpeaker(actor), state, actions.withdrawNote(added));
      if (!note.withdraw(actor.userId, at)) return;
      await em.flush();
      await record('commitment.note_withdrawn', changing, change);
    });
  }
}

async function numbered({ em }: Changing, { id, sideId, at }: SideNote) {
  return { number: await em.count(SideNote, { sideId, id: { $lte: id } }), at };
}

function record(
  kind: 'commitment.note_written' | 'commitment.note_withdrawn',
  { em, commitment: { agreementId, code } }: Changing,
  { actor, at }: Change,
): Promise<void> {
  return appendAudit(em, { kind, at, actor, agreementId, subject: code });
}
