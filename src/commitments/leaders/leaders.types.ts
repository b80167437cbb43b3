import type { BilingualText } from '../../platform/text.js';

/** An account that leads a side. */
export interface LeaderRef {
  id: number;
  name: BilingualText;
}

export interface SectorLeader {
  sector: { code: string; name: BilingualText };
  /** Whom the side named; null where it is all its leaders. */
  leader: LeaderRef | null;
  /** Named, but disabled or no longer a leader of the side: all its leaders are in charge. */
  isLapsed: boolean;
}

/** Of one side: who is in charge of which sector, and who could be. */
export interface SideLeaders {
  party: string;
  marker: string;
  partyName: BilingualText;
  /** Raised each time that somebody is named: what a change is based on. */
  version: number;
  sectors: SectorLeader[];
  leaders: LeaderRef[];
}

/** Whom a side names for a sector; null for all its leaders. */
export interface Naming {
  sector: string;
  leader: number | null;
}
