import { choice, integer, list, named, nullable, object, string, text } from '../platform/http/schema.js';
import { bulkFields, bulkOutcomes, type BulkChange, type BulkItem, type BulkResult } from './bulk.types.js';

const itemSchema = named<BulkItem>(
  'BulkItem',
  'A commitment among many: what becomes of it, or why it is refused; done says of a preview that it would be',
  object({
    id: integer,
    code: nullable(string),
    title: nullable(text),
    version: nullable(integer),
    outcome: choice(bulkOutcomes),
    reason: nullable(text),
    changes: list(
      object<BulkChange>({ field: choice(bulkFields), from: nullable(text), to: nullable(text) }),
    ),
  }),
);

export const bulkSchema = named<BulkResult>(
  'Bulk',
  'What becomes of many commitments, in the order in which they were named',
  object({ items: list(itemSchema) }),
);
