import { sql, type RawBuilder } from 'kysely';
import { anywhere, searchWords } from '../../platform/search.js';
import { byEndOf, isPast, type ReadAt } from '../read/read-source.js';
import { queryWords, termQueries, type TermQueries } from './search-words.js';
import { isFor, nobody, type Searcher } from './searcher.js';

/** What is looked for, by whom. */
export interface Looked {
  q: string;
  searcher?: Searcher;
}

/** Ids that a rank has room for; what remains of it, minutes since 2000, lasts for a century. */
const IDS = sql.lit(2 ** 36);

/** Code, title, other own texts; what was said, the newest first, with the row that says it; own texts that have the words apart. */
const places = { code: 0, title: 1, own: 2, said: 3, apart: 4 + 60_000_000 };
const rankOfOwn = (place: Exclude<keyof typeof places, 'said'>) =>
  sql`${sql.lit(places[place])}::bigint * ${IDS}`;
export const rankOfSaid = sql`(${sql.lit(places.apart - 1)} - greatest(coalesce((extract(epoch from d.at)::bigint - 946684800) / 60, 0), 0)) * ${IDS}
  + ${IDS} - 1 - d.id`;
const isOfSaid = (rank: RawBuilder<unknown>) =>
  sql`${rank} between ${rankOfOwn('own')} + ${IDS} and ${rankOfOwn('apart')} - 1`;
const saidOf = (rank: RawBuilder<unknown>) => sql`${IDS} - 1 - ${rank} % ${IDS}`;
/** As the indexes have it. */
const terms = sql`search_vector(d.agreement_id, d.head, d.body)`;
export const asQuery = (text: string) => sql`${text}::tsquery`;
const within = (agreementId: ReadAt['agreementId'], query: string) =>
  typeof agreementId === 'number'
    ? asQuery(`'@${agreementId}' & ${query}`)
    : sql`(('''@' || ${agreementId} || '''')::tsquery && ${asQuery(query)})`;

/**
 * Of an agreement, the commitments in which something is found, as rows of `commitment_id, rank`, the best lowest: a code that begins so, the title,
 * its other own texts, what was said of it, own texts that have the words apart. Scope and side are part of each condition: docs/rules.md §13.
 */
export function foundIn(at: ReadAt, { q, searcher = nobody }: Looked): RawBuilder<unknown> {
  const words = queryWords(q);
  const { agreementId } = at;
  const own = sql`select c.id, ${rankOfOwn('own')} from commitment c where c.agreement_id = ${agreementId} and ${containsAsWritten(q)}`;
  if (words.length === 0) return sql`select x.id as commitment_id, x.rank from (${own}) x (id, rank)`;
  const queries = termQueries(words);
  const ownTexts = inOwnTexts(queries, (query) => within(agreementId, query));
  return sql`
    select x.commitment_id, min(x.rank) as rank from (
      select c.id, ${rankOfOwn('code')} from commitment c where c.agreement_id = ${agreementId} and c.code ilike ${beginning(q)}
      union all ${sql.join(ownTexts, sql` union all `)}
      union all select d.commitment_id, ${rankOfSaid} from search_document d
        where ${inSaid(within(agreementId, queries.asTyped))} and ${isFor(searcher)} and ${hadBeenSaid(at)}
      union all select * from (${own}) o where exists (select 1 from search_backlog)
    ) x (commitment_id, rank) group by 1`;
}

/** In own texts, by the index that has them alone: rows of `commitment_id, rank`, place by place. */
export function inOwnTexts(
  { title, asTyped, apart }: TermQueries,
  made: (query: string) => RawBuilder<unknown> = asQuery,
  more: RawBuilder<unknown> = sql``,
): RawBuilder<unknown>[] {
  const of = (place: 'title' | 'own' | 'apart', query: string) => sql`(
    select d.commitment_id, ${rankOfOwn(place)} as rank from search_document d
    where d.kind = 'commitment' and ${terms} @@ ${made(query)} ${more})`;
  const whole = [of('title', title), of('own', asTyped)];
  return apart === null ? whole : [...whole, of('apart', apart)];
}

/** Whether the document `d` is something that was said, and has what is looked for. */
export const inSaid = (query: RawBuilder<unknown>) => sql`d.kind <> 'commitment' and ${terms} @@ ${query}`;

/** Every word, wherever in own texts: as it was before there were terms, while those are brought in; and where nothing but punctuation is looked for. */
function containsAsWritten(q: string): RawBuilder<boolean> {
  const found = searchWords(q).map((word) => sql`c.search like ${anywhere(word)}`);
  return found.length === 0 ? sql<boolean>`true` : sql<boolean>`(${sql.join(found, sql` and `)})`;
}

const beginning = (q: string) => anywhere(q).slice(1);

/** By the end of the day that is looked at; own texts and indicators are as today. */
const hadBeenSaid = (at: ReadAt) =>
  isPast(at) ? sql`(d.at is null or ${byEndOf(at.asOf)(sql`d.at`)})` : sql`true`;

/** Who said what is in the document `d`: its own row knows, by its key. */
const authorOf = sql`case d.kind
  when 'report' then (select u.author from progress_update u where u.id = d.ref)
  when 'evidence' then (select e.author from evidence e where e.id = d.ref)
  when 'question' then (select q.author from question q where q.id = d.ref)
  when 'answer' then (select o.author from question_outcome o where o.question_id = d.ref)
  when 'directive' then (select i.author from directive i where i.id = d.ref)
  when 'directive_answer' then (select o.author from directive_outcome o where o.directive_id = d.ref)
  when 'note' then (select n.author from side_note n where n.id = d.ref) end`;

/** What was said where that is the best of what was found, as JSON; null where it is the commitment's own text. */
export function whatWasFound(rank: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`case when ${isOfSaid(rank)} then (
    select jsonb_build_object('in', d.kind, 'party', p.code, 'by', ${authorOf}, 'at', iso(d.at), 'text', d.body)
    from search_document d left join party p on p.id = d.party_id where d.id = ${saidOf(rank)}) end`;
}
