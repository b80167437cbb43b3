import { describe, expect, it } from '@jest/globals';
import { between, request, speakers, type SpeakerName } from '../../test/support/speakers.js';
import { NotAllowed } from '../platform/errors.js';
import type { CommitmentState, Speaker } from './commitment-state.js';
import { actions, may, mustBeAllowed, whyNot, type Action } from './may.js';

type Name = keyof typeof actions;
const withdrawn = between({ hanoi: { status: 'withdrawn' }, nghean: { status: 'withdrawn' } });
const lead = speakers['an officer of the lead body'];
const ofLead = { party: 'hanoi', author: lead.userId };
const ofNobody = { party: 'hanoi', author: null };
const atOffice = {
  id: 3,
  party: 'hanoi',
  level: 'higher',
  role: 'coordinator',
  holder: 'hanoi',
} as const;
const across = { ...atOffice, role: 'other_coordinator', holder: 'nghean' } as const;
const directive = { id: 1, party: 'hanoi', role: 'lead_body', author: -1, isOrphaned: false } as const;
const ownDirective = ({ userId }: Speaker) => ({ ...directive, author: userId });
const question = { id: 1, party: 'hanoi', to: 'nghean', body: null, author: lead.userId } as const;
const toCooperating = {
  ...question,
  party: 'nghean',
  to: 'hanoi',
  body: 'cooperating',
  author: null,
} as const;
const own = ({ userId }: Speaker) => ({ party: 'hanoi', author: userId });

/** Each asks for its own side; requests, files and notes are Hà Nội's. The speakers stand in this order. */
const table: [action: Name, told: string, may: string, on?: unknown, commitment?: CommitmentState][] = [
  // Hà Nội: lead, cooperating, following, ended, another, coordinator, leader; Nghệ An: lead, another, coordinator, leader;
  // no side: coordinator, leader; auditor, administrator
  ['report', 'report', 'y----y- y-y- -- --'],
  ['contribute', 'contribute', '-yy---- ---- -- --'],
  ['contribute', 'contribute to a withdrawn part', '------- ---- -- --', null, withdrawn],
  ['reportOrContribute', 'say how far it is', 'yyy--y- y-y- -- --'],
  ['sayWithdrawn', 'say that it is withdrawn, or be told that a contribution cannot', '-yy--y- --y- -- --'],
  ['declineContribution', 'decline a contribution', 'y----y- y-y- -- --'],
  ['report', 'take a withdrawn part up again', '-----y- --y- -- --', null, withdrawn],
  ['withdrawPart', 'withdraw its part', '-----y- --y- -- --'],
  ['reviewReport', 'look at a report of its side', '-----y- --y- -- --'],
  ['setIndicators', 'set the indicators of its part', '-----y- --y- -- --'],
  ['answerAmendment', 'answer an amendment', '-----y- --y- -- --'],
  ['statePlan', 'state the plan of its part', '-----y- --y- -- --'],
  ['confirmPlan', 'confirm owners and deadline', '-----y- --y- -- --'],
  ['withdrawPlanConfirmation', 'take back that confirmation', '-----y- --y- -- --'],
  ['signCompletion', 'sign completion', '-----yy --yy -- --'],
  ['withdrawSignature', 'take back the signature', '-----yy --yy -- --'],
  ['sendBack', 'send a declared completion back', '-----yy --yy -- --'],
  ['contestDay', 'send its own completion back for its day', '-----yy --yy -- --'],
  ['requestExtension', 'ask for an extension', 'yyy--y- y-y- -- --'],
  ['moveReview', 'move the review day', '-----y- --y- -- --'],
  ['decideExtension', 'decide on Hà Nội’s request', '------y ---- -- --', request],
  ['agreeToExtension', 'agree to Hà Nội’s request', '------- --y- -- --', request],
  ['answerMatter', 'answer what Hà Nội’s coordinator has to decide', '-----y- ---- -- --', atOffice],
  [
    'answerMatter',
    'answer what Hà Nội’s leader has to decide',
    '------y ---- -- --',
    { ...atOffice, role: 'leader' },
  ],
  ['answerMatter', 'answer what was put to Nghệ An’s office', '------- --y- -- --', across],
  ['answerMatter', 'enter what a level outside said', '-----y- ---- -- --', { ...atOffice, role: 'outside' }],
  [
    'returnMatter',
    'return what Hà Nội’s leader has to decide',
    '------y ---- -- --',
    { ...atOffice, role: 'leader' },
  ],
  ['returnMatter', 'return what was put to Nghệ An’s office', '------- --y- -- --', across],
  ['putMatterAcross', 'put Hà Nội’s difficulty to the other office', '-----y- ---- -- --', atOffice],
  ['askHigherLevel', 'name the document that asks a higher level', '-----y- ---- -- --', atOffice],
  ['giveDirective', 'direct its own side', '------y ---y -- --'],
  ['answerDirective', 'answer what was given to Hà Nội’s lead body', 'y------ ---- -- --', directive],
  [
    'answerDirective',
    'answer what was given to Hà Nội’s coordinator',
    '-----y- ---- -- --',
    { ...directive, role: 'coordinator' },
  ],
  ['withdrawDirective', 'withdraw its own directive', '------y ---- -- --', ownDirective],
  ['withdrawDirective', 'withdraw a directive of somebody else', '------- ---- -- --', directive],
  [
    'withdrawDirective',
    'withdraw a directive of a leader whose account has ended',
    '------y ---- -- --',
    { ...directive, isOrphaned: true },
  ],
  [
    'askForDirective',
    'ask the other office on account of what was given to Hà Nội’s coordinator',
    '-----y- ---- -- --',
    { ...directive, role: 'coordinator' },
  ],
  ['askForDirective', 'ask on account of what was given to the lead body', '------- ---- -- --', directive],
  ['askQuestion', 'ask another side, or a body of the own', 'yyy--y- y-y- -- --'],
  ['answerQuestion', 'answer what Nghệ An’s office was asked', '------- --y- -- --', question],
  ['answerQuestion', 'answer what Hà Nội’s cooperating body was asked', '-y---y- ---- -- --', toCooperating],
  ['withdrawQuestion', 'withdraw the lead officer’s question', 'y----y- ---- -- --', question],
  ['withdrawQuestion', 'withdraw a question of no account', '------- --y- -- --', toCooperating],
  ['attachEvidence', 'attach a file', 'yyy--y- y-y- -- --'],
  ['withdrawEvidence', 'withdraw its own file', 'yyyyyyy ---- -- --', own],
  ['withdrawEvidence', 'withdraw the lead officer’s file', 'y----y- ---- -- --', ofLead],
  ['withdrawEvidence', 'withdraw a file of no account', '-----y- ---- -- --', ofNobody],
  ['readNotes', 'read internal notes', 'yyyyyyy yyyy -- --'],
  ['writeNote', 'write an internal note', 'yyy--yy y-yy -- --'],
  ['withdrawNote', 'withdraw its own note', 'yyyyyyy ---- -- --', own],
  ['withdrawNote', 'withdraw the lead officer’s note', 'y----y- ---- -- --', ofLead],
];

