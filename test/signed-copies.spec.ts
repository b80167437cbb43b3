import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { restoreBackup } from '../src/backup/restore-backup.js';
import { takeBackup } from '../src/backup/take-backup.js';
import { DocumentsMaker } from '../src/documents/documents.maker.js';
import type { DocumentItem } from '../src/documents/documents.types.js';
import { FileStore } from '../src/platform/storage/file-store.js';
import { freshDatabase } from './support/database.js';
import { issue } from './support/made-document.js';
import { formWithFile, pdf } from './support/multipart.js';
import { RouteWorld } from './support/route-world.js';

jest.setTimeout(180_000);

const DOCUMENTS = '/api/v1/agreements/2016-tb-tu/documents';
const PAGE = '/2016-tb-tu/van-ban';
const hanoi = 'coordinator@hanoi';
const nghean = 'coordinator@nghean';
const committees = { edition: 'committees', language: 'vi' };
const report = { kind: 'report', period: '2019-10', ...committees };
const joint = { kind: 'joint_report', period: '2019-10', ...committees };
const letter = { kind: 'reminder_letter', day: '2019-11-20', body: 'hn-so-cong-thuong', ...committees };

/** Who sends a signed copy, and which. */
interface Sent {
  who?: string;
  name?: string;
  content?: string | Buffer;
}

