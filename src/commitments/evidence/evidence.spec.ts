import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { goesOn } from '../../../test/support/goes-on.js';
import { EntityManager } from '@mikro-orm/postgresql';
import { readdir, rm, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import { startApp } from '../../../test/support/app.js';
import { bodyOf, formWithFile, pdf } from '../../../test/support/multipart.js';
import { FileStore } from '../../platform/storage/file-store.js';

/** On 4.02 the departments of agriculture lead on both sides. */
describe('evidence', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let id: number;
  beforeAll(async () => {
    program = await startApp({ works: true });
    id = await idOf('4.02');
  });
  afterAll(() => program?.stop());

  let serial = 0;
  let fresh: string;
  beforeEach(() => {
    fresh = pdf(`file ${++serial}`);
  });

  const idOf = async (code: string) => {
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      `/api/v1/agreements/2016-tb-tu/commitments?q=${code}`,
    );
    return json.items.find((item: { code: string }) => item.code === code).id as number;
  };
  const attach = async (who: string, name = 'Biên bản.pdf', content: string | Buffer = fresh, to = id) => {
    const { payload, headers } = await formWithFile(name, content);
    return program.ask(who, 'POST', `/api/v1/commitments/${to}/evidence`, payload, headers);
  };
  const list = async (who = 'leader@nghean') =>
    (await program.ask(who, 'GET', `/api/v1/commitments/${id}/evidence`)).json.items as {
      id: number;
      name: string;
    }[];
  const storedFiles = async () =>
    (await readdir(join(program.folder, 'files'), { recursive: true, withFileTypes: true })).filter((each) =>
      each.isFile(),
    );

  describe('attached', () => {
    it('is listed with who, when, how large and its hash, and comes back byte for byte', async () => {
      const { status, json, headers } = await attach('nongnghiep@hanoi', 'Biên bản hội nghị.pdf');
      expect(status).toBe(201);
      expect(json).toMatchObject({
        party: 'hanoi',
        name: 'Biên bản hội nghị.pdf',
        mediaType: 'application/pdf',
        withdrawnAt: null,
        size: Buffer.byteLength(fresh),
        withdrawable: true,
        illustrative: false,
      });
      expect(headers.location).toBe(`/api/v1/evidence/${json.id}`);
      expect(await list()).toContainEqual({ ...json, withdrawable: false });
      const file = await program.ask('leader@nghean', 'GET', `/api/v1/evidence/${json.id}`);
      expect([file.status, file.text]).toEqual([200, fresh]);
    });

    it('is handed out to be saved: never run, never shown as a page of ours', async () => {
      const { json } = await attach('nongnghiep@hanoi', 'Kết quả "Đợt 1".pdf');
      const { headers } = await program.ask('auditor@tracker', 'GET', `/api/v1/evidence/${json.id}`);
      expect(headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="Ket qua _Dot 1_.pdf"; filename*=UTF-8''K%E1%BA%BFt%20qu%E1%BA%A3%20%22%C4%90%E1%BB%A3t%201%22.pdf`,
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
        etag: `"${json.sha256}"`,
      });
      const known = { 'if-none-match': `"${json.sha256}"` };
      const again = await program.ask(
        'auditor@tracker',
        'GET',
        `/api/v1/evidence/${json.id}`,
        undefined,
        known,
      );
      expect([again.status, again.text]).toEqual([304, '']);
    });

    it('is an event of the commitment, raises version and revision, and stands in the audit log', async () => {
      const read = async () => ({
        commitment: (await program.ask('leader@hanoi', 'GET', `/api/v1/commitments/${id}`)).json,
        agreement: (await program.ask('leader@hanoi', 'GET', '/api/v1/agreements/2016-tb-tu')).json,
      });
      const before = await read();
      const { json } = await attach('nongnghiep@nghean');
      const after = await read();
      expect(after.commitment.version).toBe(before.commitment.version + 1);
      expect(after.agreement.revision).toBe(before.agreement.revision + 1);
      const events = await program.ask('leader@hanoi', 'GET', `/api/v1/commitments/${id}/events?limit=1`);
      expect(events.json.items[0]).toMatchObject({
        kind: 'evidence_added',
        party: 'nghean',
        data: {
          evidenceId: json.id,
          name: 'Biên bản.pdf',
          sha256: json.sha256,
        },
      });
      const [entry] = await query('select kind, subject, data from audit_entry order by id desc limit 1');
      expect(entry).toMatchObject({
        kind: 'commitment.evidence_added',
        subject: '4.02',
        data: { sha256: json.sha256 },
      });
    });

    it('keeps its name in NFC and without folders', async () => {
      const { json } = await attach('nongnghiep@hanoi', '../../etc/Biên bản.pdf'.normalize('NFD'));
      expect(json.name).toBe('Biên bản.pdf'.normalize('NFC'));
    });

    it('may be the same file on both sides, and lies on the disk once', async () => {
      const before = (await storedFiles()).length;
      expect((await attach('nongnghiep@hanoi')).status).toBe(201);
      expect((await attach('nongnghiep@nghean')).status).toBe(201);
      expect((await storedFiles()).length).toBe(before + 1);
    });
  });

  describe('is refused', () => {
    const nothingKept = async (act: () => Promise<void>) => {
      const before = [await list(), (await storedFiles()).length];
      await act();
      expect([await list(), (await storedFiles()).length]).toEqual(before);
    };

    it.each([
      ['congthuong@hanoi', 403],
      ['leader@hanoi', 403],
      ['auditor@tracker', 403],
      ['admin@tracker', 403],
    ])('from %s, who may not report: %s', async (who, status) => {
      await nothingKept(async () => expect((await attach(who)).status).toBe(status));
    });

    it('where nobody is signed in, or nothing is there', async () => {
      const { payload, headers } = await formWithFile('a.pdf', fresh);
      const url = `/api/v1/commitments/${id}/evidence`;
      expect((await program.ask(null, 'POST', url, payload, headers)).status).toBe(401);
      expect((await attach('nongnghiep@hanoi', 'a.pdf', fresh, 999_999)).status).toBe(404);
    });

    it.each([
      ['of a kind that is not taken', 'a.html', '<script>', 'of a kind that is not accepted'],
      ['whose content is not what its name says', 'a.pdf', '<script>', 'not a readable pdf file'],
      ['that is empty', 'a.pdf', '', 'is empty'],
      ['with a password', 'a.pdf', pdf('', '/Encrypt 5 0 R '), 'Print it to a new PDF'],
      ['of an old Office', 'Báo cáo.doc', 'x', 'save it as .docx'],
      ['in an old code page', 'a.csv', Buffer.from([0x4b, 0xea, 0x0a]), 'CSV UTF-8'],
      ['without a name', '', '%PDF-', 'Choose a file'],
      ['with a name that turns the direction of writing', 'a\u202Efdp.pdf', '%PDF-', 'Rename it'],
      ['with a name that is too long', `${'a'.repeat(197)}.pdf`, '%PDF-', 'shorter'],
    ])('%s: 422, with what to do', async (_what, name, content, words) => {
      await nothingKept(async () => {
        const { payload, headers } = await formWithFile(name, content);
        const asked = { ...headers, 'accept-language': 'en' };
        const answer = await program.ask(
          'nongnghiep@hanoi',
          'POST',
          `/api/v1/commitments/${id}/evidence`,
          payload,
          asked,
        );
        expect(answer.status).toBe(422);
        expect(answer.json.errors).toEqual([{ field: 'file', message: expect.stringContaining(words) }]);
      });
    });

    it('above the limit: 413, and at the limit it is taken', async () => {
      const limit = 50 * 1_048_576;
      const filled = (size: number) => pdf('x'.repeat(size - (pdf('x'.repeat(size)).length - size)));
      await nothingKept(async () => {
        const answer = await attach('nongnghiep@hanoi', 'a.pdf', filled(limit + 1));
        expect([answer.status, answer.json.errors[0].field]).toEqual([413, 'file']);
        expect(answer.json.detail).toContain('50 MB');
      });
      const { status, json } = await attach('nongnghiep@hanoi', 'a.pdf', filled(limit));
      expect([status, json.size]).toEqual([201, limit]);
    });

    it('the second time on the same side, as long as the first stands', async () => {
      const first = await attach('nongnghiep@hanoi', 'một.pdf');
      const again = await attach('coordinator@hanoi', 'hai.pdf');
      expect([again.status, again.json.detail]).toEqual([409, expect.stringContaining('một.pdf')]);
      await program.ask('nongnghiep@hanoi', 'DELETE', `/api/v1/evidence/${first.json.id}`);
      expect((await attach('coordinator@hanoi', 'hai.pdf')).status).toBe(201);
    });

    it('beyond twenty of a side, also when two come at once', async () => {
      const other = await idOf('4.05');
      for (let n = 1; n < 20; n++)
        expect((await attach('nongnghiep@hanoi', `${n}.pdf`, pdf(`of twenty ${n}`), other)).status).toBe(201);
      const both = await Promise.all(
        [20, 21].map((n) => attach('nongnghiep@hanoi', `${n}.pdf`, pdf(`of twenty ${n}`), other)),
      );
      expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
      expect((await attach('nongnghiep@nghean', 'x.pdf', fresh, other)).status).toBe(201);
    });

    describe('once its sender has sent enough for a day', () => {
      let small: Awaited<ReturnType<typeof startApp>>;
      let of: number;
      beforeAll(async () => {
        const env = {
          EVIDENCE_DAY_FILES: '3',
          EVIDENCE_DAY_MIB: '2',
          FILE_LIMIT_MIB: '1',
          KEEP_FREE_MIB: '0',
        };
        small = await startApp({ env });
        const listed = await small.ask(
          'auditor@tracker',
          'GET',
          '/api/v1/agreements/2016-tb-tu/commitments?q=4.02',
        );
        of = listed.json.items[0].id;
      });
      afterAll(() => small?.stop());

      const sendTo = async (who: string, content: string, name = 'a.pdf') => {
        const { payload, headers } = await formWithFile(name, content);
        const asked = { ...headers, 'content-length': String(payload.length), 'accept-language': 'en' };
        return small.ask(who, 'POST', `/api/v1/commitments/${of}/evidence`, payload, asked);
      };
      const used = async (who: string) =>
        (
          await small.app
            .get(EntityManager)
            .getConnection()
            .execute(
              `select files, bytes::integer as bytes from evidence_day d join app_user u on u.id = d.user_id where u.email = ?`,
              [`${who}.example`],
            )
        )[0];

      it('counts what was kept, by its size, and gives back what was refused', async () => {
        expect((await sendTo('coordinator@hanoi', pdf('first'))).status).toBe(201);
        const kept = { files: 1, bytes: pdf('first').length };
        expect(await used('coordinator@hanoi')).toEqual(kept);
        expect((await sendTo('coordinator@hanoi', '<script>')).status).toBe(422);
        // Sent twice: the first one's answer, counted once.
        expect((await sendTo('coordinator@hanoi', pdf('first'))).status).toBe(201);
        expect((await sendTo('coordinator@hanoi', 'x', 'a.exe')).status).toBe(422);
        expect((await sendTo('leader@hanoi', pdf('not allowed'))).status).toBe(403);
        expect(await used('coordinator@hanoi')).toEqual(kept);
        expect((await sendTo('nongnghiep@nghean', '<script>')).status).toBe(422);
        expect(await used('nongnghiep@nghean')).toBeUndefined();
        expect(await used('leader@hanoi')).toBeUndefined();
      });

      it('by number, with what is left, also where files come at once: 429 until tomorrow', async () => {
        const answers = await Promise.all(
          [1, 2, 3, 4].map((n) => sendTo('nongnghiep@hanoi', pdf(`at once ${n}`))),
        );
        expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 201, 429]);
        const refused = answers.find(({ status }) => status === 429)!;
        expect(refused.json.errors).toEqual([
          {
            field: 'file',
            message: expect.stringMatching(
              /^An account can send 3 pieces of evidence and 2 MB .*has 0 pieces and 1 MB left today/,
            ),
          },
        ]);
        const seconds = Number(refused.headers['retry-after']);
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(86_400);
        expect((await sendTo('nongnghiep@nghean', pdf('another account'))).status).toBe(201);
      });

      it('by bytes, of files on their way too', async () => {
        const large = (n: number) => pdf(`${n}${'x'.repeat(900_000)}`);
        const answers = await Promise.all([1, 2, 3].map((n) => sendTo('coordinator@nghean', large(n))));
        expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 201, 429]);
        expect((await sendTo('coordinator@nghean', pdf('small enough'))).status).toBe(201);
      });

      it('and can send again the next day', async () => {
        await small.app.get(EntityManager).getConnection().execute(`update evidence_day set day = day - 1`);
        expect((await sendTo('nongnghiep@hanoi', pdf('tomorrow'))).status).toBe(201);
        expect(await used('nongnghiep@hanoi')).toMatchObject({ files: 1 });
      });

      it('on the page, beside the field', async () => {
        await small.app.get(EntityManager).getConnection().execute(`update evidence_day set files = 3`);
        const session = await small.browser('nongnghiep@hanoi');
        const { payload, headers } = await formWithFile('a.pdf', pdf('on the page'), { _csrf: session.csrf });
        const answer = await small.app.inject({
          method: 'POST',
          url: '/2016-tb-tu/cam-ket/4.02/minh-chung',
          headers: { ...headers, cookie: session.cookie },
          payload,
        });
        expect([
          answer.statusCode,
          answer.body.includes('hôm nay tài khoản này còn gửi được 0 tài liệu'),
        ]).toEqual([429, true]);
      });
    });

    it('where the disk has no room for it: 507, with whom to tell', async () => {
      const full = await startApp({ env: { KEEP_FREE_MIB: '1000000' } });
      try {
        const { payload, headers } = await formWithFile('a.pdf', fresh);
        const asked = { ...headers, 'accept-language': 'en' };
        const listed = await full.ask(
          'auditor@tracker',
          'GET',
          '/api/v1/agreements/2016-tb-tu/commitments?q=4.02',
        );
        const url = `/api/v1/commitments/${listed.json.items[0].id}/evidence`;
        const answer = await full.ask('nongnghiep@hanoi', 'POST', url, payload, asked);
        expect([answer.status, answer.json.detail]).toEqual([
          507,
          expect.stringContaining('tell the administrator'),
        ]);
        expect(await readdir(join(full.folder, 'files', 'incoming'))).toEqual([]);
      } finally {
        await full.stop();
      }
    });

    it('as JSON that says nothing, as a plain form, and as a form that cannot be read', async () => {
      const url = `/api/v1/commitments/${id}/evidence`;
      const send = async (type: string, payload: string) =>
        (await program.ask('nongnghiep@hanoi', 'POST', url, payload as never, { 'content-type': type }))
          .status;
      expect(await send('application/json', '{}')).toBe(422);
      expect(await send('application/x-www-form-urlencoded', 'file=a')).toBe(415);
      expect(await send('multipart/form-data', 'file')).toBe(400);
      expect(await send('multipart/form-data; boundary=x', 'no boundary here')).toBe(400);
      expect(
        await send(
          'multipart/form-data; boundary=x',
          '--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-',
        ),
      ).toBe(400);
      expect(await send('multipart/mixed; boundary=x', '--x--')).toBe(415);
      expect((await storedFiles()).filter(({ parentPath }) => parentPath.endsWith('incoming'))).toEqual([]);
    });

    it('with a second file, or a field behind it', async () => {
      for (const [name, value] of [
        ['file', new Blob([fresh])],
        ['note', 'x'],
      ] as const) {
        const form = new FormData();
        form.append('file', new Blob([fresh]), 'a.pdf');
        form.append(name, value as never);
        const { payload, headers } = await bodyOf(form);
        const answer = await program.ask(
          'nongnghiep@hanoi',
          'POST',
          `/api/v1/commitments/${id}/evidence`,
          payload,
          headers,
        );
        expect([answer.status, answer.json.errors?.[0]?.field]).toEqual([400, 'file']);
      }
    });

    it('with a field that it does not know', async () => {
      const { payload, headers } = await formWithFile('a.pdf', fresh, { side: 'nghean' });
      const url = `/api/v1/commitments/${id}/evidence`;
      const answer = await program.ask('nongnghiep@hanoi', 'POST', url, payload, headers);
      expect([answer.status, answer.json.errors[0].field]).toEqual([400, 'side']);
    });

    it('on every other route: a form with a file is 415 there', async () => {
      const { payload, headers } = await formWithFile('a.pdf', fresh);
      for (const url of [
        '/api/v1/sessions',
        `/api/v1/commitments/${id}/updates`,
        '/dang-nhap',
        '/2016-tb-tu/cam-ket/4.02/tra-lai',
      ])
        expect([url, (await program.ask('coordinator@hanoi', 'POST', url, payload, headers)).status]).toEqual(
          [url, 415],
        );
    });

    it('when its sender goes away in the middle, and leaves nothing', async () => {
      const { headers } = await formWithFile('a.pdf', fresh);
      const token = (
        await program.ask(null, 'POST', '/api/v1/sessions', {
          email: 'nongnghiep@hanoi.example',
          password: 'hop-tac-2019',
        })
      ).json.token;
      const boundary = headers['content-type'].split('boundary=')[1];
      await nothingKept(async () => {
        const sending = httpRequest(`${program.url}/api/v1/commitments/${id}/evidence`, {
          method: 'POST',
          headers: { ...headers, authorization: `Bearer ${token}`, 'content-length': '5000000' },
        });
        const gone = new Promise((resolve) => sending.once('close', resolve));
        sending.on('error', () => {});
        sending.write(
          `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n%PDF-${'x'.repeat(100_000)}`,
        );
        await new Promise((resolve) => setTimeout(resolve, 300));
        expect(
          (await storedFiles()).filter(({ parentPath }) => parentPath.endsWith('incoming')),
        ).toHaveLength(1);
        sending.destroy();
        await gone;
        await new Promise((resolve) => setTimeout(resolve, 300));
      });
    });
  });

  describe('withdrawn', () => {
    const withdraw = (who: string, evidenceId: number) =>
      program.ask(who, 'DELETE', `/api/v1/evidence/${evidenceId}`);

    it('stays listed as such, with who and when, and opens for auditors only', async () => {
      const { json } = await attach('nongnghiep@hanoi');
      const { status, json: after } = await withdraw('nongnghiep@hanoi', json.id);
      expect([status, after.withdrawnBy]).toEqual([200, json.by]);
      expect((await list()).find((item) => item.id === json.id)).toMatchObject({
        withdrawnAt: after.withdrawnAt,
        withdrawable: false,
      });
      const opens = async (who: string) =>
        (await program.ask(who, 'GET', `/api/v1/evidence/${json.id}`)).status;
      expect(
        await Promise.all(
          ['nongnghiep@hanoi', 'leader@nghean', 'admin@tracker', 'auditor@tracker'].map(opens),
        ),
      ).toEqual([403, 403, 403, 200]);
      const events = await program.ask('leader@hanoi', 'GET', `/api/v1/commitments/${id}/events?limit=1`);
      expect(events.json.items[0]).toMatchObject({ kind: 'evidence_withdrawn', party: 'hanoi' });
    });

    it('twice changes nothing more', async () => {
      const { json } = await attach('nongnghiep@hanoi');
      const first = await withdraw('coordinator@hanoi', json.id);
      const version = async () =>
        (await program.ask('leader@hanoi', 'GET', `/api/v1/commitments/${id}`)).json.version;
      const before = await version();
      expect((await withdraw('nongnghiep@hanoi', json.id)).json).toEqual(first.json);
      expect(await version()).toBe(before);
    });

    it.each([
      ['the coordinator of the other side', 'coordinator@nghean'],
      ['the lead body of the other side', 'nongnghiep@nghean'],
      ['another body of the side', 'congthuong@hanoi'],
      ['the leader of the side', 'leader@hanoi'],
      ['the administrator', 'admin@tracker'],
    ])('not by %s', async (_who, who) => {
      const { json } = await attach('nongnghiep@hanoi');
      expect((await withdraw(who, json.id)).status).toBe(403);
    });

    it('not by a liaison officer where the office attached it', async () => {
      const { json } = await attach('coordinator@hanoi');
      expect((await withdraw('nongnghiep@hanoi', json.id)).status).toBe(403);
      expect((await withdraw('coordinator@hanoi', json.id)).status).toBe(200);
    });

    it('not under the address of another commitment', async () => {
      const { json } = await attach('nongnghiep@hanoi');
      const coordinator = await program.browser('coordinator@hanoi');
      const answer = await coordinator.post(`/2016-tb-tu/cam-ket/4.05/minh-chung/${json.id}/rut`);
      expect(answer.statusCode).toBe(404);
    });
  });

  describe('in the database', () => {
    it('refuses to be changed, deleted or taken back from withdrawal', async () => {
      const { json } = await attach('nongnghiep@hanoi');
      const where = `where id = ${json.id}`;
      await expect(query(`update evidence set name = 'x.pdf' ${where}`)).rejects.toThrow(
        'can only be withdrawn',
      );
      await expect(query(`delete from evidence ${where}`)).rejects.toThrow('append-only');
      await expect(query('truncate evidence cascade')).rejects.toThrow('append-only');
      await program.ask('nongnghiep@hanoi', 'DELETE', `/api/v1/evidence/${json.id}`);
      await expect(
        query(`update evidence set withdrawn_at = null, withdrawer = null, withdrawn_by = null ${where}`),
      ).rejects.toThrow('can only be withdrawn');
    });

    it('has rows of which the store lost the file, or a part of it: the reader hears whom to tell', async () => {
      const { json } = await attach('nongnghiep@hanoi');
      await rm(program.app.get(FileStore).pathOf(json.sha256));
      const lost = await program.ask('leader@hanoi', 'GET', `/api/v1/evidence/${json.id}`);
      expect([lost.status, lost.json.detail]).toEqual([404, expect.stringContaining('quản trị viên')]);
      await writeFile(program.app.get(FileStore).pathOf(json.sha256), 'cut');
      expect((await program.ask('leader@hanoi', 'GET', `/api/v1/evidence/${json.id}`)).status).toBe(404);
    });
  });

  describe('on the page', () => {
    const page = '/2016-tb-tu/cam-ket/4.02';
    const send = async (
      who: string,
      fields: Record<string, string> | null,
      name = 'Ảnh chợ.pdf',
      content = fresh,
    ) => {
      const session = await program.browser(who);
      const { payload, headers } = await formWithFile(name, content, fields ?? { _csrf: session.csrf });
      return program.app.inject({
        method: 'POST',
        url: `${page}/minh-chung`,
        headers: { ...headers, cookie: session.cookie },
        payload,
      });
    };

    it('is attached by a form without any script, and listed with a link', async () => {
      const answer = await send('nongnghiep@hanoi', null);
      expect([answer.statusCode, goesOn(answer)]).toEqual([303, `${page}, says evidence_added`]);
      const [item] = (await list()) as { id: number; name: string }[];
      expect(item!.name).toBe('Ảnh chợ.pdf');
      const shown = await program.ask('leader@nghean', 'GET', page);
      expect(shown.text).toContain(`href="${page}/minh-chung/${item!.id}"`);
      expect((await program.ask('leader@nghean', 'GET', `${page}/minh-chung/${item!.id}`)).text).toBe(fresh);
    });

    it('is refused without the token of the page, with a made-up one, and with the token behind the file', async () => {
      const before = (await list()).length;
      expect((await send('nongnghiep@hanoi', {})).statusCode).toBe(403);
      expect((await send('nongnghiep@hanoi', { _csrf: 'made-up' })).statusCode).toBe(403);
      const { cookie, csrf } = await program.browser('nongnghiep@hanoi');
      const form = new FormData();
      form.append('file', new Blob([fresh]), 'a.pdf');
      form.append('_csrf', csrf);
      const { payload, headers } = await bodyOf(form);
      const late = await program.app.inject({
        method: 'POST',
        url: `${page}/minh-chung`,
        headers: { ...headers, cookie },
        payload,
      });
      expect(late.statusCode).toBe(403);
      expect((await list()).length).toBe(before);
    });

    it('shows the page again with the reason beside the field', async () => {
      const answer = await send('nongnghiep@hanoi', null, 'a.exe', 'MZ');
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toMatch(/id="tep-error"[\s\S]*Không nhận loại tệp của “a.exe”/);
      const none = await send('nongnghiep@hanoi', null, '', '');
      expect([none.statusCode, none.body]).toEqual([422, expect.stringContaining('Hãy chọn một tệp')]);
    });

    it('offers the form only to those who may attach', async () => {
      const offers = async (who: string) =>
        (await program.ask(who, 'GET', page)).text.includes('multipart/form-data');
      const readers = [
        'nongnghiep@hanoi',
        'coordinator@nghean',
        'congthuong@hanoi',
        'leader@hanoi',
        'auditor@tracker',
      ];
      expect(await Promise.all(readers.map(offers))).toEqual([true, true, false, false, false]);
    });

    it('tells in the timeline what was attached', async () => {
      await send('nongnghiep@hanoi', null, '<b>đậm</b>.pdf');
      const { text } = await program.ask('leader@nghean', 'GET', page);
      expect(text).toContain('đính kèm tài liệu minh chứng');
      expect(text).not.toContain('<b>đậm');
    });
  });

  /** Straight at the database, as its owner. */
  async function query(text: string): Promise<Record<string, unknown>[]> {
    const { Client } = await import('pg');
    const client = new Client({ connectionString: program.database.url });
    await client.connect();
    try {
      return (await client.query<Record<string, unknown>>(text)).rows;
    } finally {
      await client.end();
    }
  }
});
