import { readFileSync } from 'node:fs';
import { roles, type Role } from '../../src/identity/viewer.js';

/** The columns of the table "Every route" in docs/permissions.md, in its order. */
export const columns = [
  'nobody',
  'lead',
  'cooperating',
  'other body',
  'coordinator',
  'leader',
  'other side',
  'no party',
  'auditor',
  'admin',
] as const;
export type Column = (typeof columns)[number];

/** A post of a side, named as its column. */
export type Post = 'lead' | 'cooperating' | 'other body' | 'coordinator' | 'leader';
export const posts: Post[] = ['lead', 'cooperating', 'other body', 'coordinator', 'leader'];

/** What a caller meets: the handler, a refusal (401, 403), or nothing there (404). */
export type Outcome = 'reached' | 'refused' | 'missing';

export interface Row {
  /** `GET /api/v1/agreements/:slug` */
  route: string;
  cells: Record<Column, string>;
}

const FILE = 'docs/permissions.md';
const words: Record<'everywhere' | 'other side', string[]> = {
  everywhere: ['yes', 'own', 'no', '404'],
  'other side': ['same', 'coordinator', 'leader'],
};

/** @throws where a row cannot be read, with its line */
export function readTable(): Row[] {
  const lines = readFileSync(new URL(`../../${FILE}`, import.meta.url), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const found = /^\| (GET|POST|PUT|PATCH|DELETE) \| `(\S+)` \|(.*)\|\s*$/.exec(line);
    if (!found) return [];
    const [, method, path, rest] = found;
    const values = rest!.split('|').map((cell) => cell.trim());
    const at = `${FILE}:${index + 1}: ${line}`;
    if (values.length !== columns.length + 1)
      throw new Error(`${at}\n  needs ${columns.length} cells and a note, has ${values.length}`);
    const cells = Object.fromEntries(columns.map((column, place) => [column, values[place]!]));
    for (const column of columns) {
      const known = [...words.everywhere, ...(column === 'other side' ? words['other side'] : [])];
      if (!known.includes(cells[column]!))
        throw new Error(`${at}\n  "${cells[column]}" under "${column}" is none of: ${known.join(', ')}`);
    }
    return [{ route: `${method} ${path}`, cells: cells as Row['cells'] }];
  });
}

/**
 * What the row promises to somebody under a column; to one of the posts where the column stands for a whole side.
 * @param allowed the roles of the route's decorator: whom it does not name is refused before anything is looked for
 */
export function promised(
  { cells }: Pick<Row, 'cells'>,
  allowed: Role[] | 'everyone',
  column: Column,
  post?: Post,
): Outcome {
  const cell = cells[column];
  if (cell === 'yes' || cell === 'own') return 'reached';
  if (cell === 'same') return promised({ cells }, allowed, post!);
  if (cell !== '404') return cell === post ? 'reached' : 'refused';
  const isCalled = post === undefined || allowed === 'everyone' || allowed.includes(roleOf(post));
  return isCalled ? 'missing' : 'refused';
}

export function roleOf(post: Post): Role {
  return post === 'coordinator' || post === 'leader' ? post : 'liaison';
}

/** A row to begin with, from the roles that the route names: what depends on side and body is for its author to say. */
export function suggestedRow(route: string, allowed: Role[] | 'everyone'): string {
  const [method, path] = route.split(' ') as [string, string];
  const may = (...some: Role[]) => allowed === 'everyone' || some.some((role) => allowed.includes(role));
  const isScoped = path.includes(':');
  const sides = may(...roles.slice(0, 3));
  const cells: Record<Column, boolean | string> = {
    nobody: allowed === 'everyone',
    lead: may('liaison'),
    cooperating: may('liaison'),
    'other body': may('liaison'),
    coordinator: may('coordinator'),
    leader: may('leader'),
    'other side': allowed === 'everyone' || (sides && 'same'),
    'no party': allowed === 'everyone' || (sides && (isScoped ? '404' : 'own')),
    auditor: may('auditor'),
    admin: may('admin'),
  };
  const said = columns.map((column) => {
    const cell = cells[column];
    return typeof cell === 'string' ? cell : cell ? 'yes' : 'no';
  });
  return `| ${method} | \`${path}\` | ${said.join(' | ')} | |`;
}