/** What becomes of documents once they are made. The demo's history has closed 2019-10 on both sides. */
describe('the issue of a document', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.start();
  });
  afterAll(() => world?.stop());

  const made = async (body: object, who = hanoi): Promise<DocumentItem> => {
    const { json } = await world.ask(who, 'POST', DOCUMENTS, body);
    await world.program.app.get(DocumentsMaker, { strict: false }).makeAll();
    return read(json.id, who);
  };
  const read = async (id: number, who = hanoi) =>
    (await world.ask(who, 'GET', `/api/v1/documents/${id}`)).json as DocumentItem;
  const enter = async (
    id: number,
    fields: Record<string, string> = {},
    { who = hanoi, name = 'Bản ký.pdf', content = pdf(randomUUID()) }: Sent = {},
  ) => {
    const { payload, headers } = await formWithFile(name, content, { ...issue, ...fields });
    const { status, json } = await world.ask(who, 'POST', `/api/v1/documents/${id}/issues`, payload, headers);
    return { status, json: json as DocumentItem & { detail: string; errors: { field: string }[] } };
  };
  /** A correction that keeps the signed copy. */
  const correct = async (id: number, fields: object, who = hanoi) => {
    const { status, json } = await world.ask(who, 'POST', `/api/v1/documents/${id}/issues`, {
      ...issue,
      ...fields,
    });
    return { status, json: json as DocumentItem & { detail: string } };
  };
  const entries = (id: number) =>
    world.value(`select count(*)::integer from document_issue where document_id = ${id}`);
  const incoming = () => readdir(join(world.program.folder, 'files', 'incoming')).catch(() => []);

  it('is entered with number, day, signer and signed copy, and stands in the log without the text of one side', async () => {
    const { id } = await made(report);
    const content = pdf('đã ký');
    const { status, json } = await enter(
      id,
      { number: ' Số:  124-BC/VPTU ' },
      { content, name: 'Bản ký số 124.pdf' },
    );
    expect(status).toBe(201);
    expect(json.issues).toEqual([
      {
        entry: 1,
        number: '124-BC/VPTU',
        issuedOn: '2019-11-20',
        signerPost: 'CHÁNH VĂN PHÒNG',
        signerName: 'Người ký như trên bản giấy',
        reason: null,
        at: expect.any(String),
        by: { vi: 'Văn phòng Thành ủy · Hà Nội', en: 'Party Committee Office · Hanoi' },
        file: {
          name: 'Bản ký số 124.pdf',
          mediaType: 'application/pdf',
          size: Buffer.byteLength(content),
          sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
          href: `/api/v1/documents/${id}/issues/1/file`,
        },
      },
    ]);
    const { file } = json.issues[0]!;
    const copy = await world.ask('leader@hanoi', 'GET', file.href);
    expect([copy.status, copy.text]).toEqual([200, content]);
    expect(copy.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'content-disposition': expect.stringMatching(/^attachment; /),
      etag: `"${file.sha256}"`,
    });
    const entry = await world.value(
      `select data from audit_entry where kind = 'agreement.document_issued' and subject = '${id}'`,
    );
    expect(entry).toEqual({
      document: 'report',
      party: 'hanoi',
      version: json.version,
      entry: 1,
      number: '124-BC/VPTU',
      issuedOn: '2019-11-20',
      size: file.size,
      sha256: file.sha256,
    });
    await expect(
      world.run(`update document_issue set number = '1-BC/X' where document_id = ${id}`),
    ).rejects.toThrow();
    await expect(world.run(`delete from document_issue where document_id = ${id}`)).rejects.toThrow();
  });

  it('is entered by the office whose document it is, and read by those who read the document; to others it is not there', async () => {
    const { id } = await made(report);
    for (const who of [nghean, 'coordinator@danang'])
      expect([who, (await enter(id, {}, { who })).status]).toEqual([who, 404]);
    for (const who of ['leader@hanoi', 'congthuong@hanoi', 'auditor@tracker', 'admin@tracker'])
      expect([who, (await enter(id, {}, { who })).status]).toEqual([who, 403]);
    expect(await entries(id)).toBe(0);
    const { href } = (await enter(id)).json.issues[0]!.file;
    const status = async (who: string) => [
      (await world.ask(who, 'GET', href)).status,
      (await (await world.session(who)).get(`${PAGE}/${id}`)).statusCode,
      (await (await world.session(who)).get(`${PAGE}/${id}/phat-hanh/1`)).statusCode,
      (await (await world.session(who)).get(`${PAGE}/${id}/phat-hanh/1/xem`)).statusCode,
    ];
    for (const who of [hanoi, 'leader@hanoi', 'auditor@tracker'])
      expect([who, ...(await status(who))]).toEqual([who, 200, 200, 200, 200]);
    for (const who of [nghean, 'leader@nghean', 'congthuong@hanoi', 'admin@tracker'])
      expect([who, ...(await status(who))]).toEqual([who, 404, 404, 404, 404]);
    // Of another agreement, and of an entry that is not there.
    expect((await world.ask(hanoi, 'GET', href.replace('/1/', '/2/'))).status).toBe(404);
    expect((await enter(2_000_000_000)).status).toBe(404);
  });

  it('of a joint document is entered by either side’s office, and seen by all', async () => {
    const { id } = await made(joint, nghean);
    expect((await enter(id, { number: '45-BC/VPTU' })).status).toBe(201);
    const corrected = await correct(
      id,
      { number: '46-BC/VPTU', replaces: 1, reason: 'Ghi nhầm số.' },
      nghean,
    );
    expect(corrected.json.issues.map(({ by, number }) => [by.vi, number])).toEqual([
      ['Văn phòng Tỉnh ủy · Nghệ An', '46-BC/VPTU'],
      ['Văn phòng Thành ủy · Hà Nội', '45-BC/VPTU'],
    ]);
    for (const who of ['congthuong@nghean', 'leader@hanoi', 'admin@tracker'])
      expect((await read(id, who)).issues).toHaveLength(2);
  });

  it('is corrected with a reason; the entry before stays, with its own copy', async () => {
    const { id } = await made(report);
    const first = (await enter(id)).json.issues[0]!;
    const kept = await correct(id, { number: '125-BC/VPTU', replaces: 1, reason: 'Ghi nhầm số.' });
    expect(kept.status).toBe(201);
    expect(kept.json.issues[0]!.file).toEqual({ ...first.file, href: first.file.href.replace('/1/', '/2/') });
    const scanned = await enter(
      id,
      { number: '125-BC/VPTU', replaces: '2', reason: 'Quét lại cho rõ.' },
      { content: pdf('rõ hơn') },
    );
    expect(scanned.json.issues.map(({ entry, reason, number }) => [entry, number, reason])).toEqual([
      [3, '125-BC/VPTU', 'Quét lại cho rõ.'],
      [2, '125-BC/VPTU', 'Ghi nhầm số.'],
      [1, issue.number, null],
    ]);
    expect((await world.ask(hanoi, 'GET', `/api/v1/documents/${id}/issues/3/file`)).text).toBe(pdf('rõ hơn'));
    expect((await world.ask(hanoi, 'GET', first.file.href)).status).toBe(200);
    const page = (await (await world.session('leader@hanoi')).get(`${PAGE}/${id}`)).body;
    for (const part of [
      'đính chính lần 2',
      'Các lần ghi trước',
      `Số ${issue.number} ngày 20/11/2019`,
      'Quét lại cho rõ.',
    ])
      expect(page).toContain(part);
    expect(page).not.toContain('class="issue-form"');
  });

  it('pressed twice is one entry, and of two offices at once the second is told', async () => {
    const { id } = await made(report);
    const content = pdf('hai lần');
    const twice = await Promise.all([enter(id, {}, { content }), enter(id, {}, { content })]);
    expect(twice.map(({ status }) => status)).toEqual([201, 201]);
    expect(await entries(id)).toBe(1);
    const other = await enter(id, { number: '9-BC/VPTU' });
    expect([other.status, other.json.detail]).toEqual([409, expect.stringContaining(`số ${issue.number}`)]);
    const fix = { number: '126-BC/VPTU', replaces: 1, reason: 'Ghi nhầm số.' };
    expect((await Promise.all([correct(id, fix), correct(id, fix)])).map(({ status }) => status)).toEqual([
      201, 201,
    ]);
    expect(await entries(id)).toBe(2);
    // Whoever looked at the page before that.
    expect((await correct(id, { ...fix, number: '127-BC/VPTU' })).status).toBe(409);
    expect((await correct(id, { ...fix, replaces: 7 })).status).toBe(409);
    expect((await correct(id, { ...fix, replaces: 2, reason: 'Như cũ.' })).status).toBe(422);
    const none = await made(report);
    expect((await correct(none.id, fix)).status).toBe(409);
    expect(await entries(id)).toBe(2);
  });

  it('is refused in words where it cannot be, and nothing is kept', async () => {
    const { id } = await made(report);
    const before = await incoming();
    const fields: [Record<string, string>, number, string][] = [
      [{ issuedOn: '2019-11-21' }, 422, 'issuedOn'],
      [{ issuedOn: '2019-11-19' }, 422, 'issuedOn'],
      [{ issuedOn: '20/11/2019' }, 400, 'issuedOn'],
      [{ number: 'Số      -BC/VPTU' }, 400, 'number'],
      [{ number: `1-${'x'.repeat(99)}` }, 400, 'number'],
      [{ number: '1\u0000-BC' }, 400, 'number'],
      [{ signerPost: '  ' }, 400, 'signerPost'],
      [{ signerPost: 'x'.repeat(201) }, 400, 'signerPost'],
      [{ signerName: 'x'.repeat(201) }, 400, 'signerName'],
      [{ reason: 'Vì sao?' }, 422, 'reason'],
      [{ replaces: '0' }, 400, 'replaces'],
      [{ replaces: '1' }, 422, 'reason'],
      [{ other: 'x' }, 400, 'other'],
    ];
    for (const [sent, status, field] of fields) {
      const answer = await enter(id, sent);
      expect([sent, answer.status, answer.json.errors[0]?.field]).toEqual([sent, status, field]);
    }
    const files: [string, string | Buffer, number][] = [
      ['virus.pdf', Buffer.from('MZ\u0090\u0000 this program'), 422],
      ['Bản ký.docx', 'PK', 422],
      ['Bản ký.pdf', '', 422],
      ['Bản ký.pdf', pdf('', '/Encrypt 5 0 R '), 422],
      ['Bản ký.pdf', pdf('cut').slice(0, 40), 422],
      ['Bản ký.png', pdf('no picture'), 422],
      ['../../Bản ký\u202Efdp.exe', 'x', 422],
      ['Bản ký.pdf', Buffer.concat([Buffer.from(pdf('large')), Buffer.alloc(60 * 1_048_576)]), 413],
    ];
    for (const [name, content, status] of files)
      expect([name, (await enter(id, {}, { name, content })).status]).toEqual([name, status]);
    const without = await correct(id, {});
    expect([without.status, without.json.detail]).toEqual([422, 'Chọn tệp bản đã ký.']);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded'])
      expect(
        (
          await world.ask(hanoi, 'POST', `/api/v1/documents/${id}/issues`, Buffer.from('number=1'), {
            'content-type': type,
          })
        ).status,
      ).toBe(415);
    const waiting = (await world.ask(hanoi, 'POST', DOCUMENTS, report)).json.id as number;
    expect((await enter(waiting)).json.detail).toContain('chưa lập xong');
    expect([await entries(id), await entries(waiting), await incoming()]).toEqual([0, 0, before]);
  });

  it('whose store fails is not entered, and can be once it works; a lost file is told as lost', async () => {
    const { id } = await made(report);
    const folder = join(world.program.folder, 'files', 'incoming');
    await rm(folder, { recursive: true, force: true });
    await writeFile(folder, 'in the way');
    expect([(await enter(id)).status, await entries(id)]).toEqual([500, 0]);
    await rm(folder);
    const { status, json } = await enter(id);
    expect(status).toBe(201);
    const { sha256, href } = json.issues[0]!.file;
    const place = new FileStore(join(world.program.folder, 'files')).pathOf(sha256);
    await rename(place, `${place}.lost`);
    const lost = await world.ask(hanoi, 'GET', href);
    expect([lost.status, lost.json.detail]).toEqual([
      404,
      expect.stringContaining('khôi phục từ bản sao lưu'),
    ]);
    await rename(`${place}.lost`, place);
    expect((await world.ask(hanoi, 'GET', href)).status).toBe(200);
  });

  it('is found by the code at the foot and by the number, by who may read the document, with a later version told', async () => {
    const { id, version } = await made(report);
    await enter(id, { number: '321-BC/VPTU', signerPost: '<script>alert(1)</script>' });
    const later = await made(report);
    const code = 'BC-2019-10-HN-01';
    const found = async (who: string) =>
      (await world.ask(who, 'GET', `/api/v1/frozen/${code}`)).json.documents as {
        id: number;
        issue: unknown;
      }[];
    expect((await found('auditor@tracker')).find((one) => one.id === id)).toEqual({
      id,
      title: { vi: 'Báo cáo định kỳ, tháng 10/2019', en: 'Periodic report, Oct 2019' },
      agreement: '2016-tb-tu',
      code,
      version,
      newer: later.version,
      issue: {
        number: '321-BC/VPTU',
        issuedOn: '2019-11-20',
        signerPost: '<script>alert(1)</script>',
        signerName: 'Người ký như trên bản giấy',
        href: `/api/v1/documents/${id}/issues/1/file`,
      },
    });
    const documents = await found(hanoi);
    // Those issued first; the later version is there, not issued.
    expect(documents.findIndex((one) => one.id === later.id)).toBeGreaterThan(
      documents.findIndex((one) => one.id === id),
    );
    expect(await found(nghean)).toEqual([]);
    const page = async (who: string, path: string) => (await world.session(who)).get(path);
    const shown = (await page(hanoi, `/so-lieu-chot/${code}`)).body;
    expect(shown).toContain('Số 321-BC/VPTU ngày 20/11/2019');
    expect(shown).not.toContain('<script>alert(1)');
    for (const typed of ['321-bc/vptu', ' Số 321 - BC / VPTU '])
      expect((await page(hanoi, `/so-lieu-chot?ma=${encodeURIComponent(typed)}`)).body).toContain(
        `href="${PAGE}/${id}"`,
      );
    const hidden = await page('congthuong@hanoi', '/so-lieu-chot?ma=321-BC/VPTU');
    expect([hidden.statusCode, hidden.body.includes(`${PAGE}/${id}`)]).toEqual([404, false]);
    const own = (await page(hanoi, `${PAGE}/${id}`)).body;
    expect(own).toContain(`Đã có lần lập ${later.version} của văn bản này.`);
    expect(own).not.toContain('<script>alert(1)');
    // A number that was corrected is no longer on any paper.
    await correct(id, { number: '322-BC/VPTU', replaces: 1, reason: 'Ghi nhầm số.' });
    expect((await page(hanoi, '/so-lieu-chot?ma=321-BC/VPTU')).statusCode).toBe(404);
  });

  it('tells the list apart: issued, not yet; what could not be made is neither', async () => {
    const [issued, open] = [await made(letter), await made(letter)];
    await enter(issued.id, { number: '88-CV/VPTU' });
    await world.run(`insert into document (agreement_id, party_id, kind, edition, language, as_of, version, layout, model, asked_at, user_id,
      author, status, fault) select agreement_id, party_id, 'report', edition, language, as_of, 90, layout, model, asked_at, user_id, author,
      'failed', '{"vi": "x", "en": "x"}' from document where id = ${open.id}`);
    const ids = async (query: string) =>
      ((await world.ask(hanoi, 'GET', `${DOCUMENTS}?limit=100${query}`)).json.items as DocumentItem[]).map(
        ({ id, status }) => ({ id, status }),
      );
    const [yes, no] = [await ids('&issued=true'), await ids('&issued=false')];
    expect(yes.map(({ id }) => id)).toContain(issued.id);
    expect(no.map(({ id }) => id)).toContain(open.id);
    expect(no.filter(({ id, status }) => id === issued.id || status === 'failed')).toEqual([]);
    expect((await world.ask(hanoi, 'GET', `${DOCUMENTS}?issued=maybe`)).status).toBe(400);
    const session = await world.session(hanoi);
    const page = (await session.get(`${PAGE}?issued=false`)).body;
    expect([page.includes(`href="${PAGE}/${open.id}#ghi"`), page.includes('88-CV/VPTU')]).toEqual([
      true,
      false,
    ]);
    expect((await session.get(PAGE)).body).toContain('Số 88-CV/VPTU');
  });

  it('is entered on a page, which keeps what was typed where it is refused', async () => {
    const { id } = await made(report);
    const { cookie, csrf, get } = await world.session(hanoi);
    const send = async (fields: Record<string, string>, name = 'Bản ký.pdf', content = pdf(randomUUID())) => {
      const form = { _csrf: csrf, ...issue, issuedOn: '20/11/2019', ...fields };
      const { payload, headers } = await formWithFile(name, content, form);
      return world.program.app.inject({
        method: 'POST',
        url: `${PAGE}/${id}/phat-hanh`,
        headers: { ...headers, cookie },
        payload,
      });
    };
    const empty = (await get(`${PAGE}/${id}`)).body;
    expect(empty).toContain('value="CHÁNH VĂN PHÒNG"');
    const wrong = await send({ number: '<script>"7"', issuedOn: '31/02/2019' });
    expect(wrong.statusCode).toBe(400);
    for (const part of ['value="31/02/2019"', 'Nếu vừa chọn tệp, hãy chọn lại.'])
      expect(wrong.body).toContain(part);
    expect(wrong.body).not.toContain('<script>"7"');
    const exe = await send({}, 'Bản ký.pdf', 'MZ program');
    expect([exe.statusCode, exe.body.includes('không phải là tệp pdf đọc được')]).toEqual([422, true]);
    const sent = await send({});
    expect([sent.statusCode, sent.headers.location]).toEqual([303, `${PAGE}/${id}`]);
    const after = (
      await get(`${PAGE}/${id}`, {
        cookie: `${cookie}; ${sent.cookies.map(({ name, value }) => `${name}=${value}`).join('; ')}`,
      })
    ).body;
    for (const part of [
      'Đã ghi phát hành.',
      'Người ký như trên bản giấy',
      'name="replaces" value="1"',
      'Xem trong thẻ mới',
    ])
      expect(after).toContain(part);
    // From a page that was opened before: refused, and what was typed stays.
    const late = await send({ number: '7-BC/VPTU' });
    expect([late.statusCode, late.body.includes('value="7-BC/VPTU"')]).toEqual([409, true]);
    // What its refusal shows is based on what stands now.
    expect(late.body).toContain('name="replaces" value="1"');
    const look = await get(`${PAGE}/${id}/phat-hanh/1/xem`);
    expect(look.headers['content-disposition']).toMatch(/^inline; /);
    const foreign = await (await world.session(nghean)).post(`${PAGE}/${id}/phat-hanh`, issue);
    expect([404, 415]).toContain(foreign.statusCode);
  });

  it('is in a backup with its file, that of an earlier entry too', async () => {
    const { id } = await made(report);
    await enter(id);
    const { json } = await enter(id, { replaces: '1', reason: 'Quét lại.' });
    const dir = await mkdtemp(join(tmpdir(), 'tracker-signed-'));
    const target = await freshDatabase('template0');
    try {
      const [from, into] = [join(world.program.folder, 'files'), join(dir, 'files')].map(
        (path) => new FileStore(path),
      );
      const place = { databaseUrl: world.program.database.url, files: from!, clockFile: null };
      const tell = () => {};
      const archive = join(dir, 'backup.tar');
      await takeBackup(place, archive, { version: '0.1.0', now: new Date(), tell });
      await restoreBackup({ databaseUrl: target.url, files: into!, clockFile: null }, archive, {
        at: new Date(),
        tell,
      });
      for (const { file } of json.issues) expect(await into!.isSound(file.sha256)).toBe(true);
    } finally {
      await target.drop();
      await rm(dir, { recursive: true, force: true });
    }
  });
});
