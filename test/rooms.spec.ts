import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { arrows, circles, environmentReaders, ownerlessTables, tablesAbove } from './support/rooms/faults.js';
import { HOUSE, readHouse, roomsThatAreMissing } from './support/rooms/house.js';
import { measuresOf, rowOf } from './support/rooms/measures.js';
import { withRow } from './support/rooms/measures-table.js';
import { parsed, programSources, type Source } from './support/rooms/sources.js';

const house = readHouse();
const sources = programSources();

describe('the house', () => {
  it('has the rooms that docs/architecture.md lists', () => {
    expect(house.levels.size).toBeGreaterThan(20);
    expect(roomsThatAreMissing(house)).toEqual([]);
  });

  it('imports only from rooms below', () => {
    expect(arrows(house, sources)).toEqual([]);
  });

  it('has no files that import each other in a circle', () => {
    expect(circles(sources)).toEqual([]);
  });

  it('knows the room of every table', () => {
    expect(ownerlessTables(house, sources)).toEqual([]);
  });

  it('names in SQL only tables of rooms below', () => {
    expect(tablesAbove(house, sources)).toEqual([]);
  });

  it('reads the environment in config/ only', () => {
    expect(environmentReaders(sources)).toEqual([]);
  });
});

describe('the measures', () => {
  it('have their row in docs/architecture.md', () => {
    const text = withRow(readFileSync(HOUSE, 'utf8'), '| ours, 1 file |');
    expect(text).toContain('\n| ours, 1 file |\n');
    expect(withRow(text, '| ours, 2 files |')).not.toContain('| ours, 1 file |');
  });

  it('tell how long files and functions are, the most arguments of a constructor, and circles', () => {
    const imports = (file: string, text: string) => parsed(`src/web/components/${file}`, text);
    const measures = measuresOf([
      imports(
        'icon.tsx',
        `import type { It } from './button.js';\n\nconst icon = () =>\n  [].map(() => {\n  });\n`,
      ),
      imports('button.tsx', `import './icon.js';\nclass Button {\n  constructor(a: 1, b: 2) {}\n}\n`),
    ]);
    expect(rowOf(measures)).toBe('| ours, 2 files | 5 / 5 / 5 | 3 / 3 / 3 | 2 | 0 by value, 1 by type |');
  });
});

describe('what the house is held against', () => {
  const migrations = sources.filter(({ path }) => path.startsWith('migrations/'));
  const withTables = (...examples: Source[]) => [...migrations, ...examples];

  it('sees every way of importing, and names file and line', () => {
    const example = parsed(
      'src/calendar/example.ts',
      `import { Clock } from '../platform/clock.js';
import type { AccountsModule } from '../accounts/accounts.module.js';
export type { Config } from '../config/config.js';
const later = () => import('../demo/demo.js');
let app: import('../app.js').App;
import './gone/away.js'; // import '../demo/demo.js'
import '../garage/car.js';`,
    );
    expect(arrows(house, [example])).toEqual([
      'src/calendar/example.ts:2 imports src/accounts/accounts.module.ts: accounts/ is above calendar/',
      'src/calendar/example.ts:3 imports src/config/config.ts: config/ stands beside calendar/',
      'src/calendar/example.ts:4 imports src/demo/demo.ts: demo/ is above calendar/',
      'src/calendar/example.ts:5 imports src/app.ts: app.ts is above calendar/',
      'src/calendar/example.ts:7 imports src/garage/car.js: garage/ is no room of the list',
    ]);
  });

  it('lets the program load the demo, and a room be listed before it is used', () => {
    const loading = parsed('src/main.ts', `const load = () => import('./demo/demo.js');`);
    expect(arrows(house, [loading])).toEqual([]);
    expect(arrows(house, [parsed('src/garage/car.ts', '')])).toEqual([
      'src/garage/car.ts:1 stands in garage/, which docs/architecture.md does not list',
    ]);
  });

  it('says where the list names a room, an owner or a table that is not there', () => {
    const other = readHouse(`## Rooms
| room | holds |
|---|---|
| \`main.ts\` | all |
| \`garage/\`, \`platform/\` | cars |

| room | tables without an entity |
|---|---|
| \`garage/\` | \`car\` |
| \`cellar/\` | \`digest\` |

## Next`);
    expect(roomsThatAreMissing(other)).toEqual(['docs/architecture.md:5 names garage/, which is not there']);
    const example = parsed('src/platform/example.ts', `const entity = { tableName: 'session' };`);
    expect(ownerlessTables(other, withTables(example))).toEqual(
      expect.arrayContaining([
        'docs/architecture.md:9 names the table car, which is not there',
        'docs/architecture.md:10 names the room cellar/, which is not there',
        expect.stringMatching(/^migrations\/\S+:\d+ makes app_user, which has neither an entity nor a line/),
      ]),
    );
  });

  it('closes a circle with a type', () => {
    const imports = (file: string, of: string) =>
      parsed(`src/web/components/${file}`, `import type { It } from './${of}.js';`);
    expect(circles([imports('icon.tsx', 'button'), imports('button.tsx', 'icon')])).toEqual([
      'src/web/components/icon.tsx:1 imports src/web/components/button.tsx, src/web/components/button.tsx:1 imports src/web/components/icon.tsx',
    ]);
  });

  it('reads tables out of SQL, wherever it stands in a file', () => {
    const example = parsed(
      'src/calendar/example.ts',
      `import { reminder } from './digest.js';
const joined = sql<Row>\`
  select 1 from calendar_year y left join reminder r on true, \${sql\`digest d join body b on true\`}\`;
const list = () => client.query('delete from app_user, commitment_state using "role"');
const name = sql\`session\`;
const handed = ['clause', 'sso_attempt'];`,
    );
    const named = tablesAbove(house, withTables(example, entity('accounts', 'app_user', 'role', 'session')));
    expect(
      named.map((fault) => fault.replace(/^src\/calendar\/example.ts:|names the table |:.*/g, '')),
    ).toEqual([
      '3 reminder',
      '3 digest',
      '4 app_user',
      '4 commitment_state',
      '4 role',
      '5 session',
      '6 sso_attempt',
    ]);
  });

  it('takes no comment, text or column for a table', () => {
    const example = parsed(
      'src/calendar/example.ts',
      `// select 1 from reminder
/** \`delete from digest\` */
const words = ['Nothing from session', \`update: from digest\`, 'reminder'];
const it = sql\`select y.digest, 'from reminder', role -- join digest
  from calendar_year y where reminder = \${'session'} /* from digest */\`;`,
    );
    expect(tablesAbove(house, withTables(example, entity('accounts', 'role', 'session')))).toEqual([]);
  });

  it('sees every way of reading the environment', () => {
    const example = parsed(
      'src/platform/example.ts',
      `const one = process.env.ONE;
const { env } = process;
const two = globalThis.process?.env;
import { env as also } from 'node:process';
const id = process.pid; // process.env`,
    );
    expect(environmentReaders([example])).toEqual(
      [1, 2, 3, 4].map((line) => `src/platform/example.ts:${line} reads the environment; config/ does`),
    );
  });

  const entity = (room: string, ...tables: string[]) =>
    parsed(`src/${room}/entity.ts`, tables.map((table) => `({ tableName: '${table}' });`).join('\n'));
});
