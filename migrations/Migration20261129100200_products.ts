import { Migration } from '@mikro-orm/migrations';
import { productsOfTheNotice } from './products-of-the-notice.js';

/**
 * Each side's part names its product: a column with a constant default, so that no row is written, and one in the history, where
 * null says "as today", as in all that joined it later. Where the notice is held already, its parts get the proposed products, as
 * a new database gets them from the file: the parts alone are written, no history, no event, nothing of the audit log. They are
 * proposed also where a plan was confirmed before: nobody has seen them yet.
 */
export class Migration20261129100200_products extends Migration {
  override up(): void {
    this.addSql(`
      alter table commitment_side add column product jsonb not null default '{}'
        constraint commitment_side_product_check check (product = '{}' or coalesce(
          product ->> 'kind' in ('submission', 'plan', 'report', 'decision', 'official_letter', 'memorandum', 'event', 'other')
          and is_text(product -> 'text') and btrim(product ->> 'recipient') <> ''
          and jsonb_typeof(product -> 'proposed') = 'boolean', false));
      alter table side_state add column product jsonb;
    `);
    // Wider than before, so whatever is there or is still written by the old version passes.
    this.addSql(`
      alter table commitment_event drop constraint commitment_event_kind_check,
        add constraint commitment_event_kind_check check (kind in ('imported', 'plan_confirmed', 'plan_confirmation_withdrawn',
          'updated', 'completion_confirmed', 'completion_confirmation_withdrawn', 'completed', 'reopened', 'returned',
          'extension_requested', 'extension_decided', 'extension_agreed', 'extended', 'deadline_changed', 'lead_changed',
          'product_named', 'evidence_added', 'evidence_withdrawn'));
    `);
    const proposed = productsOfTheNotice.map(([commitment, party, kind, vi, en, recipient]) => ({
      commitment,
      party,
      product: { kind, text: { vi, en }, recipient, proposed: true },
    }));
    this.addSql(`
      update commitment_side s set product = f.product
      from jsonb_to_recordset('${JSON.stringify(proposed).replaceAll("'", "''")}'::jsonb)
        as f (commitment text, party text, product jsonb)
      join agreement a on a.slug = '2016-tb-tu'
      join commitment c on c.agreement_id = a.id and c.code = f.commitment
      join party p on p.code = f.party
      where s.commitment_id = c.id and s.party_id = p.id and s.product = '{}';
    `);
  }
}
