import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root.js';

const config = {
  categories: { correctness: 'off' },
  jsPlugins: [join(projectRoot, 'bin/lint-rules.mjs')],
  rules: { 'house/type-imports': 'error', 'house/normal-forms': 'error' },
};

describe('lint of the house', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tracker-lint-'));
    await writeFile(join(folder, 'config.json'), JSON.stringify(config));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('asks that what is named only as a type is imported as one', async () => {
    const faults = await faultsOf(`
      import Chair from './chair.js';
      import { Lamp, type Shade, light } from './lamp.js';
      import type { Table } from './table.js';
      export const room = (chair: Chair, lamp: Lamp, shade: Shade, table: Table) => light(chair, lamp, shade, table);`);
    expect(faults).toEqual([
      expect.stringMatching(/^Chair is named/),
      expect.stringMatching(/^Lamp is named/),
    ]);
  });

  it('leaves alone what Nest injects and what decorators are told', async () => {
    const faults = await faultsOf(`
      import { Chair, Desk, Given, Injectable, Input, Lamp, Valid } from './room.js';
      @Injectable()
      export class Room {
        constructor(private readonly chair: Chair) {}
        @Valid() lamp?: Lamp;
        sit(@Given() input: Input) { const desk: Desk | null = null; return [this.chair, input, desk]; }
      }`);
    expect(faults).toEqual([expect.stringMatching(/^Desk is named/)]);
  });

  it('does not spare the constructor of a class that nothing decorates', async () => {
    const faults = await faultsOf(`
      import { Chair } from './room.js';
      export class Room { constructor(private readonly chair: Chair) {} }`);
    expect(faults).toEqual([expect.stringMatching(/^Chair is named/)]);
  });

  it('leaves alone what is handed on', async () => {
    expect(await faultsOf(`import { Chair } from './room.js'; export { Chair as default };`)).toEqual([]);
  });

  it('asks that text is brought into a form of Unicode where it is measured first, and nowhere else', async () => {
    const faults = await faultsOf(`
      import { normalize } from 'node:path';
      export const forms = (text: string, form: string) => [text.normalize(), text.normalize('NFD'), text?.normalize(form)];
      export const others = (mesh: { normalize(by: number): void }) => [normalize('a/../b'), mesh.normalize(2)];`);
    expect(faults).toEqual(Array(3).fill(expect.stringMatching(/^Use what platform/)));
  });

  async function faultsOf(text: string): Promise<string[]> {
    const file = join(folder, 'room.ts');
    await writeFile(file, text);
    const oxlint = join(projectRoot, 'node_modules/oxlint/bin/oxlint');
    const args = [oxlint, '-c', join(folder, 'config.json'), '-f', 'json', file];
    const output = await new Promise<string>((resolve) => {
      execFile(process.execPath, args, (_error, stdout) => resolve(stdout));
    });
    return (JSON.parse(output) as { diagnostics: { message: string }[] }).diagnostics.map(
      ({ message }) => message,
    );
  }
});
