import { describe, expect, it } from '@jest/globals';
import { sayIn } from './say.js';
import type { Groups } from './say.types.js';

const none: Groups = {
  total: 0,
  onTime: 0,
  late: 0,
  inTime: 0,
  continuing: 0,
  idle: 0,
  overdue: 0,
  suspended: 0,
  withdrawn: 0,
};
const vi = sayIn('vi');
const en = sayIn('en');
const day = '2019-11-14';

describe('the sentences of documents', () => {
  it('count in the words of official papers: none, one, some, all, all late', () => {
    const said = (groups: Partial<Groups>, sides = 2) =>
      vi.generalText({ ...none, ...groups }, groups.total === 1 ? 1 : 12, sides, day);
    expect(said({})).toBe('Hai bên chưa có cam kết nào để theo dõi đến ngày 14/11/2019.');
    expect(said({ total: 1, onTime: 1 })).toBe(
      'Hai bên theo dõi 01 cam kết thuộc 01 lĩnh vực. Đến ngày 14/11/2019: cam kết này đã hoàn thành (100%), đúng hạn; không có cam kết quá hạn.',
    );
    expect(said({ total: 44, onTime: 8, late: 3, inTime: 22, continuing: 6, idle: 5, overdue: 6 })).toBe(
      'Hai bên theo dõi 44 cam kết thuộc 12 lĩnh vực. Đến ngày 14/11/2019: hoàn thành 11 cam kết (25%), trong đó đúng hạn 08, quá hạn 03; đang thực hiện trong hạn 22 (có 06 cam kết thường xuyên); chưa thực hiện, còn trong hạn 05; quá hạn 06.',
    );
    expect(said({ total: 44, onTime: 44 }, 10)).toBe(
      'Các bên theo dõi 44 cam kết thuộc 12 lĩnh vực. Đến ngày 14/11/2019: cả 44 cam kết đã hoàn thành (100%), đều đúng hạn; không có cam kết quá hạn.',
    );
    expect(said({ total: 44, overdue: 44 })).toContain(
      'chưa có cam kết nào hoàn thành; cả 44 cam kết đều quá hạn.',
    );
    expect(said({ total: 1234, inTime: 1230, suspended: 3, withdrawn: 1 })).toContain(
      'theo dõi 1.234 cam kết thuộc 12 lĩnh vực. Đến ngày 14/11/2019: chưa có cam kết nào hoàn thành; đang thực hiện trong hạn 1.230; không có cam kết quá hạn; tạm dừng 03; thôi thực hiện 01.',
    );
  });

  it('say the same in English, in the singular and in the plural', () => {
    const said = (groups: Partial<Groups>) =>
      en.generalText({ ...none, ...groups }, groups.total === 1 ? 1 : 12, 2, day);
    expect(said({})).toBe('The two sides have no commitments to follow as of 14/11/2019.');
    expect(said({ total: 1, late: 1 })).toBe(
      'The two sides follow 1 commitment in 1 sector. As of 14/11/2019: it is completed (100%), late; none overdue.',
    );
    expect(said({ total: 44, onTime: 8, late: 3, inTime: 22, continuing: 6, idle: 5, overdue: 6 })).toContain(
      '11 completed (25%), 8 on time and 3 late; 22 in time (6 of them continuing); 5 not started, still in time; 6 overdue.',
    );
    expect(said({ total: 44, overdue: 44 })).toContain('none completed; all 44 overdue.');
  });

  it('tell of each of ten sides what it declared and reported, also where nothing was owed', () => {
    const side = { name: 'Hà Nội', declared: 14, owed: 31, gave: 27, late: 1 };
    expect(vi.sidesText([side])).toBe(
      'Phía Hà Nội báo cáo hoàn thành phần việc của 14 cam kết; báo cáo đúng kỳ 27/31 cam kết phải báo cáo (87,1%), nộp muộn 01, chưa báo cáo 03.',
    );
    expect(vi.sidesText([{ ...side, declared: 0, owed: 0, gave: 0, late: 0 }])).toBe(
      'Phía Hà Nội chưa báo cáo hoàn thành phần việc nào; không có báo cáo phải nộp trong kỳ.',
    );
    expect(en.sidesText([{ ...side, name: 'Hanoi', declared: 1 }])).toBe(
      'Hanoi has reported its part of 1 commitment completed; 27 of 31 required reports came on time (87.1%), 1 late, 3 missing.',
    );
    const ten = Array.from({ length: 10 }, (_, i) => ({ ...side, name: `Tỉnh ${i}` }));
    expect(vi.sidesText(ten).match(/Phía Tỉnh \d báo cáo/g)).toHaveLength(10);
  });

  it('name what is overdue, missing, difficult and due, or say that nothing is', () => {
    expect(vi.overdueText(0, 44)).toBe('Không có cam kết quá hạn.');
    expect(vi.overdueText(1, 1)).toBe('Có 01 cam kết quá hạn:');
    expect(vi.overdueText(44, 44)).toBe('Cả 44 cam kết đều quá hạn:');
    expect(vi.missingText([])).toBe('Không có cơ quan chủ trì nào còn thiếu báo cáo.');
    expect(vi.missingText([{ name: 'Sở Nội vụ', codes: ['1.07', '2.05'] }])).toBe(
      'Còn 01 cơ quan chủ trì thiếu báo cáo: Sở Nội vụ (02 cam kết: 1.07, 2.05).',
    );
    expect(vi.difficultiesText([])).toBe('Các cơ quan không báo cáo khó khăn, vướng mắc.');
    expect(vi.proposalsText([{ name: 'Du lịch', codes: ['6.01'] }])).toBe(
      'Có 01 cam kết có kiến nghị, đề xuất, thuộc 01 lĩnh vực: Du lịch (6.01); nội dung cụ thể tại mục II.',
    );
    expect(vi.dueText('2019-12-14', [{ code: '3.09', label: 'Tháng 11/2019' }])).toBe(
      'Đến ngày 14/12/2019 có 01 cam kết đến hạn: 3.09 (tháng 11/2019).',
    );
    expect(['2019-01', '2019-11', '2019-Q4', '2019-H1', '2019'].map((code) => vi.period(code))).toEqual([
      'tháng 01 năm 2019',
      'tháng 11 năm 2019',
      'quý IV năm 2019',
      '6 tháng đầu năm 2019',
      'năm 2019',
    ]);
  });
});