const cells = table.flatMap(([action, told, row, on, commitment = between()]) =>
  [...row.replaceAll(' ', '')].map((cell, place) => {
    const [name, speaker] = Object.entries(speakers)[place]!;
    const thing = typeof on === 'function' ? on(speaker) : on;
    return {
      name,
      speaker,
      verb: cell === 'y' ? 'may' : 'may not',
      told,
      action: act(action, thing),
      commitment,
    };
  }),
);

function act(name: Name, thing: unknown): Action {
  const action = actions[name] as Action | ((on: unknown) => Action);
  return typeof action === 'function' ? action(thing) : action;
}

describe('who may do what', () => {
  it('is told for every action and every caller', () => {
    expect(new Set(table.map(([action]) => action))).toEqual(new Set(Object.keys(actions)));
    expect(cells).toHaveLength(table.length * Object.keys(speakers).length);
  });

  it.each(cells)('$name $verb $told', ({ speaker, verb, action, commitment }) => {
    expect(may(speaker, commitment, action)).toBe(verb === 'may');
    const ask = () => mustBeAllowed(speaker, commitment, action);
    if (verb === 'may') expect(ask).not.toThrow();
    else expect(ask).toThrow(NotAllowed);
  });

  it('is the same for ids, by which changes are decided, as for codes', () => {
    const [side, other] = between().sides;
    const byId = between({}, { sides: [{ ...side!, party: 1, leadBody: 12, bodies: [11, 12] }, other!] });
    const officer = { ...lead, party: 1, body: 12 };
    expect(may(officer, byId, actions.report)).toBe(true);
    expect(may({ ...officer, body: 11 }, byId, actions.report)).toBe(false);
    expect(may({ ...officer, body: 11 }, byId, actions.contribute)).toBe(true);
    expect(may({ ...officer, body: 13 }, byId, actions.report)).toBe(false);
    expect(may({ ...officer, party: 2 }, byId, actions.report)).toBe(false);
  });
});

describe('who may not', () => {
  it.each<[SpeakerName, Name, string, unknown?]>([
    ['an auditor', 'readNotes', 'Your account represents no side.'],
    ['the leader of a party without a side', 'sendBack', 'Your account represents no side.'],
    [
      'an officer of another body',
      'reportOrContribute',
      'officers of your side’s lead or cooperating bodies',
    ],
    ['an officer of a cooperating body', 'report', 'Only your side’s lead body or committee office'],
    ['an officer of another body', 'requestExtension', 'can request an extension of this commitment'],
    ['an officer of the lead body', 'withdrawPart', 'Only the committee office can withdraw a commitment'],
    ['the leader', 'confirmPlan', 'Only the committee office can do this.'],
    ['an officer of the lead body', 'signCompletion', 'Only the leader, or the committee office on'],
    ['the coordinator', 'decideExtension', 'Only the leader can decide this.', request],
    ['the other side’s leader', 'decideExtension', 'only on their own side’s requests', request],
    ['the coordinator', 'agreeToExtension', 'Only the other sides can respond', request],
    ['the coordinator', 'answerMatter', 'Only the post that has to decide', across],
    ['the other side’s coordinator', 'putMatterAcross', 'the side with the difficulty', atOffice],
    ['an officer of another body', 'writeNote', 'can read internal notes but not write them'],
    ['the leader', 'withdrawNote', 'Only the author', ofLead],
    ['the leader', 'withdrawEvidence', 'Only the account that attached this file', ofLead],
  ])('is told why: %s, %s', (...[name, action, why, thing]) => {
    expect(whyNot(speakers[name], between(), act(action, thing))?.en).toContain(why);
  });

  it('is told, once the part is withdrawn, that the committee office takes it up again', () => {
    expect(whyNot(lead, withdrawn, actions.report)?.en).toContain('Only the committee office can withdraw');
  });

  it('is told first what is wrong with the post, then what with the thing', () => {
    const theirs = actions.decideExtension({ party: 'nghean' });
    expect(whyNot(lead, between(), theirs)?.en).toBe('Only the leader can decide this.');
  });
});
