import { sql, type RawBuilder } from 'kysely';
import { MOST_CHOICES } from '../identity/scope.js';
import { lastChangedAt, presentOwnRevision, presentRevision } from './revision.sql.js';

/** Which agreement a request asks for. */
export interface AgreementAsked {
  /** By the address; where it names none, the last one visited or else the first is meant. */
  slug?: string;
  /** The slug of the one last visited. */
  last?: string;
  /** Pages also show whose agreement it is, and offer a choice. */
  forPage: boolean;
}

/** `agreement` and `choices` as one row. @param visible the condition that `a.id` is the caller's to see */
export function agreementsInReach(
  { slug, last = '', forPage }: AgreementAsked,
  visible: RawBuilder<boolean>,
): RawBuilder<unknown> {
  const asked =
    slug === undefined
      ? sql`${visible} order by a.slug = ${last} desc, a.id`
      : sql`a.slug = ${slug} and ${visible}`;
  const choices = sql`(select coalesce(jsonb_agg(${refJson} order by a.id), '[]') from (
    select a.* from agreement a where ${visible} order by a.id limit ${MOST_CHOICES + 1}) a)`;
  return sql`
    select (select ${forPage ? sql`${refJson} || ${restJson}` : refJson} from agreement a where ${asked} limit 1) as agreement,
      ${forPage ? choices : sql`'[]'::jsonb`} as choices`;
}

/** An `AgreementRef`. */
export const refJson = sql`jsonb_build_object('id', a.id, 'slug', a.slug, 'number', a.number, 'kind', a.kind, 'title', a.title,
  'revision', ${presentRevision}, 'ownRevision', ${presentOwnRevision}, 'cutoffDay', a.reporting_cutoff_day, 'dueDay', a.report_due_day)`;

const restJson = sql`jsonb_build_object('changedAt', iso(${lastChangedAt}), 'period', jsonb_build_object('from', a.period_from, 'to', a.period_to),
  'parties', (select jsonb_agg(jsonb_build_object('code', p.code, 'marker', p.marker, 'name', p.name) order by ap.position)
    from agreement_party ap join party p on p.id = ap.party_id where ap.agreement_id = a.id))`;
