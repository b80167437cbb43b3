import { NoticeSender } from '../../src/reminders/notices/notice.sender.js';
import type { RouteWorld } from './route-world.js';

/** Sends what there is to tell now, without the quarter of an hour for which it gathers. */
export async function sendNotices(world: RouteWorld): Promise<void> {
  const sender = world.program.app.get(NoticeSender, { strict: false });
  await sender.sendWaiting();
  await world.run(`update notice_mail set due_at = created_at where status = 'planned'`);
  await sender.sendWaiting();
}
