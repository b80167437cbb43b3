import { describe, expect, it } from '@jest/globals';
import type { Reason } from '../../commitments/turn/turn.types.js';
import type { Language } from '../../platform/text.js';
import { digestItems, type DigestContent, type DigestRow, type DigestSide } from './digest.content.js';
import { encodedBytes } from './digest.fold.view.js';
import { digestText } from './digest.text.js';
import { digestHtml } from './digest.view.js';
import type { DigestHolder, WaitingTotal } from './digest.holder.js';
import { folded, kindsToFold } from './digest.waiting.js';
import { digestSubject } from './digest.subject.js';
import { shippedCalendar } from '../../../test/support/shipped-calendar.js';

const calendar = shippedCalendar([2019, 2020]);
const names = { hanoi: { vi: 'Hà Nội', en: 'Hanoi' }, nghean: { vi: 'Nghệ An', en: 'Nghệ An' } };
const same = (text: string) => ({ vi: text, en: text });
const day = '2019-11-21';

function side(party: keyof typeof names, given: Partial<DigestSide> = {}): DigestSide {
  return {
    partyId: party === 'hanoi' ? 1 : 2,
    partyName: names[party],
    bodyId: 1,
    bodyShort: same('Sở Công Thương'),
    status: 'in_progress',
    percent: 50,
    proposed: false,
    hasAccount: true,
    ...given,
  };
}

function row(code: string, dueOn: string, given: Partial<DigestRow> = {}): DigestRow {
  return {
    commitmentId: Number(code.replace('.', '')),
    code,
    title: { vi: `Việc ${code}`, en: `Task ${code}` },
    slug: '2016-tb-tu',
    number: '2016-TB/TU',
    agreementKind: 'notice',
    partyNames: [names.hanoi, names.nghean],
    duePrecision: 'date',
    dueValue: dueOn,
    dueOn,
    ruleKind: 'before',
    status: 'in_progress',
    waits: false,
    holders: [],
    differs: false,
    chasedBefore: 0,
    sides: [side('hanoi'), side('nghean')],
    ...given,
  };
}

function digest(
  rows: DigestRow[],
  given: { role?: string; language?: Language; demo?: boolean; overdue?: number } = {},
): DigestContent {
  const recipient = {
    id: 1,
    email: 'congthuong@nghean.example',
    name: same('Sở Công Thương'),
    role: given.role ?? 'liaison',
    language: given.language ?? 'vi',
    partyId: 2,
    partyCode: 'nghean',
    bodyId: 12,
    bodyCode: 'na-so-cong-thuong',
    officeId: 99,
    partyName: names.nghean,
    bodyName: { vi: 'Sở Công Thương tỉnh Nghệ An', en: 'Nghệ An Department of Industry and Trade' },
    officeName: { vi: 'Văn phòng Tỉnh ủy', en: 'Provincial Committee Office' },
    overdue: given.overdue ?? 0,
    late: [],
    leaderRule: { days: 2, thenEvery: 3 },
  } as const;
  const items = digestItems(rows, recipient, day, calendar);
  return {
    recipient,
    day,
    items,
    folds: [],
    office: [],
    publicUrl: 'https://hop-tac.example',
    demo: given.demo ?? false,
    auditHead: null,
  };
}

const overdue = row('3.03', '2019-09-30', {
  ruleKind: 'overdue',
  chasedBefore: 3,
  duePrecision: 'quarter',
  dueValue: '2019-Q3',
});
const dueToday = row('3.05', '2019-11-21', { ruleKind: 'on_day' });
const soon = row('3.08', '2019-11-30');
const silentSide = { hasAccount: false };

