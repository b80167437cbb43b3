import type { EntityManager } from '@mikro-orm/postgresql';
import { guardsMade, type GuardFact } from '../../../migrations/guards.js';
import { onOneLine, type AuditFault } from '../audit-faults.js';
import { guardFacts } from './guard-facts.js';

export interface GuardReport {
  /** What the database's own guard over its append-only tables lacks, and what there is that the migrations did not make. */
  faults: AuditFault[];
  /** False where reading the log could run or show what somebody else put in the place of its tables. */
  readable: boolean;
}

/** Without these being as they were made, what is read need not be what is kept. */
const readThrough = /^(?:table|column|rule|policy|inheritance) .*\baudit_(?:entry|chain|unsealed)\b/;

/** To be asked with nothing but pg_catalog in the search path. */
export async function checkGuards(em: EntityManager): Promise<GuardReport> {
  const differences = differencesOf(await guardFacts(em));
  return {
    faults: differences.map(({ words }) => ({ kind: 'guard', words: onOneLine(words) })),
    readable: !differences.some(({ thing }) => readThrough.test(thing)),
  };
}

/** Each thing that is missing, another, or more than the migrations made. */
function differencesOf(found: readonly GuardFact[]): { thing: string; words: string }[] {
  const made = new Map(guardsMade.map((fact) => [fact.thing, fact.made]));
  const there = new Set(found.map(({ thing }) => thing));
  const missing = guardsMade.filter(({ thing }) => !there.has(thing));
  const others = found.filter((fact) => made.get(fact.thing) !== fact.made);
  return [
    ...missing.map(({ thing }) => ({ thing, words: `the ${thing} is missing` })),
    ...others.map((fact) => ({ thing: fact.thing, words: wordsOf(fact, made.get(fact.thing)) })),
  ];
}

function wordsOf({ thing, made }: GuardFact, expected: string | undefined): string {
  if (expected === undefined) return `the ${thing} was not made by the program: ${made}`;
  if (made === `${expected} (switched off)`) return `the ${thing} is switched off`;
  if (thing.startsWith('function '))
    return `the ${thing} does not do what the program's migrations made it do`;
  return `the ${thing} is different: ${made}`;
}
