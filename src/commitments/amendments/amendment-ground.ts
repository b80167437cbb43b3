import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Actor } from '../../identity/actor.js';
import { dayOf, type Day } from '../../platform/clock.js';
import { beginLongChange, holdCommitments } from '../change/hold.js';
import { loadSeveral, type Loaded } from '../change/load.js';
import type { Ground } from './amendment.rules.js';
import type { KeptChange } from './amendment.types.js';

/** The agreement as an amendment names things in it: by codes, with their ids. */
export interface Known {
  commitments: { id: number; code: string; sector: string }[];
  sectors: { id: number; code: string }[];
  clauses: string[];
  parties: { id: number; code: string; officeId: number }[];
  bodies: { id: number; code: string; party: string; firstDay: Day | null; lastDay: Day | null }[];
  /** Of other amendments that wait: the document, what they name, and the codes that they add. */
  waiting: { number: string; named: string[]; added: string[] }[];
}

/**
 * One amendment of an agreement after the other, and none while a file or a sheet is taken in: what is judged then stands until the transaction ends.
 */
export function takeTurn(em: EntityManager, agreementId: number): Promise<void> {
  return beginLongChange(em, agreementId);
}

/** @param except the amendment that is judged itself */
export async function knownIn(em: EntityManager, agreementId: number, except: number | null): Promise<Known> {
  const { rows } = await sql<Known>`
    select
      (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'code', c.code, 'sector', s.code)), '[]')
        from commitment c join sector s on s.id = c.sector_id where c.agreement_id = a.id) as commitments,
      (select jsonb_agg(jsonb_build_object('id', s.id, 'code', s.code)) from sector s where s.agreement_id = a.id) as sectors,
      (select coalesce(jsonb_agg(l.locator), '[]') from clause l where l.agreement_id = a.id) as clauses,
      (select jsonb_agg(jsonb_build_object('id', p.id, 'code', p.code, 'officeId', p.office_id) order by ap.position)
        from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = a.id) as parties,
      (select coalesce(jsonb_agg(jsonb_build_object('id', b.id, 'code', b.code, 'party', p.code, 'firstDay', b.first_day, 'lastDay', b.last_day)), '[]')
        from body b join party p on p.id = b.party_id join agreement_party ap on ap.party_id = p.id and ap.agreement_id = a.id) as bodies,
      (select coalesce(jsonb_agg(jsonb_build_object('number', m.number,
          'named', (select coalesce(jsonb_agg(n.code), '[]') from amendment_change h
            cross join lateral (select h.said ->> 'commitment' union select h.said ->> 'into') n (code) where h.amendment_id = m.id and n.code is not null),
          'added', (select coalesce(jsonb_agg(h.said ->> 'code'), '[]') from amendment_change h where h.amendment_id = m.id and h.kind = 'add'))), '[]')
        from amendment m where m.agreement_id = a.id and m.status = 'open' and m.id is distinct from ${except}::integer) as waiting
    from agreement a where a.id = ${agreementId}`.execute(em.getKysely());
  return rows[0]!;
}

/** Locks and loads the commitments that are named, by code; all of the agreement are locked where some are added, since their places may move. */
export async function namedIn(
  em: EntityManager,
  changes: readonly KeptChange[],
  { commitments }: Known,
  { actor, at }: { actor: Actor; at: Date },
): Promise<Map<string, Loaded>> {
  const codes = new Set(changes.flatMap(codesOf));
  const named = commitments.filter(({ code }) => codes.has(code)).map(({ id }) => id);
  const held = changes.some(({ kind }) => kind === 'add') ? commitments.map(({ id }) => id) : named;
  await holdCommitments(em, held);
  const loaded = await loadSeveral(em, named, actor, dayOf(at));
  return new Map(loaded.map((each) => [each.commitment.code, each]));
}

export function codesOf(change: KeptChange): string[] {
  if (change.kind === 'add') return [];
  return change.kind === 'merge' ? [change.commitment, change.into] : [change.commitment];
}

export function groundOf(known: Known, named: ReadonlyMap<string, Loaded>, today: Day): Ground {
  const { commitments, sectors, clauses, parties, bodies, waiting } = known;
  return {
    today,
    named,
    taken: new Set([...commitments.map(({ code }) => code), ...waiting.flatMap(({ added }) => added)]),
    elsewhere: new Map(waiting.flatMap(({ number, named: codes }) => codes.map((code) => [code, number]))),
    sectors: new Set(sectors.map(({ code }) => code)),
    clauses: new Set(clauses),
    parties: parties.map(({ code }) => code),
    bodies: new Map(
      bodies.map(({ code, party, firstDay, lastDay }) => [
        code,
        { party, stands: (firstDay ?? today) <= today && (lastDay ?? today) >= today },
      ]),
    ),
  };
}
