import { inputPipe } from '../../platform/http/input.js';
import { Malformed } from '../../platform/errors.js';
import type { OwnSheet } from '../sheets.service.js';
import { MappingDto } from './mapping.dto.js';

/** Of the field that says how a sheet is to be understood. */
export const MOST_MAPPING_BYTES = 200_000;

/**
 * What a form says of a sheet that an office keeps itself; null where it says nothing of that sort.
 * @throws Malformed for another field, or a mapping that cannot be read
 */
export async function ownSheetOf({
  _csrf,
  mapping,
  party,
  ...others
}: Record<string, string>): Promise<OwnSheet | null> {
  const [unknown] = Object.keys(others);
  if (unknown !== undefined)
    throw new Malformed([{ field: unknown, message: `property ${unknown} should not exist` }]);
  if (party !== undefined && !/^[a-z0-9-]{1,40}$/.test(party))
    throw new Malformed([{ field: 'party', message: 'must be the code of a side' }]);
  if (mapping === undefined && party === undefined) return null;
  return { party, mapping: mapping === undefined ? null : (await mappingIn(mapping)).toMapping() };
}

async function mappingIn(text: string): Promise<MappingDto> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Malformed([{ field: 'mapping', message: 'must be JSON' }]);
  }
  return (await inputPipe.transform(value, { type: 'body', metatype: MappingDto })) as MappingDto;
}
