import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { ImportService } from '../src/exchange/import.service.js';
import { makeAccounts } from './support/accounts.js';
import { startApp } from './support/app.js';
import { capitalRegion } from './support/capital-region.js';

jest.setTimeout(120_000);

const region = '/api/v1/agreements/vung-thu-do';
const file = capitalRegion();
const others = file.parties.map(({ code }) => code).filter((code) => code !== 'hanoi');
const source = { number: '09-BB/VTĐ', title: 'Biên bản họp vùng', issuedOn: '2019-11-18' };
const approved = { decision: 'approved', reason: '' };

/** A programme of ten sides, of which Hà Nội's office proposes. */
describe('an amendment between ten sides', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp({ works: true });
    const at = new Date('2019-11-18T08:00:00+07:00');
    await program.app.get(ImportService, { strict: false }).import(file, at);
    await makeAccounts(
      program.database.url,
      others.map((party) => ({
        email: `coordinator@${party}.example`,
        role: 'coordinator' as const,
        party,
        body: `${party}-office`,
      })),
    );
  });
  afterAll(() => program?.stop());

  const get = async (path: string) => (await program.ask('auditor@tracker', 'GET', path)).json;
  const one = async (code: string) => {
    const { items } = await get(`${region}/commitments?limit=100`);
    return get(`/api/v1/commitments/${items.find((item: { code: string }) => item.code === code).id}`);
  };
  const propose = async (changes: object[]): Promise<number> => {
    const { status, json } = await program.ask('coordinator@hanoi', 'POST', `${region}/amendments`, {
      source,
      changes,
    });
    expect(status).toBe(201);
    return json.id;
  };
  const answer = async (id: number, party: string, body: object = approved) =>
    (await program.ask(`coordinator@${party}`, 'PUT', `/api/v1/amendments/${id}/agreement`, body)).status;
  /** Whose office it waits for: one after the other. */
  const waitsFor = async (code: string): Promise<string[]> =>
    (await one(code)).holders
      .filter(({ kind }: { kind: string }) => kind === 'amendment')
      .map(({ party }: { party: string }) => party);

  it('waits for each of the others and is in force with the last, not before', async () => {
    const { title } = await one('1.01');
    const id = await propose([
      { kind: 'reword', commitment: '1.01', title: { vi: 'Nội dung mới', en: 'New wording' } },
      { kind: 'withdraw', commitment: '2.02' },
    ]);
    for (const [place, party] of others.entries()) {
      expect((await one('1.01')).title).toEqual(title);
      expect(await waitsFor('1.01')).toEqual([others[place]]);
      expect(await answer(id, party)).toBe(200);
    }
    expect((await one('1.01')).title.vi).toBe('Nội dung mới');
    expect((await one('2.02')).status).toBe('withdrawn');
    expect((await get(`/api/v1/amendments/${id}`)).status).toBe('in_force');
  });

  it('is brought into force once, by whichever of the last two answers later at the same moment', async () => {
    const id = await propose([
      { kind: 'reword', commitment: '2.01', title: { vi: 'Vé chung', en: 'One ticket' } },
    ]);
    const [first, second, ...rest] = others as [string, string, ...string[]];
    for (const party of rest) expect(await answer(id, party)).toBe(200);
    const statuses = await Promise.all([answer(id, first), answer(id, second)]);
    expect(statuses).toEqual([200, 200]);
    const { items } = await get(`/api/v1/commitments/${(await one('2.01')).id}/events`);
    expect(items.filter(({ kind }: { kind: string }) => kind === 'amendment_reworded')).toHaveLength(1);
    expect((await one('2.01')).title.vi).toBe('Vé chung');
  });

  it('ends with the first that rejects it, and nothing changes', async () => {
    const before = await one('1.01');
    const id = await propose([{ kind: 'withdraw', commitment: '1.01' }]);
    const [first, second, third] = others as [string, string, string];
    expect(await answer(id, first)).toBe(200);
    expect(await answer(id, second, { decision: 'rejected', reason: 'Chưa thống nhất.' })).toBe(200);
    expect(await answer(id, third)).toBe(409);
    expect((await get(`/api/v1/amendments/${id}`)).status).toBe('rejected');
    expect(await one('1.01')).toMatchObject({
      status: before.status,
      title: before.title,
      holders: before.holders,
    });
  });
});
