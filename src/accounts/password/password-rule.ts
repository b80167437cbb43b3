import { composed, fold, type BilingualText } from '../../platform/text.js';
import { commonWords } from './common-passwords.js';

export const MIN_PASSWORD = 12;
export const MAX_PASSWORD = 200;

/** As people are told before they choose. */
export const passwordRule: BilingualText = {
  vi: `Ít nhất ${MIN_PASSWORD} ký tự; dấu cách và chữ có dấu đều được. Vài từ không liên quan ghép lại thì dễ nhớ, khó đoán. Không dùng mật khẩu phổ biến hay chính địa chỉ thư.`,
  en: `At least ${MIN_PASSWORD} characters; spaces and accents are fine. A few unrelated words are easy to remember and hard to guess. Do not use a common password or your own address.`,
};

/** @returns what is wrong with it and what to do; null where it may be used */
export function passwordFault(password: string, email: string): BilingualText | null {
  const chosen = composed(password, MAX_PASSWORD);
  const length = [...chosen].length;
  if (length < MIN_PASSWORD) return tooShort(length);
  if (chosen.length > MAX_PASSWORD) return tooLong;
  if (isOwnAddress(password, email)) return ownAddress;
  return isCommon(password) ? tooCommon : null;
}

function isOwnAddress(password: string, email: string): boolean {
  const plain = lettersOf(password);
  const [local = '', domain = ''] = email.toLowerCase().split('@');
  const own = [email, local, domain, `${local}${domain}`, `${domain}${local}`].map(lettersOf);
  return own.some((word) => word.length > 0 && plain === word);
}

/** One of few characters, a run of keys or digits, or nothing but words that everybody tries first. */
function isCommon(password: string): boolean {
  if (new Set(fold(password)).size < 5 || isRun(fold(password))) return true;
  const plain = lettersOf(password);
  return plain === '' || isMadeOf(plain) || isMadeOf(fold(password).replace(/[^a-z0-9@]/g, ''));
}

/** Letters only, without marks. */
const lettersOf = (text: string) => fold(text).replace(/[^\p{L}]/gu, '');

/** `abcdefghijkl`, `987654321098`, `qwertyuiop[]`: each character follows the one before. */
function isRun(text: string): boolean {
  return rows.some((row) => row.includes(text) || [...row].reverse().join('').includes(text));
}

const rows = ['01234567890123456789012345', 'abcdefghijklmnopqrstuvwxyz', 'qwertyuiop[]asdfghjkl;zxcvbnm,./'];

/** Can the text be cut into common words, and digits, without a rest? */
function isMadeOf(text: string): boolean {
  const reachable = new Set([0]);
  for (let at = 0; at < text.length; at++) {
    if (!reachable.has(at)) continue;
    if (/\d/.test(text[at]!)) reachable.add(at + 1);
    for (const word of commonWords) if (text.startsWith(word, at)) reachable.add(at + word.length);
  }
  return reachable.has(text.length);
}

const tooShort = (length: number): BilingualText => ({
  vi: `Mật khẩu mới có ${length} ký tự, cần ít nhất ${MIN_PASSWORD}. Hãy thêm vài từ.`,
  en: `The password has ${length} characters but needs at least ${MIN_PASSWORD}. Add a few words.`,
});
const tooLong: BilingualText = {
  vi: `Mật khẩu dài quá ${MAX_PASSWORD} ký tự. Hãy rút ngắn.`,
  en: `The password has more than ${MAX_PASSWORD} characters. Make it shorter.`,
};
const ownAddress: BilingualText = {
  vi: 'Mật khẩu trùng với địa chỉ thư của tài khoản. Hãy chọn mật khẩu khác.',
  en: 'The password is the same as the account’s address. Choose another one.',
};
const tooCommon: BilingualText = {
  vi: 'Mật khẩu này quá phổ biến, dễ bị đoán. Hãy ghép vài từ không liên quan.',
  en: 'This password is too common and easy to guess. Combine a few unrelated words.',
};
