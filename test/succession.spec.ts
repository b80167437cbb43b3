import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { makeAccounts } from './support/accounts.js';
import { startApp } from './support/app.js';
import { query } from './support/query.js';

const yesterday = '2019-11-19';
const today = '2019-11-20';

/** In this story the department of industry and trade of Nghệ An is followed by that of tourism. It leads 3.05. */
describe('a body that another follows', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp();
    const account = { role: 'liaison', party: 'nghean' } as const;
    await makeAccounts(program.database.url, [
      { email: 'dulich@nghean.example', ...account, body: 'na-so-du-lich' },
      { email: 'yte@nghean.example', ...account, body: 'na-so-y-te' },
    ]);
  });
  afterAll(() => program?.stop());

  const ends = (lastDay: string | null, successor: string | null, body = 'na-so-cong-thuong') =>
    query(
      program.database.url,
      'update body set last_day = $1, successor_id = (select id from body where code = $2) where code = $3',
      [lastDay, successor, body],
    );
  const one = async () => {
    const { json } = await program.ask(
      'auditor@tracker',
      'GET',
      '/api/v1/agreements/2016-tb-tu/commitments?q=3.05',
    );
    return json.items.find(({ code }: { code: string }) => code === '3.05') as {
      id: number;
      version: number;
    };
  };
  const report = async (who: string) => {
    const { id, version } = await one();
    const statement = { status: 'in_progress', percent: 35, results: 'Đang làm.' };
    const headers = { 'if-match': `"${version}"` };
    return (await program.ask(who, 'POST', `/api/v1/commitments/${id}/updates`, statement, headers)).status;
  };
  const offers = async (who: string) => {
    const { text } = await program.ask(who, 'GET', '/2016-tb-tu/cam-ket/3.05');
    return text.includes('/cam-ket/3.05/cap-nhat');
  };
  const hasAsWork = async (who: string) =>
    (await program.ask(who, 'GET', '/viec-cua-toi')).text.includes('/cam-ket/3.05');
  const listed = async (body: string) => {
    const url = `/api/v1/agreements/2016-tb-tu/commitments?party=nghean&limit=100&body=${body}`;
    const { json } = await program.ask('auditor@tracker', 'GET', url);
    return json.items.map(({ code }: { code: string }) => code) as string[];
  };
  /** What one may do, is offered, and has as work: always the same. */
  const all = async (who: string) => [await report(who), await offers(who), await hasAsWork(who)];
  const can = [201, true, true];
  const cannot = [403, false, false];

  it('reports until the end of its last day, and the one that follows does not yet', async () => {
    await ends(today, 'na-so-du-lich');
    expect(await all('congthuong@nghean')).toEqual(can);
    expect(await all('dulich@nghean')).toEqual(cannot);
    expect(await listed('na-so-du-lich')).not.toContain('3.05');
  });

  it('is spoken for by the one that follows from the day after, and no longer by its own officers', async () => {
    await ends(yesterday, 'na-so-du-lich');
    expect(await all('dulich@nghean')).toEqual(can);
    expect(await all('congthuong@nghean')).toEqual(cannot);
  });

  it('is told so in My work from the day after, and not that all its reports are in', async () => {
    const told = 'Cơ quan của đồng chí kết thúc hoạt động ngày';
    const work = async (who: string) => (await program.ask(who, 'GET', '/viec-cua-toi')).text;
    const officers = await work('congthuong@nghean');
    expect(officers).toContain(`${told} 19/11/2019.`);
    expect(officers).not.toContain('Các báo cáo đã nộp đủ');
    expect(await work('dulich@nghean')).not.toContain(told);
    await ends(today, 'na-so-du-lich');
    expect(await work('congthuong@nghean')).not.toContain(told);
    await ends(yesterday, 'na-so-du-lich');
  });

  it('shows who answers for it, and its commitments are found under both', async () => {
    const { json } = await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${(await one()).id}`);
    expect(json.inCharge.nghean).toMatchObject({ leadBody: { code: 'na-so-du-lich' } });
    expect(json.inCharge.nghean.bodies).toContain('na-so-du-lich');
    expect(json.inCharge.hanoi.leadBody.code).toBe('hn-so-cong-thuong');
    const page = await program.ask('auditor@tracker', 'GET', '/2016-tb-tu/cam-ket/3.05');
    expect(page.text).toMatch(/Nay do [^<]*Du lịch[^<]* phụ trách/);
    for (const body of ['na-so-du-lich', 'na-so-cong-thuong']) expect(await listed(body)).toContain('3.05');
  });

  it('is counted under the one that follows as the list has it', async () => {
    const { text } = await program.ask('auditor@tracker', 'GET', '/2016-tb-tu/cam-ket');
    const counted = (body: string) =>
      Number(new RegExp(`value="${body}"[^>]*>[^<(]*\\((\\d+)\\)`).exec(text)?.[1]);
    const url = '/api/v1/agreements/2016-tb-tu/commitments?body=na-so-du-lich';
    expect(counted('na-so-du-lich')).toBe((await program.ask('auditor@tracker', 'GET', url)).json.total);
  });

  it('lets the one that follows ask for an extension', async () => {
    const { id } = await one();
    const asked = { due: { precision: 'date', date: '2021-03-31' }, reason: 'Chậm.' };
    const url = `/api/v1/commitments/${id}/extension-requests`;
    expect((await program.ask('congthuong@nghean', 'POST', url, asked)).status).toBe(403);
    expect((await program.ask('dulich@nghean', 'POST', url, asked)).status).toBe(201);
  });

  it('is answered for by the last of several, and by none of those between', async () => {
    await ends(yesterday, 'na-so-y-te', 'na-so-du-lich');
    expect(await all('yte@nghean')).toEqual(can);
    expect(await all('dulich@nghean')).toEqual(cannot);
    await ends(null, null, 'na-so-du-lich');
  });

  it('goes on speaking for itself where it has ended and nothing followed', async () => {
    await ends(yesterday, null);
    expect(await all('congthuong@nghean')).toEqual(can);
    expect(await all('dulich@nghean')).toEqual(cannot);
  });

  it('never speaks for the other side', async () => {
    await ends(yesterday, 'na-so-du-lich');
    const { id } = await one();
    await report('dulich@nghean');
    const { json } = await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`);
    const [hanoi, nghean] = json.sides as { percent: number }[];
    expect(nghean!.percent).toBe(35);
    expect(hanoi!.percent).not.toBe(35);
    expect(await report('congthuong@hanoi')).toBe(201);
  });

  it('cannot follow itself, not even by a detour', async () => {
    await ends(yesterday, 'na-so-du-lich');
    await expect(ends(yesterday, 'na-so-cong-thuong', 'na-so-du-lich')).rejects.toMatchObject({
      constraint: 'no_succession_circle',
    });
  });
});
