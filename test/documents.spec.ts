import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { extractText, getDocumentProxy } from 'unpdf';
import { DocumentsMaker } from '../src/documents/documents.maker.js';
import type { DocumentItem } from '../src/documents/documents.types.js';
import { filesInThread } from '../src/documents/render/made-in-thread.js';
import type { DocumentModel } from '../src/documents/render/model.js';
import { startApp } from './support/app.js';
import { describeWithRedis } from './support/describe-with-redis.js';
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

/** The demo's history has closed 2019-10 on both sides. No worker runs: the test does the job itself. */
describe('documents', () => {
  let world: RouteWorld;
  let maker: DocumentsMaker;
  beforeAll(async () => {
    world = await RouteWorld.start();
    maker = world.program.app.get(DocumentsMaker, { strict: false });
  });
  afterAll(() => world?.stop());

  const ask = async (who: string, body: object) => {
    const { status, json } = await world.ask(who, 'POST', DOCUMENTS, body);
    return { status, json: json as DocumentItem & { detail: string } };
  };
  const read = async (who: string, id: number) => {
    const { status, json } = await world.ask(who, 'GET', `/api/v1/documents/${id}`);
    return { status, json: json as DocumentItem };
  };
  const made = async (who: string, body: object): Promise<DocumentItem> => {
    const { status, json } = await ask(who, body);
    expect([status, json.detail]).toEqual([202, undefined]);
    await maker.makeAll();
    return (await read(who, json.id)).json;
  };
  const bytesOf = async (id: number, format: string): Promise<Buffer> =>
    (
      await world.run<{ bytes: Buffer }>(
        `select bytes from document_file where document_id = ${id} and format = '${format}'`,
      )
    )[0]!.bytes;
  const paragraphs = (docx: Buffer) =>
    [...strFromU8(unzipSync(docx)['word/document.xml']!).matchAll(/<w:p>.*?<\/w:p>/gs)].map(([xml]) =>
      xml.replace(/<w:br\/>/g, ' ').replace(/<[^>]+>/g, ''),
    );
  const textOf = async (id: number) => paragraphs(await bytesOf(id, 'docx')).join('\n');

  it('are made by a job, from what was frozen under a code, which stands in the foot', async () => {
    const asked = await ask(hanoi, report);
    expect(asked).toMatchObject({
      status: 202,
      json: {
        kind: 'report',
        party: 'hanoi',
        period: '2019-10',
        code: 'BC-2019-10-HN-01',
        day: '2019-10-14',
        version: 1,
        status: 'waiting',
        progress: 0,
        files: [],
      },
    });
    const began = performance.now();
    await maker.makeAll();
    expect(performance.now() - began).toBeLessThan(20_000);
    const { json } = await read(hanoi, asked.json.id);
    expect(json).toMatchObject({ status: 'done', progress: 100, layout: 'party-2018.1', fault: null });
    expect(json.files.map(({ format }) => format)).toEqual(['docx', 'pdf']);
    const text = await textOf(json.id);
    for (const part of [
      'THÀNH ỦY HÀ NỘI',
      'ĐẢNG CỘNG SẢN VIỆT NAM',
      '-BC/VPTU',
      'kết quả thực hiện Thông báo số 2016-TB/TU của Thành ủy Hà Nội, kỳ tháng 10 năm 2019',
      'số liệu từ ngày 15/9/2019 đến ngày 14/10/2019',
      'hoàn thành 08 cam kết (18,2%), trong đó đúng hạn 06, quá hạn 02',
      'CHÁNH VĂN PHÒNG',
    ])
      expect(text).toContain(part);
    const { figures } = (await world.ask(hanoi, 'GET', '/api/v1/frozen/BC-2019-10-HN-01')).json;
    expect(figures.counts.completed_on_time + figures.counts.completed_late).toBe(8);
    expect(strFromU8(unzipSync(await bytesOf(json.id, 'docx'))['word/footer1.xml']!)).toContain(
      'BC-2019-10-HN-01',
    );
    const pdf = (
      await extractText(await getDocumentProxy(new Uint8Array(await bytesOf(json.id, 'pdf'))), {
        mergePages: true,
      })
    ).text;
    const plain = (one: string) => one.normalize('NFC').replace(/\s+/g, '');
    const pages = plain(pdf);
    let from = 0;
    // Sentences of the text, one after the other as in the DOCX.
    for (const paragraph of [
      'BÁO CÁO',
      '1. Tình hình chung.',
      'Tổng hợp theo lĩnh vực',
      '2. Kết quả từng bên',
      '3. Cam kết quá hạn',
      'III. KHÓ KHĂN',
      'V. NHIỆM VỤ',
      'Nơi nhận:',
    ]) {
      const place = pages.indexOf(plain(paragraph), from);
      expect([paragraph, place >= from]).toEqual([paragraph, true]);
      from = place;
    }
  });

  it('are handed out again as they were made, and made again are the same bytes', async () => {
    const { id, files } = await made(hanoi, {
      kind: 'annex',
      party: 'hanoi',
      period: '2019-10',
      ...committees,
    });
    expect(files.map(({ format }) => format)).toEqual(['docx', 'pdf', 'xlsx']);
    const [{ model, at }] = (await world.run<{ model: DocumentModel; at: string }>(
      `select model, iso(asked_at) as at from document where id = ${id}`,
    )) as [{ model: DocumentModel; at: string }];
    const again = await filesInThread({ model, at });
    for (const { format, href, size } of files) {
      const bytes = await bytesOf(id, format);
      expect([format, Buffer.compare(bytes, Buffer.from(again.get(format)!))]).toEqual([format, 0]);
      const answer = await world.ask('auditor@tracker', 'GET', href);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(String(answer.headers['content-disposition'])).toContain('BC-2019-10-HN-01');
      expect(bytes).toHaveLength(size);
    }
    await expect(
      world.run(`update document_file set format = 'xlsx' where document_id = ${id}`),
    ).rejects.toThrow();
    await expect(world.run(`delete from document_file where document_id = ${id}`)).rejects.toThrow();
  });

  it('of one side are made by its office and read by its leaders and auditors; to anybody else they are not there', async () => {
    const { id, files } = await made(hanoi, report);
    for (const who of [hanoi, 'leader@hanoi', 'auditor@tracker'])
      expect([
        who,
        (await read(who, id)).status,
        (await world.ask(who, 'GET', files[0]!.href)).status,
      ]).toEqual([who, 200, 200]);
    for (const who of [nghean, 'leader@nghean', 'congthuong@hanoi', 'congthuong@nghean', 'admin@tracker']) {
      expect([
        who,
        (await read(who, id)).status,
        (await world.ask(who, 'GET', files[0]!.href)).status,
      ]).toEqual([who, 404, 404]);
      const { items } = (await world.ask(who, 'GET', DOCUMENTS)).json as { items: DocumentItem[] };
      expect(items.filter(({ party }) => party === 'hanoi')).toEqual([]);
    }
    for (const who of ['leader@hanoi', 'congthuong@hanoi', 'auditor@tracker', 'admin@tracker'])
      expect([who, (await ask(who, report)).status]).toEqual([who, 403]);
    expect((await ask(hanoi, { ...report, party: 'nghean' })).status).toBe(403);
    expect((await ask('coordinator@danang', report)).status).toBe(404);
  });

  it('of all sides are made by either office and read by everybody of the agreement, in English too', async () => {
    const { id, code } = await made(nghean, { ...joint, language: 'en' });
    expect(code).toBe('BC-2019-10-CHUNG-01');
    for (const who of [hanoi, 'congthuong@hanoi', 'leader@nghean', 'auditor@tracker', 'admin@tracker'])
      expect([who, (await read(who, id)).status]).toEqual([who, 200]);
    expect((await read('coordinator@danang', id)).status).toBe(404);
    const text = await textOf(id);
    expect(text).toContain('8 completed (18.2%), 6 on time and 2 late');
    expect(text).toContain('quoted in Vietnamese');
    expect(text).not.toContain('Báo cáo: ');
  });

  it('in their internal edition name the posts that reported, and in the other they do not', async () => {
    const inside = await made(hanoi, { ...report, edition: 'internal' });
    expect(await textOf(inside.id)).toMatch(/Báo cáo: .* · Hà Nội, ngày \d\d\//);
    expect(await textOf((await made(hanoi, report)).id)).not.toMatch(/Báo cáo: .* · Hà Nội/);
  });

  it('urge a body about what is late and unreported, and no body that owes nothing', async () => {
    const { id, body, version, code } = await made(hanoi, letter);
    expect({ body: body!.code, version, code }).toEqual({
      body: 'hn-so-cong-thuong',
      version: 1,
      code: null,
    });
    const text = await textOf(id);
    expect(text).toContain('Kính gửi: Sở Công Thương thành phố Hà Nội');
    expect(text).toContain('3.06');
    expect(text).toMatch(/có \d\d cam kết quá hạn/);
    // It reports, and its own office looks at it: it came, and is not urged again.
    await world.run('update agreement set report_review = true');
    const before = text.match(/Tháng 11\/2019/g)?.length ?? 0;
    expect(before).toBeGreaterThan(0);
    const owed = (await world.ask(hanoi, 'GET', '/api/v1/agreements/2016-tb-tu/unreported?period=2019-11'))
      .json as {
      items: { body: { code: string }; commitments: { id: number }[] }[];
    };
    for (const one of owed.items.find(({ body: each }) => each.code === 'hn-so-cong-thuong')!.commitments)
      await world.ask(
        'congthuong@hanoi',
        'POST',
        `/api/v1/commitments/${one.id}/updates`,
        { status: 'in_progress', percent: 60, results: '<script>alert(1)</script>', period: '2019-11' },
        { 'if-match': '*' },
      );
    const later = await made(hanoi, letter);
    expect(await textOf(later.id)).not.toContain('Tháng 11/2019');
    await world.run('update agreement set report_review = false');
    expect(await ask(hanoi, { ...letter, body: 'na-so-cong-thuong' })).toMatchObject({ status: 422 });
    expect(await ask(hanoi, { ...letter, body: 'hn-khong-co' })).toMatchObject({ status: 422 });
  });

  it('are refused in words where what is asked for does not fit together', async () => {
    const cases: [object, number, string][] = [
      [{ ...report, kind: 'minutes' }, 422, 'hội nghị'],
      [{ ...report, kind: 'conclusions' }, 422, 'hội nghị'],
      [{ ...report, day: '2019-11-20' }, 422, 'không chọn cả hai'],
      [{ ...report, period: undefined }, 422, 'Chọn kỳ đã chốt'],
      [{ ...report, period: '2019-11' }, 422, 'chưa được văn phòng chốt'],
      [{ ...joint, period: '2019-11' }, 422, 'chưa có số liệu chung'],
      [{ ...joint, edition: 'internal' }, 422, 'Bản nội bộ'],
      [{ ...joint, party: 'hanoi' }, 422, 'không ghi bên'],
      [{ ...report, language: 'en' }, 422, 'chỉ lập bằng tiếng Việt'],
      [{ ...report, body: 'hn-so-cong-thuong' }, 422, 'Chỉ công văn'],
      [{ ...letter, body: undefined }, 422, 'Chọn cơ quan nhận'],
      [{ ...report, period: undefined, day: '2019-11-21' }, 422, 'sau hôm nay'],
      [{ ...report, period: undefined, day: '2018-12-31' }, 422, 'bắt đầu từ ngày'],
      [{ ...report, period: '2030-01' }, 404, 'Không tìm thấy'],
    ];
    for (const [body, status, words] of cases) {
      const answer = await ask(hanoi, body);
      expect([answer.status, answer.json.detail]).toEqual([status, expect.stringContaining(words)]);
    }
    for (const body of [
      {},
      { ...report, kind: 'x' },
      { ...report, day: '2019-02-30' },
      { ...report, body: '<script>' },
      { ...report, extra: 1 },
    ])
      expect((await ask(hanoi, body)).status).toBe(400);
  });

  it('pressed twice are one document; asked for again once made, the next version', async () => {
    const body = { ...report, period: undefined, day: '2019-11-19' };
    const [one, two] = await Promise.all([ask(hanoi, body), ask(hanoi, body)]);
    expect(one.json.id).toBe(two.json.id);
    expect(
      await world.value<string>(
        `select count(*) from audit_entry where kind = 'agreement.document_asked' and subject = '${one.json.id}'`,
      ),
    ).toBe('1');
    await maker.makeAll();
    expect((await ask(hanoi, body)).json).toMatchObject({ version: 2 });
    await maker.makeAll();
    const entry = await world.value<{ docx: string }>(
      `select data from audit_entry where kind = 'agreement.document_made' and subject = '${one.json.id}'`,
    );
    expect(entry.docx).toBe((await read(hanoi, one.json.id)).json.files[0]!.sha256);
  });

  it('begun by a worker that died are made by another, once; after three attempts they say that it failed', async () => {
    const { json } = await ask(hanoi, { ...report, period: undefined, day: '2019-11-18' });
    await world.run(
      `update document set status = 'making', attempts = 1, progress = 50, lease_until = now() + interval '1 minute' where id = ${json.id}`,
    );
    await maker.makeAll();
    expect((await read(hanoi, json.id)).json).toMatchObject({ status: 'making', files: [] });
    await world.run(`update document set lease_until = now() - interval '1 second' where id = ${json.id}`);
    await Promise.all([maker.makeAll(), maker.makeAll()]);
    expect((await read(hanoi, json.id)).json).toMatchObject({ status: 'done', version: 1 });
    expect(
      await world.value(`select count(*)::integer from document_file where document_id = ${json.id}`),
    ).toBe(2);
    const broken = (await ask(hanoi, { ...report, period: undefined, day: '2019-11-17' })).json.id;
    await world.run(
      `update document set model = jsonb_set(model, '{layout}', '"none"') where id = ${broken}`,
    );
    // One attempt each time it is looked for: what stands in the way may be gone by the next.
    for (const left of ['waiting', 'waiting', 'failed']) {
      await maker.makeAll();
      expect((await read(hanoi, broken)).json.status).toBe(left);
    }
    const failed = (await read(hanoi, broken)).json;
    expect(failed).toMatchObject({ status: 'failed', files: [], progress: 0 });
    expect(failed.fault!.vi).toContain('3 lần');
    expect(
      await world.value(`select count(*)::integer from document_file where document_id = ${broken}`),
    ).toBe(0);
  });

  it('stand on a page with their state and files, from which the office has one made', async () => {
    const session = await world.session(hanoi);
    const before = (await session.get(PAGE)).body;
    expect(before).toContain('BC-2019-10-HN-01');
    expect(before).toContain('Không lập được');
    expect(before).not.toContain('every 2s');
    const sent = await session.post(PAGE, {
      kind: 'joint_annex',
      period: '2019-10',
      day: '',
      body: '',
      ...committees,
    });
    expect([sent.statusCode, sent.headers.location]).toEqual([303, PAGE]);
    const after = (await session.get(PAGE)).body;
    expect(sent.cookies.map(({ name }) => name)).toContain('said');
    expect(after).toContain('hx-trigger="every 2s"');
    const wrong = await session.post(PAGE, {
      kind: 'reminder_letter',
      period: '',
      day: '31/02/2019',
      body: '',
      ...committees,
    });
    expect(wrong.statusCode).toBe(400);
    expect(wrong.body).toContain('value="31/02/2019"');
    const refused = await session.post(PAGE, {
      kind: 'joint_report',
      period: '2019-10',
      day: '',
      body: '',
      ...committees,
      edition: 'internal',
    });
    expect([refused.statusCode, refused.body.includes('Bản nội bộ chỉ có')]).toEqual([422, true]);
    const reader = (await (await world.session('leader@nghean')).get(PAGE)).body;
    expect(reader).not.toContain('class="document-form"');
    expect(reader).not.toContain('BC-2019-10-HN-01');
    expect(
      (
        await (
          await world.session('leader@nghean')
        ).post(PAGE, { kind: 'report', ...committees, period: '2019-10' })
      ).statusCode,
    ).toBe(403);
    expect((await session.get('/2016-tb-tu/ky-bao-cao/2019-10')).body).toContain(`${PAGE}?period=2019-10`);
    expect((await session.get('/2016-tb-tu/chua-bao-cao?period=2019-10')).body).toContain(
      `${PAGE}?kind=reminder_letter`,
    );
    await maker.makeAll();
  });
});

const byTheWorker = (redisUrl?: string) => async () => {
  const program = await startApp({ works: true, redisUrl });
  try {
    const { status, json } = await program.ask(hanoi, 'POST', DOCUMENTS, letter);
    expect(status).toBe(202);
    let state = json as DocumentItem;
    for (let i = 0; i < 200 && (state.status === 'waiting' || state.status === 'making'); i += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      state = (await program.ask(hanoi, 'GET', `/api/v1/documents/${json.id}`)).json as DocumentItem;
    }
    expect(state).toMatchObject({ status: 'done', progress: 100 });
  } finally {
    await program.stop();
  }
};

describe('documents, by the worker', () => {
  it('are made as soon as they are asked for, with the queue in PostgreSQL', byTheWorker());
});
describeWithRedis('documents, by the worker', (url) => {
  it('are made as soon as they are asked for, with the queue in Redis', byTheWorker(url));
});
