import { describe, expect, it } from '@jest/globals';
import { inReadersSize } from './readers-size.js';

describe('a style sheet in the reader’s size', () => {
  it.each([
    ['font: 400 13px/20px var(--font)', 'font: 400 0.8125rem/1.25rem var(--font)'],
    ['margin: -6px 0.5px', 'margin: -0.375rem 0.5px'],
    ['border: 1px solid; outline: 2px solid', 'border: 1px solid; outline: 2px solid'],
    ['width: calc(26 * 1px)', 'width: calc(26 * 1px)'],
    ['@media screen and (max-width: 760px) {', '@media screen and (max-width: 47.5em) {'],
    ['@media print, (min-width: 761px) {', '@media print, (min-width: 47.5625em) {'],
    ['font-size: 9pt; margin: 12mm', 'font-size: 9pt; margin: 12mm'],
  ])('writes %j as %j', (written, served) => {
    expect(inReadersSize(written)).toBe(served);
  });
});
