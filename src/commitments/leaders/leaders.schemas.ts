import { boolean, integer, list, named, nullable, object, string, text } from '../../platform/http/schema.js';
import type { LeaderRef, SectorLeader, SideLeaders } from './leaders.types.js';

const leaderSchema = named<LeaderRef>(
  'Leader',
  'An account that leads a side',
  object({ id: integer, name: text }),
);

const sectorLeaderSchema = named<SectorLeader>(
  'SectorLeader',
  'Whom a side named for a sector: null where it is all its leaders. Where the one named has lapsed, it is all of them, too',
  object({
    sector: object({ code: string, name: text }),
    leader: nullable(leaderSchema),
    isLapsed: boolean,
  }),
);

export const sideLeadersSchema = named<SideLeaders>(
  'SideLeaders',
  'Who is in charge of which sector on a side, and who could be; the version is its ETag',
  object({
    party: string,
    marker: string,
    partyName: text,
    version: integer,
    sectors: list(sectorLeaderSchema),
    leaders: list(leaderSchema),
  }),
);

export const sectorLeadersSchema = named<{ items: SideLeaders[] }>(
  'SectorLeaders',
  'The leaders in charge, side by side',
  object({ items: list(sideLeadersSchema) }),
);
