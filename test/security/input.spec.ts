import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from '../support/app.js';
import { sendForm } from '../support/form.js';
import { problem } from '../support/problem.js';

const LIST = '/api/v1/agreements/2016-tb-tu/commitments';

describe('security', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let ask: typeof program.ask;

  beforeAll(async () => {
    program = await startApp();
    ask = program.ask;
  });
  afterAll(() => program?.stop());

  describe('input', () => {
    let target: { id: number; version: number };
    const statement = { status: 'in_progress', percent: 50, results: 'Đang làm.' };
    const send = async (change: object, headers: Record<string, string> = {}) =>
      ask(
        'nongnghiep@hanoi',
        'POST',
        `/api/v1/commitments/${target.id}/updates`,
        { ...statement, ...change },
        {
          'if-match': `"${target.version}"`,
          ...headers,
        },
      );
    const raw = (payload: string, type: string, url = '/api/v1/sessions') =>
      program.app.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });

    beforeAll(async () => {
      target = (await ask('nongnghiep@hanoi', 'GET', `${LIST}?q=4.02`)).json.items[0];
    });
    /** Nothing of what is refused may change anything. */
    afterEach(async () => {
      const { json } = await ask('nongnghiep@hanoi', 'GET', `/api/v1/commitments/${target.id}`);
      expect(json.version).toBe(target.version);
    });

    it('that is too large is 413', async () => {
      problem(await raw(JSON.stringify({ email: 'x'.repeat(1_100_000) }), 'application/json'), 413);
    });
    it('of another type is 415', async () => {
      problem(await raw('<a/>', 'application/xml'), 415);
      problem(await raw('a,b', 'text/csv'), 415);
    });
    it('that is no JSON is 400', async () => {
      problem(await raw('{"email":', 'application/json'), 400);
      problem(await raw('', 'application/json'), 400);
      problem(await raw('null', 'application/json'), 400);
      problem(await raw('[1,2]', 'application/json'), 400);
      problem(await raw('"text"', 'application/json'), 400);
      problem(await raw('plain', 'text/plain'), [400, 415]);
    });
    it('that would reach into prototypes is 400', async () => {
      problem(
        await raw('{"__proto__":{"a":1},"email":"a@b.example","password":"x"}', 'application/json'),
        400,
      );
      problem(
        await raw(
          '{"constructor":{"prototype":{}},"email":"a@b.example","password":"x"}',
          'application/json',
        ),
        400,
      );
    });
    it('with a NUL byte, another control character or half a character is 400, and names the field', async () => {
      for (const results of ['a\u0000b', 'a\u0007b', 'a\ud800b']) {
        const answer = await send({ results });
        problem(answer, 400);
        expect(answer.json.errors).toEqual([{ field: 'results', message: expect.any(String) }]);
      }
    });
    it('beyond its length or range, of another kind, or unknown is 400, and names the field', async () => {
      const wrong: [string, unknown][] = [
        ['results', 'x'.repeat(10_001)],
        ['results', 7],
        ['results', null],
        ['percent', 101],
        ['percent', -1],
        ['percent', 1.5],
        ['percent', '50'],
        ['percent', null],
        ['percent', 1e308],
        ['status', 'done'],
        ['status', ['in_progress']],
        ['side', 'nghean'],
        ['version', 9],
      ];
      for (const [field, value] of wrong) {
        const answer = await send({ [field]: value });
        expect([field, value, answer.status]).toEqual([field, value, 400]);
        expect(answer.json.errors.map((fault: { field: string }) => fault.field)).toEqual([field]);
      }
    });
    it('that breaks a rule is 422, and names the field', async () => {
      for (const [change, field] of [
        [{ status: 'completed', percent: 60 }, 'percent'],
        [{ status: 'not_started', percent: 5 }, 'percent'],
        [{ results: ' ' }, 'results'],
      ] as const) {
        const answer = await send(change);
        problem(answer, 422);
        expect(answer.json.errors[0].field).toBe(field);
      }
    });

    it.each([
      'limit=101',
      'limit=100000000000',
      'limit=0',
      'limit=-1',
      'limit=ten',
      'limit=1&limit=2',
      'cursor=nonsense',
      'cursor=%00',
      `cursor=${'a'.repeat(3000)}`,
      'sort=secret',
      'sort=code%3Bdrop',
      'sector=%00',
      "sector='or'1'='1",
      'q=a%00b',
      `q=${'a'.repeat(201)}`,
      'dueFrom=2019-02-30',
      'dueFrom=yesterday',
      'asOf=99999-01-01',
      'asOf=0000-00-00',
      'status=done',
      'timeliness=late',
      'group=overdue',
      'of=both',
      'update=maybe',
      'differs=perhaps',
      'unknown=1',
      'remindedAtLeast=-1',
      'remindedAtLeast=99999999999',
      'party[]=hanoi',
      'confirmation=some',
      'body=%F0%9F%92%A9',
    ])('in the query of a list as ?%s is 400', async (query) => {
      const api = await ask('leader@hanoi', 'GET', `${LIST}?${query}`);
      problem(api, 400);
      expect(api.json.errors).toEqual([{ field: expect.any(String), message: expect.any(String) }]);
      expect((await ask('leader@hanoi', 'GET', `/2016-tb-tu/cam-ket?${query}`)).status).toBe(400);
    });
    it.each([
      '/api/v1/reminders?limit=1000',
      '/api/v1/reminders?cursor=x',
      '/api/v1/reminders?commitment=abc',
      '/api/v1/reminders?recipient=a%00b@c',
      '/api/v1/reminders?commitment=99999999999',
      '/api/v1/reminders?status=lost',
      '/api/v1/reminders?from=2019-13-01',
      '/don-doc?recipient=a%00b@c',
      '/don-doc/xem-truoc?day=2019-02-29',
      '/don-doc/thu?recipient=0&day=2019-11-25',
      '/don-doc/thu?recipient=1',
      '/2016-tb-tu/tong-quan?asOf=soon',
      '/2016-tb-tu/cam-ket?shown=-1',
      '/api/v1/agreements/2016-tb-tu/dashboard?asOf=1899-12-31',
    ])('as in %s is 400', async (url) => {
      expect((await ask('coordinator@hanoi', 'GET', url)).status).toBe(400);
    });
    it('in an unknown cursor of a good form is 400, not an empty page', async () => {
      const forged = Buffer.from(JSON.stringify(['code', "1'; drop table commitment", 1])).toString(
        'base64url',
      );
      problem(await ask('leader@hanoi', 'GET', `${LIST}?cursor=${forged}`), 400);
      const otherOrder = (await ask('leader@hanoi', 'GET', `${LIST}?limit=5&sort=due`)).json.nextCursor;
      problem(await ask('leader@hanoi', 'GET', `${LIST}?limit=5&sort=code&cursor=${otherOrder}`), 400);
    });

    it.each([
      ['abc', 400],
      ['-1', 400],
      ['1.5', 400],
      ['%00', 400],
      ['1%00', 400],
      ["1'", 400],
      ['0', 404],
      ['999999999999', 404],
      ['2147483648', 404],
      ['99999999999999999999', 404],
      ['2147483647', 404],
    ] as const)('as the id %s is %i', async (id, status) => {
      problem(await ask('coordinator@hanoi', 'GET', `/api/v1/commitments/${id}`), status);
      problem(await ask('coordinator@hanoi', 'GET', `/api/v1/commitments/${id}/events`), status);
      problem(await ask('coordinator@hanoi', 'PUT', `/api/v1/commitments/${id}/plan-confirmation`), status);
      const decision = { decision: 'approved', reason: '' };
      problem(
        await ask('coordinator@hanoi', 'PUT', `/api/v1/extension-requests/${id}/agreement`, decision),
        status,
      );
    });
    it.each(['1e3', '0x1', '1.0', '%201'])(
      'as the id %s, a number in another notation, is 400',
      async (id) => {
        problem(await ask('coordinator@hanoi', 'GET', `/api/v1/commitments/${id}`), 400);
      },
    );
    it.each(['nothing', '%00', '..%2f..', '%F0%9F%92%A9', 'a%00b', "'--"])(
      'as the name %s is 404 or 400, never 500',
      async (name) => {
        for (const url of [
          `/api/v1/agreements/${name}`,
          `/api/v1/agreements/${name}/commitments`,
          `/api/v1/agreements/${name}/dashboard`,
          `/${name}/tong-quan`,
          `/${name}/cam-ket`,
          `/2016-tb-tu/cam-ket/${name}`,
          `/assets/${name}`,
          `/ngon-ngu/${name}`,
        ]) {
          const { status } = await ask('leader@hanoi', 'GET', url);
          expect([url, [400, 404].includes(status) ? 'refused' : status]).toEqual([url, 'refused']);
        }
      },
    );
    it('in the sign-in form never fails the program', async () => {
      const forms = [
        {},
        { email: 'a\u0000b@c.example', password: 'x' },
        { email: 'x'.repeat(300), password: 'x' },
        { email: 'leader@hanoi.example', password: 'a\u0000' },
        { email: '', password: '' },
      ] as Record<string, string>[];
      for (const fields of forms) {
        const { statusCode } = await sendForm(program.app, '/dang-nhap', fields);
        expect([fields, [400, 401].includes(statusCode) ? 'refused' : statusCode]).toEqual([
          fields,
          'refused',
        ]);
        const { statusCode: byApi } = await raw(JSON.stringify(fields), 'application/json');
        expect([fields, [400, 401].includes(byApi) ? 'refused' : byApi]).toEqual([fields, 'refused']);
      }
    });
    it('in the headers never fails the program', async () => {
      const nobody: Record<string, string>[] = [
        { authorization: 'Bearer ' },
        { authorization: `Bearer ${'a'.repeat(5000)}` },
        { authorization: 'Basic YTpi' },
        { cookie: 'session=%00' },
        { cookie: 'session=' },
        { cookie: `session=${'a'.repeat(5000)}` },
        { cookie: ';;=;' },
      ];
      for (const headers of nobody) problem(await ask(null, 'GET', LIST, undefined, headers), 401);
      const languages: Record<string, string>[] = [
        { cookie: 'language=xx' },
        { 'accept-language': ',,;q=9' },
      ];
      for (const headers of languages)
        expect((await ask(null, 'GET', '/dang-nhap', undefined, headers)).status).toBe(200);
    });
    it('names what every object has, and finds nothing by it', async () => {
      const admin = await program.browser('admin@tracker');
      for (const page of ['/quan-tri/tai-khoan/1', '/quan-tri/co-quan/1', '/quan-tri/lich-lam-viec']) {
        const plain = (await admin.get(page)).body;
        for (const name of ['constructor', 'valueof', 'to_string', 'nothing']) {
          const cookie = `${admin.cookie}; said=${Buffer.from(JSON.stringify({ what: name })).toString('base64url')}.a`;
          const { body, statusCode } = await admin.get(page, { cookie });
          expect([page, name, statusCode]).toEqual([page, name, 200]);
          expect(body.split('class="notice-bar').length).toBe(plain.split('class="notice-bar').length);
        }
      }
    });
    it('in the forms of pages is answered with the form, and what was typed', async () => {
      const officer = await program.browser('nongnghiep@hanoi');
      const typed = 'Nội dung đã nhập vẫn còn.';
      const fields = {
        version: String(target.version),
        basedOn: '',
        status: 'in_progress',
        difficulties: typed,
      };
      for (const [percent, results, status] of [
        ['abc', 'x', 400],
        ['50', 'a\u0000b', 400],
        ['50', '', 422],
      ] as const) {
        const answer = await officer.post('/2016-tb-tu/cam-ket/4.02/cap-nhat', {
          ...fields,
          percent,
          results,
        });
        expect([percent, results, answer.statusCode]).toEqual([percent, results, status]);
        expect(answer.body).toContain(typed);
      }
    });

    describe('without the version that was read', () => {
      it('is 428', async () => {
        problem(
          await ask('nongnghiep@hanoi', 'POST', `/api/v1/commitments/${target.id}/updates`, statement),
          428,
        );
      });
      it('is 412 where somebody was faster, and says the present version', async () => {
        const answer = await send({}, { 'if-match': `"${target.version - 1}"` });
        problem(answer, 412);
        expect(answer.headers.etag).toBe(`"${target.version}"`);
      });
      it.each(['garbage', '3', ',', '"1" "2"', '"1", x', '*, "1"'])(
        'is 400 where If-Match is %s, no entity tag',
        async (tag) => problem(await send({}, { 'if-match': tag }), 400),
      );
      it.each(['"abc"', '"-1"', '""', '"99999999999999999999"'])(
        'is 412 where If-Match is %s, a tag that no version has had',
        async (tag) => problem(await send({}, { 'if-match': tag }), 412),
      );
      it('is 412 where none of a list of tags is of the present version', async () => {
        const before = `${target.version - 1}`;
        problem(await send({}, { 'if-match': `"${before}", W/"0" ,, "x,y"` }), 412);
      });
      it('is refused where a weak tag is of an older version', async () => {
        problem(await send({}, { 'if-match': `W/"${target.version - 1}"` }), 412);
      });
    });
  });
});
