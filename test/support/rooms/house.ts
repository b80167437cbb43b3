import { existsSync, readFileSync } from 'node:fs';

export const HOUSE = 'docs/architecture.md';

/** The rooms as docs/architecture.md lists them. */
export interface House {
  /** `main.ts` or `web/` as the table says it, with the number of its row, from the top down. */
  levels: Map<string, number>;
  /** Places in the document: of each room, and of each table without an entity. */
  places: Map<string, string>;
  /** The room of each table that has no entity. */
  owners: Map<string, string>;
}

/** Reads the two tables under "Rooms": the rooms, and the tables of the database that no entity tells of. */
export function readHouse(text = readFileSync(HOUSE, 'utf8')): House {
  const house: House = { levels: new Map(), places: new Map(), owners: new Map() };
  const lines = text.split('\n');
  const begin = lines.indexOf('## Rooms');
  const end = lines.findIndex((line, i) => i > begin && line.startsWith('## '));
  let isOfTables = false;
  for (const [i, line] of lines.entries()) {
    if (i <= begin || i >= end) continue;
    if (line.startsWith('| room |')) isOfTables = line.includes('without an entity');
    const [first = '', second = ''] = line.startsWith('| `') ? line.split('|').slice(1) : [];
    for (const room of isOfTables ? [] : wordsIn(first)) {
      house.levels.set(room, i);
      house.places.set(room, `${HOUSE}:${i + 1}`);
    }
    for (const table of isOfTables ? wordsIn(second) : []) {
      house.owners.set(table, wordsIn(first)[0]!);
      house.places.set(table, `${HOUSE}:${i + 1}`);
    }
  }
  return house;
}

const wordsIn = (cell: string): string[] => [...cell.matchAll(/`([^`]+)`/g)].map((found) => found[1]!);

/** The room in which a file stands: `web/`, `migrations/`, or the file itself, `main.ts`, where it stands before the rooms. */
export function roomOf(path: string): string {
  const [top, ...rest] = path.replace(/^src\//, '').split('/');
  return rest.length > 0 ? `${top}/` : top!;
}

/** The files before the rooms are one: they may use each other. */
export const isSameRoom = (one: string, other: string): boolean =>
  one === other || (!one.endsWith('/') && !other.endsWith('/'));

export function roomsThatAreMissing({ levels, places }: House): string[] {
  return [...levels.keys()]
    .filter((room) => !existsSync(`src/${room}`) && room !== 'migrations/')
    .map((room) => `${places.get(room)} names ${room}, which is not there`);
}
