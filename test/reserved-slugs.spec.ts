import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { Browser } from 'playwright-core';
import { writeAgreement } from '../src/exchange/file/agreement-yaml.js';
import { projectRoot } from '../src/platform/project-root.js';
import { startApp } from './support/app.js';
import { browser } from './support/browser.js';
import { servedPaths } from './support/route-list.js';
import { tenParties } from './support/ten-parties.js';
import { signedIn } from './support/visitor.js';

const yaml = { 'content-type': 'application/yaml' };

describe('the slug of an agreement', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let chromium: Browser;

  beforeAll(async () => {
    [program, chromium] = await Promise.all([startApp({ works: true }), browser()]);
  });
  afterAll(async () => {
    await chromium?.close();
    await program.stop();
  });

  const file = (slug: string) => writeAgreement({ ...tenParties(), slug });
  const send = (slug: string) =>
    program.ask(
      'admin@tracker',
      'POST',
      '/api/v1/agreements/imports?dryRun=true',
      Buffer.from(file(slug)),
      yaml,
    );

  it('is none of the words with which an address of the program begins', async () => {
    const begins = servedPaths(program.app).map((path) => path.split('/')[1]!);
    const words = [...new Set(begins)].filter((word) => /^[a-z]/.test(word));
    expect(words.length).toBeGreaterThan(10);
    for (const word of words) {
      const refused = { field: 'slug', message: `dòng 1, cột 7: ${word} là địa chỉ của hệ thống` };
      expect(await send(word)).toMatchObject({ status: 400, json: { errors: [refused] } });
    }
  });

  it('is no word that stands where the slug stands in other addresses', async () => {
    expect(await send('imports')).toMatchObject({ status: 400, json: { errors: [{ field: 'slug' }] } });
  });

  it('is any other word, also one that stands further on in an address, or is part of one', async () => {
    for (const word of ['duyen-hai-2019', 'cam-ket', 'dat', 'quan-tri-2019', 'v1'])
      expect(await send(word)).toMatchObject({ status: 200, json: { slug: word } });
  });

  it('is refused on the page, with line and reason', async () => {
    const page = await signedIn(chromium, program.url, 'admin@tracker');
    await page.goto(`${program.url}/quan-tri/thoa-thuan/nhap`);
    await page.locator('textarea').fill(file('dat-mat-khau'));
    await page.getByRole('button', { name: 'Xem trước thay đổi' }).click();
    const faults = page.locator('.import-faults');
    await expect(faults.innerText()).resolves.toMatch(/dòng 1.*dat-mat-khau là địa chỉ của hệ thống/is);
  });

  it('is refused on the command line, with file and line', async () => {
    const path = join(program.folder, 'agreement.yaml');
    await writeFile(path, file('dat-mat-khau'));
    for (const verb of ['import', 'diff']) {
      const { err, code } = await cli('agreement', verb, path);
      expect(code).toBe(1);
      expect(err).toContain(`${path}:1:7`);
      expect(err).toContain('dat-mat-khau is reserved for one of the tracker’s own pages');
    }
  });

  const cli = async (...args: string[]) => {
    const child = spawn(process.execPath, ['dist/src/cli.js', ...args], {
      cwd: projectRoot,
      env: {
        ...process.env,
        DATABASE_URL: program.database.url,
        SESSION_SECRET: 'only-for-tests-only-for-tests-only',
        SMTP_URL: 'smtp://127.0.0.1:1',
        PUBLIC_URL: 'http://127.0.0.1:1',
      },
    });
    const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
    const [err, code] = await Promise.all([text(child.stderr), ended]);
    return { err, code };
  };
});
