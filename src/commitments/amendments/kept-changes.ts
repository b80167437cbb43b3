import type { BilingualText } from '../../platform/text.js';
import { Malformed } from '../../platform/errors.js';
import type { Known } from './amendment-ground.js';
import type { AddedCommitment, KeptChange, NewChange } from './amendment.types.js';

/**
 * Changes as they are kept: by codes, and with a code for each commitment that is added.
 * @throws Malformed where a change lacks what its kind needs, each under `changes.N.field`
 */
export function keptChanges(changes: readonly NewChange[], known: Known): KeptChange[] {
  const faults: { field: string; message: BilingualText }[] = [];
  const used = [
    ...known.commitments.map(({ code }) => code),
    ...known.waiting.flatMap((waiting) => waiting.added),
  ];
  used.push(...changes.flatMap(({ code }) => code ?? []));
  const kept = changes.map((change, place) => {
    const missing = missingIn(change);
    for (const [field, message] of missing) faults.push({ field: `changes.${place}.${field}`, message });
    return missing.length > 0 ? [] : keptChange(change, known, used);
  });
  if (faults.length > 0) throw new Malformed(faults);
  return kept.flat();
}

function missingIn({
  kind,
  commitment,
  title,
  due,
  into,
  code,
  sector,
}: NewChange): [string, BilingualText][] {
  if (kind === 'add')
    return [
      ...(title ? [] : ([['title', needed.title]] as [string, BilingualText][])),
      ...((code ?? sector) ? [] : ([['sector', needed.sector]] as [string, BilingualText][])),
    ];
  if (commitment === undefined) return [['commitment', needed.commitment]];
  if (kind === 'reword' && !title && !due) return [['title', needed.wording]];
  return kind === 'merge' && into === undefined ? [['into', needed.into]] : [];
}

function keptChange(change: NewChange, known: Known, used: string[]): KeptChange {
  const { kind, title, due } = change;
  if (kind === 'add') return added(change, used);
  const commitment = codeOf(change.commitment!, known);
  if (kind === 'merge') return { kind, commitment, into: codeOf(change.into!, known) };
  if (kind === 'withdraw') return { kind, commitment };
  return { kind, commitment, ...(title && { title }), ...(due && { due }) };
}

/** An id that is none of the agreement's stays what it is, to be refused by its name. */
function codeOf(named: number | string, { commitments }: Known): string {
  if (typeof named === 'string') return named;
  return commitments.find(({ id }) => id === named)?.code ?? String(named);
}

function added({ title, due, code, sector, clauses, leads }: NewChange, used: string[]): AddedCommitment {
  const within = sector ?? code!.slice(0, code!.indexOf('.'));
  const own = code ?? nextOf(within, used);
  if (code === undefined) used.push(own);
  return {
    kind: 'add',
    code: own,
    sector: within,
    title: title!,
    due: due ?? null,
    clauses: [...new Set(clauses ?? [])],
    leads: { ...leads },
  };
}

/** The next number of the sector. */
function nextOf(sector: string, used: readonly string[]): string {
  const numbers = used
    .filter((code) => code.startsWith(`${sector}.`))
    .map((code) => Number(code.slice(sector.length + 1)) || 0);
  return `${sector}.${String(Math.max(0, ...numbers) + 1).padStart(2, '0')}`;
}

const needed = {
  title: { vi: 'Hãy ghi nội dung cam kết.', en: 'Enter the wording of the commitment.' },
  sector: { vi: 'Hãy chọn lĩnh vực.', en: 'Choose the sector.' },
  commitment: { vi: 'Hãy chọn cam kết.', en: 'Choose the commitment.' },
  wording: {
    vi: 'Hãy ghi nội dung mới hoặc thời hạn mới.',
    en: 'Enter the new wording, or a new deadline.',
  },
  into: { vi: 'Hãy chọn cam kết được nhập vào.', en: 'Choose the commitment into which it is merged.' },
};
