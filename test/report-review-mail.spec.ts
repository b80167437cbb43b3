import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { CommitmentDetail } from '../src/commitments/commitment.types.js';
import { startApp } from './support/app.js';
import { query } from './support/query.js';

jest.setTimeout(180_000);

const line = 'Xem báo cáo của cơ quan cùng bên';

/** Two reports wait from 20/11/2019; one is decided after its first reminder. */
describe('a report that waits for its own office', () => {
  let program: Awaited<ReturnType<typeof startApp>>;
  let parts: CommitmentDetail[];
  const reports: number[] = [];
  beforeAll(async () => {
    program = await startApp({ works: true });
    const { items } = (
      await program.ask('auditor@tracker', 'GET', '/api/v1/agreements/2016-tb-tu/commitments?limit=100')
    ).json;
    await query(program.database.url, 'update agreement set report_review = true');
    parts = ['4.02', '4.05'].map((code) => (items as CommitmentDetail[]).find((each) => each.code === code)!);
    for (const { id } of parts) {
      const said = { status: 'in_progress', percent: 61, results: 'Đã ký kết.' };
      const { json } = await program.ask(
        'nongnghiep@hanoi',
        'POST',
        `/api/v1/commitments/${id}/updates`,
        said,
        {
          'if-match': '*',
        },
      );
      expect(json.review.status).toBe('pending');
      reports.push(json.id);
    }
  });
  afterAll(() => program?.stop());

  const moveTo = async (date: string) =>
    expect((await program.ask('auditor@tracker', 'PUT', '/api/v1/demo/clock', { date })).status).toBe(200);
  const mailsOf = (day: string) => program.smtp.mails.filter(({ subject }) => subject?.includes(day));
  /** Who was told to look at the report on a commitment, and where. */
  const told = (day: string, code: string) =>
    mailsOf(day).flatMap(({ text, envelope }) => {
      const part = text?.match(new RegExp(`^\\* ${code.replace('.', '\\.')} [^]*?(?=\n\n|\n\\* )`, 'm'))?.[0];
      return part?.includes(line)
        ? [[envelope.to.join(), part.includes(`/2016-tb-tu/cam-ket/${code}/bao-cao`)]]
        : [];
    });

  it('is told after 2 working days to the coordinator of its side alone, with a way there', async () => {
    await moveTo('2019-11-22');
    expect(mailsOf('22/11/2019').length).toBeGreaterThan(1);
    for (const { code } of parts)
      expect(told('22/11/2019', code)).toEqual([['coordinator@hanoi.example', true]]);
    expect(mailsOf('22/11/2019').filter(({ text }) => text?.includes(line))).toHaveLength(1);
  });

  it('is told again while it waits, and no more once it is decided', async () => {
    const decided = await program.ask('coordinator@hanoi', 'PUT', `/api/v1/updates/${reports[0]}/review`, {
      decision: 'accepted',
    });
    expect(decided.status).toBe(200);
    await moveTo('2019-11-27');
    expect(told('27/11/2019', parts[0]!.code)).toEqual([]);
    expect(told('27/11/2019', parts[1]!.code)).toEqual([['coordinator@hanoi.example', true]]);
  });
});
