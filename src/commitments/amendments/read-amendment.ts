import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { faultsOf, type ReadFaults } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { boxOfField } from './amendment-form.js';
import { AmendmentDto } from './amendment.dto.js';

/** Reads a form by the class that reads a program’s input: each fault under the box in which it was typed. */
export async function readAmendment(
  input: object,
  language: Language,
): Promise<{ input: AmendmentDto; faults: ReadFaults }> {
  const read = plainToInstance(AmendmentDto, input);
  const found = await validate(read, { stopAtFirstError: true, whitelist: true });
  const say = words(language).commitment.amendments.form.faults;
  const faults: ReadFaults = {};
  for (const { path, error } of leavesOf(found)) {
    const box = boxOfField(path);
    const name = error.property;
    const own = path.startsWith('source.')
      ? say[name as 'number' | 'title' | 'issuedOn']
      : inChange(name, say);
    faults[box] ??= faultsOf([error], { [name]: own ?? say.changes })[name]!;
  }
  return { input: read, faults };
}

function inChange(name: string, say: Record<'due' | 'code' | 'wording', string>): string | undefined {
  if (name === 'precision' || name === 'due') return say.due;
  if (name === 'vi' || name === 'en' || name === 'title') return say.wording;
  return name === 'code' ? say.code : undefined;
}

function leavesOf(found: ValidationError[], path = ''): { path: string; error: ValidationError }[] {
  return found.flatMap((error) => {
    const own = path ? `${path}.${error.property}` : error.property;
    const children = leavesOf(error.children ?? [], own);
    return children.length > 0 ? children : [{ path: own, error }];
  });
}
