import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { productsOfTheNotice } from '../migrations/products-of-the-notice.js';
import { verifyAudit } from '../src/audit/audit-verification.js';
import { productKinds } from '../src/commitments/product.js';
import { readAgreementFile } from '../src/exchange/file/agreement-file.js';
import { ImportService } from '../src/exchange/import.service.js';
import { migrateDatabase } from '../src/platform/migrate.js';
import { freshDatabase, type FreshDatabase } from './support/database.js';
import { query } from './support/query.js';
import { sealed } from './support/sealed.js';
import { MikroORM } from '@mikro-orm/postgresql';
import { entities } from '../src/entities.js';
import { ormOptions } from '../src/platform/database.js';

const at = new Date('2019-06-21T13:14:00+07:00');
const untouched = ['progress_update', 'commitment_event', 'commitment_state', 'audit_entry', 'audit_chain'];

/** A database that holds the notice, from before products: the columns are taken away, and the migration is to be run. */
describe('a database that holds the notice already', () => {
  let database: FreshDatabase;
  let orm: MikroORM;

  beforeAll(async () => {
    database = await freshDatabase();
    orm = await MikroORM.init(ormOptions(database.url, entities, { poolSize: 3 }));
    await new ImportService(orm.em).import(readAgreementFile('agreements/2016-tb-tu.yaml'), at);
    await sealed(database.url);
    await query(
      database.url,
      `update commitment_side s set plan_confirmed_at = '2019-07-01' from commitment c where c.id = s.commitment_id and c.code = '1.02'`,
    );
    await query(
      database.url,
      `alter table commitment_side drop column product; alter table side_state drop column product;
       delete from schema_migration where name = 'Migration20261129100200_products'`,
    );
  });
  afterAll(async () => {
    await orm?.close(true);
    await database?.drop();
  });

  const rowsOf = async (tables: string[]) => {
    const hashed = tables.map(
      (table) =>
        `select '${table}' as name, count(*), md5(string_agg(t::text, ',' order by t::text)) from ${table} t`,
    );
    return query(database.url, hashed.join(' union all '));
  };
  const ranges = () =>
    query(
      database.url,
      `select id, side_id, validity, status, plan_confirmed_at from side_state order by id`,
    );

  it('gets the proposed products, and nothing of its history or its audit log changes', async () => {
    const before = [await rowsOf(untouched), await ranges(), (await verifyAudit(orm.em)).head];
    expect(await migrateDatabase(database.url)).toEqual(['Migration20261129100200_products']);
    const { head, faults } = await verifyAudit(orm.em);
    expect(faults).toEqual([]);
    expect([await rowsOf(untouched), await ranges(), head]).toEqual(before);
    const named = await query(
      database.url,
      `select c.code, p.code as party, product ->> 'kind' as kind, product -> 'text' ->> 'vi' as vi, product -> 'text' ->> 'en' as en,
         product ->> 'recipient' as recipient, product -> 'proposed' as proposed
       from commitment_side s join commitment c on c.id = s.commitment_id join party p on p.id = s.party_id order by c.position, s.position`,
    );
    expect(named.map((row) => Object.values(row))).toEqual(
      productsOfTheNotice.map((line) => [...line, true]),
    );
    expect(await query(database.url, 'select 1 from side_state where product is not null')).toEqual([]);
  });

  it.each(productKinds)('takes a product of the kind %s', async (kind) => {
    const product = { kind, text: { vi: 'a', en: 'a' }, recipient: 'b', proposed: true };
    const update = 'update commitment_side set product = $1 where id = 1 returning id';
    expect(await query(database.url, update, [JSON.stringify(product)])).toHaveLength(1);
  });

  it.each([
    ['a kind that does not exist', `'{"kind": "poem"}'`],
    ['no recipient', `'{"kind": "report", "text": {"vi": "a", "en": "a"}, "proposed": true}'`],
    ['text in one language', `'{"kind": "report", "text": {"vi": "a"}, "recipient": "b", "proposed": true}'`],
  ])('takes no product with %s', async (_name, product) => {
    await expect(query(database.url, `update commitment_side set product = ${product}`)).rejects.toThrow(
      'commitment_side_product_check',
    );
  });
});
