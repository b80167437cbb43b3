import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { PartialFiles } from './partial-files.js';

describe('a file that comes piece by piece', () => {
  let dir: string;
  let files: PartialFiles;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'tracker-files-'));
    // Every piece is as late as one that comes after a long silence.
    files = new PartialFiles(dir, 0);
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const pieces = (...texts: string[]) => Readable.from(texts.map((text) => Buffer.from(text)));
  const written = (id: number) => readFile(files.pathOf(id), 'utf8');

  it('is told how far it lies on the disk before more is written', async () => {
    const told: [number, string][] = [];
    const tell = async (offset: number) => void told.push([offset, await written(1)]);
    expect(await files.append(1, 0, pieces('one ', 'two'), { end: 7, tell })).toEqual({ offset: 7 });
    expect(told).toEqual([
      [0, ''],
      [4, 'one '],
    ]);
    expect(await written(1)).toBe('one two');
  });

  it('is not written to by a sender who was silent until another one took over', async () => {
    const lost = new Error('another one writes');
    const tell = async (offset: number) => {
      if (offset > 0) throw lost;
    };
    const appended = await files.append(2, 0, pieces('mine ', 'late'), { end: 9, tell });
    expect(appended).toEqual({ offset: 5, fault: lost });
    expect(await written(2)).toBe('mine ');
  });
});
