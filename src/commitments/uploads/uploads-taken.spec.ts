import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { startApp } from '../../../test/support/app.js';
import { formWithFile, pdf } from '../../../test/support/multipart.js';
import { query } from '../../../test/support/query.js';
import { uploads } from '../../../test/support/tus.js';
import { UploadHousekeeping } from './upload-housekeeping.js';

const lead = 'nongnghiep@hanoi';
const hashOf = (content: string) => createHash('sha256').update(content).digest('hex');

/** On 4.02 the departments of agriculture lead on both sides, and those of science cooperate. */
describe('a report with files', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let tus: ReturnType<typeof uploads>;
  let id: number;
  let url: string;
  beforeAll(async () => {
    program = await startApp();
    tus = uploads(program.ask);
    id = await idOf('4.02');
    url = `/api/v1/commitments/${id}`;
  });
  afterAll(() => program?.stop());

  const run = <T>(statement: string) => query(program.database.url, statement) as Promise<T[]>;
  const idOf = async (code: string) =>
    (await program.ask('auditor@tracker', 'GET', `/api/v1/agreements/2016-tb-tu/commitments?q=${code}`)).json
      .items[0].id as number;
  let serial = 0;
  const fresh = () => pdf(`with a report ${++serial}`);
  const words = () => `Đã cấp ${++serial} mã số vùng trồng.`;
  const version = async () => (await program.ask(lead, 'GET', url)).json.version as number;
  const report = async (uploadIds: unknown, more: object = {}, who = lead, of?: number) =>
    program.ask(
      who,
      'POST',
      `${url}/updates`,
      { status: 'in_progress', percent: 40, results: words(), uploadIds, ...more },
      { 'if-match': `"${of ?? (await version())}"`, 'accept-language': 'en' },
    );
  const listed = async () =>
    (await program.ask('leader@nghean', 'GET', `${url}/evidence`)).json.items as {
      id: number;
      name: string;
      sha256: string;
    }[];

  it('makes them evidence in the same change: named by the report, told as events, come back byte for byte', async () => {
    const [one, other] = [fresh(), fresh()];
    const ids = [await tus.whole(lead, 'Biên bản.pdf', one, id), await tus.whole(lead, 'Ảnh.pdf', other, id)];
    const before = await version();
    const { status, json } = await report(ids);
    expect([status, json.version]).toEqual([201, before + 1]);
    const added = (await listed()).slice(0, 2).toReversed();
    expect(added.map(({ name, sha256 }) => [name, sha256])).toEqual([
      ['Biên bản.pdf', hashOf(one)],
      ['Ảnh.pdf', hashOf(other)],
    ]);
    expect(json.evidenceIds).toEqual(added.map((each) => each.id));
    const file = await program.ask('leader@nghean', 'GET', `/api/v1/evidence/${added[0]!.id}`);
    expect([file.status, file.text]).toEqual([200, one]);
    const events = (await program.ask(lead, 'GET', `${url}/events?limit=3`)).json.items;
    expect(events.map(({ kind }: { kind: string }) => kind)).toEqual([
      'updated',
      'evidence_added',
      'evidence_added',
    ]);
    expect((await tus.state(lead, ids[0]!)).status).toBe(404);
  });

  it('keeps what was hashed, whatever somebody who lost the upload still writes to it', async () => {
    const content = fresh();
    const upload = await tus.whole(lead, 'a.pdf', content, id);
    const held = await open(join(program.folder, 'files', 'uploads', String(upload)), 'r+');
    const { json } = await report([upload]);
    await held.write('late', 0);
    await held.close();
    const kept = await program.ask('leader@nghean', 'GET', `/api/v1/evidence/${json.evidenceIds[0]}`);
    expect([kept.status, kept.text]).toEqual([200, content]);
  });

  it('sent twice is done once, and tells the same both times', async () => {
    const uploadIds = [await tus.whole(lead, 'a.pdf', fresh(), id)];
    const [of, results] = [await version(), words()];
    const first = await report(uploadIds, { results }, lead, of);
    const evidence = (await listed()).length;
    const again = await report(uploadIds, { results }, lead, of);
    expect([again.status, again.json]).toEqual([201, first.json]);
    expect((await listed()).length).toBe(evidence);
  });

  it('in the same words with another file is another report', async () => {
    const [of, results] = [await version(), words()];
    await report([await tus.whole(lead, 'a.pdf', fresh(), id)], { results }, lead, of);
    const upload = await tus.whole(lead, 'b.pdf', fresh(), id);
    expect((await report([upload], { results }, lead, of)).status).toBe(412);
    expect((await tus.state(lead, upload)).status).toBe(200);
  });

  it('shows a file that the side shows already only once', async () => {
    const content = fresh();
    const { payload, headers } = await formWithFile('Đã có.pdf', content);
    const { json } = await program.ask('coordinator@hanoi', 'POST', `${url}/evidence`, payload, headers);
    const sent = await report([await tus.whole(lead, 'Lại.pdf', content, id)]);
    expect([sent.status, sent.json.evidenceIds]).toEqual([201, [json.id]]);
  });

  it('that is refused leaves the files where they are, to be sent again with it', async () => {
    const upload = await tus.whole(lead, 'a.pdf', fresh(), id);
    const before = await listed();
    expect((await report([upload], { results: '' })).status).toBe(422);
    expect((await report([upload], {}, lead, 1)).status).toBe(412);
    expect(await listed()).toEqual(before);
    expect((await report([upload])).status).toBe(201);
  });

  it('of completion rests on them too', async () => {
    const code = await idOf('4.05');
    const upload = await tus.whole(lead, 'a.pdf', fresh(), code);
    const at = `/api/v1/commitments/${code}`;
    const { version: read } = (await program.ask(lead, 'GET', at)).json;
    const done = { status: 'completed', percent: 100, results: 'Xong.', uploadIds: [upload] };
    const { json } = await program.ask(lead, 'POST', `${at}/updates`, done, { 'if-match': `"${read}"` });
    const { evidence } = (await program.ask(lead, 'GET', at)).json;
    expect(json.evidenceIds).toEqual(evidence.hanoi.map((each: { id: number }) => each.id).toSorted());
    expect(evidence.hanoi[0].name).toBe('a.pdf');
  });

  describe('of a cooperating body', () => {
    const body = 'khoahoc@hanoi';
    beforeAll(() =>
      run(`insert into app_user (email, name, role, party_id, body_id, password_hash, created_at)
      select '${body}.example', u.name, 'liaison', u.party_id, b.id, u.password_hash, now() from app_user u, body b
      where u.email = '${lead}.example' and b.code = 'hn-so-khoa-hoc-va-cong-nghe'`),
    );

    it('adds them to its side’s evidence', async () => {
      const upload = await tus.whole(body, 'Góp.pdf', fresh(), id);
      const before = await version();
      const { status, json } = await report([upload], {}, body);
      expect([status, json.contribution, json.version]).toEqual([201, true, before + 1]);
      expect((await listed())[0]!.name).toBe('Góp.pdf');
    });

    it('sent again with a file is another one, and the file is evidence; sent again as it is, it is done once', async () => {
      const results = words();
      const of = await version();
      const without = await report(undefined, { results }, body, of);
      const upload = await tus.whole(body, 'Kèm sau.pdf', fresh(), id);
      const withIt = await report([upload], { results }, body, of);
      expect([withIt.status, withIt.json.id > without.json.id]).toEqual([201, true]);
      const evidence = await listed();
      expect(evidence[0]!.name).toBe('Kèm sau.pdf');
      const again = await report([upload], { results }, body, of);
      expect([again.status, again.json.id]).toEqual([201, withIt.json.id]);
      expect(await listed()).toEqual(evidence);
    });
  });

  describe('is refused', () => {
    const refused = async (uploadIds: unknown, who?: string) => {
      const before = [await listed(), await version()];
      const { status, json } = await report(uploadIds, {}, who);
      expect([await listed(), await version()]).toEqual(before);
      return [status, json.errors?.[0]?.field];
    };

    it('with the file of another account, of another commitment, expired, or of none', async () => {
      const theirs = await tus.whole('coordinator@hanoi', 'a.pdf', fresh(), id);
      const elsewhere = await tus.whole(lead, 'a.pdf', fresh(), await idOf('4.03'));
      const expired = await tus.whole(lead, 'a.pdf', fresh(), id);
      await run(`update upload set expires_at = now() - interval '1 second' where id = ${expired}`);
      for (const upload of [theirs, elsewhere, expired, 999_999])
        expect(await refused([upload])).toEqual([422, 'uploadIds']);
    });

    it('with one that is still coming, or whose file is lost', async () => {
      const { json } = await tus.begin(lead, 'a.pdf', 100, id);
      expect(await refused([json.id])).toEqual([422, 'uploadIds']);
      const lost = await tus.whole(lead, 'a.pdf', fresh(), id);
      await rm(join(program.folder, 'files', 'uploads', String(lost)));
      expect(await refused([lost])).toEqual([422, 'uploadIds']);
    });

    it('with one that is no longer what was hashed when it had come whole', async () => {
      const upload = await tus.whole(lead, 'a.pdf', fresh(), id);
      const held = await open(join(program.folder, 'files', 'uploads', String(upload)), 'r+');
      await held.write('late', 0);
      await held.close();
      expect(await refused([upload])).toEqual([422, 'uploadIds']);
    });

    it.each([[['x']], [[0]], [[1, 1]], [[1.5]], ['1'], [Array.from({ length: 21 }, (_, n) => n + 1)]])(
      'with %j for its files',
      async (uploadIds) => {
        expect(await refused(uploadIds)).toEqual([400, 'uploadIds']);
      },
    );

    it('with more than the side may show', async () => {
      const code = await idOf('4.03');
      const files = [];
      for (let n = 0; n < 3; n++) files.push(await tus.whole('nongnghiep@nghean', `${n}.pdf`, fresh(), code));
      for (let n = 0; n < 18; n++) {
        const { payload, headers } = await formWithFile(`${n}.pdf`, fresh());
        await program.ask(
          'coordinator@nghean',
          'POST',
          `/api/v1/commitments/${code}/evidence`,
          payload,
          headers,
        );
      }
      const at = `/api/v1/commitments/${code}`;
      const { version: read } = (await program.ask(lead, 'GET', at)).json;
      const sent = { status: 'in_progress', percent: 40, results: 'x', uploadIds: files };
      const answer = await program.ask('nongnghiep@nghean', 'POST', `${at}/updates`, sent, {
        'if-match': `"${read}"`,
      });
      expect([answer.status, answer.json.errors[0].field]).toEqual([422, 'uploadIds']);
    });
  });

  it('leaves nothing behind once the night has come, and no upload that nobody goes on with', async () => {
    const sent = await tus.whole(lead, 'a.pdf', fresh(), id);
    await report([sent]);
    const left = await tus.whole(lead, 'b.pdf', fresh(), id);
    const kept = await tus.whole(lead, 'c.pdf', fresh(), id);
    await run(`update upload set expires_at = now() - interval '1 second' where id in (${sent}, ${left})`);
    await program.app.get(UploadHousekeeping, { strict: false }).run();
    expect(await run(`select id from upload where id in (${sent}, ${left}, ${kept})`)).toEqual([
      { id: kept },
    ]);
    const evidence = (await listed())[0]!;
    expect((await program.ask(lead, 'GET', `/api/v1/evidence/${evidence.id}`)).status).toBe(200);
    expect((await tus.state(lead, kept)).status).toBe(200);
  });
});
