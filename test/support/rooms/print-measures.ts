import { readFileSync, writeFileSync } from 'node:fs';
import { arrows, tablesAbove } from './faults.js';
import { HOUSE, readHouse } from './house.js';
import { measuresOf, rowOf, spread, type Length } from './measures.js';
import { withRow } from './measures-table.js';
import { programSources } from './sources.js';

/** What `npm run measures` prints: the figures, and where the longest stand, so that one sees what to mend. */
const MOST = 10;
const print = (line = '') => process.stdout.write(`${line}\n`);

const house = readHouse();
const sources = programSources();
const measures = measuresOf(sources.filter(({ path }) => path.startsWith('src/')));
const { files, functions, longestConstructor, circles } = measures;

print('src/ without specs: median / nine of ten within / most');
print(`  files               ${files.length}: ${spread(files)} lines`);
print(`  functions           ${functions.length}: ${spread(functions)} lines`);
print(`  longest constructor ${longestConstructor} arguments`);
print(`  circles             ${circles.byValue} by value, ${circles.byType} by type`);
print(
  `  arrows upwards      ${arrows(house, sources).length} imports, ${tablesAbove(house, sources).length} tables`,
);
printLongest('files', files);
printLongest('functions', functions);
if (process.argv.includes('--write')) {
  writeFileSync(HOUSE, withRow(readFileSync(HOUSE, 'utf8'), rowOf(measures)));
  print(`\nWritten into ${HOUSE}`);
}

function printLongest(what: string, lengths: Length[]): void {
  print(`\nThe longest ${what}`);
  const sorted = lengths.toSorted((one, other) => other.lines - one.lines);
  for (const { lines, place } of sorted.slice(0, MOST)) print(`  ${String(lines).padStart(4)}  ${place}`);
}
