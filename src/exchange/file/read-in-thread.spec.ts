import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { readAgreementFile } from './agreement-file.js';
import { AgreementFileError } from './file-faults.js';
import { readInThread } from './read-in-thread.js';

const path = 'agreements/2016-tb-tu.yaml';
const notice = { text: readFileSync(path, 'utf8'), file: path, reserved: new Set<string>() };

describe('reading an agreement in a thread of its own', () => {
  it('comes to the same as reading it here', async () => {
    expect(await readInThread(notice)).toEqual(readAgreementFile(path));
  });

  it('tells of the same faults', async () => {
    const reserved = new Set(['2016-tb-tu']);
    const there = await readInThread({ ...notice, reserved }).catch((error: unknown) => error);
    expect(there).toBeInstanceOf(AgreementFileError);
    expect((there as AgreementFileError).faults).toMatchObject([{ file: path, path: ['slug'] }]);
    await expect(readInThread({ ...notice, text: '? '.repeat(400) })).rejects.toThrow(/keys must be words/);
  });

  it('is given up after a while, and says so', async () => {
    await expect(readInThread(notice, 0)).rejects.toThrow(`${path}:1:1: reading it takes too long`);
  });

  it('leaves the rest of the program its time', async () => {
    const text = 'k: [a, b]\n'.repeat(20_000);
    const { active, idle } = performance.eventLoopUtilization();
    await expect(readInThread({ ...notice, text })).rejects.toBeInstanceOf(AgreementFileError);
    const here = performance.eventLoopUtilization({ active, idle, utilization: 0 });
    expect(here.active).toBeLessThan(here.idle);
  });
});
