import { describe, expect, it } from '@jest/globals';
import type { ProgressUpdateItem } from '../commitment.types.js';
import {
  asMeant,
  BY_PERCENT,
  differsIn,
  freshValues,
  mergedValues,
  typedPercent,
  valuesFrom,
  valuesOf,
} from './update-values.js';

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
  givenOn: '2019-11-20',
  givenLate: false,
  corrects: null,
  illustrative: true,
};

describe('the report form', () => {
  it('starts from what was last stated, with nothing said yet of what was achieved since', () => {
    expect(freshValues(last)).toMatchObject({
      status: BY_PERCENT,
      percent: '60',
      results: '',
      difficulties: 'Không.',
      nextSteps: 'Hoàn tất hồ sơ.',
    });
  });

  it.each([
    ['not_started', '0', 'not_started'],
    ['not_started', '5', 'in_progress'],
    ['not_started', '100', 'completed'],
    ['in_progress', '0', 'in_progress'],
    ['in_progress', '99', 'in_progress'],
    ['in_progress', '100,0', 'completed'],
    ['in_progress', '101', 'in_progress'],
    ['suspended', '100', 'suspended'],
    ['completed', '90', 'completed'],
    ['withdrawn', '50', 'withdrawn'],
  ])('takes %s at %s for %s where the status is left to the percent', (statusStood, percent, status) => {
    expect(asMeant({ ...freshValues(last), percent }, { statusStood }).status).toBe(status);
  });

  it('completes nothing for the whole side where a body only cooperates, and guesses nothing without what stood', () => {
    const all = { ...freshValues(undefined), percent: '100' };
    expect(asMeant(all, { statusStood: 'not_started', as: 'contribution' }).status).toBe('in_progress');
    expect(asMeant(all, {}).status).toBe(BY_PERCENT);
    expect(asMeant({ ...all, status: 'suspended' }, { statusStood: 'in_progress' }).status).toBe('suspended');
  });

  it.each([
    ['55', 55],
    [' 55 % ', 55],
    ['55,0', 55],
    ['55.00', 55],
    ['0', 0],
    ['101', 101],
    ['55,5', null],
    ['1e2', null],
    ['-5', null],
    ['abc', null],
    ['', null],
  ])('reads %j as a percent of %j', (typed, percent) => {
    expect(typedPercent(typed)).toBe(percent);
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
