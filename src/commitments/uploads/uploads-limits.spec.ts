import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { openApp, startApp } from '../../../test/support/app.js';
import { capitalRegion } from '../../../test/support/capital-region.js';
import { pdf } from '../../../test/support/multipart.js';
import { query } from '../../../test/support/query.js';
import { begun, CHUNK, TUS, uploads } from '../../../test/support/tus.js';
import { ImportService } from '../../exchange/import.service.js';
import { NoRoom } from '../../platform/errors.js';
import { FileStore } from '../../platform/storage/file-store.js';

/** Speaks for Hà Nội in the notice and in the programme of ten. */
const who = 'coordinator@hanoi';

describe('an upload', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let tus: ReturnType<typeof uploads>;
  let id: number;
  let elsewhere: number;
  beforeAll(async () => {
    program = await startApp();
    tus = uploads(program.ask);
    const at = new Date('2019-11-18T08:00:00+07:00');
    await program.app.get(ImportService, { strict: false }).import(capitalRegion(), at);
    [id, elsewhere] = [await idOf('2016-tb-tu', '4.02'), await idOf('vung-thu-do', '2.01')];
  });
  afterAll(() => program?.stop());

  const idOf = async (slug: string, code: string) => {
    const url = `/api/v1/agreements/${slug}/commitments?limit=100`;
    const { items } = (await program.ask('auditor@tracker', 'GET', url)).json;
    return items.find((each: { code: string }) => each.code === code).id as number;
  };
  const row = async (upload: number) => {
    const statement = `select received, sha256, lease_by from upload where id = ${upload}`;
    return (await query(program.database.url, statement))[0];
  };
  const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');

  describe('with a token that works for one agreement', () => {
    let bearer: { authorization: string };
    beforeAll(async () => {
      const wanted = { name: 'x', scope: 'read+write', days: 7, agreement: '2016-tb-tu' };
      const { json } = await program.ask(who, 'POST', '/api/v1/tokens', {
        ...wanted,
        password: 'hop-tac-2019',
      });
      bearer = { authorization: `Bearer ${json.token}` };
    });
    const begin = (commitment: number) =>
      program.ask(null, 'POST', '/api/v1/uploads', undefined, {
        ...begun('a.pdf', 5, commitment),
        ...bearer,
      });
    const ask = (method: 'HEAD' | 'GET' | 'PATCH' | 'DELETE', upload: number) => {
      const isPiece = method === 'PATCH';
      const more: Record<string, string> = isPiece ? { 'content-type': CHUNK, 'upload-offset': '0' } : {};
      const body = isPiece ? Buffer.from('%PDF') : undefined;
      return program.ask(null, method, `/api/v1/uploads/${upload}`, body, { ...TUS, ...bearer, ...more });
    };

    it('is begun and sent in that one, and begun in no other', async () => {
      const { status, json } = await begin(id);
      expect([status, (await ask('PATCH', json.id)).status]).toEqual([201, 204]);
      const before = await query(program.database.url, 'select id from upload');
      expect((await begin(elsewhere)).status).toBe(404);
      expect(await query(program.database.url, 'select id from upload')).toEqual(before);
    });

    it('of the same account in another is neither seen, sent on nor removed, and stays as it is', async () => {
      const { json } = await tus.begin(who, 'a.pdf', 100, elsewhere);
      for (const method of ['HEAD', 'GET', 'PATCH', 'DELETE'] as const)
        expect([method, (await ask(method, json.id)).status]).toEqual([method, 404]);
      expect(await row(json.id)).toMatchObject({ received: 0 });
      expect((await tus.send(who, json.id, 0, '%PDF')).status).toBe(204);
    });
  });

  it('finds no room for a piece: 507, what had come is kept, and it goes on once there is room', async () => {
    const content = pdf('no room on the way');
    const { json } = await tus.begin(who, 'a.pdf', content.length, id);
    await tus.send(who, json.id, 0, content.slice(0, 10));
    // The same database and folder; more is to stay free there than any disk has.
    const full = await openApp(program.database.url, program.folder, { KEEP_FREE_MIB: '1000000' });
    try {
      const there = uploads(full.ask);
      const refused = await there.send(who, json.id, 10, content.slice(10));
      expect([refused.status, refused.json.detail]).toEqual([507, expect.stringContaining('no space left')]);
      expect((await there.state(who, json.id)).headers['upload-offset']).toBe('10');
      expect((await there.begin(who, 'b.pdf', 10, id)).status).toBe(507);
    } finally {
      await full.stop();
    }
    expect(await row(json.id)).toEqual({ received: 10, sha256: null, lease_by: null });
    expect((await tus.send(who, json.id, 10, content.slice(10))).status).toBe(204);
    expect((await row(json.id))!.sha256).toBe(hashOf(content));
  });

  it('whose disk fills up in the middle of a piece keeps what had come of it', async () => {
    const files = new FileStore(join(program.folder, 'filling'));
    const filling = Readable.from(
      (async function* () {
        yield Buffer.from('%PDF');
        throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC', syscall: 'write' });
      })(),
    );
    const told = { end: 8, tell: () => Promise.resolve() };
    const sent = files.admit(8, async () => {
      const { offset, fault } = await files.partial.append(1, 0, filling, told);
      expect(offset).toBe(4);
      throw fault;
    });
    await expect(sent).rejects.toBeInstanceOf(NoRoom);
    const rest = Readable.from([Buffer.from('-1.4')]);
    expect(await files.partial.append(1, 4, rest, told)).toEqual({ offset: 8, fault: undefined });
    expect(await readFile(files.partial.pathOf(1), 'utf8')).toBe('%PDF-1.4');
  });
});
