import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, stat } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startApp } from '../../../test/support/app.js';
import { pdf } from '../../../test/support/multipart.js';
import { query } from '../../../test/support/query.js';
import { begun, CHUNK, inBase64, TUS, uploads } from '../../../test/support/tus.js';

const lead = 'nongnghiep@hanoi';

/** On 4.02 the departments of agriculture lead on both sides. */
describe('an upload', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let tus: ReturnType<typeof uploads>;
  let id: number;
  beforeAll(async () => {
    program = await startApp({ works: true });
    tus = uploads(program.ask);
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?q=4.02',
    );
    id = json.items[0].id;
  });
  afterAll(() => program?.stop());
  // No account keeps more than twenty that no report has taken.
  beforeEach(() => run('delete from upload where evidence_id is null'));

  const run = <T>(statement: string) => query(program.database.url, statement) as Promise<T[]>;
  const row = async (upload: number) =>
    (await run<{ received: number; sha256: string | null }>(`select * from upload where id = ${upload}`))[0];
  const place = (upload: number) => join(program.folder, 'files', 'uploads', String(upload));
  const isThere = (upload: number) =>
    stat(place(upload)).then(
      () => true,
      () => false,
    );
  let serial = 0;
  const fresh = () => pdf(`upload ${++serial}`);

  describe('comes piece by piece', () => {
    it('and says how far it has come, until it is whole', async () => {
      const content = fresh();
      const { status, json, headers } = await tus.begin(lead, 'Biên bản.pdf', content.length, id);
      expect([status, headers.location, headers['tus-resumable'], headers['upload-offset']]).toEqual([
        201,
        `/api/v1/uploads/${json.id}`,
        '1.0.0',
        '0',
      ]);
      expect(json).toEqual({
        id: json.id,
        commitmentId: id,
        name: 'Biên bản.pdf',
        length: content.length,
        offset: 0,
        expiresAt: expect.any(String),
      });
      const first = await tus.send(lead, json.id, 0, content.slice(0, 10));
      expect([first.status, first.headers['upload-offset']]).toEqual([204, '10']);
      const asked = await tus.state(lead, json.id);
      expect(asked).toMatchObject({
        status: 200,
        text: '',
        headers: {
          'upload-offset': '10',
          'upload-length': String(content.length),
          'cache-control': 'no-store',
          'upload-expires': expect.stringMatching(/GMT$/),
          'x-content-type-options': 'nosniff',
        },
      });
      expect((await row(json.id))!.sha256).toBeNull();
      const last = await tus.send(lead, json.id, 10, content.slice(10));
      expect([last.status, last.headers['upload-offset']]).toEqual([204, String(content.length)]);
      expect((await row(json.id))!.sha256).toMatch(/^[0-9a-f]{64}$/);
      expect(await readFile(place(json.id), 'utf8')).toBe(content);
    });

    it('and tells what it speaks to whoever asks', async () => {
      const { status, headers } = await program.ask(null, 'OPTIONS', '/api/v1/uploads');
      expect([status, headers]).toEqual([
        204,
        expect.objectContaining({
          'tus-version': '1.0.0',
          'tus-extension': 'creation,expiration,termination',
          'tus-max-size': String(50 * 1_048_576),
        }),
      ]);
    });

    it('of 50 MB, cut off in the middle and sent on from there, with the same hash', async () => {
      const content = large(50 * 1_048_576);
      const { json } = await tus.begin(lead, 'a.pdf', content.length, id);
      await cutOffAfter(json.id, content, 23 * 1_048_576);
      const { headers } = await tus.state(lead, json.id);
      const offset = Number(headers['upload-offset']);
      expect(offset).toBeGreaterThan(1_048_576);
      expect(offset).toBeLessThan(content.length);
      expect((await tus.send(lead, json.id, offset, content.subarray(offset))).status).toBe(204);

      expect((await row(json.id))!.sha256).toBe(createHash('sha256').update(content).digest('hex'));
    });
  });

  describe('is refused', () => {
    it.each([
      ['without its version', { 'tus-resumable': '' }, 412],
      ['of another version', { 'tus-resumable': '0.2.2' }, 412],
      ['without a length', { 'upload-length': '' }, 400],
      ['with a length that is no number', { 'upload-length': '1e3' }, 400],
      ['with nothing in it', { 'upload-length': '0' }, 422],
      ['above 50 MB', { 'upload-length': String(50 * 1_048_576 + 1) }, 413],
      ['without saying of what', { 'upload-metadata': '' }, 400],
      ['with what cannot be read', { 'upload-metadata': 'filename ***' }, 400],
      ['in another encoding', { 'upload-metadata': 'filename /w==,commitment MQ==' }, 400],
      ['of no commitment', { 'upload-metadata': `filename ${inBase64('a.pdf')}` }, 400],
    ])('%s: %s', async (_what, headers, status) => {
      const before = await run('select count(*) from upload');
      const asked = { ...begun('a.pdf', 10, id), ...headers };
      const answer = await program.ask(lead, 'POST', '/api/v1/uploads', undefined, asked);
      expect(answer.status).toBe(status);
      expect(answer.json.detail).not.toBe('');
      expect(await run('select count(*) from upload')).toEqual(before);
    });

    it.each([
      ['a.exe', 'of a kind that is not accepted'],
      ['a\u202Efdp.pdf', 'Rename it'],
      ['', 'Choose a file'],
      ['..', 'Choose a file'],
      [`${'a'.repeat(197)}.pdf`, 'shorter'],
    ])('under the name “%s” before a byte has come', async (name, words) => {
      const { status, json } = await tus.begin(lead, name, 10, id);
      expect([status, json.errors[0].message]).toEqual([422, expect.stringContaining(words)]);
    });

    it('with folders in its name; and what it is called is brought to NFC', async () => {
      expect((await tus.begin(lead, '../../etc/a.pdf', 10, id)).json.errors[0].message).toContain(
        'Rename it',
      );
      const { json } = await tus.begin(lead, 'Biên bản.pdf'.normalize('NFD'), 10, id);
      expect(json.name).toBe('Biên bản.pdf'.normalize('NFC'));
    });

    it.each([
      ['a picture that is none', 'a.png', '<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'],
      ['a file of another kind', 'a.pdf', '<script>'],
      ['a PDF with a password', 'a.pdf', pdf('', '/Encrypt 5 0 R ')],
      ['a text of nothing', 'a.txt', '   '],
    ])('once it is whole, as %s, and nothing of it is left', async (_what, name, content) => {
      const used = await run('select * from evidence_day');
      const { json } = await tus.begin(lead, name, content.length, id);
      const { status, json: problem } = await tus.send(lead, json.id, 0, content);
      expect([status, problem.errors[0].field]).toEqual([422, 'file']);
      expect([await row(json.id), await isThere(json.id)]).toEqual([undefined, false]);
      expect(await run('select * from evidence_day')).toEqual(used);
    });

    it('from another place than it has come to: 409, with the place', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      await tus.send(lead, json.id, 0, '%PDF-');
      for (const offset of [0, 4, 6]) {
        const answer = await tus.send(lead, json.id, offset, 'x');
        expect([answer.status, answer.json.detail]).toEqual([409, expect.stringContaining('5 bytes')]);
      }
      expect((await row(json.id))!.received).toBe(5);
    });

    it('beyond its length: 413, whether or not the request says how much it brings', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 10, id);
      expect((await tus.send(lead, json.id, 0, 'x'.repeat(11))).status).toBe(413);
      expect(await unannounced(json.id, 'x'.repeat(11))).toBe(413);
      expect((await row(json.id))!.received).toBe(0);
    });

    it('in another type than that of a piece, or packed: 415', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 10, id);
      const url = `/api/v1/uploads/${json.id}`;
      const piece = { ...TUS, 'upload-offset': '0', 'content-type': CHUNK };
      for (const other of [
        { 'content-type': 'application/octet-stream' },
        { 'content-type': 'application/json' },
        { 'content-encoding': 'gzip' },
      ] as Record<string, string>[]) {
        const sent = await program.ask(lead, 'PATCH', url, Buffer.from('{}'), { ...piece, ...other });
        expect([other, sent.status]).toEqual([other, 415]);
      }
      const elsewhere = await program.ask(
        lead,
        'POST',
        `/api/v1/commitments/${id}/notes`,
        Buffer.from('x'),
        piece,
      );
      expect(elsewhere.status).toBe(415);
    });

    it('while another connection sends it: 423, and nothing of the second is written', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 1000, id);
      const first = await openPatch(json.id, 1000);
      first.request.write('a'.repeat(100));
      await until(
        async () =>
          (await run(`select 1 from upload where id = ${json.id} and lease_by is not null`)).length === 1,
      );
      const second = await tus.send(lead, json.id, 0, 'b'.repeat(1000));
      expect([second.status, second.json.title]).toEqual([423, 'Locked']);
      expect((await tus.remove(lead, json.id)).status).toBe(423);
      first.request.destroy();
      await until(async () => (await row(json.id))!.received === 100);
      expect(await readFile(place(json.id), 'utf8')).toBe('a'.repeat(100));
    });
  });

  it('whose writer was killed goes on at what had been told, once the lease has run out', async () => {
    const content = fresh();
    const { json } = await tus.begin(lead, 'a.pdf', content.length, id);
    await tus.send(lead, json.id, 0, content.slice(0, 20));
    // As a process leaves it that is killed in the middle of a piece.

    await appendFile(place(json.id), 'never told');
    const held = (when: string) =>
      run(
        `update upload set lease_by = gen_random_uuid(), lease_until = now() ${when} where id = ${json.id}`,
      );
    await held(`+ interval '20 seconds'`);
    expect((await tus.send(lead, json.id, 20, content.slice(20))).status).toBe(423);
    await held(`- interval '1 second'`);
    expect((await tus.state(lead, json.id)).headers['upload-offset']).toBe('20');
    expect((await tus.send(lead, json.id, 20, content.slice(20))).status).toBe(204);
    expect(await readFile(place(json.id), 'utf8')).toBe(content);
  });

  it('is removed by whoever sent it, and is not counted then', async () => {
    const used = await run('select * from evidence_day');
    const upload = await tus.whole(lead, 'a.pdf', fresh(), id);
    expect(await run('select * from evidence_day')).not.toEqual(used);
    expect((await tus.remove(lead, upload)).status).toBe(204);
    expect([await row(upload), await isThere(upload)]).toEqual([undefined, false]);
    expect(await run('select * from evidence_day')).toEqual(used);
    expect((await tus.remove(lead, upload)).status).toBe(404);
  });

  describe('belongs to who began it', () => {
    const verbs = ['HEAD', 'GET', 'PATCH', 'DELETE'] as const;
    const each = async (who: string | null, upload: number) => {
      const answers: Record<string, number> = {};
      for (const verb of verbs) {
        const headers = {
          ...TUS,
          'upload-offset': '0',
          ...(verb === 'PATCH' ? { 'content-type': CHUNK } : {}),
        };
        const body = verb === 'PATCH' ? Buffer.from('x') : undefined;
        answers[verb] = (await program.ask(who, verb, `/api/v1/uploads/${upload}`, body, headers)).status;
      }
      return answers;
    };
    const all = (status: number) => Object.fromEntries(verbs.map((verb) => [verb, status]));
    const untouched = async (upload: number) => expect((await row(upload))!.received).toBe(0);

    it.each([
      ['a colleague of the same side', 'coordinator@hanoi', 404],
      ['an officer of another body', 'congthuong@hanoi', 404],
      ['the other side', 'nongnghiep@nghean', 404],
      ['a leader of the side', 'leader@hanoi', 403],
      ['an auditor', 'auditor@tracker', 403],
      ['nobody', null, 401],
    ])('and is there for nobody else: not for %s', async (_who, who, status) => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      expect(await each(who, json.id)).toEqual(all(status));
      await untouched(json.id);
    });

    it('and cannot be told from one that never was', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      const plain = (answer: { json: Record<string, unknown> }) => {
        const { status, detail, errors } = answer.json;
        return [status, detail, errors];
      };
      const theirs = await tus.state('nongnghiep@nghean', json.id, 'GET');
      const none = await tus.state('nongnghiep@nghean', 999_999, 'GET');
      expect(plain(theirs)).toEqual(plain(none));
    });

    it('and is begun only by who may report there', async () => {
      const status = async (who: string | null, to = id) => (await tus.begin(who, 'a.pdf', 10, to)).status;
      expect(await status('congthuong@hanoi')).toBe(403);
      expect(await status('leader@hanoi')).toBe(403);
      expect(await status('auditor@tracker')).toBe(403);
      expect(await status(null)).toBe(401);
      expect(await status(lead, 999_999)).toBe(404);
    });

    it('until that account moves to the other side', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      const moved = (party: string, body: string) =>
        run(`update app_user set party_id = (select id from party where code = '${party}'),
          body_id = (select id from body where code = '${body}') where email = '${lead}.example'`);
      await moved('nghean', 'na-so-nong-nghiep-va-ptnt');
      expect(await each(lead, json.id)).toEqual(all(404));
      await moved('hanoi', 'hn-so-nong-nghiep-va-ptnt');
      await untouched(json.id);
    });

    it('until its session or token is ended', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      const signIn = { email: `${lead}.example`, password: 'hop-tac-2019' };
      const { token } = (await program.ask(null, 'POST', '/api/v1/sessions', signIn)).json;
      const bearer = { ...TUS, authorization: `Bearer ${token}` };
      await program.ask(null, 'DELETE', '/api/v1/sessions/current', undefined, bearer);
      for (const verb of verbs) {
        const url = `/api/v1/uploads/${json.id}`;
        expect([verb, (await program.ask(null, verb, url, undefined, bearer)).status]).toEqual([verb, 401]);
      }
    });

    it('where it ends in the middle of a piece, nothing of that piece counts', async () => {
      const content = fresh();
      const { json } = await tus.begin(lead, 'a.pdf', content.length, id);
      const sending = await openPatch(json.id, content.length);
      sending.request.write(content.slice(0, 10));
      await until(
        async () =>
          (await run(`select 1 from upload where id = ${json.id} and lease_by is not null`)).length === 1,
      );
      await run(
        `delete from access_token where token_hash is not null and id = (select max(id) from access_token)`,
      );
      sending.request.end(content.slice(10));
      expect(await sending.status).toBe(401);
      expect(await row(json.id)).toMatchObject({ received: 0, sha256: null });
    });

    it('with a token that only reads, to be looked at alone', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      const token = async (more: object) =>
        (
          await program.ask(lead, 'POST', '/api/v1/tokens', {
            name: 'x',
            days: 7,
            password: 'hop-tac-2019',
            ...more,
          })
        ).json.token as string;
      const reads = { ...TUS, authorization: `Bearer ${await token({ scope: 'read' })}` };
      const url = `/api/v1/uploads/${json.id}`;
      expect((await program.ask(null, 'HEAD', url, undefined, reads)).status).toBe(200);
      expect((await program.ask(null, 'DELETE', url, undefined, reads)).status).toBe(403);
    });

    it('while the commitment takes reports', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      const url = `/api/v1/commitments/${id}`;
      const { version } = (await program.ask(lead, 'GET', url)).json;
      const done = { status: 'completed', percent: 100, results: 'Xong.' };
      await program.ask(lead, 'POST', `${url}/updates`, done, { 'if-match': `"${version}"` });
      await program.ask('leader@hanoi', 'PUT', `${url}/completion-confirmation`);
      expect(await each(lead, json.id)).toEqual(all(422));
      expect((await tus.begin(lead, 'a.pdf', 10, id)).status).toBe(422);
      await program.ask('leader@hanoi', 'DELETE', `${url}/completion-confirmation`);
      expect((await tus.state(lead, json.id)).status).toBe(200);
      await untouched(json.id);
    });

    it('until it has expired', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      await run(`update upload set expires_at = now() - interval '1 second' where id = ${json.id}`);
      expect(await each(lead, json.id)).toEqual(all(404));
    });
  });

  it('by cookie needs the form’s token, and comes from our own pages', async () => {
    const session = await program.browser(lead);
    const send = (headers: Record<string, string>) =>
      program.ask(null, 'POST', '/api/v1/uploads', undefined, {
        ...begun('a.pdf', 10, id),
        cookie: session.cookie,
        ...headers,
      });
    expect((await send({})).status).toBe(403);
    expect((await send({ 'x-csrf-token': session.csrf, origin: 'https://elsewhere.example' })).status).toBe(
      403,
    );
    expect((await send({ 'x-csrf-token': session.csrf })).status).toBe(201);
  });

  /** Of the PDFs' kind, and no two pieces of it alike. */
  function large(size: number): Buffer {
    const shell = pdf('');
    const filler = Buffer.alloc(size);
    for (let at = 0; at + 8 <= size; at += 8) filler.writeDoubleLE(at, at);
    const whole = filler;
    whole.write(shell.slice(0, 12), 0);
    const body = size - 200;
    const end = `\nxref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 >>\nstartxref\n${body}\n%%EOF\n`;
    whole.fill(' ', size - 200);
    whole.write(end, size - end.length);
    return whole;
  }

  const token = async () =>
    (
      await program.ask(null, 'POST', '/api/v1/sessions', {
        email: `${lead}.example`,
        password: 'hop-tac-2019',
      })
    ).json.token as string;

  async function openPatch(upload: number, length: number | null) {
    const request = httpRequest(`${program.url}/api/v1/uploads/${upload}`, {
      method: 'PATCH',
      headers: {
        ...TUS,
        authorization: `Bearer ${await token()}`,
        'content-type': CHUNK,
        'upload-offset': '0',
        ...(length === null ? {} : { 'content-length': String(length) }),
      },
    });
    const status = new Promise<number>((resolve) => {
      request.on('response', (answer) => {
        answer.resume();
        resolve(answer.statusCode!);
      });
      request.on('error', () => resolve(0));
    });
    return { request, status };
  }

  async function unannounced(upload: number, content: string): Promise<number> {
    const { request, status } = await openPatch(upload, null);
    request.end(content);
    return status;
  }

  async function cutOffAfter(upload: number, content: Buffer, bytes: number): Promise<void> {
    const { request, status } = await openPatch(upload, content.length);
    await new Promise((resolve) => request.write(content.subarray(0, bytes), resolve));
    request.destroy();
    expect(await status).toBe(0);
    await until(
      async () => (await run(`select 1 from upload where id = ${upload} and lease_by is null`)).length === 1,
    );
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    for (let wait = 0; wait < 400; wait++) {
      if (await holds()) return;
      await pause(25);
    }
    throw new Error('it never came about');
  }

  it('leaves no other file in the folder of those on their way than its own', async () => {
    await tus.whole(lead, 'a.pdf', fresh(), id);
    const names = await readdir(join(program.folder, 'files', 'uploads'));
    expect(names.every((name) => /^\d+$/.test(name))).toBe(true);
  });
});
