import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentPage, ListedCommitment } from '../src/commitments/read/list.types.js';
import { SearchFilling } from '../src/commitments/search/search-filling.js';
import { wordsOf } from '../src/commitments/search/search-words.js';
import { otherAgreement } from './support/other-agreement.js';
import { query } from './support/query.js';
import { RouteWorld } from './support/route-world.js';

jest.setTimeout(60_000);

const slug = '2016-tb-tu';
const officer = 'nongnghiep@hanoi';
const own = [officer, 'congthuong@hanoi', 'coordinator@hanoi', 'leader@hanoi'];
const others = ['nongnghiep@nghean', 'coordinator@nghean', 'leader@nghean'];
const everybody = [...own, ...others, 'auditor@tracker', 'admin@tracker'];

describe('a search', () => {
  let world: RouteWorld;
  let id: number;
  let count = 0;
  /** Found nowhere else. */
  let word: string;
  /** The same as people write it. */
  let written: string;

  beforeAll(async () => {
    world = await RouteWorld.start();
    id = await world.commitmentId('4.02');
  });
  afterAll(() => world?.stop());
  beforeEach(() => {
    const letters = String.fromCharCode(97 + Math.floor(count / 26), 97 + (count % 26));
    count += 1;
    word = `hoi zq${letters}`;
    written = `Hội ZQ${letters}`;
  });

  const ask = async (who: string, q: string, more = ''): Promise<CommitmentPage> => {
    const url = `/api/v1/agreements/${slug}/commitments?q=${encodeURIComponent(q)}${more}`;
    const { status, json, text } = await world.ask(who, 'GET', url);
    if (status !== 200) throw new Error(text);
    return json;
  };
  const codes = ({ items }: CommitmentPage) => items.map(({ code }) => code);
  const finders = async (who: readonly string[], q = word) => {
    const found: string[] = [];
    for (const one of who) if ((await ask(one, q)).total > 0) found.push(one);
    return found;
  };
  const markedIn = ({ found }: ListedCommitment) =>
    found!.excerpt.filter(({ marked }) => marked).map(({ text }) => text);
  const post = async (who: string, path: string, body: object, method: 'POST' | 'PUT' = 'POST') => {
    const { status, json, text } = await world.ask(who, method, path, body, { 'if-match': '*' });
    if (status >= 300) throw new Error(text);
    return json;
  };
  const report = (results: string, more: object = {}, who = officer) =>
    post(who, `/api/v1/commitments/${id}/updates`, { status: 'in_progress', percent: 40, results, ...more });
  const sql = <Row extends object>(text: string, values: unknown[] = []) =>
    query<Row & Record<string, unknown>>(world.program.database.url, text, values);

  describe('finds what stands in', () => {
    it('a report, for every side, with the words marked as they are written there', async () => {
      await report(`Đã mở ${written} tại Vinh.`);
      expect(await finders(everybody)).toEqual(everybody);
      const { items } = await ask('leader@nghean', word);
      expect(items).toMatchObject([
        { code: '4.02', found: { in: 'report', party: 'hanoi', by: { vi: 'Sở NN và PTNT · Hà Nội' } } },
      ]);
      expect(markedIn(items[0]!)).toEqual([written]);
      expect(items[0]!.found!.excerpt.map(({ text }) => text).join('')).toBe(`Đã mở ${written} tại Vinh.`);
    });

    it('each field of a report', async () => {
      for (const field of ['difficulties', 'proposals', 'nextSteps']) {
        const one = `${written} ${field}`;
        await report('Có.', { [field]: one });
        expect(codes(await ask('auditor@tracker', one))).toEqual(['4.02']);
      }
    });

    it('evidence, by its number however that is typed, by name, issuer and recipient', async () => {
      const number = `77${count}/BC-ZQ`;
      await post(officer, `/api/v1/commitments/${id}/evidence`, {
        number,
        issuedOn: '2019-11-18',
        issuer: written,
        recipient: `Ban ${written} một`,
        title: `Báo cáo ${written} hai`,
      });
      for (const q of [number, number.replaceAll(/[/-]/g, ' '), word, `${word} mot`, `bao cao ${word} hai`])
        expect((await ask('leader@nghean', q)).items).toMatchObject([
          { code: '4.02', found: { in: 'evidence' } },
        ]);
    });

    it('an indicator, until it is no more', async () => {
      const indicator = { code: 'zq', unit: 'điểm', target: 5, direction: 'up', adds: 'sum' };
      const name = { vi: `Số ${written}`, en: `Number of ${word}` };
      const path = `/api/v1/commitments/${id}/indicators`;
      await post('coordinator@hanoi', path, { indicators: [{ ...indicator, name }] }, 'PUT');
      expect((await ask('leader@nghean', word)).items).toMatchObject([
        { code: '4.02', found: { in: 'indicator' } },
      ]);
      await post('coordinator@hanoi', path, { indicators: [] }, 'PUT');
      expect(await finders(everybody)).toEqual([]);
    });

    it('a question and its answer, for every side', async () => {
      const asked = await post(officer, `/api/v1/commitments/${id}/questions`, {
        to: { party: 'nghean' },
        text: `Khi nào có ${written}?`,
      });
      expect(await finders(everybody)).toEqual(everybody);
      await post(
        'coordinator@nghean',
        `/api/v1/questions/${asked.id}/answer`,
        { text: `Sau ${written} tới.` },
        'PUT',
      );
      const { items } = await ask('leader@hanoi', `sau ${word}`);
      expect(items).toMatchObject([{ found: { in: 'answer', party: 'nghean' } }]);
    });
  });

  describe('keeps to what the reader may read:', () => {
    /** Nothing of it: no row, no count, no choice of a filter. */
    const seesNothing = async (who: string) => {
      expect(await ask(who, word)).toMatchObject({ items: [], total: 0 });
      const page = (await world.ask(who, 'GET', `/${slug}/cam-ket?q=${encodeURIComponent(word)}`)).text;
      expect(page).not.toContain(written);
      expect(page).toMatch(/0 cam kết phù hợp/);
    };

    it('an internal note is found by the people of its side alone, until it is withdrawn', async () => {
      const note = await post(officer, `/api/v1/commitments/${id}/notes`, { text: `Chưa nói ${written}.` });
      expect(await finders(everybody)).toEqual(own);
      for (const who of [...others, 'auditor@tracker', 'admin@tracker']) await seesNothing(who);
      await world.ask(officer, 'DELETE', `/api/v1/commitments/${id}/notes/${note.id}`);
      expect(await finders(everybody)).toEqual([]);
    });

    it('a directive and its answer by its side and auditors', async () => {
      const directive = await post('leader@hanoi', `/api/v1/commitments/${id}/directives`, {
        kind: 'urge',
        text: `Làm gấp ${written}.`,
      });
      const readers = [...own, 'auditor@tracker'];
      expect(await finders(everybody)).toEqual(readers);
      await post(officer, `/api/v1/directives/${directive.id}/answer`, { text: `Xong ${written}.` }, 'PUT');
      expect(await finders(everybody, `xong ${word}`)).toEqual(readers);
      for (const who of [...others, 'admin@tracker']) await seesNothing(who);
    });

    it('what the other side keeps to itself moves nothing up or down', async () => {
      const first = await world.commitmentId('3.03');
      await post('congthuong@hanoi', `/api/v1/commitments/${first}/notes`, { text: `${written} ${written}` });
      await report(written);
      expect(codes(await ask('leader@nghean', word))).toEqual(['4.02']);
      expect(codes(await ask('leader@hanoi', word)).sort()).toEqual(['3.03', '4.02']);
      const { items } = await ask('leader@nghean', word);
      expect(items[0]!.found).toMatchObject({ in: 'report' });
    });

    it('another agreement’s texts are not found', async () => {
      await report(written);
      const url = `/api/v1/agreements/${otherAgreement.slug}/commitments?q=${encodeURIComponent(word)}`;
      expect((await world.ask('auditor@tracker', 'GET', url)).json.total).toBe(0);
    });
  });

  describe('is in order:', () => {
    it('a code first, then titles, then other texts of a commitment, then what was said, newest first', async () => {
      expect(codes(await ask('leader@hanoi', '3.0'))[0]).toBe('3.01');
      await report('Tổ chức hội nghị xăng dầu.');
      const { items } = await ask('leader@hanoi', 'xăng dầu');
      expect(items.map(({ code, found }) => [code, found!.in])).toEqual([
        ['3.04', 'commitment'],
        ['4.02', 'report'],
      ]);
      expect(markedIn(items[0]!).map((text) => text.toLowerCase())).toEqual(['xăng dầu']);
    });

    it('page by page, without a gap or a row twice', async () => {
      const whole = codes(await ask('auditor@tracker', 'hợp tác', '&limit=100'));
      expect(whole.length).toBeGreaterThan(7);
      const paged: string[] = [];
      for (let cursor: string | null = ''; cursor !== null;) {
        const page: CommitmentPage = await ask(
          'auditor@tracker',
          'hợp tác',
          `&limit=3${cursor && `&cursor=${cursor}`}`,
        );
        paged.push(...codes(page));
        cursor = page.nextCursor;
      }
      expect(paged).toEqual(whole);
    });

    it('by any other order that is asked for', async () => {
      const byCode = codes(await ask('auditor@tracker', 'hợp tác', '&sort=code&limit=100'));
      expect(byCode).toEqual([...byCode].sort((a, b) => Number(a) - Number(b)));
    });
  });

  it('looks for words side by side in what was said, the last of them perhaps only begun', async () => {
    await report(`Hội thảo về ZQ, ${written}nam.`);
    expect(await finders(['leader@nghean'], `thao ve zq`)).toHaveLength(1);
    expect(await finders(['leader@nghean'], `${word}n`)).toHaveLength(1);
    expect(await finders(['leader@nghean'], `thao ${word}`)).toHaveLength(0);
    expect(await finders(['leader@nghean'], word.slice(1))).toHaveLength(0);
  });

  it.each([
    ['NFD and capitals', (text: string) => text.toUpperCase().normalize('NFD')],
    ['invisible characters', (text: string) => text.replace(' ', '\u200b \u00ad')],
    ['quotes', (text: string) => `“${text}”`],
  ])('takes %s', async (_what, typed) => {
    await report(`Về ${written}.`);
    expect((await ask('leader@nghean', typed(written))).total).toBe(1);
  });

  it.each(['\\', `' | '@zzk`, "zq' & 'x", '!!!', '<script>alert(1)</script>', ':*', 'ñ'.repeat(199)])(
    'is not led astray by %s',
    async (q) => {
      expect((await ask('leader@hanoi', q)).total).toBe(0);
    },
  );

  it('of a day past finds what had been said by then', async () => {
    await report(`Về ${written}.`);
    expect((await ask('leader@nghean', word, '&asOf=2019-11-20')).total).toBe(1);
    expect((await ask('leader@nghean', word, '&asOf=2019-11-19')).total).toBe(0);
    expect((await ask('leader@nghean', 'xăng dầu', '&asOf=2019-11-01')).total).toBe(1);
  });

  it('goes into the file of the list, in its order', async () => {
    await report(`Về ${written}.`);
    const url = `/api/v1/agreements/${slug}/commitments.csv?q=${encodeURIComponent(word)}`;
    const { text } = await world.ask('leader@nghean', 'GET', url);
    expect(text).toContain('4.02');
    expect(text).not.toContain('3.03');
  });

  it('shows on the page where it was found, escaped, with what was looked for marked', async () => {
    await report(`<script>x</script> Về ${written} <b>.`);
    const page = (await world.ask('leader@nghean', 'GET', `/${slug}/cam-ket?q=${encodeURIComponent(word)}`))
      .text;
    expect(page).toContain(`<mark>${written}</mark>`);
    expect(page).toContain('Trong báo cáo của Sở NN và PTNT · Hà Nội, 20/11/2019:');
    expect(page).toContain('&lt;script>x&lt;/script>');
  });

  describe('is kept in step with', () => {
    const rebuilt = () =>
      sql(`
        with source as (
          select k.kind, s.* from (values ('commitment', array(select id::bigint from commitment)), ('report', array(select id from progress_update)),
            ('evidence', array(select id::bigint from evidence)), ('indicator', array(select id::bigint from commitment_side)),
            ('question', array(select id::bigint from question)), ('answer', array(select id::bigint from question)),
            ('directive', array(select id::bigint from directive)), ('directive_answer', array(select id::bigint from directive)),
            ('note', array(select id from side_note))) k (kind, refs), search_source(k.kind, k.refs) s)
        select coalesce(s.kind, d.kind) as kind, coalesce(s.ref, d.ref) as ref from source s full join search_document d using (kind, ref)
        where s.kind is null or d.kind is null
          or (d.agreement_id, d.commitment_id, d.reader_id, d.party_id, d.at, d.head, d.body)
            is distinct from (s.agreement_id, s.commitment_id, s.reader_id, s.party_id, s.at, s.head, s.body)`);

    it('everything that is written, by whatever version of the program', async () => {
      await report(`Về ${written}.`);
      expect(await rebuilt()).toEqual([]);
      const { length } = await sql('select from search_document');
      expect(length).toBeGreaterThan(100);
    });

    it('the words of the program: the database parts texts as it does', async () => {
      const texts = [
        'Ủy ban nhân dân tỉnh, uỷ ban; hòa – hoà',
        'Số 45-KH/TU “trích” ngày 3/4/2018…',
        'P5.S6a 3.06 1,5% a_b c@d.e',
        'ĐẶNG Đình đ Ð ß Ø',
        `một\u00a0hai\u200bba\tbốn\nnăm`,
        ' ,.; ',
        '数据 данные',
      ];
      for (const text of texts) {
        const [row] = await sql<{ words: string[] }>('select search_words($1) as words', [text]);
        expect(row!.words).toEqual(wordsOf(text));
      }
    });

    it('texts from before the upgrade: found once they are brought in, own texts meanwhile too', async () => {
      await report(`Về ${written}.`);
      await sql('delete from search_document');
      await sql(`insert into search_backlog (kind, until) select 'report', max(id) from progress_update
        union all select 'commitment', max(id) from commitment union all select 'evidence', max(id) from evidence
        union all select 'indicator', max(id) from commitment_side union all select 'note', max(id) from side_note
        union all select 'question', max(id) from question union all select 'answer', max(question_id) from question_outcome
        union all select 'directive', max(id) from directive union all select 'directive_answer', max(directive_id) from directive_outcome`);
      expect((await ask('leader@nghean', 'xăng dầu')).items.map(({ code }) => code)).toEqual(['3.04']);
      expect((await ask('leader@nghean', word)).total).toBe(0);
      await world.program.app.get(SearchFilling, { strict: false }).run();
      expect((await ask('leader@nghean', word)).total).toBe(1);
      expect(await rebuilt()).toEqual([]);
      expect(await sql('select * from search_backlog')).toEqual([]);
    });
  });

  it('says that there are more than a thousand, and how many up to there', async () => {
    await sql(
      `
      with added as (
        insert into commitment (agreement_id, sector_id, code, position, title, search, due_precision, original_precision, created_at)
        select c.agreement_id, c.sector_id, '99.' || n, 10000 + n, jsonb_build_object('vi', $1::text, 'en', 'x'), '', 'ongoing', 'ongoing', now()
        from commitment c cross join generate_series(1, 1001) n where c.id = $2 returning id, agreement_id)
      insert into commitment_side (agreement_id, commitment_id, party_id, position, lead_body_id)
      select a.agreement_id, a.id, s.party_id, s.position, s.lead_body_id from added a join commitment_side s on s.commitment_id = $2`,
      [written, await world.commitmentId('1.01')],
    );
    expect(await ask('auditor@tracker', word, '&limit=1')).toMatchObject({
      total: 1000,
      totalIsAtLeast: true,
    });
    expect(await ask('auditor@tracker', 'xăng dầu')).toMatchObject({ totalIsAtLeast: false });
    const page = (await world.ask('auditor@tracker', 'GET', `/${slug}/cam-ket?q=${encodeURIComponent(word)}`))
      .text;
    expect(page).toContain('hơn 1.000 cam kết');
  });
});
