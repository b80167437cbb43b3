import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Busy, NoRoom } from '../errors.js';
import { FileStore } from './file-store.js';

describe('the store of files', () => {
  let dir: string;
  let files: FileStore;
  beforeAll(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'tracker-files-')), 'files');
    files = new FileStore(dir);
  });
  afterAll(() => rm(join(dir, '..'), { recursive: true, force: true }));

  const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');
  const receive = (content: string) => files.receive(Readable.from([Buffer.from(content)]));
  const incoming = () => readdir(join(dir, 'incoming'));

  it('keeps a file under its hash, two folders deep, for its owner only', async () => {
    const draft = await receive('biên bản');
    expect(draft).toMatchObject({ size: Buffer.byteLength('biên bản'), sha256: hashOf('biên bản') });
    await draft.keep();
    const [a, b] = [draft.sha256.slice(0, 2), draft.sha256.slice(2, 4)];
    const place = join(dir, a, b, draft.sha256);
    expect(files.pathOf(draft.sha256)).toBe(place);
    expect(await readFile(place, 'utf8')).toBe('biên bản');
    expect((await stat(place)).mode & 0o777).toBe(0o600);
    expect(await text(files.read(draft.sha256))).toBe('biên bản');
    expect(await incoming()).toEqual([]);
  });

  it('has nothing under the hash before the file is kept, and nothing at all once it is discarded', async () => {
    const draft = await receive('chưa giữ');
    expect(await files.sizeOf(draft.sha256)).toBeUndefined();
    await draft.discard();
    expect(await files.sizeOf(draft.sha256)).toBeUndefined();
    expect(await incoming()).toEqual([]);
  });

  it('leaves what is there alone when the same content comes again', async () => {
    await (await receive('hai lần')).keep();
    const before = await stat(files.pathOf(hashOf('hai lần')));
    await (await receive('hai lần')).keep();
    const after = await stat(files.pathOf(hashOf('hai lần')));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('leaves nothing behind of what broke off on its way', async () => {
    const broken = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw new Error('cut off');
      })(),
    );
    await expect(files.receive(broken)).rejects.toThrow('cut off');
    expect(await incoming()).toEqual([]);
  });

  it('tells a sound file from a damaged one, and puts a sound copy in its place', async () => {
    const draft = await receive('nguyên vẹn');
    await draft.keep();
    expect(await files.isSound(draft.sha256)).toBe(true);
    await writeFile(files.pathOf(draft.sha256), 'nguyên vẸn');
    expect(await files.isSound(draft.sha256)).toBe(false);
    await files.replace(await receive('nguyên vẹn'));
    expect(await files.isSound(draft.sha256)).toBe(true);
    expect(await files.isSound(hashOf('never seen'))).toBe(false);
  });

  it('takes no more at once than it is given room for, and again once that has come', async () => {
    const small = new FileStore(dir, { incomingBytes: 100, keepFreeBytes: 0 });
    let arrive = () => {};
    const slow = Readable.from(
      (async function* () {
        yield Buffer.from('slow');
        await new Promise<void>((resolve) => (arrive = resolve));
      })(),
    );
    const first = small.receive(slow, 60);
    await expect(small.receive(Readable.from([Buffer.from('x')]), 60)).rejects.toBeInstanceOf(Busy);
    await (await small.receive(Readable.from([Buffer.from('y')]), 40)).discard();
    arrive();
    await (await first).discard();
    await (await small.receive(Readable.from([Buffer.from('x')]), 60)).discard();
    expect(await incoming()).toEqual([]);
  });

  it('takes nothing that would leave less of the disk than is to stay free', async () => {
    const full = new FileStore(dir, { incomingBytes: Infinity, keepFreeBytes: 2 ** 60 });
    await expect(full.receive(Readable.from([Buffer.from('x')]), 1)).rejects.toBeInstanceOf(NoRoom);
    expect(await incoming()).toEqual([]);
  });

  it('says that there is no room where the disk fills up on the way', async () => {
    const filling = Readable.from(
      (async function* () {
        yield Buffer.from('half');
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' });
      })(),
    );
    await expect(files.receive(filling, 4)).rejects.toBeInstanceOf(NoRoom);
    expect(await incoming()).toEqual([]);
  });

  it('sweeps away what a killed process left a day ago, and nothing younger', async () => {
    const [old, young] = [await receive('old'), await receive('young')];
    const yesterday = new Date(Date.now() - 25 * 3_600_000);
    await utimes(old.path, yesterday, yesterday);
    await files.sweep();
    expect(await incoming()).toEqual([young.path.split('/').at(-1)]);
    await young.discard();
  });

  it('takes nothing but a hash for a name', () => {
    for (const name of ['../../etc/passwd', '', 'ABCD', 'a'.repeat(63)])
      expect(() => files.pathOf(name)).toThrow('not a SHA-256');
  });
});
