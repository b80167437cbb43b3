import { describe, expect, it } from '@jest/globals';
import { guideOf } from './guide-html.js';

const htmlOf = (markdown: string): string => guideOf(markdown).html.trim();

describe('a guide', () => {
  it('is called by its first heading', () => {
    expect(guideOf('<!-- a word -->\n\n# Hướng dẫn\n\n## Bắt đầu').title).toBe('Hướng dẫn');
  });

  it('names its headings as the repository’s pages do', () => {
    expect(htmlOf('## Thỏa thuận, đăng nhập, nhật ký')).toContain('<h2 id="thỏa-thuận-đăng-nhập-nhật-ký">');
  });

  it.each([
    ['admin-guide.vi.md', '/huong-dan/quan-tri'],
    ['user-guide.en.md#admin', '/huong-dan#admin'],
    ['agreements.vi.md', '/huong-dan/thoa-thuan'],
    ['glossary.md', '/huong-dan/thuat-ngu'],
    ['#leader', '#leader'],
  ])('leads from %s to %s', (from, to) => {
    expect(htmlOf(`[words](${from})`)).toBe(`<p><a href="${to}">words</a></p>`);
  });

  it('keeps the words of a link to what is not served', () => {
    expect(htmlOf('[so](security.md#audit)')).toBe('<p>so</p>');
  });

  it('shows pictures from where they are served, however they are written', () => {
    expect(htmlOf('![Tổng quan "A"](images/overview.png)')).toContain(
      '<img src="/huong-dan/hinh/overview.png" alt="Tổng quan &quot;A&quot;"',
    );
    expect(htmlOf('<img src="images/a.png" width="260" alt="A">')).toContain(
      '<img src="/huong-dan/hinh/a.png" width="260"',
    );
  });

  it('calls no column by an empty name', () => {
    expect(htmlOf('| what | |\n|---|---|\n| a | b |').match(/<th>.*<\/th>/g)).toEqual(['<th>what</th>']);
  });

  it('says nothing of what was noted for those who write it', () => {
    expect(htmlOf('<!-- for us -->\n\nText')).toBe('<p>Text</p>');
  });
});
