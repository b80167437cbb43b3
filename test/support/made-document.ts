import { DocumentsMaker } from '../../src/documents/documents.maker.js';
import type { RouteWorld } from './route-world.js';

const made = new WeakMap<RouteWorld, Promise<number>>();

/** The id of a letter of Hanoi's office, whose files are made. */
export function madeDocument(world: RouteWorld): Promise<number> {
  if (!made.has(world)) made.set(world, make(world));
  return made.get(world)!;
}

async function make(world: RouteWorld): Promise<number> {
  const letter = {
    kind: 'reminder_letter',
    day: '2019-11-20',
    body: 'hn-so-cong-thuong',
    edition: 'committees',
    language: 'vi',
  };
  const { json } = await world.ask(
    'coordinator@hanoi',
    'POST',
    '/api/v1/agreements/2016-tb-tu/documents',
    letter,
  );
  await world.program.app.get(DocumentsMaker, { strict: false }).makeAll();
  return json.id;
}
