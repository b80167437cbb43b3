import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { sql } from 'kysely';
import { appendAudit } from '../../audit/audit.js';
import type { RequestScope } from '../../identity/scope.js';
import { Conflict, NotAllowed, NotFound, RuleBroken } from '../../platform/errors.js';
import { mustStand } from '../../platform/standing.js';
import { SheetQueue } from '../sheet.queue.js';
import { SheetsQueries, type SheetOfAgreement } from '../sheets.queries.js';
import { keepWords } from './kept-words.sql.js';
import { problemText } from './mapping-problems.js';
import type { Found, HowFound, Mapping, OwnField } from './own.types.js';
import { problemOf } from './read-own.js';

/** Whose sheet it is that somebody brings. */
export interface Bringing {
  partyId: number;
  isAdministered: boolean;
}

/** How the sheets that offices keep themselves are understood: said, kept for the next time, and read again by that. */
@Injectable()
export class IntakeService {
  constructor(
    private readonly em: EntityManager,
    private readonly queries: SheetsQueries,
    private readonly queue: SheetQueue,
  ) {}

  /**
   * An administrator says whose sheet it is; a coordinator brings that of its own side.
   * @param party the code that was said @throws RuleBroken on `party`, NotAllowed
   */
  async whose({ viewer, agreement }: RequestScope, party: string | undefined): Promise<Bringing> {
    if (viewer.role === 'coordinator') {
      if (party && party !== viewer.party!.code) throw new NotAllowed(onlyOwnSide);
      return { partyId: viewer.party!.id, isAdministered: false };
    }
    if (viewer.role !== 'admin') throw new NotAllowed(notForOfficers);
    const { rows } = await sql<{ id: number }>`
      select p.id from party p join agreement_party ap on ap.party_id = p.id and ap.agreement_id = ${agreement.id}
      where p.code = ${party ?? ''}`.execute(this.em.fork().getKysely());
    if (!rows[0]) throw new RuleBroken(noSuchSide, 'party');
    return { partyId: rows[0].id, isAdministered: true };
  }

  /**
   * Says how a sheet is to be understood: it is read again by that, and kept for the next one. Said twice, it is read once more.
   * @throws NotFound, Conflict while it is read or once it is applied, RuleBroken on what does not fit the file
   */
  async understand(scope: RequestScope, id: number, said: Mapping): Promise<{ id: number; slug: string }> {
    const sheet = await this.queries.head(scope, id);
    if (sheet.form !== 'own') throw new Conflict(notAnOwnOne);
    if (sheet.status !== 'mapping' && sheet.status !== 'ready') throw new Conflict(notNow);
    const found = await this.queries.found(id);
    if (!found || !sheet.mapping) throw new NotFound();
    await this.mustFit(sheet, said, found);
    const how = howOf(said, sheet.mapping, found);
    const isBegun = await this.em.fork().transactional(async (em) => {
      const { actor, at, by } = scope;
      await mustStand(em, actor);
      const { rows } = await sql<{ partyId: number }>`
        update sheet set status = 'reading', mapping = ${JSON.stringify(said)}::jsonb, fault = null, progress = 0, total = 0,
          lease_until = null, attempts = 0, found = found || ${JSON.stringify({ how })}::jsonb
        where id = ${id} and status in ('mapping', 'ready') returning party_id as "partyId"`.execute(
        em.getKysely(),
      );
      if (!rows[0]) return false;
      const { agreementId } = sheet;
      const of = { agreementId, partyId: rows[0].partyId, userId: actor.userId!, at };
      await keepWords(em, of, { mapping: said, found });
      await appendAudit(em, {
        kind: 'agreement.sheet_mapped',
        ...by,
        agreementId,
        subject: String(id),
        data: { columns: said.columns, asItStands: said.asItStands, sha256: sheet.sha256 },
      });
      return true;
    });
    if (isBegun) await this.queue.notify(id);
    return { id, slug: sheet.slug };
  }

  private async mustFit(sheet: SheetOfAgreement, said: Mapping, { sheets }: Found): Promise<void> {
    const problem = problemOf(said, sheets);
    if (problem) throw new RuleBroken(problemText(problem), fieldOf[problem.why] ?? 'columns');
    if (said.asItStands.includes('no_date') && said.reviewOn === null)
      throw new RuleBroken(noReviewDay, 'reviewOn');
    const { rows } = await sql<{ sector: boolean; bodies: string[] }>`
      select exists (select 1 from sector where agreement_id = ${sheet.agreementId} and code = ${said.sector}::text) as sector,
        array(select b.code from body b join party p on p.id = b.party_id where p.code = ${sheet.party}) as bodies`.execute(
      this.em.fork().getKysely(),
    );
    const { sector, bodies } = rows[0]!;
    if (said.sector !== null && !sector) throw new RuleBroken(noSuchSector, 'sector');
    const foreign = Object.values(said.bodies).find((code) => code !== null && !bodies.includes(code));
    if (foreign) throw new RuleBroken(otherSidesBody(foreign), 'bodies');
  }
}

const fieldOf: Partial<Record<string, string>> = { noSheet: 'sheet', headMissing: 'head' };

/** What stands as it was found keeps how it was. */
function howOf(said: Mapping, before: Mapping, { how }: Found): Partial<Record<OwnField, HowFound>> {
  const isOther = said.sheet !== before.sheet || said.head !== before.head;
  return Object.fromEntries(
    Object.entries(said.columns).map(([field, letter]) => {
      const key = field as OwnField;
      return [field, (!isOther && before.columns[key] === letter && how[key]) || 'chosen'];
    }),
  );
}

const notForOfficers = {
  vi: 'Chỉ văn phòng cấp ủy và quản trị viên được nộp bảng của cơ quan.',
  en: 'Only committee offices and administrators can bring an office’s own sheet.',
};
const onlyOwnSide = {
  vi: 'Văn phòng cấp ủy chỉ nộp bảng của bên do văn phòng điều phối.',
  en: 'A committee office can bring only its own side’s sheet.',
};
const noSuchSide = {
  vi: 'Hãy chọn bảng này của bên nào.',
  en: 'Choose whose sheet it is.',
};
const notAnOwnOne = {
  vi: 'Bảng này được tải về từ hệ thống nên không cần ghép cột.',
  en: 'This sheet was downloaded here; its columns need no matching.',
};
const notNow = {
  vi: 'Bảng này đang được đọc hoặc đã nhận. Hãy tải lại trang.',
  en: 'This sheet is being read or has been applied. Reload the page.',
};
const noReviewDay = {
  vi: 'Nhận dòng không có thời hạn thì cần ngày xem lại, ví dụ 31/12/2019.',
  en: 'To take rows without a date, give the day on which they are looked at again, such as 31/12/2019.',
};
const noSuchSector = {
  vi: 'Thỏa thuận không có lĩnh vực này. Hãy chọn lĩnh vực khác.',
  en: 'The agreement has no such sector. Choose another one.',
};
const otherSidesBody = (code: string) => ({
  vi: `${code} không phải cơ quan của phía này. Hãy chọn cơ quan khác.`,
  en: `${code} is not a body of this side. Choose another one.`,
});
