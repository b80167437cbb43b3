import { describe, expect, it } from '@jest/globals';
import { passwordFault } from './password-rule.js';

const EMAIL = 'congthuong@hanoi.example';

describe('a password', () => {
  it.each([
    'ba con mèo xanh',
    'cá rô 7 nồi đồng',
    'tủ lạnh bay qua sông',
    'correct horse battery staple',
    'xK7-93hf-Qm2p',
    'mật khẩu của nhà thơ',
  ])('may be %j', (password) => {
    expect(passwordFault(password, EMAIL)).toBeNull();
  });

  it.each([
    ['mèo xanh', /8 characters/],
    ['password1234', /too common/],
    ['P@ssw0rd2026!', /too common/],
    ['MậtKhẩu123456', /too common/],
    ['anhyeuem2019', /too common/],
    ['hop-tac-2019', /too common/],
    ['Admin@123456', /too common/],
    ['1q2w3e4r5t6y', /too common/],
    ['123456789012', /too common/],
    ['098765432109', /too common/],
    ['qwertyuiop[]', /too common/],
    ['aaaaaaaaaaaa', /too common/],
    ['abababababab', /too common/],
    ['20112019 20112019', /too common/],
    ['congthuong@hanoi.example', /the account’s address/],
    ['CongThuong2019', /the account’s address/],
    ['x'.repeat(150) + 'yz12'.repeat(20), /more than 200/],
  ])('cannot be %j', (password, why) => {
    expect(passwordFault(password, EMAIL)?.en).toMatch(why);
  });

  it('is counted in characters as people see them, composed or not', () => {
    const eleven = 'ồ'.repeat(3) + 'bcdefghk';
    expect(passwordFault(eleven.normalize('NFD'), EMAIL)?.vi).toContain('có 11 ký tự');
    expect(passwordFault(`${eleven}z`.normalize('NFD'), EMAIL)).toBeNull();
  });
});
