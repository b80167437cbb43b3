import type { EntityManager } from '@mikro-orm/postgresql';
import { sql, type RawBuilder } from 'kysely';
import type { Day } from '../../platform/clock.js';
import { fold, type BilingualText } from '../../platform/text.js';
import type { Mapping } from './own.types.js';

/** A body of the side whose sheet it is. */
export interface KnownBody {
  code: string;
  name: BilingualText;
  /** Null while it has no end. */
  lastDay: Day | null;
}

/** What a row of an office's own sheet is held against. */
export interface OwnContext {
  mapping: Mapping;
  /** The name of the file, told with what is taken as it stands. */
  file: string;
  /** Whether rows about no commitment yet add one: those of administrators do. */
  adds: boolean;
  today: Day;
  period: { from: Day; to: Day };
  /** Codes by code and name, folded. */
  sectors: ReadonlyMap<string, string>;
  /** By code, name, short name and what the office calls them, folded. */
  bodies: ReadonlyMap<string, KnownBody>;
  /** Ids of commitments by code. */
  byCode: ReadonlyMap<string, number>;
  /** By their text, folded: several where several say the same. */
  byTitle: ReadonlyMap<string, number[]>;
}

/** Reads it in four statements, however many rows there are. */
export async function ownContext(
  em: EntityManager,
  {
    agreementId,
    partyId,
    ...given
  }: { agreementId: number; partyId: number } & Pick<OwnContext, 'mapping' | 'file' | 'adds' | 'today'>,
): Promise<OwnContext> {
  const ask = async <Row>(query: RawBuilder<Row>) => (await query.execute(em.getKysely())).rows;
  const [period] = await ask(sql<{ from: Day; to: Day }>`
    select period_from::text as from, period_to::text as to from agreement where id = ${agreementId}`);
  const sectors = await ask(sql<{ code: string; name: BilingualText }>`
    select code, name from sector where agreement_id = ${agreementId}`);
  const bodies = await bodiesOf(em, partyId);
  const commitments = await ask(sql<{ id: number; code: string; title: string }>`
    select id, code, title ->> 'vi' as title from commitment where agreement_id = ${agreementId} order by position`);
  const byTitle = new Map<string, number[]>();
  for (const { id, title } of commitments) {
    const key = fold(title);
    byTitle.set(key, [...(byTitle.get(key) ?? []), id]);
  }
  return {
    ...given,
    period: period!,
    sectors: new Map(
      sectors.flatMap(({ code, name }) =>
        [code, name.vi, name.en].map((said) => [fold(said), code] as const),
      ),
    ),
    bodies: withOwnNames(bodies, given.mapping),
    byCode: new Map(commitments.map(({ id, code }) => [code, id])),
    byTitle,
  };
}

type BodyRow = KnownBody & { short: BilingualText };

/** The bodies of a side, in their order. */
export async function bodiesOf(em: EntityManager, partyId: number): Promise<BodyRow[]> {
  const { rows } = await sql<BodyRow>`
    select code, name, short, last_day::text as "lastDay" from body where party_id = ${partyId} order by name ->> 'vi', id`.execute(
    em.getKysely(),
  );
  return rows;
}

/** What the office calls a body goes before what the tracker calls one; what it says is none, is none. */
function withOwnNames(bodies: readonly BodyRow[], { bodies: said }: Mapping): Map<string, KnownBody> {
  const known = new Map(
    bodies.flatMap((body) =>
      [body.code, body.name.vi, body.name.en, body.short.vi, body.short.en].map(
        (name) => [fold(name), body] as const,
      ),
    ),
  );
  const byCode = new Map(bodies.map((body) => [body.code, body]));
  for (const [name, code] of Object.entries(said)) {
    const body = code === null ? undefined : byCode.get(code);
    if (body) known.set(fold(name), body);
    else known.delete(fold(name));
  }
  return known;
}
