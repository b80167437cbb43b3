import { describe, expect, it } from '@jest/globals';
import { bearsSecrecyMark } from './secrecy-mark.js';

const heading = ['TỈNH ỦY NGHỆ AN', 'ĐẢNG CỘNG SẢN VIỆT NAM', '', 'Số 12-BC/TU'];

describe('a mark of secrecy in the heading of a text', () => {
  it.each([
    'MẬT',
    'TỐI MẬT',
    'TUYỆT MẬT',
    'M Ậ T',
    'T U Y Ệ T   M Ậ T',
    '[TỐI MẬT]',
    '- MẬT -',
    'MẬT,,,',
    'Độ mật: Tối mật',
    'ĐỘ MẬT: MẬT',
    'Số 12-BC/TU\tMẬT',
    'TUYỆT MẬT'.normalize('NFD'),
    'MÂ\u0323T',
  ])('is found: %s', (line) => {
    expect(bearsSecrecyMark([...heading, line])).toBe(true);
  });

  it.each([
    'mật ong rừng',
    'MẬT ONG, ĐƯỜNG, SỮA',
    'Mật độ dân số',
    'MẬT ĐỘ XÂY DỰNG',
    'Mật',
    'BẢO MẬT THÔNG TIN',
    'Không có tài liệu mật.',
    'MAT',
    'Độ mật: không',
  ])('is not found in: %s', (line) => {
    expect(bearsSecrecyMark([...heading, line])).toBe(false);
  });

  it('is looked for in the heading alone', () => {
    expect(bearsSecrecyMark([...Array.from({ length: 15 }, (_, n) => `dòng ${n}`), 'MẬT'])).toBe(false);
  });
});
