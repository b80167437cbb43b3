import {
  boolean,
  choice,
  day,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import type { MatterItem, MatterPage } from './matter-history.types.js';
import { matterHolders, matterLevels, matterSteps, type OpenMatter } from './matter.types.js';

/** As it stands in its commitment. */
export const openMatterSchema = object<OpenMatter>({
  id: integer,
  party: string,
  level: choice(matterLevels),
  openedAt: instant,
  role: choice(matterHolders),
  holder: string,
  outside: nullable(string),
});

const holder = nullable(object({ role: choice(matterHolders), party: string, outside: nullable(string) }));

export const matterSchema = named<MatterItem>(
  'Matter',
  'Something that a level other than the lead body must decide, and through whose hands it has gone',
  object({
    id: integer,
    party: string,
    level: choice(matterLevels),
    openedAt: instant,
    holder,
    difficulties: string,
    steps: list(
      object({
        kind: choice(matterSteps),
        at: instant,
        by: text,
        holder,
        text: nullable(string),
        document: nullable(object({ number: string, issuedOn: day, issuer: string })),
        updateId: nullable(integer),
        illustrative: boolean,
      }),
    ),
  }),
);

export const matterPageSchema = named<MatterPage>(
  'MatterList',
  'Matters that a level other than the lead body must decide, newest first',
  object({ items: list(matterSchema), nextCursor: nullable(string) }),
);
