import { sql, type RawBuilder } from 'kysely';
import { refJson } from '../../agreements/in-reach.sql.js';
import { visibleTo } from '../../agreements/visible.js';
import type { Viewer } from '../../identity/viewer.js';
import { asQuery, inOwnTexts, inSaid, rankOfSaid, whatWasFound } from './found.sql.js';
import { termQueries } from './search-words.js';
import { isFor, searcherOf } from './searcher.js';

/** As many own texts of a kind as are looked at, where very many have what is looked for: more than are counted. */
const MOST_OWN = 2000;
const MOST_SAID = 5000;

interface Looked {
  q: string;
  /** Folded, at least one. */
  words: readonly string[];
  /** The agreement of which what is found comes first among equals. */
  here: number | null;
  limit: number;
}

/**
 * The best found of every agreement that the viewer may read: a code that is just so, then as within one agreement (found.sql.ts). What was said is
 * looked at only where own texts do not make up what is counted.
 */
export function bestFound(viewer: Viewer, { q, words, here, limit }: Looked): RawBuilder<unknown> {
  const queries = termQueries(words);
  const isVisible = sql`d.agreement_id = any(array(select v.id from visible v))`;
  const own = inOwnTexts(queries, asQuery, sql`and ${isVisible} limit ${sql.lit(MOST_OWN)}`);
  return sql`
    with visible as materialized (select a.id, ${refJson} as agreement from agreement a where ${visibleTo(viewer, sql`a.id`)}),
    own as materialized (${sql.join(own, sql` union all `)}),
    said as materialized (
      select d.commitment_id, ${rankOfSaid} as rank from search_document d
      where ${inSaid(asQuery(queries.asTyped))} and ${isVisible} and ${isFor(searcherOf(viewer))} and (select count(*) from own) <= ${sql.lit(MOST_OWN / 2)}
      limit ${sql.lit(MOST_SAID)}),
    found as materialized (
      select x.commitment_id, min(x.rank) as rank from (select * from own union all select * from said) x group by 1),
    best as (
      select c.id, c.code, c.title, c.agreement_id, f.rank, count(*) over ()::integer as total,
        row_number() over (order by c.code <> upper(${q}), f.rank, c.agreement_id is distinct from ${here}::integer, c.agreement_id, c.position) as place
      from found f join commitment c on c.id = f.commitment_id order by place limit ${limit})
    select best.id, best.code, best.title, best.total, v.agreement, ${whatWasFound(sql`best.rank`)} as found
    from best join visible v on v.id = best.agreement_id order by best.place`;
}
