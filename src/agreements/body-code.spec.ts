import { describe, expect, it } from '@jest/globals';
import { asCode, codeFrom } from './body-code.js';

/** As the codes of indicators were made before they were made here: those that are kept stay what they are. */
const before = (name: string) =>
  name
    .slice(0, 200)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)
    .replace(/^-+|-+$/g, '');

describe('a code', () => {
  it.each([
    ['Doanh nghiệp được kết nối', 'doanh-nghiep-duoc-ket-noi'],
    ['Doanh nghiệp được kết nối'.normalize('NFD'), 'doanh-nghiep-duoc-ket-noi'],
    ['ĐƠN HÀNG (tấn/năm)', 'don-hang-tan-nam'],
    ['Số lượt người được tập huấn về an toàn thực phẩm', 'so-luot-nguoi-duoc-tap-huan-ve-an-toan-t'],
    ['Số lượng sản phẩm OCOP được công nhận, hạng 3', 'so-luong-san-pham-ocop-duoc-cong-nhan-ha'],
    ['…', ''],
  ])('of the indicator %s is %s, as it always was', (name, code) => {
    expect(asCode(name, 40)).toBe(code);
    expect(before(name)).toBe(code);
  });

  it('begins and ends with a letter or digit, where text begins or is cut off at something else', () => {
    expect(asCode('  “Kế hoạch” 45-KH/TU. ')).toBe('ke-hoach-45-kh-tu');
    expect(asCode(`${'a'.repeat(39)} b`, 40)).toBe('a'.repeat(39));
  });

  it('of a body has its side’s marker before it', () => {
    expect(codeFrom('HN', 'Sở Công Thương')).toBe('hn-so-cong-thuong');
    expect(codeFrom('NA', '—')).toBe('na-co-quan');
  });
});
