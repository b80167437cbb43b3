import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from '../../src/entities.js';
import { ormOptions } from '../../src/platform/database.js';
import { freshDatabase } from './database.js';

/** A migrated database of its own with an open ORM; `close` drops it. */
export async function freshOrm() {
  const database = await freshDatabase();
  const orm = await MikroORM.init(ormOptions(database.url, entities, { poolSize: 6 }));
  const close = async () => {
    await orm.close(true);
    await database.drop();
  };
  return { orm, em: orm.em, close };
}
