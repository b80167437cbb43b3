import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { request as httpRequest, type ClientRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { DEMO_PASSWORD } from '../src/demo/accounts.js';
import { freshDatabase, type FreshDatabase } from './support/database.js';
import { pdf } from './support/multipart.js';
import { addAccounts, connected, startReady, until, type Running } from './support/processes.js';
import { begun, CHUNK, TUS } from './support/tus.js';

jest.setTimeout(90_000);

/** On one database and one DATA_DIR, as production runs them. */
describe('an upload that two web processes receive', () => {
  let database: FreshDatabase;
  let folder: string;
  let client: Client;
  let webs: Running[] = [];
  let authorization: string;
  let commitment: number;

  beforeAll(async () => {
    [database, folder] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'tracker-test-'))]);
    const web = () => startReady({ DATABASE_URL: database.url, DATA_DIR: folder });
    webs = await Promise.all([web(), web()]);
    await addAccounts(database.url);
    client = await connected(database.url);
    const email = 'nongnghiep@hanoi.example';
    const { token } = (await json('/api/v1/sessions', { email, password: DEMO_PASSWORD })) as {
      token: string;
    };
    authorization = `Bearer ${token}`;
    const found = await json('/api/v1/agreements/2016-tb-tu/commitments?q=4.02');
    commitment = (found as { items: { id: number }[] }).items[0]!.id;
  });
  afterAll(async () => {
    for (const { child } of webs) child.kill('SIGKILL');
    await client?.end();
    await database?.drop();
    await rm(folder, { recursive: true, force: true });
  });

  async function json(path: string, body?: object): Promise<unknown> {
    const sent = body && {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json' },
    };
    const answer = await fetch(`${webs[0]!.url}${path}`, sent ?? { headers: { authorization } });
    return answer.json();
  }
  async function begin(length: number): Promise<number> {
    const headers = { ...begun('Hồ sơ.pdf', length, commitment), authorization };
    const answer = await fetch(`${webs[0]!.url}/api/v1/uploads`, { method: 'POST', headers });
    return ((await answer.json()) as { id: number }).id;
  }
  const pieceAt = (offset: number) => ({
    ...TUS,
    authorization,
    'content-type': CHUNK,
    'upload-offset': String(offset),
  });
  async function send(web: Running, id: number, offset: number, body: Uint8Array<ArrayBuffer>) {
    const headers = pieceAt(offset);
    const answer = await fetch(`${web.url}/api/v1/uploads/${id}`, { method: 'PATCH', headers, body });
    return answer.status;
  }
  async function offsetBy(web: Running, id: number): Promise<number> {
    const headers = { ...TUS, authorization };
    const answer = await fetch(`${web.url}/api/v1/uploads/${id}`, { method: 'HEAD', headers });
    return Number(answer.headers.get('upload-offset'));
  }
  /** A piece of which only so much is sent, once that lies on the disk. */
  async function openAt(web: Running, id: number, offset: number, part: Uint8Array): Promise<ClientRequest> {
    const headers = { ...pieceAt(offset), 'content-length': String(part.length + 1) };
    const request = httpRequest(`${web.url}/api/v1/uploads/${id}`, { method: 'PATCH', headers });
    request.on('error', () => {});
    request.write(part);
    const size = () =>
      stat(place(id)).then(
        (found) => found.size,
        () => 0,
      );
    await until(async () => (await size()) === offset + part.length);
    return request;
  }
  const place = (id: number) => join(folder, 'files', 'uploads', String(id));
  const row = async (id: number) => {
    const { rows } = await client.query<{ received: number; sha256: string | null; held: boolean }>(
      'select received, sha256, lease_by is not null as held from upload where id = $1',
      [id],
    );
    return rows[0]!;
  };
  const file = (size: number) => Buffer.from(pdf(randomBytes(size / 2).toString('hex')));
  const hashOf = (content: Uint8Array) => createHash('sha256').update(content).digest('hex');

  it('in turns, piece by piece, is whole and has the right hash', async () => {
    const content = file(1_000_000);
    const id = await begin(content.length);
    const size = Math.ceil(content.length / 7);
    for (let offset = 0, turn = 0; offset < content.length; offset += size, turn += 1) {
      const [one, other] = [webs[turn % 2]!, webs[(turn + 1) % 2]!];
      expect(await offsetBy(one, id)).toBe(offset);
      expect(await send(one, id, offset, content.subarray(offset, offset + size))).toBe(204);
      expect(await offsetBy(other, id)).toBe(Math.min(offset + size, content.length));
    }
    expect((await row(id)).sha256).toBe(hashOf(content));
  });

  it.each([0, 1])('while the one writes, the other answers 423 and writes nothing: %s', async (first) => {
    const [one, other] = [webs[first]!, webs[1 - first]!];
    const content = file(10_000);
    const id = await begin(content.length);
    const sending = await openAt(one, id, 0, content.subarray(0, 1_000));
    expect(await send(other, id, 0, Buffer.alloc(2_000, 'x'))).toBe(423);
    sending.destroy();
    await until(async () => !(await row(id)).held);
    expect(await readFile(place(id))).toEqual(content.subarray(0, 1_000));
    expect(await send(other, id, 1_000, content.subarray(1_000))).toBe(204);
    expect((await row(id)).sha256).toBe(hashOf(content));
  });

  it('at the same moment takes one piece whole, and nothing of the other', async () => {
    const rounds = 10;
    const size = 50_000;
    const id = await begin(size * rounds + 1);
    for (let round = 0; round < rounds; round += 1) {
      const pieces = ['a', 'b'].map((letter) => Buffer.alloc(size, letter));
      const statuses = await Promise.all(webs.map((web, at) => send(web, id, round * size, pieces[at]!)));
      const taken = statuses.indexOf(204);
      expect(statuses.filter((status) => status === 204)).toHaveLength(1);
      // 409 where the other had ended by then.
      expect([409, 423]).toContain(statuses[1 - taken]);
      expect((await readFile(place(id))).subarray(round * size)).toEqual(pieces[taken]);
    }
  });

  it('of which one is killed in the middle of a piece: the other goes on from the told offset once the lease has lapsed', async () => {
    const [killed, other] = [webs[0]!, webs[1]!];
    const content = file(500_000);
    const id = await begin(content.length);
    expect(await send(killed, id, 0, content.subarray(0, 100_000))).toBe(204);
    // What lies on the disk beyond what was told is not what will be sent.
    await openAt(killed, id, 100_000, Buffer.alloc(300_000, 'x'));
    expect(await killed.stop('SIGKILL')).toBeNull();
    expect(await offsetBy(other, id)).toBe(100_000);
    expect(await send(other, id, 100_000, content.subarray(100_000))).toBe(423);
    const held = `select lease_until > now() and lease_until <= now() + interval '30 seconds' as held from upload where id = $1`;
    expect((await client.query(held, [id])).rows).toEqual([{ held: true }]);
    // What its thirty seconds would do.
    await client.query('update upload set lease_until = now() where id = $1', [id]);
    expect(await send(other, id, 100_000, content.subarray(100_000))).toBe(204);
    expect((await row(id)).sha256).toBe(hashOf(content));
    expect(hashOf(await readFile(place(id)))).toBe(hashOf(content));
  });
});
