import {
  choice,
  instant,
  integer,
  list,
  named,
  nullable,
  object,
  string,
  text,
} from '../../platform/http/schema.js';
import { languages } from '../../platform/text.js';
import { madeKinds } from '../documents.types.js';
import { templateFieldKinds, type TemplateDetail, type TemplateInForce } from './template.types.js';

const slotSchema = named<TemplateInForce>(
  'TemplateSlot',
  'A kind of document, and what it is made of: a version of the office’s own template, or the shipped layout',
  object({
    slot: string,
    kind: choice(madeKinds),
    party: nullable(string),
    language: choice(languages),
    inForce: nullable(integer),
    since: nullable(instant),
    by: nullable(text),
    versions: integer,
  }),
);

export const templateSlotsSchema = named<{ items: TemplateInForce[] }>(
  'TemplateSlots',
  'Every kind of document of an agreement',
  object({ items: list(slotSchema) }),
);

export const templateDetailSchema = named<TemplateDetail>(
  'TemplateDetail',
  'The templates of one kind of document, newest first, and the fields that they can name',
  object({
    slot: slotSchema,
    versions: list(
      object({ version: integer, fileName: string, sha256: string, size: integer, at: instant, by: text }),
    ),
    fields: list(
      object({
        name: string,
        kind: choice(templateFieldKinds),
        list: nullable(string),
        meaning: text,
        example: nullable(string),
      }),
    ),
  }),
);

export const templateTakenSchema = named<{ version: number }>(
  'TemplateTaken',
  'A template that was checked and kept',
  object({ version: integer }),
);
