import { isDeepStrictEqual } from 'node:util';
import { RuleBroken } from '../../platform/errors.js';
import type { PostInput } from './user.types.js';

/** Side and body fit the role, as the database has it too (`speaks_for_its_scope`). @throws RuleBroken, at the field */
export function mustFit({ role, party, bodyId, head }: PostInput): void {
  const isOfNobody = role === 'auditor' || role === 'admin';
  if (isOfNobody && party !== null) throw new RuleBroken(speaksForNobody, 'party');
  if (isOfNobody && bodyId !== null) throw new RuleBroken(speaksForNobody, 'bodyId');
  if (!isOfNobody && party === null) throw new RuleBroken(needsSide, 'party');
  if (role === 'liaison' && bodyId === null) throw new RuleBroken(needsBody, 'bodyId');
  if (head && role !== 'liaison') throw new RuleBroken(headIsLiaison, 'head');
}

/** What differs, from and to; null where nothing does. */
export function differences<Input extends object>(
  before: Input,
  after: Input,
): { from: Partial<Input>; to: Partial<Input> } | null {
  const names = (Object.keys(after) as (keyof Input)[]).filter(
    (name) => !isDeepStrictEqual(before[name] ?? null, after[name] ?? null),
  );
  if (names.length === 0) return null;
  const of = (input: Input) =>
    Object.fromEntries(names.map((name) => [name, input[name] ?? null])) as Partial<Input>;
  return { from: of(before), to: of(after) };
}

const speaksForNobody = {
  vi: 'Kiểm tra, giám sát và quản trị viên không thuộc bên nào: hãy để trống bên và cơ quan.',
  en: 'Auditors and administrators represent no side: leave side and body empty.',
};
const needsSide = {
  vi: 'Tài khoản có vai trò này phải thuộc một bên. Hãy chọn bên.',
  en: 'This role needs a side. Choose one.',
};
const needsBody = {
  vi: 'Cán bộ đầu mối phải thuộc một cơ quan của bên đã chọn. Hãy chọn cơ quan.',
  en: 'A liaison officer needs a body of that side. Choose one.',
};
const headIsLiaison = {
  vi: 'Chỉ tài khoản cán bộ đầu mối được ghi là thủ trưởng cơ quan. Hãy bỏ dấu này hoặc chọn vai trò cán bộ đầu mối.',
  en: 'Only a liaison account can be the head of a body. Clear the box, or choose the role of liaison officer.',
};
