import { stringify } from 'yaml';
import { composed } from '../../platform/text.js';
import type { AgreementFile } from './agreement-file.js';

/**
 * The agreement as the text of a file. Every string is in quotes, so that "2020", "1.10" and days stay strings
 * for any reader of YAML.
 */
export function writeAgreement(file: AgreementFile): string {
  const text = stringify(file, {
    defaultStringType: 'QUOTE_SINGLE',
    defaultKeyType: 'PLAIN',
    aliasDuplicateObjects: false,
    lineWidth: 110,
  });
  return composed(text, text.length);
}
