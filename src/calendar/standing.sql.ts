import { sql } from 'kysely';
import type { StandingOfYear } from './standing.js';

/** How the years that have been entered stand. */
export const standingOfYears = sql<StandingOfYear[]>`(
  select coalesce(jsonb_agg(jsonb_build_object('year', year, 'standing', case when document_number is null then 'expected' else 'decided' end)), '[]')
  from calendar_year)`;
