import type { Undated } from '../calendar/deadline.js';
import { notInTheFile, type Change, type ImportReport } from './import.report.js';

/** What an import would do, a line each, for operators. */
export function linesOfDifference(report: ImportReport): string[] {
  const { agreement, created, updated, unchanged, changes, kept } = report;
  const written = Object.entries(report.written).filter(([, rows]) => rows > 0);
  if (changes.length + kept.length + written.length === 0) return [`${agreement}: no difference`];
  return [
    `${agreement}: importing would create ${created}, update ${updated} and leave ${unchanged} commitments unchanged`,
    ...changes.map(lineOfChange),
    ...kept.map(({ code, what }) =>
      what === notInTheFile ? `  not in the file, kept: ${code}` : `  kept ${code} ${what}`,
    ),
    ...written.map(([table, rows]) => `  rows of ${table}: ${rows}`),
  ];
}

function lineOfChange({ code, what, from, to }: Change): string {
  if (from === null && (what === 'commitment' || what === 'agreement'))
    return `  create ${what} ${code}: ${shown(to)}`;
  return `  change ${code} ${what}: ${shown(from)} → ${shown(to)}`;
}

function shown(value: unknown): string {
  if (value === null || value === '') return '–';
  if (Array.isArray(value)) return value.map(shown).join(', ') || '–';
  if (typeof value !== 'object') return `${value as string | number | boolean}`;
  if ('vi' in value && 'en' in value) return `${String(value.vi)} / ${String(value.en)}`;
  if ('undated' in value) {
    const { reason, reviewOn } = value.undated as Undated;
    return `no date yet, review ${reviewOn}: ${reason}`;
  }
  if ('precision' in value && 'value' in value) return shown(value.value ?? value.precision);
  if ('recipient' in value && 'kind' in value && 'text' in value)
    return `${shown(value.kind)}, ${shown(value.text)}, to ${shown(value.recipient)}`;
  if ('adds' in value && 'name' in value)
    return `${shown(value.name)} (${'target' in value ? shown(value.target) : '–'} ${'unit' in value ? shown(value.unit) : ''}, ${shown(value.adds)})`;
  if ('name' in value) return shown(value.name);
  return 'summary' in value ? shown(value.summary) : JSON.stringify(value);
}
