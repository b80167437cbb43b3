import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { strFromU8, unzipSync, zipSync } from 'fflate';
import { Config } from '../src/config/config.js';
import { DocumentsMaker } from '../src/documents/documents.maker.js';
import type { DocumentItem } from '../src/documents/documents.types.js';
import { filesInThread } from '../src/documents/render/made-in-thread.js';
import type { DocumentModel, ToMake } from '../src/documents/render/model.js';
import { templateInThread } from '../src/documents/templates/in-thread.js';
import { formWithFile } from './support/multipart.js';
import { RouteWorld } from './support/route-world.js';
import {
  another,
  changed,
  paragraphsOf,
  putInForce,
  starter,
  TEMPLATES,
  upload,
} from './support/templates.js';

jest.setTimeout(180_000);

const PAGE = '/quan-tri/mau-van-ban/2016-tb-tu/report.hanoi.vi';
const hanoi = 'coordinator@hanoi';
const committees = { edition: 'committees', language: 'vi' };
const report = { kind: 'report', day: '2019-11-20', ...committees };
const others = [hanoi, 'leader@hanoi', 'congthuong@hanoi', 'auditor@tracker'];

/** No worker runs: the test does the job itself. There is no LibreOffice for this program. */
describe('templates of documents', () => {
  let world: RouteWorld;
  let maker: DocumentsMaker;
  beforeAll(async () => {
    world = await RouteWorld.start();
    maker = world.program.app.get(DocumentsMaker, { strict: false });
    world.program.app.get(Config, { strict: false }).LIBREOFFICE = 'off';
  });
  afterAll(() => world?.stop());

  const made = async (body: object, who = hanoi): Promise<DocumentItem> => {
    const { status, json } = await world.ask(who, 'POST', '/api/v1/agreements/2016-tb-tu/documents', body);
    expect([status, json.detail]).toEqual([202, undefined]);
    await maker.makeAll();
    return (await world.ask(who, 'GET', `/api/v1/documents/${json.id}`)).json as DocumentItem;
  };
  const docxOf = async ({ id }: DocumentItem): Promise<Buffer> =>
    (
      await world.run<{ bytes: Buffer }>(
        `select bytes from document_file where document_id = ${id} and format = 'docx'`,
      )
    )[0]!.bytes;

  it('begin from the shipped layout, which is sound for every kind, and say the same as the shipped document', async () => {
    // Something is suspended, so that the shipped table has its last column too.
    const id = await world.commitmentId('4.02');
    for (const who of ['nongnghiep@hanoi', 'nongnghiep@nghean'])
      expect(
        await world.ask(
          who,
          'POST',
          `/api/v1/commitments/${id}/updates`,
          { status: 'suspended', percent: 10, results: 'Tạm dừng chờ vốn. {nam} <b>&"\n=1+1' },
          { 'if-match': '*' },
        ),
      ).toMatchObject({ status: 201 });
    const cases = [
      ['report.hanoi.vi', report],
      ['joint_report.en', { kind: 'joint_report', day: '2019-11-20', ...committees, language: 'en' }],
      [
        'reminder_letter.hanoi.vi',
        { kind: 'reminder_letter', day: '2019-11-20', body: 'hn-so-cong-thuong', ...committees },
      ],
      ['annex.hanoi.vi', { kind: 'annex', party: 'hanoi', day: '2019-11-20', ...committees }],
    ] as const;
    for (const [slot, asked] of cases) {
      const shipped = await made(asked);
      expect([slot, shipped.template]).toEqual([slot, null]);
      const taken = await upload(world, slot, await starter(world, slot));
      expect([slot, taken]).toEqual([slot, { status: 201, json: { version: 1 } }]);
      // Kept, and not in force before it is put there.
      expect([slot, (await made(asked)).template]).toEqual([slot, null]);
      expect((await putInForce(world, slot, { version: 1, replaces: null })).status).toBe(200);
      const own = await made(asked);
      expect([slot, own.template, own.status, own.noPdf]).toEqual([slot, 1, 'done', 'not_installed']);
      expect([slot, own.files.map(({ format }) => format)]).toEqual([
        slot,
        asked.kind === 'annex' ? ['docx', 'xlsx'] : ['docx'],
      ]);
      const [before, after] = [await docxOf(shipped), await docxOf(own)];
      expect(paragraphsOf(after)).toEqual(paragraphsOf(before));
      const parts = unzipSync(new Uint8Array(after));
      const footers = Object.keys(parts).filter((name) => name.includes('footer'));
      expect(strFromU8(parts[footers[0]!]!)).toContain('20/11/2019');
      expect(strFromU8(parts['docProps/core.xml']!)).not.toContain('{');
    }
    const text = paragraphsOf(await docxOf(await made(report))).join('\n');
    // What people wrote is text, whatever it looks like.
    expect(text).toContain('Tạm dừng chờ vốn. {nam} <b>&" =1+1');
  });

  it('have the chart in the place of the picture that names it, with its words, and nothing of that picture left', async () => {
    const parts = unzipSync(new Uint8Array(await docxOf(await made(report))));
    const xml = strFromU8(parts['word/document.xml']!);
    expect(Object.keys(parts).filter((name) => name.startsWith('word/media/'))).toEqual([
      'word/media/bieu-do.png',
    ]);
    expect(xml).toMatch(/descr="Biểu đồ: cam kết theo lĩnh vực[^"]*Công thương/);
    expect(xml).not.toContain('bieu-do-cua-van-ban');
    const [, wide, high] = /<wp:extent cx="(\d+)" cy="(\d+)"/.exec(xml)!;
    expect(Number(wide) / Number(high)).toBeGreaterThan(2);
    expect(Number(wide) / Number(high)).toBeLessThan(2.6);
  });

  it('make the same bytes again of what was fixed when a document was asked for, whatever was put in force since', async () => {
    const { json } = await world.ask(hanoi, 'POST', '/api/v1/agreements/2016-tb-tu/documents', {
      ...report,
      day: '2019-11-19',
    });
    const slot = 'report.hanoi.vi';
    const second = await upload(
      world,
      slot,
      changed(await starter(world, slot), (xml) => xml.replace('Nơi nhận:', 'NƠI NHẬN:')),
    );
    expect(second.json.version).toBe(2);
    await putInForce(world, slot, { version: 2 });
    await maker.makeAll();
    const item = (await world.ask(hanoi, 'GET', `/api/v1/documents/${json.id}`)).json as DocumentItem;
    expect([item.template, item.status]).toEqual([1, 'done']);
    const [row] = await world.run<{ model: DocumentModel; at: string; filling: never; docx: Buffer }>(
      `select d.model, iso(d.asked_at) as at, o.filling, t.bytes as docx from document d join document_of_template o on o.document_id = d.id
       join document_template t on t.id = o.template_id where d.id = ${item.id}`,
    );
    const again: ToMake = {
      model: row!.model,
      at: row!.at,
      template: { docx: row!.docx, filling: row!.filling },
    };
    const bytes = await docxOf(item);
    expect(Buffer.compare(bytes, Buffer.from((await filesInThread(again)).get('docx')!))).toBe(0);
    expect(paragraphsOf(bytes)).toContain('Nơi nhận:');
    expect(paragraphsOf(await docxOf(await made({ ...report, day: '2019-11-19' })))).toContain('NƠI NHẬN:');
    // Back to the shipped layout, with its PDF; the file is kept as it came.
    await putInForce(world, slot, { version: null });
    const shipped = await made({ ...report, day: '2019-11-19' });
    expect([shipped.template, shipped.files.map(({ format }) => format)]).toEqual([null, ['docx', 'pdf']]);
    for (const table of ['document_template', 'template_in_force'])
      await expect(world.run(`delete from ${table}`)).rejects.toThrow();
  });

  it('are managed by administrators alone, and hidden from nobody who may: the others get no file of them', async () => {
    const slot = 'report.hanoi.vi';
    const docx = another(await starter(world, slot));
    for (const who of others) {
      const answers = await Promise.all([
        world.ask(who, 'GET', TEMPLATES),
        world.ask(who, 'GET', `${TEMPLATES}/${slot}`),
        world.ask(who, 'GET', `${TEMPLATES}/${slot}/starter.docx`),
        world.ask(who, 'GET', `${TEMPLATES}/${slot}/versions/1/template.docx`),
        putInForce(world, slot, { version: 1 }, who),
        upload(world, slot, docx, { who }),
      ]);
      expect([who, ...answers.map(({ status }) => status)]).toEqual([who, 403, 403, 403, 403, 403, 403]);
    }
    const list = (await world.ask('admin@tracker', 'GET', TEMPLATES)).json as {
      items: { slot: string; inForce: number | null }[];
    };
    expect(list.items).toHaveLength(12);
    expect(list.items.find((one) => one.slot === 'annex.hanoi.vi')!.inForce).toBe(1);
    const session = await world.session('admin@tracker');
    const file = await session.get(`${TEMPLATES}/${slot}/versions/1/template.docx`);
    expect(Buffer.compare(file.rawPayload, await starter(world, slot))).toBe(0);
    const trial = await session.get(`${TEMPLATES}/${slot}/versions/2/trial.docx`);
    expect(paragraphsOf(trial.rawPayload)).toContain('NƠI NHẬN:');
    for (const wrong of ['report.vi', 'report.hanoi.en', 'report.danang.vi', 'minutes.hanoi.vi', '__proto__'])
      expect([wrong, (await world.ask('admin@tracker', 'GET', `${TEMPLATES}/${wrong}`)).status]).toEqual([
        wrong,
        404,
      ]);
    expect((await putInForce(world, slot, { version: 99 })).status).toBe(404);
    expect((await putInForce(world, slot, { version: 0 })).status).toBe(400);
    expect((await session.get(`${TEMPLATES}/${slot}/versions/99/trial.docx`)).statusCode).toBe(404);
  });

  it('are not put in force over somebody else’s choice, nor taken twice; every step is in the audit log', async () => {
    const slot = 'report.nghean.vi';
    const first = await upload(world, slot, await starter(world, slot));
    const twice = await upload(world, slot, await starter(world, slot));
    expect([first.status, twice.status, twice.json.errors[0]!.message]).toEqual([
      201,
      422,
      expect.stringContaining('mẫu lần 1'),
    ]);
    const both = await Promise.all(
      [1, 1].map((version) => putInForce(world, slot, { version, replaces: null })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    expect((await putInForce(world, slot, { version: null, replaces: null })).status).toBe(409);
    expect((await putInForce(world, slot, { version: null, replaces: 1 })).status).toBe(200);
    const entries = await world.run<{ kind: string; data: object }>(
      `select kind, data from audit_entry where kind like 'agreement.template%' and data->>'party' = 'nghean' order by id`,
    );
    expect(entries).toEqual([
      {
        kind: 'agreement.template_added',
        data: expect.objectContaining({
          document: 'report',
          version: 1,
          fileName: 'Mẫu.docx',
          language: 'vi',
        }),
      },
      { kind: 'agreement.template_in_force', data: expect.objectContaining({ template: 'own', version: 1 }) },
      { kind: 'agreement.template_in_force', data: expect.objectContaining({ template: 'shipped' }) },
    ]);
  });

  it('that are unsound are refused with every fault and its paragraph, and nothing of them is kept', async () => {
    const slot = 'report.hanoi.vi';
    const sound = await starter(world, slot);
    const faulty = await upload(
      world,
      slot,
      changed(sound, (xml) =>
        xml.replace('{mo_dau}', '{mo_dau_} {require("fs")}').replace('{/nhiem_vu}', ''),
      ),
    );
    expect([faulty.status, faulty.json.errors]).toEqual([
      422,
      [
        { field: 'file', message: expect.stringMatching(/^Đoạn \d+ .*Có phải \{mo_dau\}\?/) },
        { field: 'file', message: expect.stringMatching(/^Đoạn \d+ .*\{require\("fs"\)\} viết không đúng/) },
        { field: 'file', message: expect.stringMatching(/^Đoạn \d+ .*không có \{\/nhiem_vu\}/) },
      ],
    ]);
    const bomb = Buffer.from(
      zipSync({
        ...unzipSync(new Uint8Array(sound)),
        'word/theme/theme1.xml': new Uint8Array(40 * 1_048_576),
      }),
    );
    const lying = Buffer.from(bomb);
    // The directory says that the largest part has 100 bytes.
    const at = lying.lastIndexOf('word/theme/theme1.xml', undefined, 'latin1') - 46;
    lying.writeUInt32LE(100, at + 24);
    const cases: [Buffer | string, string, string][] = [
      ['', 'Mẫu.docx', 'Tệp rỗng'],
      ['MZ\u0090 chương trình', 'Mẫu.docx', 'không phải văn bản Word'],
      [Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'Mẫu.docx', 'Word cũ'],
      [
        Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
        'Mẫu.docx',
        'đặt mật khẩu',
      ],
      [sound.subarray(0, 3_000), 'Mẫu.docx', 'cắt hoặc hỏng'],
      [changed(sound, () => 'x', 'word/vbaProject.bin'), 'Mẫu.docm', 'macro'],
      [bomb, 'Mẫu.docx', 'quá lớn'],
      [lying, 'Mẫu.docx', 'hỏng'],
      [
        changed(sound, (xml) => xml.replace(/\{chan_trang\}/, ''), 'word/footer1.xml'),
        'Mẫu.docx',
        'thiếu trường {chan_trang}',
      ],
    ];
    for (const [file, name, words] of cases) {
      const { status, json } = await upload(world, slot, file, { name });
      expect([words, status, json.errors?.[0]?.message]).toEqual([
        words,
        422,
        expect.stringContaining(words),
      ]);
    }
    const job = { do: 'check', docx: sound, kind: 'report', language: 'vi', real: null, at: '' } as const;
    expect(await templateInThread(job, 1)).toBeNull();
    const large = await upload(world, slot, Buffer.alloc(5 * 1_048_576 + 1, 'a'));
    expect(large.status).toBe(413);
    expect((await upload(world, slot, sound, { name: ' ' })).status).toBe(422);
    const detail = (await world.ask('admin@tracker', 'GET', `${TEMPLATES}/${slot}`)).json as {
      versions: { fileName: string }[];
    };
    expect(detail.versions.filter(({ fileName }) => fileName === 'Mẫu.docx')).toHaveLength(2);
  });

  it('stand on a page with their fields, where one is uploaded, put in force, and taken back', async () => {
    const session = await world.session('admin@tracker');
    expect((await session.get('/quan-tri/mau-van-ban')).headers.location).toBe(
      '/quan-tri/mau-van-ban/2016-tb-tu',
    );
    expect((await session.get('/quan-tri/mau-van-ban/2016-tb-tu')).body).toContain('Báo cáo định kỳ, Hà Nội');
    const before = (await session.get(PAGE)).body;
    expect(before).toContain('{#cam_ket_qua_han} … {/cam_ket_qua_han}');
    expect(before).toContain('Máy chủ chưa có LibreOffice');
    const post = async (docx: Buffer) => {
      const { payload, headers } = await formWithFile('Mẫu <b>.docx', docx, { _csrf: session.csrf });
      return world.program.app.inject({
        method: 'POST',
        url: PAGE,
        payload,
        headers: { ...headers, cookie: session.cookie },
      });
    };
    const sound = await starter(world, 'report.hanoi.vi');
    const wrong = await post(changed(sound, (xml) => xml.replace('{mo_dau}', '{<i>sai</i>}{mo_da}')));
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('Có phải {mo_dau}?');
    const sent = await post(another(sound));
    expect([sent.statusCode, sent.headers.location]).toEqual([303, PAGE]);
    const after = (await session.get(PAGE)).body;
    expect(after).toContain('Mẫu &lt;b>.docx');
    const version = Number(/name="version" value="(\d+)"/.exec(after)![1]);
    const used = await session.post(`${PAGE}/ap-dung`, { version: String(version), replaces: '' });
    expect([used.statusCode, used.headers.location]).toEqual([303, PAGE]);
    expect((await session.post(`${PAGE}/ap-dung`, { version: '1', replaces: '' })).body).toContain(
      'Người khác vừa đổi',
    );
    expect((await session.get('/2016-tb-tu/van-ban')).statusCode).toBe(200);
    const office = await world.session(hanoi);
    expect((await office.get('/2016-tb-tu/van-ban')).body).toContain('theo mẫu lần 1');
    expect((await office.get('/2016-tb-tu/van-ban')).body).toContain('máy chủ cần cài LibreOffice');
    const back = await session.post(`${PAGE}/ap-dung`, { version: '', replaces: String(version) });
    expect(back.statusCode).toBe(303);
    expect((await session.get(PAGE)).body).toContain('Bố cục của hệ thống');
    expect((await office.get(PAGE)).statusCode).toBe(403);
    expect((await office.post(`${PAGE}/ap-dung`, { version: '1' })).statusCode).toBe(403);
  });
});
