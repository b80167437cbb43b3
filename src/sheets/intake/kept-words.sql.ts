import type { EntityManager } from '@mikro-orm/postgresql';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { fold } from '../../platform/text.js';
import { headingKey } from './headings.js';
import { indexOf } from './letters.js';
import type { Found, KeptWords, Mapping, OwnField } from './own.types.js';

/** So many sets of headings of a side are looked at: it has one sheet, or a few. */
const MOST_KEPT = 20;

type OfSide = { agreementId: number; partyId: number };

/** What was said of the sheets of a side before, the newest first in everything; null where nothing was. */
export async function keptWords(
  em: EntityManager,
  { agreementId, partyId }: OfSide,
): Promise<KeptWords | null> {
  const { rows } = await sql<{ kept: KeptWords }>`
    select kept from sheet_mapping where agreement_id = ${agreementId} and party_id = ${partyId}
    order by at desc, heads limit ${MOST_KEPT}`.execute(em.getKysely());
  if (rows.length === 0) return null;
  const oldestFirst = rows.map(({ kept }) => kept).toReversed();
  return {
    columns: Object.assign({}, ...oldestFirst.map(({ columns }) => columns)) as KeptWords['columns'],
    bodies: Object.assign({}, ...oldestFirst.map(({ bodies }) => bodies)) as KeptWords['bodies'],
    statuses: Object.assign({}, ...oldestFirst.map(({ statuses }) => statuses)) as KeptWords['statuses'],
    sector: rows[0]!.kept.sector,
  };
}

/** Keeps how a sheet was understood, for the next one of the same side. */
export async function keepWords(
  em: EntityManager,
  { agreementId, partyId, userId, at }: OfSide & { userId: number; at: Date },
  { mapping, found }: { mapping: Mapping; found: Found },
): Promise<void> {
  const headings = headingsOf(mapping, found);
  if (headings.length === 0) return;
  const heads = createHash('sha256').update(JSON.stringify(headings.toSorted())).digest('hex');
  await sql`
    insert into sheet_mapping (agreement_id, party_id, heads, kept, user_id, at)
    values (${agreementId}, ${partyId}, ${heads}, ${JSON.stringify(wordsOf(mapping, found))}::jsonb, ${userId}, ${at})
    on conflict (agreement_id, party_id, heads) do update set kept = excluded.kept, user_id = excluded.user_id, at = excluded.at`.execute(
    em.getKysely(),
  );
}

function headingsOf({ sheet, head }: Mapping, { sheets }: Found): string[] {
  const lines = sheets.find(({ name }) => name === sheet)?.lines ?? [];
  return (lines[head - 1] ?? []).map((heading) => headingKey(heading));
}

/** By heading, also those of which nothing is taken; of two columns with one heading, that which is taken. */
function wordsOf(mapping: Mapping, found: Found): KeptWords {
  const headings = headingsOf(mapping, found);
  const columns: KeptWords['columns'] = Object.fromEntries(
    headings.filter((heading) => heading !== '').map((heading) => [heading, null]),
  );
  for (const [field, letter] of Object.entries(mapping.columns)) {
    const heading = headings[indexOf(letter)];
    if (heading) columns[heading] = field as OwnField;
  }
  const folded = <Meaning>(said: Record<string, Meaning>) =>
    Object.fromEntries(Object.entries(said).map(([word, meaning]) => [fold(word), meaning]));
  return {
    columns,
    bodies: folded(mapping.bodies),
    statuses: folded(mapping.statuses),
    sector: mapping.sector,
  };
}
