import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { By } from '../../identity/actor.js';
import { Conflict, SignedOutMeanwhile } from '../../platform/errors.js';
import { mustStand } from '../../platform/standing.js';
import type { Loaded } from '../change/load.js';
import { settle } from '../change/settle.js';
import { writeChange, type PendingEvent } from '../change/write.js';
import type { Amendment } from './amendment.entity.js';

/** What each event of an amendment says of it. */
export const aboutAmendment = ({ id, number, title, issuedOn }: Amendment) => ({
  amendmentId: id,
  amendment: { number, title, issuedOn },
});

/** Writes each of the commitments that something is told of, with all that follows. They are locked, so nobody was faster. */
export async function writeEvents(
  em: EntityManager,
  named: ReadonlyMap<string, Loaded>,
  events: ReadonlyMap<string, PendingEvent[]>,
  { actor, at }: By,
): Promise<void> {
  for (const [code, own] of events) {
    const loaded = named.get(code);
    if (!loaded) continue;
    own.push(...settle(loaded.commitment, at, loaded.differencePoints));
    const written = await writeChange(em, { ...loaded, events: own, row: null, actor, at });
    if (written) continue;
    await mustStand(em, actor);
    throw actor.standing ? new Conflict(changedMeanwhile(code)) : new SignedOutMeanwhile();
  }
}

/** The same thing said of every commitment that is named. */
export function ofEach(
  named: ReadonlyMap<string, Loaded>,
  event: (code: string) => PendingEvent,
): Map<string, PendingEvent[]> {
  return new Map([...named.keys()].map((code) => [code, [event(code)]]));
}

/** So that open pages of an agreement learn of what changes none of its commitments. */
export async function raiseRevision(em: EntityManager, agreementId: number, at: Date): Promise<void> {
  await sql`update agreement set revision = revision + 1, raised_in = pg_current_xact_id(), changed_at = greatest(changed_at, ${at})
    where id = ${agreementId}`.execute(em.getKysely());
}

const changedMeanwhile = (code: string) => ({
  vi: `Cam kết ${code} vừa được người khác thay đổi. Nội dung chưa được lưu; hãy gửi lại.`,
  en: `Someone else has just changed commitment ${code}. Nothing was saved; please send it again.`,
});
