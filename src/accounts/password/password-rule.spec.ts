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
    ['password1234', /first that are tried/],
    ['P@ssw0rd2026!', /first that are tried/],
    ['MậtKhẩu123456', /first that are tried/],
    ['anhyeuem2019', /first that are tried/],
    ['hop-tac-2019', /first that are tried/],
    ['Admin@123456', /first that are tried/],
    ['1q2w3e4r5t6y', /first that are tried/],
    ['123456789012', /first that are tried/],
    ['098765432109', /first that are tried/],
    ['qwertyuiop[]', /first that are tried/],
    ['aaaaaaaaaaaa', /first that are tried/],
    ['abababababab', /first that are tried/],
    ['20112019 20112019', /first that are tried/],
    ['congthuong@hanoi.example', /own address/],
    ['CongThuong2019', /own address/],
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
