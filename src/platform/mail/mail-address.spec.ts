import { describe, expect, it } from '@jest/globals';
import { isMailAddress } from './mail-address.js';

describe('an e-mail address', () => {
  it.each([
    'congthuong@hanoi.example',
    "o'brien+tag@x-y.example.vn",
    'a.b_c=d@x.vn',
    `${'x'.repeat(64)}@hanoi.example`,
  ])('may be %s', (text) => expect(isMailAddress(text)).toBe(true));

  it.each([
    ['a zero-width space', 'a\u200b@hanoi.example'],
    ['a soft hyphen in the domain', 'a@ha\u00adnoi.example'],
    ['a filler', 'a\u3164@hanoi.example'],
    ['a sign that turns the writing', 'a\u202e@hanoi.example'],
    ['a selector of variants', 'a\ufe0f@hanoi.example'],
    ['a no-break space', 'a\u00a0b@hanoi.example'],
    ['half a character', 'a\udfff@hanoi.example'],
    ['quotes', '"a b"@hanoi.example'],
    ['two signs', '"a@b"@hanoi.example'],
    ['two dots', 'a..b@hanoi.example'],
    ['no domain', 'a@'],
    ['no name', '@hanoi.example'],
    ['a megabyte', `${'a.'.repeat(500_000)}@hanoi.example`],
  ])('is none with %s', (_, text) => expect(isMailAddress(text)).toBe(false));
});
