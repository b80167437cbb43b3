import { describe, expect, it } from '@jest/globals';
import { RuleBroken } from '../../platform/errors.js';
import { firstHolder, levelStanding, namingOf, type LastMatter, type Standing } from './matter.rules.js';
import { matterLevels, type DecisionLevel, type MatterLevel } from './matter.types.js';

const held = (level: MatterLevel): LastMatter => ({
  id: 7,
  level,
  openedAt: '2019-11-01T08:00:00+07:00',
  kind: 'named',
  role: firstHolder(level),
  holder: 1,
});
const left = (kind: 'answered' | 'returned' | 'closed'): LastMatter => ({
  ...held('leader'),
  kind,
  role: null,
  holder: null,
});
const standing = (stated: DecisionLevel | null, matter: LastMatter | null = null): Standing => ({
  stated,
  matter,
});

describe('the level that must decide, where a report leaves it out', () => {
  it.each<[string, Standing, DecisionLevel | null]>([
    ['unknown where nothing was ever said', standing(null), null],
    ['none where none was said', standing('none', left('answered')), 'none'],
    ['the lead body where that was said', standing('lead_body'), 'lead_body'],
    ['that of what still waits', standing('leader', held('leader')), 'leader'],
    ['the lead body where it was returned', standing('leader', left('returned')), 'lead_body'],
    ['none where it was answered', standing('leader', left('answered')), 'none'],
    ['none where it was closed', standing('leader', left('closed')), 'none'],
  ])('is %s', (_what, given, level) => {
    expect(levelStanding(given)).toBe(level);
    expect(namingOf(given, null, false)).toEqual({ level });
  });
});

describe('a report that names a level', () => {
  it.each(matterLevels)('opens what %s must decide, where nothing waits', (level) => {
    const opened = { level, opens: { level, again: undefined, since: null } };
    expect(namingOf(standing(null), level, false)).toEqual(opened);
    expect(namingOf(standing('leader', left('answered')), level, false)).toEqual(opened);
    expect(namingOf(standing('leader', left('closed')), level, false)).toEqual(opened);
  });

  it('changes nothing of what waits at that level', () => {
    expect(namingOf(standing('leader', held('leader')), 'leader', false)).toEqual({ level: 'leader' });
  });

  it('moves what waits at another level, since its old day', () => {
    const open = held('coordinator');
    expect(namingOf(standing('coordinator', open), 'higher', false)).toEqual({
      level: 'higher',
      closes: open,
      opens: { level: 'higher', since: open.openedAt },
    });
  });

  it('goes on with what came back at that level, and with no other', () => {
    const back = left('returned');
    expect(namingOf(standing('leader', back), 'leader', false).opens).toEqual({
      level: 'leader',
      again: back,
      since: back.openedAt,
    });
    expect(namingOf(standing('leader', back), 'higher', false).opens).toMatchObject({
      again: undefined,
      since: null,
    });
  });

  it.each(['lead_body', 'none'] as const)('closes what waits by %s', (level) => {
    const open = held('leader');
    expect(namingOf(standing('leader', open), level, false)).toEqual({ level, closes: open });
    expect(namingOf(standing('leader', left('returned')), level, false)).toEqual({ level });
  });
});

describe('a report by which the part ends', () => {
  it('closes what waits, and leaves nothing to decide', () => {
    const open = held('leader');
    expect(namingOf(standing('leader', open), null, true)).toEqual({ level: 'none', closes: open });
    expect(namingOf(standing(null), null, true)).toEqual({ level: null });
    expect(namingOf(standing('leader', open), 'none', true)).toEqual({ level: 'none', closes: open });
  });

  it('cannot name a level', () => {
    for (const level of matterLevels) expect(() => namingOf(standing(null), level, true)).toThrow(RuleBroken);
  });
});

it('is first in the hands of the own side: its leader’s at his level, else its coordinator’s', () => {
  expect(matterLevels.map(firstHolder)).toEqual(['coordinator', 'leader', 'coordinator', 'coordinator']);
});
