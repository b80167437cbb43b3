import { qualities } from '../commitments/read/list.types.js';
import { choice, integer, list, named, object, string } from '../platform/http/schema.js';
import type { DataQuality } from './data-quality.types.js';

export const dataQualitySchema = named<DataQuality>(
  'DataQuality',
  'How many commitments have a doubtful record, by kind',
  object({ items: list(object({ kind: choice(qualities), count: integer, filter: string })) }),
);
