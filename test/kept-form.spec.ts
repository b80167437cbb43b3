import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { FastifyRequest } from 'fastify';
import { KeptText } from '../src/shell/kept-text.js';
import { words } from '../src/web/i18n/words.js';
import { openApp } from './support/app.js';
import { showsIn } from './support/filled-forms.js';
import { sendForm, type BrowserSession } from './support/form.js';
import { bodyOf, formWithFile, pdf } from './support/multipart.js';
import { startOutage } from './support/outage.js';
import { RouteWorld } from './support/route-world.js';
import { withSecondFactor } from './support/second-factor.js';

jest.setTimeout(120_000);

const WHO = 'congthuong@hanoi';
const PASSWORD = 'hop-tac-2019';
const REPORT = '/2016-tb-tu/cam-ket/4.02/cap-nhat';
const NOTE = '/2016-tb-tu/cam-ket/3.06/ghi-chu';
const TEXT = 'Dở dang <b>& "trong ngoặc"';
const KIB = 1024;
const say = words('vi');

type Answer = Awaited<ReturnType<typeof sendForm>>;

/** A form that was sent when its sender's session had ended, on its way through signing in. */
describe('a form that waits for its sender', () => {
  let world: RouteWorld;
  let session: BrowserSession;

  beforeAll(async () => {
    world = await RouteWorld.startAlone();
    session = await world.session(WHO);
  });
  afterAll(() => world?.stop());

  const send = (url: string, fields: Record<string, string>, cookie = '') =>
    sendForm(world.program.app, url, fields, cookie === '' ? {} : { cookie });
  const sealedIn = ({ body }: Answer) => /name="kept" value="([\w-]+)"/.exec(body)?.[1];
  const cookiesOf = ({ headers }: Answer) => [headers['set-cookie'] ?? []].flat().join('; ');
  const cookie = (answer: Answer, name: string) =>
    new RegExp(`(?:^|; )(${name}=[^;]+)`).exec(cookiesOf(answer))?.[1] ?? '';

  /** @returns what the sign-in page carries */
  async function waiting(fields: Record<string, string> = { text: TEXT }, url = NOTE) {
    const asked = await send(url, { _csrf: session.csrf, ...fields });
    expect(asked.statusCode).toBe(401);
    return { asked, kept: sealedIn(asked)!, _csrf: session.csrf };
  }

  const carries = (answer: Answer, kept: string) => {
    expect(sealedIn(answer)).toBe(kept);
    expect(answer.headers.location).toBeUndefined();
    expect(cookiesOf(answer)).not.toContain(kept.slice(0, 40));
    expect(answer.body).not.toContain('Dở dang');
  };

  it('goes along to the other language, as a button of the page, in no address and no cookie', async () => {
    const { asked, kept, _csrf } = await waiting();
    const [form] = /<form id="bieu-mau-da-nhap"[\s\S]*?<\/form>/.exec(asked.body)!;
    expect(form).toContain(`name="kept" value="${kept}"`);
    const buttons = [...asked.body.matchAll(/<button[^>]*name="language"[^>]*>/g)].map(([button]) => button);
    expect(buttons).toHaveLength(2);
    for (const button of buttons) {
      expect(button).toContain('form="bieu-mau-da-nhap"');
      expect(button).toContain('formaction="/dang-nhap/lai"');
    }
    expect(asked.body).not.toContain('/ngon-ngu/');
    const english = await send('/dang-nhap/lai', { _csrf, kept, language: 'en' });
    carries(english, kept);
    expect(english.body).toContain('<html lang="en">');
    expect(cookie(english, 'language')).toBe('language=en');
    const own = { email: `${WHO}.example`, password: PASSWORD };
    const shown = await send('/dang-nhap', { _csrf, kept, ...own }, 'language=en');
    expect([shown.statusCode, showsIn(shown.body, 'text', TEXT)]).toEqual([200, true]);
    expect(shown.body).toContain(words('en').formWord.notSent.title);
    expect((await send('/dang-nhap/lai', { language: 'en' })).headers.location).toBe('/dang-nhap');
  });

  it('is as large there as it may be, from nobody who never was signed in', async () => {
    const most = { text: 'ệ'.repeat((256 * KIB) / 3) };
    const { kept, _csrf } = await waiting(most);
    carries(await send('/dang-nhap/lai', { _csrf, kept, language: 'en' }), kept);
    expect((await send('/dang-nhap/lai', { kept, language: 'en' })).statusCode).toBe(413);
  });

  it('is carried up to 256 KiB; of more it is said how to come back to it', async () => {
    const enough = { text: 'x'.repeat(256 * KIB) };
    const { kept, _csrf } = await waiting(enough);
    const again = await send('/dang-nhap/mo-bieu-mau', { _csrf, kept }, session.cookie);
    expect(showsIn(again.body, 'text', enough.text)).toBe(true);
    const tooLong = { _csrf: session.csrf, text: `${enough.text}x` };
    const asked = await send(NOTE, tooLong);
    expect([asked.statusCode, sealedIn(asked)]).toEqual([401, undefined]);
    expect(asked.body).toContain(say.keptForm.tooLong);
    // What the page says to do: sign in elsewhere, and send it once more.
    const later = await world.session(WHO, true);
    const filled = await send(NOTE, tooLong, later.cookie);
    expect([filled.statusCode, showsIn(filled.body, 'text', tooLong.text)]).toEqual([403, true]);
  });

  it.each([
    ['', NOTE, WHO],
    ['in a form with a file, ', '/quan-tri/thoa-thuan/nhap/xem-truoc', 'admin@tracker'],
  ])('%sof which more is sent than is read leaves no doubt about it', async (_what, url, who) => {
    const { csrf } = await world.session(who);
    const text = 'ệ'.repeat(300 * KIB);
    const form = new FormData();
    for (const [name, value] of Object.entries({ _csrf: csrf, text })) form.append(name, value);
    const asked =
      who === WHO
        ? await send(url, { _csrf: csrf, text })
        : await world.program.app.inject({ method: 'POST', url, ...(await bodyOf(form)) });
    expect([asked.statusCode, sealedIn(asked), asked.body.includes('ệệệ')]).toEqual([401, undefined, false]);
    expect(asked.body).toContain(say.keptForm.tooLong);
  });

  it('is carried for an hour; after that it is said that it was', async () => {
    const userId = await world.userId(WHO);
    const text = world.program.app.get(KeptText, { strict: false });
    const minute = 60_000;
    const sealedAgo = (minutes: number) => {
      const sentForm = {
        page: '/:slug/cam-ket/:code',
        by: userId,
        token: session.csrf,
        isOfAnother: false,
        isRead: true,
      };
      const params = { slug: '2016-tb-tu', code: '3.06' };
      const request = { sentForm, params, url: NOTE, body: { text: TEXT } } as unknown as FastifyRequest;
      return text.seal(request, Date.now() - minutes * minute)!;
    };
    const open = (kept: string) =>
      send('/dang-nhap/mo-bieu-mau', { _csrf: session.csrf, kept }, session.cookie);
    const inTime = await open(sealedAgo(59));
    expect([inTime.statusCode, showsIn(inTime.body, 'text', TEXT)]).toEqual([200, true]);
    const late = await open(sealedAgo(61));
    expect([late.statusCode, late.body.includes('Dở dang')]).toEqual([200, false]);
    expect(late.body).toContain(say.formWord.tooLate.text);
  });

  it('goes on waiting while the database is away, with the address that was typed', async () => {
    const { kept, _csrf } = await waiting();
    const outage = await startOutage(world.program.database.url);
    const { app, stop } = await openApp(outage.url, world.program.folder, { LOG_LEVEL: 'silent' });
    try {
      await outage.begin();
      const own = { email: `${WHO}.example`, password: PASSWORD };
      const away = await sendForm(app, '/dang-nhap', { _csrf, kept, ...own });
      expect(away.statusCode).toBe(503);
      carries(away, kept);
      expect(away.body).toContain(say.signIn.failed);
      expect([showsIn(away.body, 'email', own.email), showsIn(away.body, 'password', PASSWORD)]).toEqual([
        true,
        false,
      ]);
      const code = await sendForm(app, '/dang-nhap/ma', { _csrf, kept, code: '123456' });
      expect(code.statusCode).toBe(503);
      carries(code, kept);
      expect([code.body.includes('autocomplete="one-time-code"'), code.body.includes('123456')]).toEqual([
        true,
        false,
      ]);
      await outage.end();
      const shown = await sendForm(app, '/dang-nhap', { _csrf, kept, ...own });
      expect(showsIn(shown.body, 'text', TEXT)).toBe(true);
    } finally {
      await stop();
      await outage.end();
    }
  });

  it('with a file keeps its text, and says that the file has to be chosen again', async () => {
    const admin = await world.session('admin@tracker');
    const { payload, headers } = await formWithFile('thoa-thuan.yaml', 'a: 1', {
      _csrf: admin.csrf,
      text: TEXT,
    });
    const url = '/quan-tri/thoa-thuan/nhap/xem-truoc';
    const asked = await world.program.app.inject({ method: 'POST', url, payload, headers });
    expect(asked.statusCode).toBe(401);
    expect(asked.body).toContain(say.keptForm.file);
    const back = { _csrf: admin.csrf, kept: sealedIn(asked)! };
    const shown = await send('/dang-nhap/mo-bieu-mau', back, admin.cookie);
    expect([shown.statusCode, showsIn(shown.body, 'text', TEXT)]).toEqual([200, true]);
    expect(shown.body).toContain(say.formWord.notSentNorFile.text);
  });

  it('with nothing but a file leads back to its form, and says so too', async () => {
    const url = '/2016-tb-tu/cam-ket/3.06/minh-chung';
    const { payload, headers } = await formWithFile('Biên bản.pdf', pdf('x'), { _csrf: session.csrf });
    const asked = await world.program.app.inject({ method: 'POST', url, payload, headers });
    expect([asked.statusCode, asked.body.includes(say.keptForm.file)]).toEqual([401, true]);
    const back = { _csrf: session.csrf, kept: sealedIn(asked)! };
    const shown = await send('/dang-nhap/mo-bieu-mau', back, session.cookie);
    expect(shown.statusCode).toBe(200);
    expect(shown.body).toContain(say.formWord.notSentNorFile.text);
    expect(shown.body).toContain(`action="${url}"`);
  });

  it('whose token comes after its file is not read', async () => {
    const form = new FormData();
    form.append('file', new Blob(['a: 1']), 'x.yaml');
    form.append('_csrf', session.csrf);
    form.append('text', TEXT);
    const url = '/quan-tri/thoa-thuan/nhap/xem-truoc';
    const asked = await world.program.app.inject({ method: 'POST', url, ...(await bodyOf(form)) });
    expect([asked.statusCode, sealedIn(asked)]).toEqual([401, undefined]);
  });

  describe('of an account with a second factor', () => {
    const own = { email: 'nongnghiep@hanoi.example', password: PASSWORD };
    let _csrf: string;
    let code: string;

    beforeAll(async () => {
      ({ csrf: _csrf } = await world.session('nongnghiep@hanoi'));
      code = await withSecondFactor(world, 'nongnghiep@hanoi');
    });

    /** @returns the page that asks for the code, and the cookie of half a sign-in */
    async function half() {
      const asked = await send(REPORT, { _csrf, results: TEXT, status: 'in_progress', percent: '10' });
      const kept = sealedIn(asked)!;
      const page = await send('/dang-nhap', { _csrf, kept, ...own });
      expect(page.statusCode).toBe(200);
      carries(page, kept);
      return { kept, page, pending: cookie(page, 'sign-in') };
    }

    it('is shown filled in after the code, also after a wrong one', async () => {
      const { kept, page, pending } = await half();
      expect(page.body).toContain(say.keptForm.title);
      const wrong = await send('/dang-nhap/ma', { _csrf, kept, code: '000000' }, pending);
      expect(wrong.statusCode).toBe(401);
      carries(wrong, kept);
      const before = await world.mark();
      const shown = await send('/dang-nhap/ma', { _csrf, kept, code }, pending);
      expect([shown.statusCode, showsIn(shown.body, 'results', TEXT)]).toEqual([200, true]);
      expect(shown.body).toContain(say.formWord.notSent.title);
      expect(shown.body).not.toContain(code);
      // The sign-in alone.
      expect(await world.mark()).not.toBe(before);
      const reports = 'select count(*)::integer from progress_update where results = $1';
      expect(await world.value(reports, [TEXT])).toBe(0);
    });

    it('waits on where the code comes too late, where the language is switched, and for another account', async () => {
      const { kept, page, pending } = await half();
      const english = await send('/dang-nhap/ma/lai', { _csrf, kept, language: 'en' }, pending);
      expect([english.statusCode, english.body.includes('autocomplete="one-time-code"')]).toEqual([
        200,
        true,
      ]);
      carries(english, kept);
      expect(english.body).toContain('<html lang="en">');
      expect(page.body).toContain('formaction="/dang-nhap/ma/lai"');
      expect(page.body).toMatch(/<form id="bieu-mau-da-nhap" method="post" action="\/dang-nhap\/lai"/);
      expect(page.body).not.toContain('href="/dang-nhap"');
      const other = await send('/dang-nhap/lai', { _csrf, kept }, pending);
      expect([other.statusCode, showsIn(other.body, 'email', '')]).toEqual([200, true]);
      carries(other, kept);
      await world.run('delete from half_session');
      const late = await send('/dang-nhap/ma', { _csrf, kept, code: '000000' }, pending);
      expect(late.statusCode).toBe(401);
      carries(late, kept);
    });
  });
});

