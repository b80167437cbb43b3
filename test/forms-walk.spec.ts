import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { everyone } from '../src/identity/allow.js';
import { isSecret } from '../src/platform/http/secret-fields.js';
import { openApp } from './support/app.js';
import { sendForm } from './support/form.js';
import { filledForm, readsAs, showsIn, type FilledIn } from './support/filled-forms.js';
import { formExamples, noForms } from './support/form-examples.js';
import { startOutage, type Outage } from './support/outage.js';
import { routesOf, type Route } from './support/route-list.js';
import { RouteWorld } from './support/route-world.js';

jest.setTimeout(120_000);

const SECRET = 'bi-mat-cua-rieng-toi';
const withTexts = Object.keys(formExamples).filter((route) => formExamples[route]!.texts.length > 0);
const ofAccounts = Object.keys(formExamples).filter((route) => formExamples[route]!.who !== null);

/** Every form, found by its route, meets every fault: what was typed comes back, in its own field. */
describe('every form', () => {
  let world: RouteWorld;
  let routes: Route[];
  const forms = new Map<string, FilledIn>();

  beforeAll(async () => {
    world = await RouteWorld.startAlone();
    routes = routesOf(world.program.app);
    for (const route of Object.keys(formExamples)) forms.set(route, await filledForm(world, route, SECRET));
  });
  afterAll(() => world?.stop());

  it('has an example, and what is sent elsewhere says why it shows no form again', () => {
    const sent = routes.filter(({ name }) => /^(POST|PUT|PATCH|DELETE) \/(?!api\/)/.test(name));
    const names = sent.map(({ name }) => name).toSorted();
    expect([...Object.keys(formExamples), ...Object.keys(noForms)].toSorted()).toEqual(names);
    const takes = sent.filter(({ formOn }) => formOn !== undefined).map(({ name }) => name);
    expect(takes.toSorted()).toEqual(Object.keys(formExamples).toSorted());
    const pages = new Set(routes.map(({ name }) => name));
    expect(sent.filter(({ formOn }) => formOn && !pages.has(`GET ${formOn}`))).toEqual([]);
    const strangers = sent.filter(({ allowed, formOn }) => formOn && allowed === everyone);
    expect(strangers.map(({ name }) => name).filter((name) => ofAccounts.includes(name))).toEqual([]);
  });

  /** @returns what is wrong, in words */
  async function walk(
    names: string[],
    look: (form: FilledIn, name: string) => Promise<(string | false | undefined)[]>,
  ): Promise<string[]> {
    const faults: string[] = [];
    for (const name of names) {
      const before = await world.mark();
      const found = await look(forms.get(name)!, name);
      faults.push(...found.flatMap((fault) => (fault ? [`${name}: ${fault}`] : [])));
      if ((await world.mark()) !== before) faults.push(`${name}: something was changed`);
    }
    return faults;
  }

  const missing = (page: string, { texts }: FilledIn) =>
    Object.entries(texts)
      .filter(([field, text]) => !showsIn(page, field, text))
      .map(([field]) => `${field} does not come back`);
  const leaks = (page: string) => page.includes(SECRET) && 'a password or code is shown';
  const status = (got: number, ...wanted: number[]) => !wanted.includes(got) && `status ${got}`;

  it('whose session has ended leads through the sign-in page to the filled form of the same account, and of no other', async () => {
    const other = await world.session('leader@nghean', true);
    const faults = await walk(ofAccounts, async (form) => {
      const asked = await form.send(null);
      const sealed = /name="kept" value="([\w-]+)"/.exec(asked.body)?.[1];
      if (!sealed) return [`no form is kept: ${asked.statusCode}`];
      const open = (cookie: string) =>
        sendForm(
          world.program.app,
          '/dang-nhap/mo-bieu-mau',
          { _csrf: form.token, kept: sealed },
          { cookie },
        );
      const own = await open((await world.session(form.who!)).cookie);
      const others = await open(other.cookie);
      const clear = Object.values(form.texts).find((text) => asked.body.includes(text));
      const toOthers = Object.values(form.texts).find((text) => others.body.includes(text));
      return [
        status(asked.statusCode, 401),
        status(own.statusCode, 200),
        clear && `the sign-in page shows ${clear}`,
        ...missing(own.body, form),
        !own.body.includes('Biểu mẫu chưa được gửi.') && 'it is not said that nothing was sent',
        !others.body.includes('là của một tài khoản khác') && 'it is not said that another account typed it',
        toOthers && `another account is shown ${toOthers}`,
        leaks(asked.body) || leaks(own.body),
      ];
    });
    expect(faults).toEqual([]);
  });

  it('of an earlier session of the same account is shown again, filled in; of another account it is not', async () => {
    const later = new Map<string, string>();
    for (const who of ['khoahoc@nghean', ...ofAccounts.map((route) => forms.get(route)!.who!)])
      if (!later.has(who)) later.set(who, (await world.session(who, true)).cookie);
    const faults = await walk(ofAccounts, async (form) => {
      const own = await form.send(later.get(form.who!)!);
      const others = await form.send(later.get('khoahoc@nghean')!);
      return [
        // The text of an agreement is looked at again by a form of its own.
        status(own.statusCode, form.url.endsWith('/sua') ? 200 : 403),
        ...missing(own.body, form),
        status(others.statusCode, 403),
        Object.values(form.texts).some((text) => others.body.includes(text)) && 'shown to another account',
        leaks(own.body),
      ];
    });
    expect(faults).toEqual([]);
  });

  it('whose sender has another role meanwhile comes back to be copied', async () => {
    const faults = await walk(
      // Forms of an auditor's own are left out: that is the other role.
      ofAccounts.filter(
        (route) =>
          !route.includes('/nhat-ky/') && (!route.includes('/tai-khoan/') || route.includes('/quan-tri/')),
      ),
      async (form) => {
        const { cookie } = await world.session(form.who!);
        const email = `${form.who}.example`;
        await world.run('create table saved as select * from app_user where email = $1', [email]);
        await world.run(
          `update app_user set role = 'auditor', party_id = null, body_id = null where email = $1`,
          [email],
        );
        const answer = await form.send(cookie);
        await world.run(
          `update app_user u set role = s.role, party_id = s.party_id, body_id = s.body_id from saved s where u.id = s.id`,
        );
        await world.run('drop table saved');
        return [status(answer.statusCode, 403), ...missing(answer.body, form), leaks(answer.body)];
      },
    );
    expect(faults).toEqual([]);
  });

  it('sent while the database is stopped comes back, to be sent again to the same address with the same token', async () => {
    const outage: Outage = await startOutage(world.program.database.url);
    const { app, stop } = await openApp(outage.url, world.program.folder, { LOG_LEVEL: 'silent' });
    try {
      for (const form of forms.values()) form.cookieOf ??= form.who && (await world.session(form.who)).cookie;
      await outage.begin();
      const faults = await walk(withTexts, async (form) => {
        const answer = await form.send(form.cookieOf ?? null, app);
        return [
          status(answer.statusCode, 503),
          ...missing(answer.body, form),
          form.who !== null && !answer.body.includes(`action="${form.url}"`) && 'it cannot be sent again',
          form.who !== null && !showsIn(answer.body, '_csrf', form.token) && 'its token is not kept',
          leaks(answer.body),
        ];
      });
      expect(faults).toEqual([]);
      await outage.end();
      const note = forms.get('POST /:slug/cam-ket/:code/ghi-chu')!;
      expect((await note.send(note.cookieOf!, app)).statusCode).toBe(303);
    } finally {
      await stop();
      await outage.end();
    }
  });

  it.each([
    ['that is too long', (text: string) => `${text} ${'dài quá '.repeat(1_600)}hết`],
    ['with a control character', (text: string) => `${text}\u000Bdòng hai`],
  ])('with a text %s comes back with what was typed, and says where to mend it', async (_what, spoil) => {
    const plain = withTexts.filter((route) => !route.includes('/thoa-thuan/'));
    const faults = await walk(plain, async (form) => {
      const cookie = form.who && (await world.session(form.who)).cookie;
      const found: (string | false | undefined)[] = [];
      for (const [field, text] of Object.entries(form.texts)) {
        const wrong = spoil(text);
        const answer = await form.send(cookie ?? null, undefined, { [field]: wrong, _csrf: form.token });
        found.push(
          status(answer.statusCode, 400, 401, 422),
          !showsIn(answer.body, field, wrong) && `${field} does not come back (${answer.statusCode})`,
          !/role="alert"|aria-invalid|error-list/.test(answer.body) && `${field}: nothing says what is wrong`,
          leaks(answer.body),
        );
      }
      return found;
    });
    expect(faults).toEqual([]);
  });

  it('based on what somebody else has changed meanwhile comes back with what was typed', async () => {
    const based = withTexts.filter((route) => forms.get(route)!.isBased);
    expect(based.length).toBeGreaterThan(4);
    const faults = await walk(based, async (form) => {
      const { cookie } = await world.session(form.who!);
      const answer = await form.send(cookie, undefined, {
        version: '1',
        basis: 'older',
        basedOn: '1',
        _csrf: form.token,
      });
      const { texts } = form;
      // Where two texts are compared, neither stands in a field yet.
      const isCompared = answer.statusCode === 412 && form.url.endsWith('/cap-nhat');
      const lost = Object.values(texts).filter((text) => !readsAs(answer.body, text));
      return [status(answer.statusCode, 409, 412), ...(isCompared ? lost : missing(answer.body, form))];
    });
    expect(faults).toEqual([]);
  });

  it('asks for passwords and codes in fields that are known as such, and are never shown again', async () => {
    const pages = [...new Set(routes.flatMap(({ formOn }) => (formOn ? [formOn] : [])))];
    const names = new Set<string>();
    for (const page of [...pages, '/tai-khoan']) {
      const url = page.replace(':slug', '2016-tb-tu').replace(':code', '4.02').replace(':id', '1');
      for (const who of ['nongnghiep@hanoi', 'admin@tracker']) {
        const { body } = await (await world.session(who)).get(url);
        for (const [input] of body.matchAll(/<input[^>]*(type="password"|one-time-code)[^>]*>/g))
          names.add(/name="([^"]+)"/.exec(input)![1]!);
      }
    }
    expect(names.size).toBeGreaterThan(3);
    expect([...names].filter((name) => !isSecret(name))).toEqual([]);
    const texts = Object.values(formExamples).flatMap((form) => form.texts);
    expect(texts.filter(isSecret)).toEqual([]);
  });
});
