import { makeAccounts, type NewAccount } from './accounts.js';
import type { RouteWorld } from './route-world.js';

/** Officers of a body that follows the department of trade of Nghệ An, of one that has not reported, and of one that cooperates there. */
export const accountsOfMany: NewAccount[] = [
  { email: 'dulich@nghean.example', role: 'liaison', party: 'nghean', body: 'na-so-du-lich' },
  {
    email: 'thongtin@hanoi.example',
    role: 'liaison',
    party: 'hanoi',
    body: 'hn-so-thong-tin-va-truyen-thong',
  },
  { email: 'phatthanh@hanoi.example', role: 'liaison', party: 'hanoi', body: 'hn-dai-pt-th' },
];

/**
 * Brings commitments of the demo's agreement into the states that it lacks on 20/11/2019: parts suspended, withdrawn and
 * sent back, extensions at every stage, a lead body that has ended.
 */
export async function bringManyStates(world: RouteWorld): Promise<void> {
  const change = async (who: string, method: 'PUT' | 'POST', url: string, body?: object) => {
    const answer = await world.ask(who, method, url, body, { 'if-match': '*' });
    if (answer.status >= 300) throw new Error(`${who} ${url}: ${answer.text}`);
    return answer.json as { id: number };
  };
  const url = async (code: string) => `/api/v1/commitments/${await world.commitmentId(code)}`;
  const report = async (who: string, code: string, status: string, percent: number) =>
    change(who, 'POST', `${await url(code)}/updates`, { status, percent, results: 'Kết quả.' });
  const extend = async (who: string, code: string) => {
    const asked = { due: { precision: 'date', date: '2023-03-31' }, reason: 'Chậm.' };
    const { id } = await change(who, 'POST', `${await url(code)}/extension-requests`, asked);
    return `/api/v1/extension-requests/${id}`;
  };
  const yes = { decision: 'approved', reason: '' };

  await makeAccounts(world.program.database.url, accountsOfMany);
  // Both sides, one side.
  for (const side of ['hanoi', 'nghean']) await report(`coordinator@${side}`, '3.04', 'withdrawn', 0);
  await report('coordinator@hanoi', '3.07', 'withdrawn', 0);
  await report('nongnghiep@hanoi', '4.07', 'suspended', 50);
  // Declared, sent back, where the deadline is still to come.
  await report('coordinator@nghean', '2.07', 'completed', 100);
  await report('congthuong@hanoi', '3.09', 'completed', 100);
  for (const [code, by] of [
    ['3.09', 'leader@nghean'],
    ['1.07', 'leader@hanoi'],
  ] as const)
    await change(by, 'POST', `${await url(code)}/return`, { reason: 'Thiếu biên bản.' });
  // Signed, and sent back after that.
  await report('coordinator@nghean', '4.08', 'completed', 100);
  await change('leader@nghean', 'PUT', `${await url('4.08')}/completion-confirmation`);
  await change('coordinator@hanoi', 'POST', `${await url('4.08')}/return`, { reason: 'Thiếu biên bản.' });
  // A contribution that waits.
  await report('khoahoc@hanoi', '4.02', 'in_progress', 20);
  // Asked for; approved; agreed; asked for, and completed meanwhile.
  await extend('nongnghiep@hanoi', '4.02');
  await change('leader@nghean', 'PUT', `${await extend('nongnghiep@nghean', '4.05')}/decision`, yes);
  await change('coordinator@nghean', 'PUT', `${await extend('coordinator@hanoi', '2.06')}/agreement`, yes);
  await extend('coordinator@hanoi', '5.01');
  // Approved, and an earlier day named after that; named before anybody decided.
  const countered = { decision: 'counter', due: '2022-06-30', reason: 'Sớm hơn.' };
  const approved = await extend('coordinator@hanoi', '7.01');
  await change('leader@hanoi', 'PUT', `${approved}/decision`, yes);
  await change('coordinator@nghean', 'PUT', `${approved}/agreement`, countered);
  await change(
    'coordinator@hanoi',
    'PUT',
    `${await extend('coordinator@nghean', '1.02')}/agreement`,
    countered,
  );
  for (const side of ['hanoi', 'nghean']) {
    await report(`coordinator@${side}`, '5.01', 'completed', 100);
    await change(`leader@${side}`, 'PUT', `${await url('5.01')}/completion-confirmation`);
  }
  // Without a date yet: up for review, and not yet.
  for (const [code, reviewOn] of [
    ['10.01', '2019-11-20'],
    ['3.10', '2019-11-21'],
  ] as const)
    await world.undated(code, reviewOn);
  await world.run(
    `update body set last_day = '2019-11-19', successor_id = (select id from body where code = 'na-so-du-lich')
      where code = 'na-so-cong-thuong'`,
  );
}
