import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { faultsOf, type FormValues, type ReadFaults } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { readFigures } from '../indicators/figure-values.js';
import { UpdateDto } from './update.dto.js';
import { typedPercent, type UpdateValues } from './update-values.js';

/** Reads a report as it is meant, by the class that reads it from programs too. */
export async function readStatement(
  { doneOn, noEvidenceReason, ...said }: UpdateValues,
  { period, ...typed }: FormValues,
  language: Language,
): Promise<{ input: UpdateDto; faults: ReadFaults }> {
  const percent = typedPercent(said.percent) ?? Number.NaN;
  const ofCompletion = { doneOn: doneOn || undefined, noEvidenceReason: noEvidenceReason || undefined };
  const { figures, faults } = readFigures(typed, language);
  const indicators = figures.length > 0 ? figures : undefined;
  const input = plainToInstance(UpdateDto, { ...said, ...ofCompletion, percent, period, indicators });
  const found = await validate(input, { stopAtFirstError: true });
  const { text, ...say } = words(language).commitment.update.faults;
  const own = Object.fromEntries(found.map(({ property }) => [property, text]));
  return { input, faults: { ...faultsOf(found, { ...own, ...say }), ...faults } };
}
