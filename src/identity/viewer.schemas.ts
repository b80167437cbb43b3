import {
  boolean,
  choice,
  day,
  integer,
  named,
  nullable,
  object,
  string,
  text,
  withOptional,
} from '../platform/http/schema.js';
import { languages } from '../platform/text.js';
import { roles, type Viewer } from './viewer.js';

const partySchema = object({ id: integer, code: string, marker: string, name: text });
const bodySchema = withOptional(object({ id: integer, code: string, name: text }), {
  handsOverAfter: nullable(day),
});

const standInSchema = object({
  userId: integer,
  email: string,
  name: text,
  role: choice(roles),
  partyId: integer,
  bodyId: nullable(integer),
  until: day,
});

export const viewerSchema = named<Viewer>(
  'Account',
  'A signed-in account: a post, with its side and body',
  withOptional(
    object({
      userId: integer,
      email: string,
      name: text,
      role: choice(roles),
      party: nullable(partySchema),
      body: nullable(bodySchema),
      language: choice(languages),
    }),
    { secondFactorMissing: boolean, onlyAgreementId: integer, standIn: standInSchema },
  ),
);
