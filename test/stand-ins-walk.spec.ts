import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { actingSession, type Acting } from './support/acting.js';
import { promised, readTable, type Post, type Row } from './support/permission-table.js';
import { routesOf } from './support/route-list.js';
import { exampleOf, requestOf } from './support/route-walk.js';
import { RouteWorld } from './support/route-world.js';

const office = 'coordinator@hanoi';
/** For whom the office acts. */
const posts: [Post, string][] = [
  ['leader', 'leader@hanoi'],
  ['lead', 'nongnghiep@hanoi'],
];

/** What belongs to an account itself, or goes on by its rights when the request has ended: nobody does it in another's place. */
const byOneself =
  /\/tai-khoan(\/|$)|notification-settings|calendar-addresses|\/api\/v1\/tokens|\/api\/v1\/sheets|\/sheets$|bang-tinh|\/lam-thay\/can-bo/;
/** They end the session, or what it acts for. */
const endsActing = /dang-xuat|sessions\/current|\/lam-thay\/(bat-dau|thoi)/;

const changing = readTable().filter(
  ({ route, cells }) => !route.startsWith('GET ') && cells.nobody !== 'yes' && !endsActing.test(route),
);

/** A stand-in tries every change, on 4.02: it goes as far as the post would, and never further. */
describe.each(posts)('whoever acts for a %s', (post, who) => {
  let world: RouteWorld;
  let acting: Acting;
  let postId: number;

  beforeAll(async () => {
    world = await RouteWorld.start();
    postId = await world.userId(who);
    await world.run(
      `insert into notification_setting (user_id, stand_in_id, paused_until, named_by) values ($1, $2, $3, $1)`,
      [postId, await world.userId(office), '2019-12-31'],
    );
    acting = await actingSession(world.program.app, office);
    expect(await acting.begin(postId)).toBe(303);
  }, 120_000);
  afterAll(() => world?.stop());

  it.each(changing.map((row) => [row.route, row] as const))(
    'meets at %s what the post meets',
    async (route, row) => {
      // Files on their way, and drafts, are whoever's hand brings them.
      const example = await exampleOf(world, route, /uploads|cap-nhat\/thu/.test(route) ? office : who);
      const request = await requestOf(world, route, example, null);
      const marked = await world.mark();
      const last = await world.value('select coalesce(max(id), 0)::integer from audit_entry');
      const answer = await world.program.app.inject({
        ...request,
        headers: { ...request.headers, ...acting.credentials() },
      });
      const { statusCode: status } = answer;
      expect([status, outcomeOf(status), answer.body.slice(0, 200)]).toEqual([
        status,
        byOneself.test(route) ? 'refused' : ofThePost(row),
        answer.body.slice(0, 200),
      ]);
      if (outcomeOf(status) !== 'reached') expect(await world.mark()).toBe(marked);
      expect(await namingOne(last)).toEqual([]);
    },
  );

  it('has left many entries that name both', async () => {
    const entries = await world.value(
      `select count(distinct kind)::integer from audit_entry where actor_id = $1 and actor -> 'standIn' is not null`,
      [postId],
    );
    expect(entries).toBeGreaterThan(3);
  });

  function ofThePost(row: Row) {
    const { allowed = [] } = routesOf(world.program.app).find(({ name }) => name === row.route)!;
    return promised(row, allowed, post, post);
  }

  /** What was written since in the post's name without whoever acted for it. */
  const namingOne = (last: number) =>
    world.run(
      `select kind from audit_entry where id > $1 and actor_id = $2 and actor -> 'standIn' is null
       union all select e.kind from commitment_event e join audit_entry a on a.id > $1 and a.at = e.at and a.kind = 'commitment.' || e.kind
       where e.user_id = $2 and e.stand_in is null`,
      [last, postId],
    );
});

function outcomeOf(status: number): 'reached' | 'refused' | 'missing' | null {
  if (status === 401 || status === 403) return 'refused';
  if (status < 400 || status === 409 || status === 422) return 'reached';
  return status === 404 ? 'missing' : null;
}
