import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail } from '../src/commitments/commitment.types.js';
import { startApp } from './support/app.js';
import { query } from './support/query.js';

jest.setTimeout(180_000);

const list = '/api/v1/agreements/2016-tb-tu/commitments';
const done = { status: 'completed', percent: 100, results: 'Đã tổ chức xong.' };

/** 3.09 is due on 25/11/2019: both sides declare on 20/11, their leaders confirm on 3/12. */
describe('a commitment declared in time and confirmed late', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp({ works: true });
    for (const who of ['hanoi', 'nghean']) {
      const { id, version } = await one();
      const match = { 'if-match': `"${version}"` };
      const path = `/api/v1/commitments/${id}/updates`;
      expect((await program.ask(`coordinator@${who}`, 'POST', path, done, match)).status).toBe(201);
    }
    await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-12-03' });
  });
  afterAll(() => program?.stop());

  const one = async (): Promise<CommitmentDetail> => {
    const { items } = (await program.ask('auditor@tracker', 'GET', `${list}?limit=100`)).json;
    const { id } = (items as CommitmentDetail[]).find(({ code }) => code === '3.09')!;
    return (await program.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json;
  };
  const told = async (where: string) =>
    (
      await query<{ said: string }>(
        program.database.url,
        `select distinct to_char(r.day, 'DD/MM ') || u.role || ' ' || r.rule as said, r.day from reminder r join app_user u on u.id = r.recipient_id
         join commitment c on c.id = r.commitment_id where c.code = '3.09' and r.status = 'sent' and ${where} order by r.day, said`,
      )
    ).map(({ said }) => said);

  const mailsTo = (address: string, day: string) =>
    program.smtp.mails.filter(
      ({ to, subject }) =>
        [to].flat().some((addressee) => addressee?.text.includes(address)) && subject?.includes(day),
    );
  /** What a mail says of one commitment. */
  const partOf = ({ text }: { text?: string }, code: string) =>
    text?.match(new RegExp(`^\\* ${code.replace('.', '\\.')} [^]*?(?=\n\n|\n\\* )`, 'm'))?.[0];

  it('was not chased: the offices have it in their mail, no body is told of it, and nothing is counted', async () => {
    expect(await told(`r.rule = 'overdue_5' and r.day >= '2019-11-20'`)).toEqual([
      '02/12 coordinator overdue_5',
    ]);
    expect(await told(`u.role = 'liaison' and r.day > '2019-11-20'`)).toEqual([]);
    expect((await one()).reminders).toBe(0);
  });

  it('was told to its two leaders after 2 working days, then every 3, each by a mail of their own', async () => {
    expect(await told(`u.role = 'leader'`)).toEqual([
      '22/11 leader leader_waits',
      '27/11 leader leader_waits',
      '02/12 leader leader_waits',
    ]);
    const sent = await query<{ email: string; times: number }>(
      program.database.url,
      `select u.email, count(*)::integer as times from reminder r join app_user u on u.id = r.recipient_id
       join commitment c on c.id = r.commitment_id where c.code = '3.09' and r.rule = 'leader_waits' group by 1 order by 1`,
    );
    expect(sent).toEqual([
      { email: 'leader@hanoi.example', times: 3 },
      { email: 'leader@nghean.example', times: 3 },
    ]);
    const [mail] = mailsTo('leader@hanoi.example', '02/12/2019');
    expect(mail!.subject).toMatch(
      /^Hợp tác Hà Nội – Nghệ An: \d+ việc chờ xác nhận, quyết định(?:, \d+ quá hạn)? \(02\/12\/2019\)$/,
    );
    expect(mail!.text).toContain('CHỜ LÃNH ĐẠO XÁC NHẬN, QUYẾT ĐỊNH');
    expect(partOf(mail!, '3.09')).toContain('Xác nhận hoàn thành: ');
    expect(partOf(mail!, '3.09')).toContain('/2016-tb-tu/cam-ket/3.09#xac-nhan-hoan-thanh');
  });

  it('stands in the mails of both offices with its holders named', async () => {
    for (const who of ['hanoi', 'nghean']) {
      const [mail] = mailsTo(`coordinator@${who}.example`, '02/12/2019');
      expect(partOf(mail!, '3.09')).toContain(
        'Đang chờ: Lãnh đạo Thành ủy Hà Nội từ 20/11/2019, 8 ngày làm việc; Lãnh đạo Tỉnh ủy Nghệ An từ 20/11/2019, 8 ngày làm việc',
      );
    }
  });

  it('names the holder in every line of every mail', () => {
    const lines = program.smtp.mails.flatMap(
      ({ text }) => (text ?? '').match(/^\* \d+\.\d+ [^]*?(?=\n\n|\n\* )/gm) ?? [],
    );
    expect(lines.length).toBeGreaterThan(20);
    expect(lines.filter((line) => !/^ {2}(Đang chờ|Waiting for): \S/m.test(line))).toEqual([]);
  });

  it('is completed on time once both leaders have confirmed', async () => {
    for (const who of ['hanoi', 'nghean']) {
      const { id } = await one();
      const path = `/api/v1/commitments/${id}/completion-confirmation`;
      expect((await program.ask(`leader@${who}`, 'PUT', path)).status).toBeLessThan(300);
    }
    const { completedOn, timeliness, reminders } = await one();
    expect([completedOn, timeliness, reminders]).toEqual(['2019-11-20', 'completed_on_time', 0]);
  });
});

