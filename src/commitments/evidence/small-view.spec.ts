import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../../../test/support/app.js';
import { formWithFile, pdf } from '../../../test/support/multipart.js';

const LIST = '/2016-tb-tu/cam-ket/4.02';
let serial = 0;

/** Of that size by its header. */
function png(width: number, height: number, bytes = 0): Buffer {
  const header = Buffer.alloc(25);
  header.writeUInt32BE(13, 0);
  header.write('IHDR', 4);
  header.writeUInt32BE(width, 8);
  header.writeUInt32BE(height, 12);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    header,
    Buffer.from(`no two alike ${++serial}`),
    Buffer.alloc(bytes, 7),
    Buffer.from('0000000049454e44ae426082', 'hex'),
  ]);
}

function jpeg(width: number, height: number): Buffer {
  const frame = Buffer.from([0xff, 0xc2, 0, 11, 8, 0, 0, 0, 0, 1, 1, 0x11, 0]);
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  const comment = Buffer.from([0xff, 0xfe, 0, 4, 65, ++serial]);
  const scan = Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
  return Buffer.concat([Buffer.from([0xff, 0xd8]), comment, frame, scan]);
}

describe('evidence that a browser shows by itself', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let url: string;
  beforeAll(async () => {
    program = await startApp();
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?q=4.02',
    );
    url = `/api/v1/commitments/${json.items[0].id}/evidence`;
  });
  afterAll(() => program?.stop());

  const attach = async (name: string, content: Buffer | string): Promise<number> => {
    const { payload, headers } = await formWithFile(name, content);
    const { json, text } = await program.ask('nongnghiep@hanoi', 'POST', url, payload, headers);
    if (!json?.id) throw new Error(text);
    return json.id;
  };
  const look = async (id: number) =>
    (await program.browser('leader@nghean')).get(`${LIST}/minh-chung/${id}/xem`);
  const page = async () => (await (await program.browser('leader@nghean')).get(LIST)).body;

  it.each<[string, string, () => Buffer, string]>([
    ['a PNG', 'a.png', () => png(800, 600), 'image/png'],
    ['a JPEG', 'a.jpg', () => jpeg(800, 600), 'image/jpeg'],
    ['one of 40 megapixels', 'a.png', () => png(8000, 5000), 'image/png'],
  ])('is a small picture: %s, in the list, where nothing of it runs', async (_what, name, content, type) => {
    const id = await attach(name, content());
    expect(await page()).toContain(`<img src="${LIST}/minh-chung/${id}/xem"`);
    const { statusCode, headers } = await look(id);
    expect([statusCode, headers]).toEqual([
      200,
      expect.objectContaining({
        'content-type': type,
        'content-disposition': expect.stringMatching(/^inline; filename="a\./),
        'content-security-policy': "sandbox; default-src 'none'",
        'x-content-type-options': 'nosniff',
      }),
    ]);
  });

  it('is a PDF, in a tab of its own, from which nothing is loaded', async () => {
    const id = await attach('Báo cáo.pdf', pdf('to look at'));
    const shown = await page();
    expect(shown).toContain(`href="${LIST}/minh-chung/${id}/xem" target="_blank"`);
    expect(shown).not.toContain(`<img src="${LIST}/minh-chung/${id}/xem"`);
    const { headers } = await look(id);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': expect.stringMatching(/^inline; /),
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
    });
  });

  it.each<[string, string, () => Buffer | string]>([
    ['above 40 megapixels by its header', 'a.png', () => png(8001, 5000)],
    ['of 4 gigapixels', 'a.jpg', () => jpeg(65_000, 65_000)],
    ['above 2 MB', 'a.png', () => png(100, 100, 2 * 1_048_576)],
    ['of no size', 'a.png', () => png(0, 100)],
    ['that is a table', 'a.csv', () => `a,b\n${++serial}`],
  ])('is no file %s: it is only saved', async (_what, name, content) => {
    const id = await attach(name, content());
    expect(await page()).not.toContain(`/minh-chung/${id}/xem`);
    expect((await look(id)).statusCode).toBe(404);
    const saved = await program.ask('leader@nghean', 'GET', `/api/v1/evidence/${id}`);
    expect(saved.headers['content-disposition']).toMatch(/^attachment; /);
  });

  it('is nobody’s to see once it is withdrawn, but auditors’', async () => {
    const id = await attach('a.png', png(10, 10));
    await program.ask('nongnghiep@hanoi', 'DELETE', `/api/v1/evidence/${id}`);
    expect((await look(id)).statusCode).toBe(403);
    const auditor = await program.browser('auditor@tracker');
    expect((await auditor.get(`${LIST}/minh-chung/${id}/xem`)).statusCode).toBe(200);
  });
});
