import type { Day } from '../../platform/clock.js';
import type { FormFaults } from '../../platform/http/forms.js';
import type { Said } from '../../shell/said.js';
import type { Frame } from '../../web/frame.js';
import type { ListFilter } from '../parts/links.js';
import type { EvidenceCounts } from '../read/evidence-counts.js';
import type { ListedGroup } from '../read/grouping.js';
import type { BodyRef, NamedCode } from '../commitment.types.js';
import type { CommitmentFacets, CommitmentPage } from '../read/list.types.js';
import type { ListShape } from './shape.js';

export interface ListViewProps {
  frame: Frame;
  slug: string;
  /** The agreement's number, for the line under the title. */
  number: string;
  filter: ListFilter;
  /** The days as typed, and what is wrong with them, where they are no days: the filter goes without them. */
  typed?: Pick<ListFilter, 'dueFrom' | 'dueTo' | 'asOf' | 'knownAt'>;
  faults?: FormFaults;
  /** What the reader just did. */
  said?: Said | null;
  /** Of this address: how many rows were shown on the pages before this one. */
  shownBefore?: number;
  page: CommitmentPage;
  /** The same rows in groups, and how many rows all pages have together. */
  grouped?: { groups: ListedGroup[]; rows: number };
  /** In which columns and groups. */
  shape: ListShape;
  evidence?: EvidenceCounts;
  facets: CommitmentFacets;
  sectors: NamedCode[];
  parties: { code: string; marker: string; name: NamedCode['name'] }[];
  bodies: (Pick<BodyRef, 'code' | 'short' | 'name'> & { party: string })[];
  /** The day of the figures, the day to which entries count, and today. */
  asOf: Day;
  knownAt: Day;
  today: Day;
}
