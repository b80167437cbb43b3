import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { goesOn, saidCookie } from './support/goes-on.js';
import { RouteWorld } from './support/route-world.js';

const PAGE = '/2016-tb-tu/cam-ket/4.02';
const ownPeople = [
  'nongnghiep@hanoi',
  'khoahoc@hanoi',
  'congthuong@hanoi',
  'coordinator@hanoi',
  'leader@hanoi',
];
const otherSide = ['nongnghiep@nghean', 'khoahoc@nghean', 'coordinator@nghean', 'leader@nghean'];
const overseers = ['auditor@tracker', 'admin@tracker'];

interface Note {
  id: number;
  text: string | null;
  by: { vi: string };
  withdrawnAt: string | null;
  mayWithdraw: boolean;
}

describe('internal notes', () => {
  let world: RouteWorld;
  let url: string;
  /** Found nowhere else. */
  let text: string;
  let count = 0;

  beforeAll(async () => {
    world = await RouteWorld.start();
    url = `/api/v1/commitments/${await world.commitmentId('4.02')}/notes`;
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    text = `Chưa nên nói với bên kia ${++count}.`;
  });

  const write = async (who: string, words = text) => {
    const { status, json } = await world.ask(who, 'POST', url, { text: words });
    expect(status).toBe(201);
    return json as Note;
  };
  const read = async (who: string): Promise<Note[]> => {
    const { status, json } = await world.ask(who, 'GET', url);
    expect(status).toBe(200);
    return json.items;
  };
  const page = async (who: string) => (await world.ask(who, 'GET', PAGE)).text;

  it('are read by everybody of the side that wrote them, whatever their body', async () => {
    const { id } = await write('nongnghiep@hanoi');
    for (const who of ownPeople) {
      expect((await read(who))[0]).toMatchObject({ id, text, by: { vi: 'Sở NN và PTNT · Hà Nội' } });
      expect(await page(who)).toContain(text);
    }
  });

  it('are shown to nobody of the other side, who has notes of its own under the same address', async () => {
    await write('leader@hanoi');
    const own = await write('khoahoc@nghean', `Bên này cũng có ${count}.`);
    for (const who of otherSide) {
      expect((await read(who)).map((note) => note.text)).toEqual([own.text]);
      const shown = await page(who);
      expect(shown).toContain('Ghi chú nội bộ của phía Nghệ An');
      expect(shown).toContain(own.text);
      expect(shown).not.toContain(text);
      expect(shown).not.toContain('Ghi chú nội bộ của phía Hà Nội');
    }
  });

  it('are shown neither to auditors nor to administrators, on no page and by no route', async () => {
    await write('coordinator@hanoi');
    for (const who of overseers) {
      expect((await world.ask(who, 'GET', url)).status).toBe(403);
      const shown = await page(who);
      expect(shown).not.toContain(text);
      expect(shown).not.toContain('Ghi chú nội bộ');
    }
  });

  it('are only read by liaison officers whose body has no part in the commitment', async () => {
    const answer = await world.ask('congthuong@hanoi', 'POST', url, { text });
    expect(answer.status).toBe(403);
    expect(answer.json.detail).toContain('chỉ đọc ghi chú nội bộ');
    expect(await page('congthuong@hanoi')).not.toContain('name="text"');
    expect(await page('nongnghiep@hanoi')).toContain('name="text"');
  });

  it('are numbered within their side and commitment, so that no number tells of others’', async () => {
    const numbers = async (who: string) => (await read(who)).map(({ id }) => id);
    const before = await numbers('coordinator@nghean');
    const own = await write('nongnghiep@hanoi');
    expect((await write('coordinator@nghean')).id).toBe(before.length + 1);
    expect((await write('nongnghiep@hanoi', `${text} Thêm.`)).id).toBe(own.id + 1);
    const all = await numbers('leader@hanoi');
    expect(all).toEqual(all.map((_, at) => all.length - at));
  });

  it('raise neither version nor revision, make no event and leave the ETag as it is', async () => {
    const id = await world.commitmentId('4.02');
    const told = async () => {
      const [one, events, agreement] = await Promise.all(
        [`commitments/${id}`, `commitments/${id}/events`, 'agreements/2016-tb-tu'].map((path) =>
          world.ask('coordinator@nghean', 'GET', `/api/v1/${path}`),
        ),
      );
      return { etag: one!.headers.etag, one: one!.json, events: events!.json, agreement: agreement!.json };
    };
    const before = await told();
    const { id: noteId } = await write('nongnghiep@hanoi');
    await world.ask('nongnghiep@hanoi', 'DELETE', `${url}/${noteId}`);
    expect(await told()).toEqual(before);
  });

  it('stand in the audit log as a fact, by whom and on what, without a word of what they say', async () => {
    const { id } = await write('nongnghiep@hanoi');
    await world.ask('nongnghiep@hanoi', 'DELETE', `${url}/${id}`);
    const entries = await world.value<object[]>(
      `select jsonb_agg(e) from (select kind, actor -> 'role' as role, party_id, subject, data
         from audit_entry where kind like 'commitment.note%' order by id desc limit 2) e`,
    );
    const shared = {
      role: 'liaison',
      subject: '4.02',
      data: {},
      party_id: await world.value("select id from party where code = 'hanoi'"),
    };
    expect(entries).toEqual(
      expect.arrayContaining([
        { kind: 'commitment.note_written', ...shared },
        { kind: 'commitment.note_withdrawn', ...shared },
      ]),
    );
    const found = await world.value(
      `select count(*)::integer from audit_entry e where to_jsonb(e)::text like '%' || $1 || '%'`,
      [text],
    );
    expect(found).toBe(0);
  });

  describe('are withdrawn', () => {
    const withdraw = async (who: string, id: number) =>
      (await world.ask(who, 'DELETE', `${url}/${id}`)).status;

    it('by their author or by the coordinator of the side: what they said is then shown to nobody', async () => {
      for (const who of ['nongnghiep@hanoi', 'coordinator@hanoi']) {
        const { id } = await write('nongnghiep@hanoi');
        expect((await read(who))[0]!.mayWithdraw).toBe(true);
        expect(await withdraw(who, id)).toBe(204);
        for (const reader of ownPeople) {
          const [note] = await read(reader);
          expect(note).toMatchObject({ id, text: null, mayWithdraw: false });
          expect(note!.withdrawnAt).not.toBeNull();
          expect(await page(reader)).not.toContain(text);
        }
      }
    });

    it('not by a colleague, not by the leader for another, and by nobody of the other side', async () => {
      const { id } = await write('nongnghiep@hanoi');
      for (const who of ['khoahoc@hanoi', 'leader@hanoi']) {
        expect((await read(who))[0]!.mayWithdraw).toBe(false);
        expect(await withdraw(who, id)).toBe(403);
      }
      // The other side has no note of this number.
      expect((await read('leader@nghean')).length).toBeLessThan(id);
      for (const who of otherSide) expect(await withdraw(who, id)).toBe(404);
      expect((await read('nongnghiep@hanoi'))[0]).toMatchObject({ id, text });
    });

    it('once: again changes nothing', async () => {
      const { id } = await write('nongnghiep@hanoi');
      await withdraw('nongnghiep@hanoi', id);
      const [first, mark] = [(await read('leader@hanoi'))[0], await world.mark()];
      expect(await withdraw('coordinator@hanoi', id)).toBe(204);
      expect([(await read('leader@hanoi'))[0], await world.mark()]).toEqual([first, mark]);
    });

    it('only under the commitment that they stand on', async () => {
      const { id } = await write('nongnghiep@hanoi');
      const elsewhere = `/api/v1/commitments/${await world.commitmentId('4.03')}/notes/${id}`;
      expect((await world.ask('nongnghiep@hanoi', 'DELETE', elsewhere)).status).toBe(404);
    });
  });

  it.each([
    ["update side_note set text = 'x'", 'append-only'],
    ['update side_note set withdrawn_at = null where withdrawn_at is not null', 'append-only'],
    ['update side_note set withdrawn_at = now() where withdrawn_at is not null', 'append-only'],
    ["update side_note set withdrawn_at = now(), author = author || '{}', at = now()", 'append-only'],
    ['delete from side_note', 'append-only'],
    ['truncate side_note', 'append-only'],
    [
      "insert into side_note (commitment_id, side_id, author, at, text) select commitment_id, id, '{}', now(), 'x' from commitment_side limit 1",
      'check constraint',
    ],
  ])('are guarded by the database against %s', async (statement, reason) => {
    await write('nongnghiep@hanoi');
    const { id } = await write('nongnghiep@hanoi');
    await world.ask('nongnghiep@hanoi', 'DELETE', `${url}/${id}`);
    await expect(world.value(statement)).rejects.toThrow(reason);
  });

  it.each([
    ['empty', '  \n '],
    ['longer than 4,000 characters', 'a'.repeat(4001)],
    ['with a control character', 'a\u0000b'],
  ])('are refused when %s, and nothing typed is lost', async (_, words) => {
    const answer = await world.ask('nongnghiep@hanoi', 'POST', url, { text: words });
    expect([answer.status, answer.json.errors[0].field]).toEqual([400, 'text']);
    const author = await world.program.browser('nongnghiep@hanoi');
    const before = await world.mark();
    const shown = await author.post(`${PAGE}/ghi-chu`, { text: words });
    expect(shown.statusCode).toBe(400);
    expect(shown.body).toContain('id="ghi-chu-moi-error"');
    expect(shown.body).toContain(words.trim().slice(0, 1));
    expect(await world.mark()).toBe(before);
  });

  it('are kept as typed, in NFC, up to 4,000 characters, and shown as text', async () => {
    const script = '<script>alert(1)</script>';
    const decomposed = 'Chờ ý kiến'.normalize('NFD');
    expect(await write('nongnghiep@hanoi', `${decomposed} ${script}`)).toMatchObject({
      text: `${decomposed.normalize('NFC')} ${script}`,
    });
    const shown = await page('leader@hanoi');
    expect(shown).toContain('&lt;script>alert(1)&lt;/script>');
    expect(shown).not.toContain(script);
    expect((await write('nongnghiep@hanoi', 'ă'.repeat(4000))).text).toHaveLength(4000);
  });

  it('are written and withdrawn on the page without a script, and the page says so', async () => {
    const leader = await world.program.browser('leader@hanoi');
    const sent = await leader.post(`${PAGE}/ghi-chu`, { version: '1', text });
    expect([sent.statusCode, goesOn(sent)]).toEqual([303, `${PAGE}, says note_written`]);
    const after = await leader.get(PAGE, { cookie: `${leader.cookie}; ${saidCookie(sent)}` });
    expect(after.body).toContain('Đã lưu ghi chú nội bộ');
    const [note] = await read('leader@hanoi');
    expect(after.body).toContain(`action="${PAGE}/ghi-chu/${note!.id}/rut"`);
    const gone = await leader.post(`${PAGE}/ghi-chu/${note!.id}/rut`);
    expect([gone.statusCode, goesOn(gone)]).toEqual([303, `${PAGE}, says note_withdrawn`]);
    expect(await page('leader@hanoi')).not.toContain(text);
  });

  it('stay with the side when an account moves to the other', async () => {
    const { id } = await write('khoahoc@hanoi');
    const move = (party: string, body: string) =>
      world.value(
        `update app_user set party_id = (select id from party where code = $1), body_id = (select id from body where code = $2)
         where email = 'khoahoc@hanoi.example' returning id`,
        [party, body],
      );
    await move('nghean', 'na-so-khoa-hoc-va-cong-nghe');
    expect((await read('khoahoc@hanoi')).map((note) => note.text)).not.toContain(text);
    expect((await world.ask('khoahoc@hanoi', 'DELETE', `${url}/${id}`)).status).toBe(404);
    await move('hanoi', 'hn-so-khoa-hoc-va-cong-nghe');
    expect((await read('khoahoc@hanoi'))[0]!.id).toBe(id);
  });

  it('are paged newest first', async () => {
    const ids = [(await write('nongnghiep@hanoi')).id, (await write('leader@hanoi')).id];
    const first = await world.ask('leader@hanoi', 'GET', `${url}?limit=1`);
    expect(first.json.items.map((note: Note) => note.id)).toEqual([ids[1]]);
    const second = await world.ask('leader@hanoi', 'GET', `${url}?limit=1&cursor=${first.json.nextCursor}`);
    expect(second.json.items.map((note: Note) => note.id)).toEqual([ids[0]]);
    expect(first.headers['cache-control']).toBe('no-store');
  });
});
