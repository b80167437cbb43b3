import { isDeepStrictEqual } from 'node:util';
import { RuleBroken } from '../../platform/errors.js';
import type { BodyInput } from './body.types.js';

/** What can be said of a body without looking at others. @throws RuleBroken, at the field */
export function mustHold({ firstDay, lastDay, successorId }: BodyInput): void {
  if (firstDay && lastDay && lastDay < firstDay)
    throw new RuleBroken(
      {
        vi: '“Ngày cuối cùng” không được trước “Ngày đầu tiên”.',
        en: 'The last day must not be before the first.',
      },
      'lastDay',
    );
  if (successorId !== null && lastDay === null)
    throw new RuleBroken(
      {
        vi: 'Đã có cơ quan kế thừa thì cần ghi “Ngày cuối cùng”: nhiệm vụ được chuyển giao từ ngày hôm sau.',
        en: 'A body with a successor needs a last day: the successor takes over the day after.',
      },
      'lastDay',
    );
}

export function mustNotBeItsOwn(id: number, { parentId, successorId }: BodyInput): void {
  if (successorId === id) throw new RuleBroken(ownSuccessor, 'successorId');
  if (parentId === id) throw new RuleBroken(ownParent, 'parentId');
}

/** What the database refuses, said at the field. */
export function refusalOf(error: { constraint?: string; cause?: { constraint?: string } }): never {
  const constraint = error.constraint ?? error.cause?.constraint;
  if (constraint === 'no_succession_circle') throw new RuleBroken(ownSuccessor, 'successorId');
  if (constraint === 'no_parent_circle') throw new RuleBroken(ownParent, 'parentId');
  throw error;
}

export interface Fields {
  from: Partial<BodyInput>;
  to: Partial<BodyInput>;
}

/** What differs, from and to; null where nothing does. */
export function changedFields(before: BodyInput, after: BodyInput): Fields | null {
  const names = Object.keys(after) as (keyof BodyInput)[];
  const changed = names.filter((name) => !isDeepStrictEqual(before[name] ?? null, after[name] ?? null));
  if (changed.length === 0) return null;
  const of = (body: BodyInput) => Object.fromEntries(changed.map((name) => [name, body[name] ?? null]));
  return { from: of(before), to: of(after) };
}

const ownSuccessor = {
  vi: 'Cơ quan không thể kế thừa chính cơ quan đó, kể cả qua cơ quan khác. Hãy chọn cơ quan khác.',
  en: 'A body cannot be its own successor, not even through other bodies. Choose another one.',
};
const ownParent = {
  vi: 'Cơ quan không thể trực thuộc chính cơ quan đó, kể cả qua cơ quan khác. Hãy chọn cơ quan khác.',
  en: 'A body cannot be its own parent body, not even through other bodies. Choose another one.',
};
