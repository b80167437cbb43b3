import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../../../test/support/app.js';
import { goesOn } from '../../../test/support/goes-on.js';
import { formWithFile, pdf } from '../../../test/support/multipart.js';
import { query } from '../../../test/support/query.js';

const report = {
  number: '215-BC/TU',
  issuedOn: '2019-11-18',
  issuer: 'Tỉnh ủy Nghệ An',
  recipient: 'Thành ủy Hà Nội',
  title: 'Kết quả kết nối tiêu thụ nông sản',
};
const noFile = { name: null, mediaType: null, size: null, sha256: null };
const line = 'Số 215-BC/TU ngày 18/11/2019, Tỉnh ủy Nghệ An → Thành ủy Hà Nội';
const officer = 'nongnghiep@hanoi';

/** On 4.02 the departments of agriculture lead on both sides. */
describe('a document as evidence', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let url: string;
  let id: number;
  beforeAll(async () => {
    program = await startApp({ works: true });
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?q=4.02',
    );
    id = json.items[0].id;
    url = `/api/v1/commitments/${id}/evidence`;
  });
  afterAll(() => program?.stop());

  let serial = 0;
  /** No two alike. */
  const fresh = () => ({ ...report, number: `${++serial}-BC/TU` });
  const add = (document: object, who = officer) =>
    program.ask(who, 'POST', url, document, { 'accept-language': 'en' });
  const listed = async () => (await program.ask('leader@nghean', 'GET', url)).json.items as { id: number }[];
  const nothingAdded = async (act: () => Promise<unknown>) => {
    const before = await listed();
    await act();
    expect(await listed()).toEqual(before);
  };

  it('is added by its number, listed for both sides, and has no file', async () => {
    const { status, json, headers } = await add(report);
    expect([status, headers.location]).toEqual([201, `/api/v1/evidence/${json.id}`]);
    expect(json).toMatchObject({ ...report, ...noFile, party: 'hanoi', withdrawable: true });
    expect(await listed()).toContainEqual({ ...json, withdrawable: false });
    const opened = await program.ask('auditor@tracker', 'GET', `/api/v1/evidence/${json.id}`);
    expect([opened.status, opened.json.detail]).toEqual([404, expect.stringContaining('không kèm tệp')]);
  });

  it('comes with a file in one form, which puts the file last', async () => {
    const content = pdf('with a document');
    const { payload, headers } = await formWithFile('Báo cáo.pdf', content, fresh());
    const { status, json } = await program.ask(officer, 'POST', url, payload, headers);
    expect(status).toBe(201);
    expect(json).toMatchObject({ issuer: report.issuer, name: 'Báo cáo.pdf', mediaType: 'application/pdf' });
    expect((await program.ask('leader@nghean', 'GET', `/api/v1/evidence/${json.id}`)).text).toBe(content);
  });

  it('may come alone in such a form, and without recipient and title', async () => {
    const { number, issuedOn, issuer } = fresh();
    const form = new URLSearchParams({ number, issuedOn, issuer });
    const boundary = [...form]
      .map(([name, value]) => `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
      .join('');
    const headers = { 'content-type': 'multipart/form-data; boundary=x' };
    const { status, json } = await program.ask(
      officer,
      'POST',
      url,
      Buffer.from(`${boundary}--x--`),
      headers,
    );
    expect([status, json.number, json.recipient, json.title]).toEqual([201, number, null, null]);
  });

  it('is one line of text however it was pasted, without the word before its number', async () => {
    const { number } = fresh();
    const { json } = await add({ ...report, number: ` Số: ${number}\n`, issuer: 'Tỉnh ủy\n Nghệ An ' });
    expect([json.number, json.issuer]).toEqual([number, 'Tỉnh ủy Nghệ An']);
  });

  it('is an event, raises the version, and stands in the audit log', async () => {
    const version = async () =>
      (await program.ask('leader@hanoi', 'GET', `/api/v1/commitments/${id}`)).json.version as number;
    const before = await version();
    const sent = fresh();
    const { json } = await add(sent);
    expect(await version()).toBe(before + 1);
    const told = {
      evidenceId: json.id,
      number: sent.number,
      issuedOn: sent.issuedOn,
      issuedBy: sent.issuer,
      recipient: sent.recipient,
      about: sent.title,
    };
    const { json: events } = await program.ask(
      'leader@hanoi',
      'GET',
      `/api/v1/commitments/${id}/events?limit=1`,
    );
    expect(events.items[0]).toMatchObject({ kind: 'evidence_added', party: 'hanoi', data: told });
    const [entry] = await query(
      program.database.url,
      'select kind, subject, data from audit_entry order by id desc limit 1',
    );
    expect(entry).toMatchObject({ kind: 'commitment.evidence_added', subject: '4.02', data: told });
    const log = (await program.ask('auditor@tracker', 'GET', '/nhat-ky?subject=4.02')).text;
    expect(log).toContain('cơ quan ban hành: Tỉnh ủy Nghệ An');
  });

  it('is in what is read of the commitment as long as it stands', async () => {
    const { json } = await add(fresh());
    const standing = async () =>
      (await program.ask('leader@nghean', 'GET', `/api/v1/commitments/${id}`)).json.evidence.hanoi;
    const { number, issuedOn, issuer, recipient, title } = json;
    expect((await standing())[0]).toEqual({
      id: json.id,
      name: null,
      number,
      issuedOn,
      issuer,
      recipient,
      title,
    });
    const withdrawn = await program.ask(officer, 'DELETE', `/api/v1/evidence/${json.id}`);
    expect([withdrawn.status, withdrawn.json.number]).toEqual([200, number]);
    expect((await standing()).map((each: { id: number }) => each.id)).not.toContain(json.id);
    expect((await program.ask(officer, 'GET', `/api/v1/evidence/${json.id}`)).status).toBe(403);
  });

  describe('is refused', () => {
    it.each([
      ['congthuong@hanoi', 403],
      ['leader@hanoi', 403],
      ['auditor@tracker', 403],
      ['admin@tracker', 403],
    ])('from %s, who may not report: %s', async (who, status) => {
      await nothingAdded(async () => expect((await add(fresh(), who)).status).toBe(status));
    });

    it('where nobody is signed in, or nothing is there', async () => {
      expect((await program.ask(null, 'POST', url, fresh())).status).toBe(401);
      expect(
        (await program.ask(officer, 'POST', '/api/v1/commitments/999999/evidence', fresh())).status,
      ).toBe(404);
    });

    it.each<[string, object, number, string]>([
      ['of the day after today', { issuedOn: '2019-11-21' }, 422, 'issuedOn'],
      ['older than any such office', { issuedOn: '1019-11-18' }, 400, 'issuedOn'],
      ['of 1944', { issuedOn: '1944-11-18' }, 422, 'issuedOn'],
      ['of a day that is none', { issuedOn: '2019-02-30' }, 400, 'issuedOn'],
      ['with a number of 300 characters', { number: '1'.repeat(300) }, 400, 'number'],
      ['with an empty number', { number: '  ' }, 400, 'number'],
      ['with a control character in its number', { number: '215\u0000' }, 400, 'number'],
      ['without a number', { number: undefined }, 400, 'number'],
      ['without its day', { issuedOn: null }, 400, 'issuedOn'],
      ['without its issuer', { issuer: '' }, 400, 'issuer'],
      ['with an issuer of 301 characters', { issuer: 'x'.repeat(301) }, 400, 'issuer'],
      ['with a recipient that is no text', { recipient: ['x'] }, 400, 'recipient'],
      ['with a field that nobody knows', { side: 'nghean' }, 400, 'side'],
    ])('%s: with the field', async (_what, changed, status, field) => {
      await nothingAdded(async () => {
        const answer = await add({ ...fresh(), ...changed });
        expect([answer.status, answer.json.errors[0].field]).toEqual([status, field]);
      });
    });

    it('with its file where one of the two is at fault, and nothing is kept', async () => {
      await nothingAdded(async () => {
        const late = { ...fresh(), issuedOn: '2019-11-21' };
        for (const [document, name, status] of [
          [late, 'a.pdf', 422],
          [fresh(), 'a.exe', 422],
        ] as const) {
          const { payload, headers } = await formWithFile(name, pdf('at fault'), document);
          expect((await program.ask(officer, 'POST', url, payload, headers)).status).toBe(status);
        }
      });
    });

    it('the second time on the same side; sent twice by one account, it is the first', async () => {
      const sent = fresh();
      const first = await add(sent);
      await nothingAdded(async () => expect((await add(sent)).json.id).toBe(first.json.id));
      for (const [document, who] of [
        [sent, 'coordinator@hanoi'],
        [{ ...sent, number: sent.number.toLowerCase(), title: 'khác' }, officer],
      ] as const)
        await nothingAdded(async () => {
          const again = await add(document, who);
          expect([again.status, again.json.errors[0].field]).toEqual([409, 'number']);
        });
      expect((await add(sent, 'nongnghiep@nghean')).status).toBe(201);
    });
  });

  it('may have several files, each attached once', async () => {
    const sent = fresh();
    const attach = async (text: string, fields: Record<string, string>) => {
      const { payload, headers } = await formWithFile('a.pdf', pdf(text), fields);
      return program.ask('coordinator@nghean', 'POST', url, payload, headers);
    };
    for (const text of ['main part', 'annex']) expect((await attach(text, sent)).status).toBe(201);
    const other = await attach('annex', fresh());
    expect([other.status, other.json.detail]).toEqual([409, expect.stringContaining('thu hồi')]);
  });

  describe('on the page', () => {
    const page = '/2016-tb-tu/cam-ket/4.02';
    const typed = () => ({ ...fresh(), issuedOn: '18/11/2019' });
    const send = async (fields: Record<string, string>, who = 'nongnghiep@nghean', name = '') => {
      const session = await program.browser(who);
      const { payload, headers } = await formWithFile(name, name ? pdf(name) : '', {
        _csrf: session.csrf,
        ...fields,
      });
      return program.app.inject({
        method: 'POST',
        url: `${page}/minh-chung`,
        headers: { ...headers, cookie: session.cookie },
        payload,
      });
    };

    it('is added by a form without any script, and listed as an office writes it', async () => {
      const answer = await send({ ...typed(), number: report.number });
      expect([answer.statusCode, goesOn(answer)]).toEqual([303, `${page}, says evidence_added`]);
      const { text } = await program.ask('leader@hanoi', 'GET', page);
      expect(text).toContain(line);
      expect(text).toContain(`nêu văn bản minh chứng: <span class="file-name" lang="vi">${line}`);
    });

    it('is text: markup in it is shown, not run', async () => {
      await send({ ...typed(), title: '<script>alert(1)</script>' });
      const { text } = await program.ask('leader@hanoi', 'GET', page);
      expect(text).toContain('&lt;script>alert(1)');
      expect(text).not.toContain('<script>alert');
    });

    it.each([
      ['a day to come', { issuedOn: '21/11/2019' }, 422, 'chưa đến'],
      ['a day that is none', { issuedOn: '31/11/2019' }, 400, 'Lịch không có ngày 31/11/2019'],
      ['no number', { number: '' }, 400, 'Hãy ghi số, ký hiệu văn bản'],
      ['no issuer', { issuer: '' }, 400, 'Hãy ghi cơ quan ban hành'],
      ['a number of 300 characters', { number: '1'.repeat(300) }, 400, 'hãy bớt 200 ký tự'],
    ])(
      'is refused with %s, keeps what was typed, and asks for the file again',
      async (_what, changed, status, words) => {
        await nothingAdded(async () => {
          const fields = { ...typed(), ...changed };
          const answer = await send(fields, 'nongnghiep@nghean', 'Báo cáo.pdf');
          expect([answer.statusCode, answer.body.includes(words)]).toEqual([status, true]);
          for (const value of Object.values(fields).filter(Boolean))
            expect(answer.body).toContain(`value="${value}"`);
          expect(answer.body).toContain('Nếu vừa chọn tệp, hãy chọn lại.');
        });
      },
    );

    it('or a file is asked for where neither was sent', async () => {
      const answer = await send({});
      expect([answer.statusCode, answer.body]).toEqual([
        422,
        expect.stringContaining('Hãy chọn một tệp để đính kèm, hoặc'),
      ]);
    });
  });
});