describe('the digest', () => {
  it('carries the counts in its subject', () => {
    expect(digestSubject(digest([overdue, soon, row('3.09', '2019-11-22')]))).toBe(
      'Hợp tác Hà Nội – Nghệ An: 1 quá hạn, 2 sắp đến hạn (21/11/2019)',
    );
    expect(digestSubject(digest([dueToday], { language: 'en' }))).toBe(
      'Cooperation Hanoi – Nghệ An: 1 due today (21/11/2019)',
    );
  });

  it('names in its foot, small, where the audit log ended as its day was run; a mail that is only shown does not', () => {
    const auditHead = { entry: 1234, hash: '9f86d081'.repeat(8) };
    const content = { ...digest([soon]), auditHead };
    for (const mail of [digestText(content), digestHtml(content)])
      expect(mail).toContain(`1234 ${auditHead.hash}`);
    expect(digestText(digest([soon]))).not.toContain('nhật ký');
  });

  it('counts in its subject all that is overdue, and leads to what it has no room for', () => {
    const content = digest([overdue, soon], { role: 'coordinator', overdue: 5 });
    expect(digestSubject(content)).toBe('Hợp tác Hà Nội – Nghệ An: 5 quá hạn, 1 sắp đến hạn (21/11/2019)');
    const href = 'https://hop-tac.example/2016-tb-tu/cam-ket?timeliness=overdue';
    expect(digestText(content)).toContain(`Ngoài ra còn 4 cam kết quá hạn khác: ${href}`);
    expect(digestHtml(content)).toContain(`href="${href}"`);
    expect(digestText(digest([overdue], { overdue: 1 }))).not.toContain('Ngoài ra');
  });

  it('leads an officer, who is told of what the own body leads, to the own work and not to what all are late with', () => {
    const content = digest([overdue, soon], { overdue: 5 });
    const href = 'https://hop-tac.example/viec-cua-toi';
    expect(digestText(content)).toContain(`Ngoài ra còn 4 cam kết quá hạn khác: ${href}`);
    expect(digestHtml(content)).toContain(`href="${href}"`);
    expect(digestHtml(content)).not.toContain('timeliness=overdue');
  });

  it('offers the same in plain text as in HTML: to report, to ask for an extension, to look', () => {
    const content = digest([overdue, soon]);
    const links = (mail: string) =>
      [...new Set(mail.match(/https:\/\/hop-tac\.example\/2016-tb-tu[^"\s<]*/g))].sort();
    expect(links(digestText(content))).toEqual(links(digestHtml(content)));
    expect(links(digestText(content))).toContain('https://hop-tac.example/2016-tb-tu/cam-ket/3.03/gia-han');
  });

  it('calls a deadline on a day off what it is, on the last working day before', () => {
    const saturday = row('3.02', '2019-11-23', { ruleKind: 'on_day' });
    for (const mail of [digestText(digest([saturday])), digestHtml(digest([saturday]))]) {
      expect(mail).not.toMatch(/đến hạn hôm nay/i);
      expect(mail).toMatch(/đến hạn vào ngày nghỉ tới/i);
    }
    expect(digestSubject(digest([saturday, dueToday]))).toContain(
      '1 đến hạn hôm nay, 1 đến hạn vào ngày nghỉ tới',
    );
    expect(digestText(digest([saturday], { language: 'en' }))).toContain(
      'Due Saturday, 23/11/2019, today is the last working day before the deadline.',
    );
  });

  it.each([
    ['an officer', 'liaison', 200],
    ['an office', 'coordinator', 200],
    ['an office', 'coordinator', 2000],
  ])('stays whole for %s (%s) of %i items: what is too much is folded into links', (_, role, count) => {
    const title = 'Phối hợp xúc tiến tiêu thụ nông sản, thủy sản an toàn của tỉnh trên địa bàn thành phố';
    const rows = Array.from({ length: count }, (__, n) =>
      row(`${n % 12}.${n}`, '2019-11-30', {
        title: same(title),
        sides: [side('hanoi', silentSide), side('nghean')],
      }),
    );
    const html = digestHtml(digest(rows, { role }));
    expect(encodedBytes(html)).toBeLessThan(100_000);
    expect(html.split(title).length - 1).toBeGreaterThanOrEqual(15);
    expect(html).toContain(`(${count})`);
    const inFull = html.split(title).length - 1;
    const named = new Set([...html.matchAll(/\/cam-ket\/([\d.]+)"/g)].map(([, code]) => code));
    expect(named.size).toBe(Math.min(count, inFull + 300));
    expect(html.trimEnd().endsWith('</html>')).toBe(true);
  });

  it('puts the most urgent first, in text and HTML alike', () => {
    const content = digest([soon, dueToday, overdue, row('3.01', '2019-10-31', { ruleKind: 'overdue' })]);
    for (const mail of [digestText(content), digestHtml(content)]) {
      const order = ['3.03', '3.01', '3.05', '3.08'].map((code) => mail.indexOf(`${code} Việc`));
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(order[0]).toBeGreaterThan(0);
    }
  });

  it('says how late it is and how often it was chased, this time included', () => {
    const text = digestText(digest([overdue]));
    expect(text).toContain('Thời hạn Quý III/2019 (30/9/2019), quá hạn 52 ngày. Đôn đốc lần 4.');
  });

  it('counts the days left as the rules count them', () => {
    expect(digestText(digest([soon]))).toContain('Thời hạn thứ Bảy, 30/11/2019, còn 7 ngày làm việc.');
  });

  it('says on the last working day before a day off that this is it', () => {
    const text = digestText(digest([row('3.02', '2019-11-23', { ruleKind: 'on_day' })]));
    expect(text).toContain('hôm nay là ngày làm việc cuối cùng trước hạn');
  });

  it('links each commitment and its form to report', () => {
    const html = digestHtml(digest([overdue]));
    expect(html).toContain('href="https://hop-tac.example/2016-tb-tu/cam-ket/3.03"');
    expect(html).toContain('href="https://hop-tac.example/2016-tb-tu/cam-ket/3.03/cap-nhat"');
  });

  it('shows what a side has not said as unknown, never as 0%', () => {
    const silent = row('3.08', '2019-11-30', {
      sides: [side('hanoi', { percent: 0, status: 'not_started' }), side('nghean', { percent: null })],
    });
    const text = digestText(digest([silent]));
    expect(text).toContain('Hà Nội: 0% chưa thực hiện');
    expect(text).toContain('Nghệ An: chưa báo cáo');
    expect(digestHtml(digest([silent]))).not.toContain('null');
  });

  it('escapes what users wrote, and needs no script, image or font from elsewhere', () => {
    const html = digestHtml(
      digest([row('3.01', '2019-11-30', { title: same('<img src=x onerror=alert(1)>') })]),
    );
    expect(html).toContain('&lt;img src=x');
    expect(html).not.toMatch(/<img|<script|<link|url\(/);
  });

  it('says to a liaison officer whose body is only proposed whom to tell', () => {
    const proposed = row('3.08', '2019-11-30', {
      sides: [side('hanoi'), side('nghean', { proposed: true })],
    });
    expect(digestText(digest([proposed]))).toContain(
      'Cơ quan chủ trì là dự kiến. Nếu chưa đúng, đề nghị phản hồi Văn phòng Tỉnh ủy.',
    );
  });

  it('groups an office’s mail by who lags, and names lead bodies without an account', () => {
    const theirs = row('3.04', '2019-11-30', {
      sides: [
        side('hanoi', { hasAccount: false, bodyShort: same('Sở Du lịch') }),
        side('nghean', { status: 'completed', percent: 100 }),
      ],
    });
    const both = row('3.06', '2019-11-30', {
      sides: [side('hanoi', { status: 'completed' }), side('nghean', { status: 'completed' })],
    });
    const content = digest([theirs, both, soon], { role: 'coordinator' });
    const text = digestText(content);
    const order = ['Phía Nghệ An chưa', 'Chỉ còn phía Hà Nội chưa', 'chờ xác nhận'].map((words) =>
      text.indexOf(words),
    );
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order[0]).toBeGreaterThan(0);
    expect(text).toContain('chưa có tài khoản nên chưa nhận được thư: Sở Du lịch · Hà Nội (3.04).');
    expect(digestHtml(content)).not.toContain('3.04/cap-nhat');
    expect(digestHtml(content)).toContain('3.08/cap-nhat');
  });

  it('says why one gets it, and in the demo that figures are illustrative', () => {
    expect(digestText(digest([soon]))).toMatch(
      /Lý do nhận thư: congthuong@nghean\.example là tài khoản của cán bộ đầu mối/,
    );
    expect(digestText(digest([soon]))).not.toContain('minh họa');
    for (const role of ['liaison', 'coordinator', 'leader'])
      for (const language of ['vi', 'en'] as const)
        expect(digestText(digest([soon], { role, language }))).not.toMatch(/\d:00/);
    expect(digestHtml(digest([soon], { demo: true }))).toContain('số liệu minh họa');
  });

  describe('of what is late', () => {
    const again = { ruleKind: null, chasedBefore: 3, lastToldOn: '2019-11-14' } as const;

    it('tells all each time: with the number of its notice, or when it was last told', () => {
      const content = digest([overdue, row('3.04', '2019-10-31', again)], { overdue: 2 });
      for (const mail of [digestText(content), digestHtml(content).replace(/<[^>]+>/g, '')]) {
        expect(mail).toContain('Đôn đốc lần 4.');
        expect(mail).toContain('Đã đôn đốc 3 lần, báo gần nhất 14/11/2019.');
      }
      expect(digestSubject(content)).toBe('Hợp tác Hà Nội – Nghệ An: 2 quá hạn (21/11/2019)');
      expect(digestText(content)).toContain('3.04/cap-nhat');
      expect(digestText(digest([row('3.04', '2019-10-31', again)], { language: 'en' }))).toContain(
        '3 overdue notices so far, last mentioned on 14/11/2019.',
      );
    });

    it('tells an office in short, with what all sides say, and with the buttons where it leads a part itself', () => {
      const ledBy = (bodyId: number) =>
        row('3.04', '2019-10-31', { ...again, sides: [side('hanoi'), side('nghean', { bodyId })] });
      const content = digest([ledBy(1)], { role: 'coordinator', overdue: 1 });
      expect(digestHtml(content)).toContain('Hà Nội: 50% đang thực hiện · Sở Công Thương');
      expect(digestHtml(content)).not.toContain('cap-nhat');
      expect(digestHtml(digest([ledBy(99)], { role: 'coordinator' }))).toContain('cap-nhat');
    });

    it('asks no report of whoever has given one that its office has to look at', () => {
      const sides = [side('hanoi'), side('nghean', { underReview: true })];
      const text = digestText(digest([row('3.04', '2019-10-31', { ...again, sides })]));
      expect(text).toContain('Đã báo cáo; văn phòng cấp ủy đang xem.');
      expect(text).not.toContain('cap-nhat');
    });

    it('tells a leader what was put to him, and asks him for no report', () => {
      const step = row('3.04', '2019-11-15', { ruleKind: 'step' });
      const content = digest([step], { role: 'leader' });
      const text = digestText(content);
      expect(digestSubject(content)).toContain(': 1 quá hạn (');
      expect(text).toContain('Có 1 cam kết quá hạn được báo lên lãnh đạo.');
      expect(text).toContain('Báo lên lãnh đạo vì đã quá hạn.');
      expect(text).toContain('Chỉ đạo cơ quan chủ trì hoàn thành');
      expect(text).not.toContain('cap-nhat');
      expect(digestText(digest([step], { role: 'coordinator' }))).toContain('được báo lên cấp trên');
    });
  });

  it('says which report is owed, on which figures, until when, and when the last one was given', () => {
    const owed = row('3.08', '2020-06-30', {
      ruleKind: null,
      owes: 'report_due',
      cutoffDay: 14,
      dueDay: 20,
      sides: [side('hanoi'), side('nghean', { reportedOn: '2019-10-11' })],
    });
    const content = digest([owed, soon]);
    expect(digestSubject(content)).toBe(
      'Hợp tác Hà Nội – Nghệ An: 1 sắp đến hạn, 1 cần báo cáo (21/11/2019)',
    );
    for (const words of [
      'CẦN BÁO CÁO (1)',
      'Báo cáo kỳ tháng 11/2019',
      'Số liệu 15/10/2019 – 14/11/2019, hạn nộp 20/11/2019.',
      'Báo cáo gần nhất 11/10/2019.',
      '3.08/cap-nhat',
    ])
      expect(digestText(content)).toContain(words);
    const silent = digest([{ ...owed, owes: 'silent', sides: [side('hanoi'), side('nghean')] }], {
      language: 'en',
    });
    expect(digestText(silent)).toContain('No report yet.');
  });

  it('says what somebody asks by hand in their words, escaped', () => {
    const asked = {
      by: { vi: 'Văn phòng Tỉnh ủy', en: 'Provincial Office' },
      text: 'Gửi <b>trước</b> thứ Sáu.',
    };
    const content = digest([row('3.08', '2020-06-30', { ruleKind: null, asked })]);
    expect(digestText(content)).toContain('Văn phòng Tỉnh ủy đề nghị: “Gửi <b>trước</b> thứ Sáu.”');
    expect(digestHtml(content)).toContain('“Gửi &lt;b>trước&lt;/b> thứ Sáu.”');
  });

  it('says in whose place it is read, and to whom a line for a post without an account belongs', () => {
    const name = { vi: 'Sở Công Thương · Nghệ An', en: 'Industry and Trade · Nghệ An' };
    const content = digest([{ ...soon, stoodInFor: [{ role: 'liaison', name }] }]);
    expect(digestText(content)).toContain('  Đồng chí nhận thay cho Sở Công Thương · Nghệ An.');
    expect(digestHtml(content)).toContain('Có phần đồng chí nhận thay cho Sở Công Thương · Nghệ An.');
    const step = { ...overdue, ruleKind: 'step' } as const;
    const headless = [
      { ...dueToday, forRole: 'head' },
      { ...step, forRole: 'head' },
      row('3.04', '2019-10-31', { ruleKind: 'overdue', forRole: 'head' }),
    ] as const;
    const head = digestText(digest([...headless], { role: 'coordinator' }));
    expect(head.match(/chưa có tài khoản thủ trưởng/g)).toHaveLength(1);
    expect(head.match(/thay thủ trưởng cơ quan vì đã quá hạn/g)).toHaveLength(1);
    const leaderless = digestText(digest([{ ...step, forRole: 'leader' }], { role: 'coordinator' }));
    expect(leaderless).toContain('chưa có tài khoản lãnh đạo');
    for (const text of [head, leaderless]) expect(text).not.toContain('được báo lên cấp trên');
  });

  it('puts what others have to do last in an office’s mail, and counts it apart', () => {
    const theirs = row('3.04', '2019-11-22', {
      sides: [side('hanoi'), side('nghean', { status: 'completed' })],
    });
    const content = digest([theirs, soon], { role: 'coordinator' });
    expect(digestSubject(content)).toBe(
      'Hợp tác Hà Nội – Nghệ An: 1 sắp đến hạn, 1 chờ nơi khác (21/11/2019)',
    );
    const text = digestText(content);
    expect(text.indexOf('CHỜ NƠI KHÁC XỬ LÝ (1)')).toBeGreaterThan(text.indexOf('SẮP ĐẾN HẠN (1)'));
  });

  it('begins an office’s mail with what is its to do: a figure and its list each; an officer’s without', () => {
    const period = { code: '2019-11', from: '2019-10-15', to: '2019-11-14', dueOn: '2019-11-20' };
    const total = { slug: '2016-tb-tu', since: '2019-11-08', workingDays: 9 };
    const totals: WaitingTotal[] = [
      { ...total, kind: 'plan', post: 'coordinator', whys: ['confirms_plan'], codes: ['1.01', '1.02'] },
      { ...total, kind: 'part', post: 'leader', whys: ['signs'], codes: ['3.09'] },
    ];
    const office = [{ slug: '2016-tb-tu', number: '2016-TB/TU', missing: 4, period, totals }];
    const of = (role: string) => ({ ...digest([overdue], { role }), office });
    const list = 'https://hop-tac.example/2016-tb-tu/cam-ket';
    const text = digestText(of('coordinator'));
    for (const line of [
      `* Cần đôn đốc: Sở Công Thương (1): https://hop-tac.example/2016-tb-tu/don-doc-truc-tiep?commitments=3.03`,
      `* 4 báo cáo kỳ tháng 11/2019 còn thiếu: https://hop-tac.example/2016-tb-tu/chua-bao-cao`,
      `* 2 kế hoạch chờ xác nhận: ${list}?waits=nghean.coordinator.plan`,
      `* 1 phần việc chờ lãnh đạo xác nhận hoàn thành: ${list}?waits=nghean.leader.part`,
    ])
      expect(text).toContain(line);
    expect(text.indexOf('VIỆC CỦA VĂN PHÒNG')).toBeLessThan(text.indexOf('QUÁ HẠN (1)'));
    expect(digestHtml(of('coordinator'))).toContain('waits=nghean.leader.part');
    expect(digestText(of('liaison'))).not.toContain('VIỆC CỦA VĂN PHÒNG');
  });

  it('names to an office only bodies that may be chased, and none where nothing is left to chase', () => {
    const of = (...sides: Partial<DigestSide>[]) => {
      const rows = sides.map((given, at) =>
        row(`3.0${at + 1}`, '2019-10-31', {
          ruleKind: 'overdue',
          sides: [side('hanoi'), side('nghean', given)],
        }),
      );
      return digestText(digest(rows, { role: 'coordinator' }));
    };
    const left = [
      { status: 'suspended', bodyShort: same('Sở Tạm dừng') },
      { underReview: true, bodyShort: same('Sở Đã báo cáo') },
    ] as const;
    const text = of(...left, { bodyShort: same('Sở Du lịch') });
    expect(text).toContain('* Cần đôn đốc: Sở Du lịch (1): ');
    expect(text).toContain('?commitments=3.03\n');
    expect(of(...left)).not.toContain('Cần đôn đốc');
  });

  it('is made of what the oldest mail programs know, and keeps to a dark screen where they know that', () => {
    const html = digestHtml(digest([overdue, soon], { role: 'coordinator' }));
    expect(html).toContain('<meta name="color-scheme" content="light dark"/>');
    expect(html).toContain('@media (prefers-color-scheme:dark)');
    expect(html).not.toMatch(/display:\s*(flex|grid)|position:|float:|@font-face|<svg/);
    for (const [, query] of html.matchAll(/@media ([^{]*width[^{]*)/g)) expect(query).toMatch(/^screen and/);
  });

  it('is in English for an account that reads English', () => {
    const content = digest([overdue, soon], { language: 'en', demo: true });
    expect(digestText(content)).toMatchInlineSnapshot(`
      "Cooperation tracker Hanoi – Nghệ An
      Notice 2016-TB/TU · reminder, 21/11/2019

      To: Nghệ An Department of Industry and Trade
      You have 2 tasks to do on commitments your body leads. The most urgent come first.

      OVERDUE (1)

      * 3.03 Task 3.03
        Report completion or request an extension
        Due Q3 2019 (30/9/2019), 52 days overdue. Overdue notice 4.
        Hanoi: 50% in progress
        Nghệ An: 50% in progress
        Update progress: https://hop-tac.example/2016-tb-tu/cam-ket/3.03/cap-nhat
        Request an extension: https://hop-tac.example/2016-tb-tu/cam-ket/3.03/gia-han
        View the commitment: https://hop-tac.example/2016-tb-tu/cam-ket/3.03

      DUE SOON (1)

      * 3.08 Task 3.08
        Report progress and prepare for completion
        Due Saturday, 30/11/2019, 7 working days left.
        Hanoi: 50% in progress
        Nghệ An: 50% in progress
        Update progress: https://hop-tac.example/2016-tb-tu/cam-ket/3.08/cap-nhat
        View the commitment: https://hop-tac.example/2016-tb-tu/cam-ket/3.08

      Open My work: https://hop-tac.example/viec-cua-toi

      -- 
      Why you are getting this: the account congthuong@nghean.example belongs to the liaison officer of a lead body in Nghệ An. At most one email per working day; parts reported as completed are not mentioned again. Sign in to see details. Contact: Provincial Committee Office.
      Choose how often you get these emails, pause them or name a stand-in: https://hop-tac.example/tai-khoan#nhan-thu-nhac
      Demo: progress and history are illustrative.
      "
    `);
    expect(digestHtml(content)).toContain('<html lang="en">');
  });
});

describe('what waits for the reader', () => {
  const holder = (given: Partial<DigestHolder> = {}): DigestHolder => ({
    kind: 'plan',
    party: 'nghean',
    role: 'coordinator',
    body: null,
    name: { vi: 'Văn phòng Tỉnh ủy', en: 'Provincial Committee Office' },
    since: '2019-11-08',
    workingDays: 9,
    why: 'confirms_plan',
    hasAccount: true,
    ...given,
  });
  const lead = holder({ kind: 'part', role: 'lead_body', why: 'works', name: same('Sở Công Thương') });
  const extension = holder({ kind: 'extension', role: 'other_coordinator', why: 'agrees_to_extension' });
  const waiting = (code: string, holders: DigestHolder[], given: Partial<DigestRow> = {}) =>
    row(code, '2020-03-31', { ruleKind: null, waits: true, holders, ...given });
  const total = (codes: string[], given: Partial<WaitingTotal> = {}): WaitingTotal => ({
    slug: '2016-tb-tu',
    kind: 'plan',
    post: 'coordinator',
    whys: ['confirms_plan'],
    codes,
    since: '2019-06-21',
    workingDays: 108,
    ...given,
  });
  const foldedOf = (
    rows: DigestRow[],
    totals: WaitingTotal[],
    role = 'coordinator',
    language: Language = 'vi',
  ) => {
    const content = digest(rows, { role, language });
    const kinds = kindsToFold(content.items, content.recipient);
    return { ...content, ...folded(content.items, kinds, totals) };
  };

  it('comes first, named by what is to be done, and leads to where it is done', () => {
    const content = digest([overdue, waiting('3.07', [lead, extension])], {
      role: 'coordinator',
      overdue: 1,
    });
    expect(digestSubject(content)).toBe(
      'Hợp tác Hà Nội – Nghệ An: 1 việc chờ văn phòng xử lý, 1 quá hạn (21/11/2019)',
    );
    const text = digestText(content);
    expect(text.indexOf('CHỜ VĂN PHÒNG CẤP ỦY XỬ LÝ (1)')).toBeLessThan(text.indexOf('QUÁ HẠN (1)'));
    const href = 'https://hop-tac.example/2016-tb-tu/cam-ket/3.07#y-kien-gia-han';
    expect(text).toContain(`Cho ý kiến về đề nghị gia hạn: ${href}`);
    expect(digestHtml(content)).toContain(`href="${href}"`);
    expect(text).toContain('Đang chờ: Văn phòng Tỉnh ủy từ 08/11/2019, 9 ngày làm việc\n');
  });

  it('is told whether or not it has a deadline', () => {
    const continuing = waiting('3.07', [holder()], {
      dueOn: null,
      duePrecision: 'ongoing',
      dueValue: null,
    });
    for (const mail of [digestText, digestHtml])
      expect(mail(digest([continuing], { role: 'coordinator' }))).toContain('3.07');
  });

  it('is one line beyond a handful of one kind, and its other matters keep their own', () => {
    const plans = ['1.01', '1.02', '1.03', '1.04', '1.05', '1.06'].map((code) =>
      waiting(code, [holder(), lead]),
    );
    const rows = [...plans, waiting('3.07', [holder(), extension])];
    const codes = ['1.01', '1.02', '1.03', '1.04', '1.05', '1.06', '2.01', '3.07'];
    const content = foldedOf(rows, [total(codes)]);
    expect(content.items.map(({ code }) => code)).toEqual(['3.07']);
    expect(digestSubject(content)).toBe('Hợp tác Hà Nội – Nghệ An: 2 việc chờ văn phòng xử lý (21/11/2019)');
    const href = 'https://hop-tac.example/2016-tb-tu/cam-ket?waits=nghean.coordinator.plan';
    for (const mail of [digestText(content), digestHtml(content)]) expect(mail).toContain(href);
    expect(digestText(content)).toContain('8 cam kết, chờ lâu nhất từ 21/6/2019, 108 ngày làm việc.');
    expect(foldedOf(plans.slice(1), [total(codes)]).folds).toEqual([]);
  });

  it('is late beside the one line, where it is: told with all that is late, and one task all the same', () => {
    const plans = Array.from({ length: 6 }, (_, n) => waiting(`1.0${n + 1}`, [holder()]));
    const late = row('3.03', '2019-09-30', { ruleKind: null, waits: true, holders: [holder()] });
    const content = foldedOf([...plans, late], [total(['1.01', '3.03'])]);
    content.recipient = { ...content.recipient, overdue: 1 };
    expect(content.items.map(({ code, section }) => [code, section])).toEqual([['3.03', 'overdue']]);
    expect(digestSubject(content)).toBe(
      'Hợp tác Hà Nội – Nghệ An: 1 việc chờ văn phòng xử lý, 1 quá hạn (21/11/2019)',
    );
  });

  it('is a line of its own where its deadline is told as well: due day, lateness and notice stay', () => {
    const plans = Array.from({ length: 6 }, (_, n) => waiting(`1.0${n + 1}`, [holder()]));
    const late = row('3.03', '2019-09-30', { ruleKind: 'overdue', waits: true, holders: [holder()] });
    const ends = row('3.05', day, { ruleKind: 'on_day', waits: true, holders: [holder()] });
    const codes = ['1.01', '1.02', '1.03', '1.04', '1.05', '1.06', '3.03', '3.05'];
    const content = { ...foldedOf([...plans, late, ends], [total(codes)]) };
    content.recipient = { ...content.recipient, overdue: 1 };
    expect(content.items.map(({ code }) => code).sort()).toEqual(['3.03', '3.05']);
    const text = digestText(content);
    expect(text).toContain('Thời hạn thứ Hai, 30/9/2019, quá hạn 52 ngày. Đôn đốc lần 1.');
    expect(text).toContain('đến hạn hôm nay.');
    expect(text).not.toContain('chưa đến kỳ đôn đốc');
    expect(digestSubject(content)).toBe(
      'Hợp tác Hà Nội – Nghệ An: 3 việc chờ văn phòng xử lý, 1 quá hạn, 1 đến hạn hôm nay (21/11/2019)',
    );
    expect(foldedOf([...plans.slice(1), late], [total(codes)]).folds).toEqual([]);
  });

  it('leaves the side that is to report its two buttons, beside what its office is to do', () => {
    const late = row('3.03', '2019-09-30', { ruleKind: 'overdue', waits: true, holders: [holder()] });
    const content = digest([late], { role: 'coordinator', overdue: 1 });
    for (const mail of [digestText(content), digestHtml(content)])
      for (const place of ['#xac-nhan-ke-hoach', '/cap-nhat', '/gia-han'])
        expect(mail).toContain(`https://hop-tac.example/2016-tb-tu/cam-ket/3.03${place}`);
    const done = [side('hanoi'), side('nghean', { status: 'completed', percent: 100 })];
    for (const other of [waiting('3.03', [holder()]), { ...late, sides: done }]) {
      const html = digestHtml(digest([other], { role: 'coordinator' }));
      expect(html).toContain('3.03#xac-nhan-ke-hoach');
      expect(html).not.toContain('cap-nhat');
      expect(html).not.toContain('gia-han');
    }
  });

  it('asks an office in one line as in many for no more than it may do in place of leaders without an account', () => {
    const foldOf = (kind: 'part' | 'extension', why: Reason) => {
      const leaders = {
        role: 'leader',
        hasAccount: false,
        name: same('Lãnh đạo Tỉnh ủy'),
        kind,
        why,
      } as const;
      const rows = Array.from({ length: 6 }, (_, n) => waiting(`1.0${n}`, [holder(leaders)]));
      const totals = [total(['1.00'], { kind, post: 'leader', whys: [why] })];
      return ['vi', 'en'].flatMap((language) => {
        const content = foldedOf(rows, totals, 'coordinator', language as Language);
        return [digestText(content), digestHtml(content)];
      });
    };
    for (const mail of foldOf('extension', 'decides_extension').slice(0, 2)) {
      expect(mail).toContain('Báo cáo lãnh đạo để quyết định');
      expect(mail).toContain('đề nghị văn phòng báo cáo lãnh đạo');
      expect(mail).not.toContain('Quyết định đề nghị gia hạn');
    }
    for (const mail of foldOf('extension', 'decides_extension').slice(2))
      expect(mail).toContain('Tell the leader that a decision is needed');
    for (const mail of foldOf('part', 'signs').slice(0, 2)) {
      expect(mail).toContain('Xác nhận hoàn thành');
      expect(mail).toContain('xác nhận hoàn thành thay');
    }
  });

  it('is told in one line by all that is to be done there, of which the list is one', () => {
    const part = { kind: 'part', role: 'coordinator' } as const;
    const rows = Array.from({ length: 6 }, (_, n) =>
      waiting(`1.0${n}`, [holder({ ...part, why: n < 3 ? 'suspended' : 'lead_body_gone' })]),
    );
    const totals = [total(['1.00'], { kind: 'part', whys: ['suspended', 'lead_body_gone'] })];
    const lineOf = (language: Language) =>
      /^\* (.*)/m.exec(digestText(foldedOf(rows, totals, 'coordinator', language)))![1];
    expect(lineOf('vi')).toBe('Xem lại phần việc tạm dừng hoặc giao cơ quan chủ trì khác');
    expect(lineOf('en')).toBe('Review the suspended part or put another lead body in charge');
  });

  it('is a line each for a leader, who decides on each', () => {
    const signs = holder({ kind: 'part', role: 'leader', why: 'signs', name: same('Lãnh đạo Tỉnh ủy') });
    const rows = Array.from({ length: 8 }, (_, n) => waiting(`1.0${n}`, [signs]));
    const content = foldedOf(rows, [], 'leader');
    expect(content.items).toHaveLength(8);
    expect(digestSubject(content)).toBe(
      'Hợp tác Hà Nội – Nghệ An: 8 việc chờ xác nhận, quyết định (21/11/2019)',
    );
  });

  it('is the office’s to confirm in place of a leader who has no account, and only to pass on where he is to decide', () => {
    const without = { role: 'leader', hasAccount: false, name: same('Lãnh đạo Tỉnh ủy') } as const;
    const text = (given: Partial<DigestHolder>) =>
      digestText(digest([waiting('3.07', [holder({ ...without, ...given })])], { role: 'coordinator' }));
    expect(text({ kind: 'part', why: 'signs' })).toContain('cam-ket/3.07#xac-nhan-hoan-thanh');
    expect(text({ kind: 'part', why: 'signs' })).toContain('xác nhận hoàn thành thay');
    const decides = text({ kind: 'extension', why: 'decides_extension' });
    expect(decides).toContain(
      'Báo cáo lãnh đạo để quyết định: https://hop-tac.example/2016-tb-tu/cam-ket/3.07\n',
    );
    expect(decides).not.toContain('thay');
  });

  it('names an office once, for whatever it holds', () => {
    const content = digest([waiting('3.07', [extension, holder()])], { role: 'coordinator' });
    expect(digestText(content)).toContain('Đang chờ: Văn phòng Tỉnh ủy từ 08/11/2019, 9 ngày làm việc\n');
  });
});
