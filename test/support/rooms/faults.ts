import ts from 'typescript';
import { circlesOf } from './circles.js';
import { isSameRoom, roomOf, type House } from './house.js';
import { importsOf, nodesOf, placeOf, type Source } from './sources.js';
import { entityTablesOf, mentionsOf, tablesOf, type Mention } from './tables.js';

/** Imports upwards, or sideways between rooms of one row, and files that stand in no room of the list. */
export function arrows(house: House, sources: Source[]): string[] {
  const homeless = sources
    .filter(({ path }) => !house.levels.has(roomOf(path)))
    .map(({ path }) => `${path}:1 stands in ${roomOf(path)}, which docs/architecture.md does not list`);
  const upwards = sources.flatMap(importsOf).flatMap(({ from, to, place }) => {
    const fault = faultOf(house, roomOf(from.path), roomOf(to));
    return fault === null ? [] : [`${place} imports ${to}: ${fault}`];
  });
  return [...homeless, ...upwards];
}

/** Why one room may not use another; null where it may, and where it stands in no list, which is told once. */
function faultOf({ levels }: House, from: string, to: string): string | null {
  const [own, other] = [levels.get(from), levels.get(to)];
  if (isSameRoom(from, to) || own === undefined) return null;
  if (other === undefined) return `${to} is no room of the list`;
  if (other === own) return `${to} stands beside ${from}`;
  return other < own ? `${to} is above ${from}` : null;
}

/** Circles among files; an import of a type alone closes one too. */
export function circles(sources: Source[]): string[] {
  const imports = sources.flatMap(importsOf);
  return circlesOf(imports.map(({ from, to }) => ({ from: from.path, to }))).map((circle) => {
    const within = imports.filter(({ from, to }) => circle.includes(from.path) && circle.includes(to));
    return within.map(({ place, to }) => `${place} imports ${to}`).join(', ');
  });
}

/** Tables that belong to nobody, to two rooms, or are not there. */
export function ownerlessTables(house: House, sources: Source[]): string[] {
  const tables = tablesOf(migrationsAmong(sources));
  const owners = ownersOf(house, sources);
  const homeless = [...tables]
    .filter(([table]) => !owners.has(table))
    .map(
      ([table, place]) =>
        `${place} makes ${table}, which has neither an entity nor a line in docs/architecture.md`,
    );
  const stale = [...house.owners].flatMap(([table, room]) => {
    const at = house.places.get(table);
    if (!tables.has(table)) return [`${at} names the table ${table}, which is not there`];
    if (!house.levels.has(room)) return [`${at} names the room ${room}, which is not there`];
    return entities(sources).some((each) => each.table === table)
      ? [`${at} names ${table}, which has an entity`]
      : [];
  });
  return [...homeless, ...stale];
}

/** SQL that names a table of a room above or beside its own. */
export function tablesAbove(house: House, sources: Source[]): string[] {
  const tables = new Set(tablesOf(migrationsAmong(sources)).keys());
  const owners = ownersOf(house, sources);
  const faults = sources.filter(isInRooms).flatMap((source) =>
    mentionsOf(source, tables).flatMap(({ table, place }) => {
      const fault = faultOf(house, roomOf(source.path), owners.get(table) ?? roomOf(source.path));
      return fault === null ? [] : [`${place} names the table ${table}: ${fault}`];
    }),
  );
  return [...new Set(faults)];
}

function ownersOf(house: House, sources: Source[]): Map<string, string> {
  return new Map([
    ...house.owners,
    ...entities(sources).map(({ table, place }) => [table, roomOf(place)] as const),
  ]);
}

const entities = (sources: Source[]): Mention[] => sources.filter(isInRooms).flatMap(entityTablesOf);
const isInRooms = ({ path }: Source): boolean => path.startsWith('src/');
const migrationsAmong = (sources: Source[]): Source[] => sources.filter((source) => !isInRooms(source));

/** Who reads process.env, however it is written. */
export function environmentReaders(sources: Source[]): string[] {
  return sources
    .filter(({ path }) => roomOf(path) !== 'config/')
    .flatMap((source) =>
      nodesOf(source.tree)
        .filter((node) => readsEnvironment(node))
        .map((node) => `${placeOf(source, node)} reads the environment; config/ does`),
    );
}

function readsEnvironment(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node)) return /^'(node:)?process'$/.test(node.moduleSpecifier.getText());
  if (ts.isVariableDeclaration(node))
    return ts.isObjectBindingPattern(node.name) && node.initializer?.getText() === 'process';
  const isAccess = ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node);
  return isAccess && /^(globalThis\.)?process(\?\.|\.|\[')env('\])?$/.test(node.getText());
}
