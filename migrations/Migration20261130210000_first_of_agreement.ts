import { Migration } from '@mikro-orm/migrations';

/** When the first commitments of an agreement were entered, by one look: each forecast asks for it. */
export class Migration20261130210000_first_of_agreement extends Migration {
  override up(): void {
    this.addSql(
      'create index commitment_agreement_id_created_at_idx on commitment (agreement_id, created_at)',
    );
  }
}