describe('an extension that is asked for', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  beforeAll(async () => {
    program = await startApp({ works: true });
  });
  afterAll(() => program?.stop());

  const told = async (id: number) =>
    (
      await query<{ said: string }>(
        program.database.url,
        `select to_char(r.day, 'DD/MM ') || split_part(u.email, '.', 1) || ' ' || r.rule as said from reminder r join app_user u on u.id = r.recipient_id
         where r.commitment_id = ${id} and r.rule in ('leader_waits', 'office_waits') and r.day > '2019-11-20' and r.status = 'sent' order by r.day, u.email`,
      )
    ).map(({ said }) => said);
  const moveTo = async (date: string) =>
    expect((await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date })).status).toBe(200);

  it('is told to the leader of the side that asks, and once it is approved to the other office, counted from then on', async () => {
    const { items } = (await program.ask('auditor@tracker', 'GET', `${list}?limit=100`)).json;
    const { id } = (items as CommitmentDetail[]).find(({ code }) => code === '3.06')!;
    const asked = await program.ask(
      'congthuong@hanoi',
      'POST',
      `/api/v1/commitments/${id}/extension-requests`,
      {
        due: { precision: 'date', value: '2020-06-30' },
        reason: 'Chờ quy hoạch được duyệt.',
      },
    );
    expect(asked.status).toBe(201);
    await moveTo('2019-11-27');
    const decided = await program.ask(
      'leader@hanoi',
      'PUT',
      `/api/v1/extension-requests/${asked.json.id}/decision`,
      {
        decision: 'approved',
        reason: 'Đồng ý.',
      },
    );
    expect(decided.status).toBe(200);
    await moveTo('2019-12-05');
    expect(await told(id)).toEqual([
      '22/11 leader@hanoi leader_waits',
      '27/11 leader@hanoi leader_waits',
      '29/11 coordinator@nghean office_waits',
      '04/12 coordinator@nghean office_waits',
    ]);
  });
});

describe('many plans to be confirmed', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let withdrawn: string[];
  beforeAll(async () => {
    program = await startApp({ works: true });
    const { items } = (await program.ask('auditor@tracker', 'GET', `${list}?limit=100`)).json;
    const confirmed = (items as CommitmentDetail[]).filter(({ sides: [hanoi] }) => {
      const isOpen = hanoi!.status === 'not_started' || hanoi!.status === 'in_progress';
      return hanoi!.party === 'hanoi' && isOpen && hanoi!.planConfirmedAt !== null;
    });
    withdrawn = confirmed.slice(0, 9).map(({ code }) => code);
    for (const { id } of confirmed.slice(0, 9)) {
      const answer = await program.ask(
        'coordinator@hanoi',
        'DELETE',
        `/api/v1/commitments/${id}/plan-confirmation`,
      );
      expect(answer.status).toBe(200);
    }
    await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date: '2019-11-22' });
  });
  afterAll(() => program?.stop());

  const mail = () =>
    program.smtp.mails.find(
      ({ envelope, subject }) =>
        envelope.to.includes('coordinator@hanoi.example') && subject?.includes('22/11/2019'),
    )!;

  it('are one task of the mail, with their number, their codes and exactly their list', async () => {
    expect(mail().subject).toContain(': 1 việc chờ văn phòng xử lý, ');
    const [, count, codes, asked] =
      /^\* Xác nhận kế hoạch\n {2}(\d+) cam kết, chờ lâu nhất từ .*\n {2}(.*)\n.*cam-ket(\?.*)$/m.exec(
        mail().text!,
      )!;
    const answer = await program.ask('coordinator@hanoi', 'GET', `${list}${asked}&limit=100`);
    const listed = (answer.json.items as CommitmentDetail[]).map(({ code }) => code);
    expect(listed.sort()).toEqual(codes!.split(', ').sort());
    expect(listed).toHaveLength(Number(count));
    expect(listed).toEqual(expect.arrayContaining(withdrawn));
    expect(mail().html).toContain(`Mở danh sách ${count} cam kết`);
  });

  it('are a row each in the ledger', async () => {
    const rows = await query<{ code: string }>(
      program.database.url,
      `select c.code from reminder r join commitment c on c.id = r.commitment_id join app_user u on u.id = r.recipient_id
       where r.day = '2019-11-22' and r.rule = 'office_waits' and u.email = 'coordinator@hanoi.example' and r.status = 'sent'`,
    );
    expect(rows.map(({ code }) => code)).toEqual(expect.arrayContaining(withdrawn));
  });
});
