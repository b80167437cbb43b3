import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { turnsBefore } from '../migrations/Migration20261129200400_turns.js';
import type { CommitmentDetail, Holder } from '../src/commitments/commitment.types.js';
import { isPlanConfirmed, isSigned } from '../src/commitments/rules.js';
import {
  inOrder,
  turnOfExtension,
  turnOfReview,
  turnOfPart,
  turnOfPlan,
  type PartState,
  type Turn,
} from '../src/commitments/turn/turn.js';
import { words } from '../src/web/i18n/words.js';
import { bringManyStates } from './support/many-states.js';
import { RouteWorld } from './support/route-world.js';
import { shippedCalendar } from './support/shipped-calendar.js';

const calendar = shippedCalendar();
const why = words('vi').turn.why;

describe('whose turn it is, as the program tells it', () => {
  let world: RouteWorld;
  let commitments: CommitmentDetail[];
  beforeAll(async () => {
    world = await RouteWorld.start();
    await bringManyStates(world);
    const ids = await world.run<{ id: number }>('select id from commitment order by id');
    commitments = [];
    for (const { id } of ids)
      commitments.push((await world.ask('auditor@tracker', 'GET', `/api/v1/commitments/${id}`)).json);
  });
  afterAll(() => world?.stop());

  const told = ({ kind, party, role, why: { vi } }: Holder) => `${kind} ${party} ${role}: ${vi}`;
  const turn = (kind: string, party: string, { role, why: reason }: Turn) =>
    `${kind} ${party} ${role}: ${why[reason]}`;

  it('is what the rule says of every part, plan, extension and review, in many states', () => {
    const seen = new Set<string>();
    for (const commitment of commitments) {
      const parties = commitment.sides.map(({ party }) => party);
      const expected = commitment.sides.flatMap((side) => {
        const state: PartState = {
          status: side.status,
          isSigned: isSigned(side),
          isPlanConfirmed: isPlanConfirmed(side),
          isReturned: side.returnedAt !== null,
          isLeadBodyGone: false,
        };
        const [part, plan] = [turnOfPart(state), turnOfPlan(state)];
        return [
          ...(part ? [turn('part', side.party, part)] : []),
          ...(plan ? [turn('plan', side.party, plan)] : []),
        ];
      });
      const open = commitment.extensionRequests.find(({ status }) => status === 'open');
      const isClosed = commitment.status === 'completed' || commitment.status === 'withdrawn';
      const next =
        open && !isClosed
          ? turnOfExtension(
              {
                party: open.party,
                isDecided: open.decision !== null,
                answeredBy: open.agreements.map(({ party }) => party),
              },
              parties,
            )
          : null;
      if (next) expected.push(turn('extension', next.party, next));
      const { reviewOn = null } = commitment.due.undated ?? {};
      const review = turnOfReview({ isUpForReview: reviewOn !== null && reviewOn <= world.today });
      if (review) expected.push(...parties.map((party) => turn('review', party, review)));
      const ofRule = commitment.holders.filter(({ kind }) => kind !== 'question' && kind !== 'directive');
      expect([commitment.code, ofRule.map(told).sort()]).toEqual([commitment.code, expected.sort()]);
      expect(commitment.holder).toEqual(commitment.holders[0] ?? null);
      for (const holder of ofRule) seen.add(holder.why.vi);
    }
    expect([...seen].sort()).toEqual(
      [
        why.works,
        why.returned,
        why.suspended,
        why.signs,
        why.confirms_plan,
        why.decides_extension,
        why.agrees_to_extension,
        why.reviews_deadline,
      ].sort(),
    );
  });

  it('is, of what another level must decide, with the one to whom the last step gave it', async () => {
    const asked = commitments.flatMap(({ code, holders }) =>
      holders
        .filter((holder) => holder.kind === 'question' && holder.why.vi !== why.answers_question)
        .map(({ role, party }) => `${code} ${role} ${party}`),
    );
    const steps = await world.run<{ held: string }>(`
      select concat_ws(' ', c.code, d.role, p.code) as held from decision_matter q join commitment c on c.id = q.commitment_id
      join lateral (select * from decision_step t where t.matter_id = q.id order by t.id desc limit 1) d on d.role is not null
      join party p on p.id = d.holder_party_id`);
    expect(asked.sort()).toEqual(steps.map(({ held }) => held).sort());
    expect(new Set(asked.map((one) => one.split(' ')[1]))).toEqual(
      new Set(['coordinator', 'leader', 'other_coordinator', 'outside']),
    );
  });

  it('stands in the order of the rule, with working days as the calendar counts them', () => {
    for (const { code, holders, sides, due } of commitments) {
      const ranked = holders.map((holder) => ({
        kind: holder.kind,
        past: holder.pastDays,
        place: sides.findIndex(({ party }) => party === holder.party),
      }));
      expect([code, ranked]).toEqual([code, [...ranked].sort(inOrder)]);
      for (const { since, workingDays, role, kind, pastDays } of holders) {
        expect(workingDays).toBe(calendar.countHeld(since, world.today));
        if (role === 'lead_body' && kind === 'part') {
          const isPast = due.date !== null && due.date < world.today;
          expect([code, pastDays]).toEqual([
            code,
            isPast ? calendar.countBetween(due.date!, world.today) : null,
          ]);
        }
        if (role === 'leader') expect(pastDays).toBe(workingDays > 5 ? workingDays - 5 : null);
      }
    }
  });

  it('is with the body that follows one that has ended, since the day after its last', () => {
    const followed = commitments.flatMap(({ holders }) =>
      holders.filter(({ body }) => body?.code === 'na-so-du-lich'),
    );
    expect(followed.length).toBeGreaterThan(0);
    expect(followed.every(({ since }) => since === '2019-11-20')).toBe(true);
    expect(
      commitments.some(({ holders }) => holders.some(({ body }) => body?.code === 'na-so-cong-thuong')),
    ).toBe(false);
  });

  it('passes from one to the next in the history as the rule says, with no gap while a part is open', async () => {
    const states = await world.run<{
      side: number;
      status: PartState['status'];
      signed: boolean;
      planned: boolean;
      lead: number;
      from: string;
    }>(`select side_id as side, status, completion_confirmed_at is not null as signed, plan_confirmed_at is not null as planned,
      lead_body_id as lead, lower(validity)::text as from from side_state order by side_id, lower(validity)`);
    const kept = await world.run<{ spell: string }>(
      `select concat_ws(' ', side_id, kind, role, lead_body_id, lower(validity)::text, '>', upper(validity)::text) as spell from turn_spell`,
    );
    const expected: string[] = [];
    for (const kind of ['part', 'plan'] as const) {
      let open: { side: number; told: string; from: string } | null = null;
      const close = (until: string) => {
        if (open)
          expected.push(`${open.side} ${kind} ${open.told} ${open.from} >${until ? ` ${until}` : ''}`);
        open = null;
      };
      for (const { side, status, signed, planned, lead, from } of states) {
        if (open && open.side !== side) close('');
        const state = {
          status,
          isSigned: signed,
          isPlanConfirmed: planned,
          isReturned: false,
          isLeadBodyGone: false,
        };
        const role = (kind === 'part' ? turnOfPart(state) : turnOfPlan(state))?.role;
        const now: string | null = role ? (role === 'lead_body' ? `${role} ${lead}` : role) : null;
        if (open && open.told !== now) close(from);
        if (!open && now) open = { side, told: now, from };
      }
      close('');
    }
    expect(kept.map(({ spell }) => spell).sort()).toEqual(expected.sort());
    expect(kept.length).toBeGreaterThan(200);
  });

  it('is filled from the history that an older version left, as the trigger fills it', async () => {
    const spells = () =>
      world.run(
        `select side_id, kind, role, lead_body_id, validity::text from turn_spell order by side_id, kind, lower(validity)`,
      );
    const before = await spells();
    await world.run('delete from turn_spell');
    await world.run(turnsBefore);
    expect(await spells()).toEqual(before);
  });

  it('was, on a day before, what was held at its end', async () => {
    const asOf = '2019-09-30';
    const { json } = await world.ask(
      'auditor@tracker',
      'GET',
      `/api/v1/agreements/2016-tb-tu/commitments?asOf=${asOf}&limit=100`,
    );
    const items = json.items as CommitmentDetail[];
    expect(items.some(({ holder }) => holder?.role === 'lead_body')).toBe(true);
    const rows = await world.run<{ code: string; from: string; until: string | null; role: string }>(`
      select c.code, s.role, lower(s.validity)::text as from, upper(s.validity)::text as until
      from turn_spell s join commitment_side cs on cs.id = s.side_id join commitment c on c.id = cs.commitment_id
      where s.validity @> '2019-09-30T16:59:59.999Z'::timestamptz`);
    for (const { code, holder } of items) {
      if (!holder || holder.kind === 'extension') continue;
      expect(rows.some((row) => row.code === code && row.role === holder.role)).toBe(true);
      expect(holder.since <= asOf).toBe(true);
      expect(holder.workingDays).toBe(calendar.countHeld(holder.since, asOf));
    }
  });
});
