import type { CommitmentState, SideState, Speaker } from '../../src/commitments/commitment-state.js';
import type { Role } from '../../src/identity/viewer.js';

const hanoi: SideState = {
  party: 'hanoi',
  leadBody: 'lead',
  // A third one has ended, and "successor" answers for it.
  bodies: ['lead', 'cooperating', 'successor'],
  status: 'in_progress',
};
const nghean: SideState = {
  party: 'nghean',
  leadBody: 'their lead',
  bodies: ['their lead'],
  status: 'in_progress',
};

/** A commitment of Hà Nội and Nghệ An, both sides under way, as far as permission depends on it. */
export function between(
  sides: { hanoi?: Partial<SideState>; nghean?: Partial<SideState> } = {},
  whole: Partial<CommitmentState> = {},
): CommitmentState {
  return {
    status: 'in_progress',
    dueOn: '2019-12-31',
    undated: false,
    dueProposed: false,
    sides: [
      { ...hanoi, ...sides.hanoi },
      { ...nghean, ...sides.nghean },
    ],
    request: null,
    matters: [],
    ...whole,
  };
}

let accounts = 0;
const account = (role: Role, party: string | null = null, body: string | null = null): Speaker => ({
  userId: (accounts += 1),
  role,
  party,
  body,
});

/** One of every role, side and body. */
export const speakers = {
  'an officer of the lead body': account('liaison', 'hanoi', 'lead'),
  'an officer of a cooperating body': account('liaison', 'hanoi', 'cooperating'),
  'an officer of the body that follows one that ended': account('liaison', 'hanoi', 'successor'),
  'an officer of the body that ended': account('liaison', 'hanoi', 'ended'),
  'an officer of another body': account('liaison', 'hanoi', 'another'),
  'the coordinator': account('coordinator', 'hanoi'),
  'the leader': account('leader', 'hanoi'),
  'the other side’s lead officer': account('liaison', 'nghean', 'their lead'),
  'the other side’s officer of another body': account('liaison', 'nghean', 'their other'),
  'the other side’s coordinator': account('coordinator', 'nghean'),
  'the other side’s leader': account('leader', 'nghean'),
  'the coordinator of a party without a side': account('coordinator', 'danang'),
  'the leader of a party without a side': account('leader', 'danang'),
  'an auditor': account('auditor'),
  'an administrator': account('admin'),
} satisfies Record<string, Speaker>;
export type SpeakerName = keyof typeof speakers;

/** Hà Nội's, to extend it. */
export const request = { id: 7, party: 'hanoi', decision: null, answeredBy: [] };
