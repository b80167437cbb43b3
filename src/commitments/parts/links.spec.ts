import { describe, expect, it } from '@jest/globals';
import { commitmentHref, listHref, overdueGroups } from './links.js';
import { languageHref } from '../../web/links.js';

describe('the address of a commitment', () => {
  it('asks for the days of the page that leads to it, before the part of it', () => {
    expect(commitmentHref('2016-tb-tu', '3.09')).toBe('/2016-tb-tu/cam-ket/3.09');
    expect(
      commitmentHref('2016-tb-tu', '3.09', 'thoi-han', { asOf: '2019-11-25', knownAt: '2019-12-02' }),
    ).toBe('/2016-tb-tu/cam-ket/3.09?asOf=2019-11-25&knownAt=2019-12-02#thoi-han');
  });
});

describe('the address of a list', () => {
  it('is bare without a filter', () => {
    expect(listHref('2016-tb-tu')).toBe('/2016-tb-tu/cam-ket');
    expect(listHref('2016-tb-tu', { q: '', sector: undefined, differs: false })).toBe('/2016-tb-tu/cam-ket');
  });

  it('names its parameters as the filter names them, and several groups with commas', () => {
    expect(listHref('2016-tb-tu', { sector: '3', group: overdueGroups, asOf: '2019-10-15' })).toBe(
      '/2016-tb-tu/cam-ket?sector=3&group=in_progress_overdue,not_started_overdue&asOf=2019-10-15',
    );
  });

  it('cannot be broken out of by what was typed', () => {
    expect(listHref('2016-tb-tu', { q: 'a&b="<c>' })).toBe('/2016-tb-tu/cam-ket?q=a%26b%3D%22%3Cc%3E');
    expect(languageHref('en', '/a?b=c&d=e')).toBe('/ngon-ngu/en?back=%2Fa%3Fb%3Dc%26d%3De');
  });
});