/** What no session's end nor anybody else is to blame for. */
describe('a filled form', () => {
  let world: RouteWorld;
  beforeAll(async () => {
    world = await RouteWorld.startAlone({ env: { LOG_LEVEL: 'silent' } });
  });
  afterAll(() => world?.stop());

  it('comes back after a fault of the program, to be sent again', async () => {
    const { post, csrf } = await world.session(WHO);
    await world.run(`alter table side_note add constraint refuses check (text !~ 'Dở dang') not valid`);
    const failed = await post(NOTE, { text: TEXT });
    expect([failed.statusCode, showsIn(failed.body, 'text', TEXT)]).toEqual([500, true]);
    expect(failed.body).toContain(`action="${NOTE}"`);
    await world.run('alter table side_note drop constraint refuses');
    expect((await post(NOTE, { _csrf: csrf, text: TEXT })).statusCode).toBe(303);
  });

  it('comes back after too many tries, but for the password', async () => {
    const { post } = await world.session(WHO);
    const path = '/tai-khoan/ma-truy-cap';
    const wrong = { name: TEXT, scope: 'read', days: '30', password: 'sai-mat-khau-roi' };
    const answers: Answer[] = [];
    while (answers.at(-1)?.statusCode !== 429 && answers.length < 20) answers.push(await post(path, wrong));
    const last = answers.at(-1)!;
    expect([last.statusCode, showsIn(last.body, 'name', TEXT)]).toEqual([429, true]);
    expect(last.body).not.toContain(wrong.password);
  });

  it('that is larger than anything is not read, which is said, and that nothing was saved', async () => {
    const { post } = await world.session(WHO);
    const large = await post(NOTE, { text: 'ệ'.repeat(400 * KIB) });
    expect(large.statusCode).toBe(413);
    expect(large.body).toContain(say.errors.next[413]);
  });
});
