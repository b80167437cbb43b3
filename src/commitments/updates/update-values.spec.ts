import { describe, expect, it } from '@jest/globals';
import type { ProgressUpdateItem } from '../commitment.types.js';
import { differsIn, freshValues, mergedValues, valuesFrom, valuesOf } from './update-values.js';

const last: ProgressUpdateItem = {
  id: 7,
  party: 'nghean',
  at: '2019-11-12T09:15:00+07:00',
  period: '2019-11',
  by: { vi: 'Sở Công Thương', en: 'Industry and Trade' },
  status: 'in_progress',
  percent: 60,
  results: 'Đã đưa 12 sản phẩm.',
  difficulties: 'Không.',
  proposals: '',
  nextSteps: 'Hoàn tất hồ sơ.',
  decisionLevel: 'leader',
  doneOn: null,
  evidenceIds: [],
  noEvidenceReason: null,
  indicators: [],
  illustrative: true,
};

describe('the report form', () => {
  it('starts from where the part stands, with empty texts', () => {
    expect(freshValues(last)).toMatchObject({
      status: 'in_progress',
      percent: '60',
      results: '',
      nextSteps: '',
    });
  });

  it('starts from the level that was last said to have to decide, and from none where nothing was said', () => {
    expect(freshValues(last).decisionLevel).toBe('leader');
    expect(freshValues({ ...last, decisionLevel: null }).decisionLevel).toBe('none');
    expect(freshValues(undefined).decisionLevel).toBe('none');
  });

  it('does not put a percent into the mouth of a side that has not reported', () => {
    expect(freshValues(undefined).percent).toBe('');
  });

  it('copies last period’s texts when asked', () => {
    expect(valuesOf(last)).toMatchObject({
      percent: '60',
      results: 'Đã đưa 12 sản phẩm.',
      nextSteps: 'Hoàn tất hồ sơ.',
    });
  });

  it('keeps what was typed even where it is no text at all', () => {
    expect(valuesFrom({ percent: '1a', results: ['x'], extra: 'y' })).toEqual({
      status: '',
      percent: '1a',
      results: '',
      difficulties: '',
      decisionLevel: '',
      doneOn: '',
      noEvidenceReason: '',
      proposals: '',
      nextSteps: '',
    });
  });
});

describe('a conflict', () => {
  const body = {
    choose_percent: 'theirs',
    mine_percent: '75',
    theirs_percent: '70',
    choose_results: 'mine',
    mine_results: 'của tôi',
    theirs_results: 'đã lưu',
    mine_proposals: 'giống nhau',
    theirs_proposals: 'giống nhau',
    choose_nextSteps: 'neither',
    mine_nextSteps: 'việc của tôi',
    theirs_nextSteps: 'khác',
  };

  it('merges what was chosen field by field, and keeps one’s own where nothing was', () => {
    expect(mergedValues(body)).toMatchObject({
      percent: '70',
      results: 'của tôi',
      proposals: 'giống nhau',
      nextSteps: 'việc của tôi',
    });
  });

  it('does not see a difference in line ends or white space around a text', () => {
    const values = valuesOf(last);
    expect(differsIn('results', values, { ...values, results: ' Đã đưa 12 sản phẩm.\r\n' })).toBe(false);
    expect(differsIn('percent', values, { ...values, percent: '61' })).toBe(true);
  });
});
