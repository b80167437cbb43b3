import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startApp } from './support/app.js';
import { openSession, sendForm, type BrowserSession } from './support/form.js';

const slug = '2016-tb-tu';
const tooLong = `Bắt đầu ${'dài quá '.repeat(1_600)}kết thúc`;
const controlled = 'Dòng một\u000Bdòng hai';

/** Forms with a text of one's own: who sends it, where to, and the field. */
const forms = [
  ['sending back', 'coordinator@hanoi', `/${slug}/cam-ket/1.07/tra-lai`, 'reason', { version: '1' }],
  ['an internal note', 'congthuong@hanoi', `/${slug}/cam-ket/3.06/ghi-chu`, 'text', {}],
  [
    'a report',
    'congthuong@hanoi',
    `/${slug}/cam-ket/3.06/cap-nhat`,
    'results',
    { version: '1', status: 'in_progress', percent: '45' },
  ],
  [
    'a request to extend',
    'congthuong@hanoi',
    `/${slug}/cam-ket/3.06/gia-han`,
    'reason',
    { precision: 'year', year: '2021' },
  ],
  [
    'moving a review day',
    'coordinator@hanoi',
    `/${slug}/cam-ket/10.01/ngay-xem-lai`,
    'reason',
    { version: '1', reviewOn: '15/12/2019' },
  ],
  [
    'the name of a token',
    'congthuong@hanoi',
    '/tai-khoan/ma-truy-cap',
    'name',
    { scope: 'read', days: '30' },
  ],
  ['the source of a year', 'admin@tracker', '/quan-tri/lich-lam-viec/nam', 'source', { year: '2031' }],
  [
    'the name of an account',
    'admin@tracker',
    '/quan-tri/tai-khoan',
    'nameVi',
    { email: 'moi@hanoi.example', role: 'auditor', nameEn: 'New' },
  ],
] as const;

describe('a fault of input loses no text', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  const sessions = new Map<string, BrowserSession>();

  beforeAll(async () => {
    program = await startApp();
    for (const who of new Set(forms.map(([, one]) => one)))
      sessions.set(who, await openSession(program.app, who));
  });
  afterAll(() => program.stop());

  async function send(who: string, url: string, fields: Record<string, string>) {
    const { cookie, csrf } = sessions.get(who)!;
    return sendForm(program.app, url, { ...fields, _csrf: csrf }, { cookie });
  }

  it.each(forms)('in %s that is too long', async (_name, who, url, field, others) => {
    const answer = await send(who, url, { ...others, [field]: tooLong });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(tooLong);
    expect(answer.body).toMatch(/role="alert"/);
  });

  it.each(forms)('in %s with a control character', async (_name, who, url, field, others) => {
    const answer = await send(who, url, { ...others, [field]: controlled });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(controlled);
  });

  it('nor the choice made, where the reason of an answer to a request is at fault', async () => {
    const asked = await send('congthuong@hanoi', `/${slug}/cam-ket/3.06/gia-han`, {
      precision: 'year',
      year: '2021',
      reason: 'Chậm kinh phí.',
    });
    expect(asked.statusCode).toBe(303);
    sessions.set('leader@hanoi', await openSession(program.app, 'leader@hanoi'));
    const { cookie } = sessions.get('leader@hanoi')!;
    const page = await program.app.inject({ url: `/${slug}/cam-ket/3.06`, headers: { cookie } });
    const path = /action="([^"]*\/gia-han\/\d+\/quyet-dinh)"/.exec(page.body)![1]!;
    const version = /name="version" value="(\d+)"/.exec(page.body)![1]!;
    const answer = await send('leader@hanoi', path, { version, decision: 'rejected', reason: '' });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toMatch(/value="rejected" checked/);
    expect(answer.body).toMatch(/<details class="act" name="act" open/);
    expect(answer.body).toMatch(/<textarea[^>]* autofocus[^>]* aria-invalid="true"/);
  });

  it('nor the address of who signs in', async () => {
    const email = `${'x'.repeat(300)}@hanoi.example`;
    const answer = await sendForm(program.app, '/dang-nhap', { email, password: 'không quan trọng' });
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toContain(email);
    expect(answer.body).not.toContain('không quan trọng');
  });
});
