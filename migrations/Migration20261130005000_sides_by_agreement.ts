import { Migration } from '@mikro-orm/migrations';

/** Figures and lists read the sides of one agreement: without this, those of all agreements are gone through for them. */
export class Migration20261130005000_sides_by_agreement extends Migration {
  override up(): void {
    this.addSql(`create index on commitment_side (agreement_id)`);
  }
}
