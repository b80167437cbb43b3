import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/project-root.js';

/** In the program's place: tells what reaches it, and goes on for good where it is told to be stubborn. */
const program = `
  const stop = (why: string) => {
    console.log(why);
    if (!process.env.STUBBORN) process.exit(7);
  };
  process.on('SIGTERM', () => stop('asked'));
  process.on('SIGINT', () => stop('interrupted'));
  process.once('disconnect', () => stop('left alone'));
  setInterval(() => {}, 1000);
  console.log('up ' + process.pid + ' ' + process.argv.slice(2).join(' '));
`;

describe('npm start', () => {
  let project: string;

  beforeAll(async () => {
    project = await mkdtemp(join(tmpdir(), 'dự án '));
    for (const name of ['bin', 'package.json', 'package-lock.json', '.swcrc', 'nest-cli.json']) {
      await cp(join(projectRoot, name), join(project, name), { recursive: true });
    }
    await symlink(join(projectRoot, 'node_modules'), join(project, 'node_modules'));
    await mkdir(join(project, 'src'));
    await writeFile(join(project, 'src', 'main.ts'), program);
  });
  afterAll(() => rm(project, { recursive: true, force: true }));

  it('builds, hands arguments on, passes SIGTERM to the program once and ends with its code', async () => {
    const run = start(['with', 'arguments']);
    expect(await run.says(/up \d+ (.*)/)).toBe('with arguments');
    run.child.kill('SIGTERM');
    run.child.kill('SIGINT');
    expect(await run.ended).toBe(7);
    expect(run.output().match(/asked|interrupted/g)).toEqual(['asked']);
  });

  it('lets the program know when the launcher is killed', async () => {
    const run = start();
    const pid = Number(await run.says(/up (\d+)/));
    run.child.kill('SIGKILL');
    await run.says(/(left alone)/);
    await gone(pid);
  });

  it('stops the program when npm is killed', async () => {
    // A shell in npm's place, which is the launcher's parent.
    const run = start([], 'sh', ['-c', '"$0" bin/run.mjs start; true', process.execPath]);
    const pid = Number(await run.says(/up (\d+)/));
    run.child.kill('SIGKILL');
    await run.says(/(asked)/);
    await gone(pid);
  });

  it('ends a program that does not listen', async () => {
    const run = start([], process.execPath, ['bin/run.mjs', 'start'], { STUBBORN: '1' });
    await run.says(/up (\d+)/);
    run.child.kill('SIGTERM');
    expect(await run.ended).toBe(137);
  });

  describe('watching, as npm run dev', () => {
    const dev = () => start([], process.execPath, ['bin/run.mjs', 'dev']);
    const write = (text: string) => writeFile(join(project, 'src', 'main.ts'), text);
    afterAll(() => write(program));

    it('builds and starts again on a change, and Ctrl-C ends all of it', async () => {
      const run = dev();
      const first = Number(await run.says(/up (\d+)/));
      await write(`${program}\nconsole.log('again ' + process.pid);`);
      const second = Number(await run.says(/again (\d+)/));
      await gone(first);
      run.child.kill('SIGINT');
      expect(await run.ended).toBe(0);
      await gone(second);
    });

    it('waits for a change where building fails', async () => {
      await write('const = 1;');
      const run = dev();
      await run.says(/(Building failed)/);
      await write(program);
      const pid = Number(await run.says(/up (\d+)/));
      run.child.kill('SIGTERM');
      expect(await run.ended).toBe(0);
      await gone(pid);
    });
  });

  function start(
    args: string[] = [],
    file = process.execPath,
    before = ['bin/run.mjs', 'start'],
    extra = {},
  ) {
    const env = { ...process.env, npm_lifecycle_event: 'start', ...extra };
    const child = spawn(file, [...before, ...args], { cwd: project, env, stdio: ['ignore', 'pipe', 'pipe'] });
    return watched(child);
  }
});

function watched(child: ChildProcess) {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream!.on('data', (chunk: Buffer) => (output += chunk.toString()));
  }
  return {
    child,
    output: () => output,
    ended: new Promise<number | null>((resolve) => child.once('close', resolve)),
    /** Waits until the output matches, and gives the pattern's first group. */
    says: async (pattern: RegExp): Promise<string> => {
      for (let attempt = 0; attempt < 200; attempt++) {
        const found = pattern.exec(output);
        if (found) return found[1] ?? '';
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(`Expected ${pattern} in:\n${output}`);
    },
  };
}

/** An ended process may stay listed until its new parent notices. */
async function gone(pid: number): Promise<void> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ' Z ');
    if (/ Z /.test(stat)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`Process ${pid} still runs`);
}
