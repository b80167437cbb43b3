import { Migration } from '@mikro-orm/migrations';

/**
 * The document that decides a year of the working calendar; without one, its days are only expected. The two years that
 * the program brought before get theirs, unless an administrator had given another source.
 */
export class Migration20261129100100_calendar_documents extends Migration {
  override up(): void {
    this.addSql(`
      alter table calendar_year
        add column document_number text,
        add column document_date date,
        add constraint number_with_date check ((document_number is null) = (document_date is null)) not valid;
      alter table calendar_year validate constraint number_with_date;

      update calendar_year y
      set source = d.source, document_number = d.number, document_date = d.issued_on
      from (values
        (2019, 'Công văn số 6519/VPCP-KGVX ngày 11/7/2018 của Văn phòng Chính phủ', '6519/VPCP-KGVX', date '2018-07-11'),
        (2020, 'Công văn số 9087/VPCP-KGVX ngày 07/10/2019 của Văn phòng Chính phủ', '9087/VPCP-KGVX', date '2019-10-07')
      ) d (year, source, number, issued_on)
      where y.year = d.year
        and y.source = 'Lịch nghỉ lễ, Tết năm ' || y.year || ' của cán bộ, công chức, viên chức';
    `);
  }
}
