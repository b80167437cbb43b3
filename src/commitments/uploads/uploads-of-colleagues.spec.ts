import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { makeAccounts } from '../../../test/support/accounts.js';
import { startApp } from '../../../test/support/app.js';
import { pdf } from '../../../test/support/multipart.js';
import { query } from '../../../test/support/query.js';
import { uploads } from '../../../test/support/tus.js';

const [own, colleague] = ['nongnghiep@hanoi', 'nongnghiep2@hanoi'];
const FORM = '/2016-tb-tu/cam-ket/4.02/cap-nhat';
const NAME = 'Sở NN và PTNT · Hà Nội';
const LINE = `Đồng nghiệp cùng cơ quan (${NAME}) đã tải lên 2 tệp`;

/** On 4.02 the department of agriculture of Hà Nội leads; its accounts share one draft. */
describe('files that a colleague has uploaded for a report', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let tus: ReturnType<typeof uploads>;
  let url: string;
  let id: number;
  let theirs: number[];
  beforeAll(async () => {
    program = await startApp();
    tus = uploads(program.ask);
    const list = '/api/v1/agreements/2016-tb-tu/commitments?q=4.02';
    id = (await program.ask('auditor@tracker', 'GET', list)).json.items[0].id;
    url = `/api/v1/commitments/${id}`;
    const [office] = await query(
      program.database.url,
      `select code from body where id =
      (select body_id from app_user where email = '${own}.example')`,
    );
    await makeAccounts(program.database.url, [
      { email: `${colleague}.example`, role: 'liaison', party: 'hanoi', body: office!.code as string },
    ]);
  });
  afterAll(() => program?.stop());
  let serial = 0;
  beforeEach(async () => {
    await query(program.database.url, 'delete from upload');
    await query(program.database.url, 'delete from report_draft');
    const whole = (name: string) => tus.whole(own, name, pdf(`of a colleague ${++serial}`), id);
    theirs = [await whole('Zq một.pdf'), await whole('Zq hai.pdf')];
    const draft = { results: 'Zqnhap đang viết', uploadIds: theirs.join(',') };
    expect((await program.ask(own, 'PUT', `${url}/draft`, draft)).status).toBe(200);
  });

  const formOf = async (who: string) => (await (await program.browser(who)).get(FORM)).body;
  const version = async () => (await program.ask(own, 'GET', url)).json.version as number;
  const evidence = async () => (await program.ask(own, 'GET', `${url}/evidence`)).json.items.length as number;
  const report = async (who: string, uploadIds?: number[], language = 'en') =>
    program.ask(
      who,
      'POST',
      `${url}/updates`,
      { status: 'in_progress', percent: 40, results: `Đã cấp ${++serial} mã số.`, uploadIds },
      { 'if-match': `"${await version()}"`, 'accept-language': language },
    );
  const areStillThere = async () => {
    for (const upload of theirs) expect((await tus.state(own, upload)).status).toBe(200);
  };

  it('are announced in the shared draft, by number and account; what they are stays the colleague’s', async () => {
    const shared = await formOf(colleague);
    expect(shared).toContain('Zqnhap đang viết');
    expect(shared).toContain(LINE);
    expect(shared).not.toContain('Zq một.pdf');
    expect(shared).toContain('name="uploadIds" value/>');
    const mine = await formOf(own);
    expect(mine).toContain('Zq một.pdf');
    expect(mine).not.toContain('Đồng nghiệp cùng cơ quan');
    expect(await formOf('coordinator@hanoi')).not.toContain('Đồng nghiệp cùng cơ quan');
  });

  it('are announced also once the colleague has saved the draft without them', async () => {
    const { headers } = await program.ask(colleague, 'GET', `${url}/draft`);
    const saved = { results: 'Zqnhap viết tiếp', uploadIds: '' };
    await program.ask(colleague, 'PUT', `${url}/draft`, saved, { 'if-match': String(headers.etag) });
    expect(await formOf(colleague)).toContain(LINE);
    expect(await formOf(own)).toContain(`name="uploadIds" value="${theirs.join(',')}"`);
  });

  it('go with no report of another account: it is refused in words that name whose they are, and nothing is lost', async () => {
    const before = [await version(), await evidence()];
    const { status, json } = await report(colleague, theirs);
    expect([status, json.errors]).toEqual([
      422,
      [
        {
          field: 'uploadIds',
          message: expect.stringMatching(/^A colleague \(.+\) uploaded .* your colleague send/),
        },
      ],
    ]);
    expect([await version(), await evidence()]).toEqual(before);
    expect((await program.ask(colleague, 'GET', `${url}/draft`)).json.results).toBe('Zqnhap đang viết');
    await areStillThere();
    const form = {
      results: 'Zq gõ tại mẫu',
      status: 'in_progress',
      percent: '41',
      uploadIds: theirs.join(','),
    };
    const draft = /name="draft" value="(\d+)"/.exec(await formOf(colleague))![1]!;
    const sent = { ...form, version: String(await version()), draft };
    const page = await (await program.browser(colleague)).post(FORM, sent);
    expect(page.statusCode).toBe(422);
    expect(page.body).toContain(`Có tệp do đồng nghiệp tải lên (${NAME})`);
    expect(page.body).toContain('Zq gõ tại mẫu');
    await areStillThere();
  });

  it('stay the colleague’s where another account reports without them, and go with the colleague’s next report', async () => {
    expect((await report(colleague)).status).toBe(201);
    await areStillThere();
    const { status, json } = await report(own, theirs);
    expect([status, json.evidenceIds]).toEqual([201, [expect.any(Number), expect.any(Number)]]);
    expect(await formOf(colleague)).not.toContain('Đồng nghiệp cùng cơ quan');
  });

  it('of another body are none of its own: the refusal names nobody', async () => {
    const { status, json } = await report('coordinator@hanoi', theirs);
    expect([status, json.errors[0].message]).toEqual([
      422,
      expect.stringContaining('no longer on the server'),
    ]);
  });
});
