import { describe, expect, it } from '@jest/globals';
import { factsOf } from './audit-facts.js';

const names = new Map([['hanoi', { vi: 'Hà Nội', en: 'Hanoi' }]]);
const vi = (data: Record<string, unknown>) => factsOf(data, 'vi', names);
const en = (data: Record<string, unknown>) => factsOf(data, 'en', names);

describe('the facts of an entry', () => {
  it('say from what to what, in the reader’s language', () => {
    const from = { vi: 'Quý III/2019', en: 'Q3 2019' };
    const data = { requestId: 7, from, to: { vi: 'Quý I/2020', en: 'Q1 2020' }, reason: 'Chậm.' };
    expect(vi(data)).toEqual(['Quý III/2019 → Quý I/2020', 'lý do: Chậm.']);
    expect(en(data)).toEqual(['Q3 2019 → Q1 2020', 'reason: Chậm.']);
  });

  it('say a percent and a status with the one before, where that was another', () => {
    const data = { updateId: 3, percent: 60, previousPercent: 45, status: 'in_progress' };
    expect(vi({ ...data, previousStatus: 'not_started' })).toEqual([
      '45% → 60%',
      'Chưa thực hiện → Đang thực hiện',
    ]);
    expect(vi({ ...data, previousStatus: 'in_progress' })).toEqual(['45% → 60%', 'Đang thực hiện']);
    expect(vi({ percent: 10, status: 'in_progress' })).toEqual(['10%', 'Đang thực hiện']);
  });

  it('name roles, sides, answers, days and periods as people do', () => {
    expect(en({ role: 'liaison', party: 'hanoi' })).toEqual(['role: Liaison officer', 'side: Hanoi']);
    expect(vi({ decision: 'rejected' })).toEqual(['ý kiến: không đồng ý']);
    expect(vi({ from: '2019-11-20', to: null })).toEqual(['20/11/2019 → không']);
    expect(vi({ onBehalf: true })).toEqual(['thay mặt lãnh đạo']);
    expect(vi({ period: '2019-11' })).toEqual(['kỳ báo cáo: Tháng 11/2019']);
  });

  it('name the choices of a fact, and nothing typed that reads like one', () => {
    expect(vi({ step: 'code', address: '::1' })).toEqual(['bước: mã xác thực', 'từ địa chỉ: ::1']);
    expect(vi({ mail: 'second_factor_on', attempt: 1 })).toEqual([
      'thư: bật xác thực hai bước',
      'lần thử: 1',
    ]);
    expect(vi({ by: 'invitation' })).toEqual(['bằng: thư mời']);
    expect(vi({ scope: 'read+write' })).toEqual(['phạm vi: đọc và ghi']);
    expect(en({ scope: 'read', name: 'read' })).toEqual(['scope: read only', 'name: read']);
    expect(vi({ kind: 'department' })).toEqual(['loại: Sở, ngành']);
  });

  it('say from what to what of a single fact, too', () => {
    expect(vi({ secondFactor: { from: 'nobody', to: 'all' } })).toEqual([
      'bắt buộc xác thực hai bước: không tài khoản nào → tất cả tài khoản',
    ]);
  });

  it('tell the days that were added from a number of days', () => {
    expect(vi({ days: ['2019-12-24', '2019-12-25'] })).toEqual(['ngày: 24/12/2019, 25/12/2019']);
    expect(vi({ days: 90 })).toEqual(['số ngày: 90']);
  });

  it('show what has no word under its own name, nested things too, and leave ids and gaps to the export', () => {
    expect(vi({ updateId: 1, bodyIds: [1], body: null, unheard: { of: [1, 'x'], party: 'hanoi' } })).toEqual([
      'unheard: of: 1, x, bên: Hà Nội',
    ]);
  });

  it('count extensions, and say why a mail was refused, in words', () => {
    expect(vi({ count: 2 })).toEqual(['lần 2']);
    expect(en({ count: 2 })).toEqual(['second extension']);
    expect(vi({ reason: 'smtp_550: no such user' })).toEqual([
      'lý do: Máy chủ thư từ chối (550): no such user',
    ]);
    expect([vi({ working: false }), en({ working: false })]).toEqual([['nghỉ'], ['day off']]);
  });

  it('take no name of the language itself for a word', () => {
    expect(vi({ constructor: 'x', role: 'toString' })).toEqual(['constructor: x', 'vai trò: toString']);
  });
});
