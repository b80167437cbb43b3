import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { AuditItem, AuditLine } from '../src/audit-log/audit.types.js';
import { projectRoot } from '../src/platform/project-root.js';
import { RouteWorld } from './support/route-world.js';

type Item = Omit<AuditItem, 'intact'>;

describe('reading the audit log', () => {
  let world: RouteWorld;
  const list = async (query = '', who = 'auditor@tracker') => {
    const { status, json } = await world.ask(who, 'GET', `/api/v1/audit${query}`);
    expect([query, status]).toEqual([query, 200]);
    return json as { items: AuditItem[]; nextCursor: string | null; head: { seq: number; hash: string } };
  };
  const page = async (query = '', headers: Record<string, string> = {}) =>
    (
      await world.ask('auditor@tracker', 'GET', `/nhat-ky${query}`, undefined, {
        ...(await cookie()),
        ...headers,
      })
    ).text;
  const cookie = async () => {
    const session = await world.session('auditor@tracker');
    return { authorization: '', cookie: session.cookie };
  };
  const plain = (html: string) =>
    html
      .replace(/^[\s\S]*<main/, '<main')
      .replace(/<[^>]+>/g, ' ')
      .replaceAll('&amp;', '&')
      .replace(/\s+/g, ' ');

  beforeAll(async () => {
    world = await RouteWorld.start();
    const version = await world.version('4.02');
    const statement = { status: 'in_progress', percent: 65, results: 'Mật: không ghi vào nhật ký.' };
    const url = `/api/v1/commitments/${await world.commitmentId('4.02')}/updates`;
    await world.ask('nongnghiep@hanoi', 'POST', url, statement, { 'if-match': `"${version}"` });
    const wrong = { email: 'leader@hanoi.example', password: 'not this one' };
    await world.ask(null, 'POST', '/api/v1/sessions', wrong);
    await world.ask(null, 'POST', '/api/v1/sessions', { ...wrong, email: 'my-password@hanoi.example' });
  });
  afterAll(() => world?.stop());

  it('gives the newest entry first, a page at a time, each once', async () => {
    const all: number[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const { items, nextCursor }: Awaited<ReturnType<typeof list>> = await list(
        `?limit=100${cursor && `&cursor=${cursor}`}`,
      );
      all.push(...items.map(({ seq }) => seq));
      // What comes meanwhile is on no later page.
      await world.ask(null, 'POST', '/api/v1/sessions', { email: 'x@y.example', password: 'x' });
      cursor = nextCursor;
    }
    expect(all).toEqual(Array.from({ length: all.length }, (_, i) => all.length - i));
    expect(all.length).toBeGreaterThan(400);
  });

  it('says who did what to what: the post, the facts, the place in the chain', async () => {
    const [entry] = (await list('?kind=commitment.updated&subject=4.02&limit=1')).items;
    expect(entry).toMatchObject({
      kind: 'commitment.updated',
      subject: '4.02',
      actor: { email: 'nongnghiep@hanoi.example', role: 'liaison', name: { vi: 'Sở NN và PTNT · Hà Nội' } },
      party: 'hanoi',
      agreement: { slug: '2016-tb-tu' },
      data: { percent: 65 },
      illustrative: false,
      intact: true,
    });
  });

  it('keeps nothing that was typed into a statement or a failed sign-in', async () => {
    const rows = JSON.stringify(await list('?limit=100'));
    expect(rows).not.toContain('Mật');
    expect(rows).not.toContain('not this one');
    expect(rows).not.toContain('my-password');
    const refused = (await list('?kind=session.refused&limit=100')).items;
    expect(refused.map(({ subject }) => subject)).toContain('leader@hanoi.example');
    expect(refused.map(({ subject }) => subject)).toContain(null);
    expect(refused[0]!.data).toEqual({ address: '127.0.0.1' });
  });

  it.each([
    ['kind=session.refused', (item: Item) => item.kind === 'session.refused'],
    ['kind=commitment', (item: Item) => item.kind.startsWith('commitment.')],
    ['actor=nongnghiep@hanoi.example', (item: Item) => item.actor?.email === 'nongnghiep@hanoi.example'],
    ['actor=Sở NN', (item: Item) => item.actor?.name.vi.includes('Sở NN')],
    ['actor=“so nn”', (item: Item) => item.actor?.name.vi.includes('Sở NN')],
    ['agreement=77-tt-hop-tac', (item: Item) => item.agreement?.slug === '77-tt-hop-tac'],
    ['subject=3.0', (item: Item) => item.subject?.includes('3.0')],
    [
      'from=2019-09-01&to=2019-09-30&kind=commitment.updated',
      ({ at, kind }: Item) =>
        kind === 'commitment.updated' && at > '2019-08-31T17:00' && at < '2019-09-30T17:00',
    ],
  ])('filters by %s, and finds by it all that there is', async (query, fits) => {
    const { items } = await list(`?${encodeURI(query)}&limit=100`);
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter((item) => !fits(item))).toEqual([]);
    const exported = await lines(`?${encodeURI(query)}`);
    expect(exported.filter((line) => !fits(line))).toEqual([]);
    const all = await lines('');
    expect(exported).toEqual(all.filter((line) => fits(line)));
  });

  it.each(['subject=%25', 'subject=_', 'actor=%25', 'subject=%5C'])(
    'takes %s as it is typed',
    async (query) => {
      expect((await list(`?${query}`)).items).toEqual([]);
    },
  );

  it.each([
    'from=2019-02-30',
    'kind=nothing',
    'cursor=-1',
    'limit=101',
    'agreement=A/B',
    'actor=%00',
    'more=1',
  ])('refuses %s, as the page and the export do', async (query) => {
    for (const path of ['/api/v1/audit', '/nhat-ky', '/api/v1/audit/export']) {
      const { status } = await world.ask('auditor@tracker', 'GET', `${path}?${query}`);
      expect([path, status]).toEqual([path, 400]);
    }
  });

  describe('as a page', () => {
    it('reads as sentences, in Vietnamese and in English', async () => {
      const vi = plain(await page('?kind=commitment&subject=4.02'));
      expect(vi).toMatch(/Sở NN và PTNT · Hà Nội Cán bộ đầu mối Báo cáo tiến độ 4\.02 (\d+% → )?65% · /);
      const en = plain(
        await page('?kind=commitment&subject=4.02', { cookie: `${(await cookie()).cookie}; language=en` }),
      );
      expect(en).toMatch(/Agriculture · Hanoi Liaison officer Progress reported 4\.02 (\d+% → )?65% · /);
    });

    it('leads to the commitment, marks what is illustrative and tells the address of a sign-in', async () => {
      const html = await page('?kind=commitment&subject=4.02');
      expect(html).toContain('href="/2016-tb-tu/cam-ket/4.02"');
      expect(plain(html)).toContain('minh họa');
      expect(plain(await page('?kind=session.refused'))).toContain(
        'Đăng nhập không thành công leader@hanoi.example từ địa chỉ: 127.0.0.1',
      );
    });

    it('tells whom no account stands for: somebody not signed in, somebody unknown, the system itself', async () => {
      const email = 'leader@nghean.example';
      await world.program.app.inject({
        method: 'POST',
        url: '/quen-mat-khau',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        payload: new URLSearchParams({ email }).toString(),
      });
      expect(plain(await page('?kind=account.reset_requested'))).toContain(
        `Người chưa đăng nhập ở trang đăng nhập Đề nghị đặt lại mật khẩu ${email} từ địa chỉ: 127.0.0.1`,
      );
      expect(plain(await page('?kind=session.refused'))).toContain('Không rõ không khớp tài khoản nào');
      expect(plain(await page('?kind=user.created'))).toContain(
        'Hệ thống tự động hoặc từ dòng lệnh Tạo tài khoản',
      );
    });

    it('goes on to older rows with the filter kept', async () => {
      const html = await page('?kind=commitment&limit=10');
      const [, href] = /href="(\/nhat-ky\?[^"]+)" rel="next"/.exec(html)!;
      expect(href).toContain('kind=commitment');
      const next = await page(href!.replace('/nhat-ky', '').replaceAll('&amp;', '&'));
      expect(plain(next)).toContain('Về dòng mới nhất');
    });
  });

  const lines = async (query: string): Promise<AuditLine[]> => {
    const {
      status,
      text: body,
      headers,
    } = await world.ask('auditor@tracker', 'GET', `/api/v1/audit/export${query}`);
    expect([status, headers['content-type']]).toEqual([200, 'application/jsonl; charset=utf-8']);
    return body
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line) as AuditLine);
  };

  describe('exported', () => {
    const hashOf = ({ previous, text: hashed }: AuditLine) =>
      createHash('sha256').update(previous, 'hex').update(hashed).digest('hex');

    it('can be checked from the first row to the last with nothing but SHA-256', async () => {
      const all = await lines('');
      expect(all.length).toBeGreaterThan(400);
      let last = '00'.repeat(32);
      for (const [i, line] of all.entries()) {
        expect([line.seq, line.previous, line.hash]).toEqual([i + 1, last, hashOf(line)]);
        last = line.hash;
      }
    });

    it('has in the hashed text what it says beside it', async () => {
      for (const line of await lines('?kind=commitment')) {
        const [seq, id, at, , kind, actorId, actor, , , subject, data, illustrative] = JSON.parse(line.text);
        expect({ seq, id, kind, subject, data, illustrative }).toEqual({
          seq: line.seq,
          id: line.id,
          kind: line.kind,
          subject: line.subject,
          data: line.data,
          illustrative: line.illustrative,
        });
        expect(Date.parse(at)).toBe(Date.parse(line.at));
        const { id: who = null, name, role } = line.actor ?? {};
        expect(actor && { who: actorId, ...actor }).toEqual(line.actor && { who, name, role });
      }
    });
  });

  describe('on the command line', () => {
    const cli = async (...args: string[]) => {
      const child = spawn(process.execPath, ['dist/src/cli.js', ...args], {
        cwd: projectRoot,
        env: {
          ...process.env,
          DATABASE_URL: world.program.database.url,
          SESSION_SECRET: 'only-for-tests-only-for-tests-only',
          SMTP_URL: 'smtp://127.0.0.1:1',
          PUBLIC_URL: 'http://127.0.0.1:1',
        },
      });
      const [out, err, code] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        new Promise<number | null>((resolve) => child.once('close', resolve)),
      ]);
      return { out, err, code };
    };

    it('exports the same lines, filtered alike', async () => {
      const { out, code } = await cli('audit', 'export', '--kind', 'commitment', '--to', '2019-09-30');
      const same = await lines('?kind=commitment&to=2019-09-30');
      expect(
        out
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line)),
      ).toEqual(same);
      expect(code).toBe(0);
      expect(await cli('audit', 'export', '--kind', 'nothing')).toMatchObject({
        code: 1,
        out: '',
        err: expect.stringContaining('--kind'),
      });
    });

    it('verifies with 0 and the head, and with 1 and the first broken row once somebody has been at it', async () => {
      const whole = await cli('audit', 'verify');
      expect(whole).toMatchObject({ code: 0, err: '' });
      const head = /head (\d+:[0-9a-f]{64})/.exec(whole.out)![1]!;
      expect(await cli('audit', 'verify', '--head', head)).toMatchObject({ code: 0 });

      await world.run(`
        alter table audit_entry disable trigger append_only;
        update audit_entry set data = '{"percent": 1}' where id in (50, 60);
        alter table audit_entry enable trigger append_only`);
      const broken = await cli('audit', 'verify');
      expect(broken.code).toBe(1);
      expect(broken.out).toMatch(/^BROKEN: row 50 \(entry 50\) does not have the content that was hashed/);
      expect(broken.out).toContain('49 rows intact, counted from the first');

      const html = await page('?limit=100&cursor=61');
      expect(plain(html).match(/Nội dung không khớp mã băm/g)).toHaveLength(3);
    });
  });
});
