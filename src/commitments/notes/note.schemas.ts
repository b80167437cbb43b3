import {
  boolean,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import type { NoteItem, NotePage } from './note.types.js';

export const noteSchema = named<NoteItem>(
  'Note',
  'An internal note of the caller’s own side',
  object({
    id: integer,
    at: instant,
    by: text,
    text: nullable(string),
    withdrawnAt: nullable(instant),
    mayWithdraw: boolean,
  }),
);

export const notePageSchema = named<NotePage>(
  'NoteList',
  'Internal notes, newest first',
  object({ items: list(noteSchema), nextCursor: nullable(string) }),
);
