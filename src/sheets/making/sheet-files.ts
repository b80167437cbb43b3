import { EntityManager } from '@mikro-orm/postgresql';
import { Injectable } from '@nestjs/common';
import { formatDay } from '../../calendar/deadline.js';
import { CommitmentQueries } from '../../commitments/read/commitment.queries.js';
import { searcherOf } from '../../commitments/search/searcher.js';
import type { CommitmentFilter } from '../../commitments/read/list.types.js';
import { ownParts } from '../../commitments/together/parts.js';
import type { EditableHead, EditableRow, ToEditableThread } from '../../exports/editable.types.js';
import { madeLine } from '../../exports/facts.js';
import { madeInThread } from '../../exports/in-thread.js';
import { byPieces } from '../../exports/pages.js';
import type { RequestScope } from '../../identity/scope.js';
import { Clock, type Day } from '../../platform/clock.js';
import { RuleBroken } from '../../platform/errors.js';
import { words } from '../../web/i18n/words.js';
import { CONTROL_KIND, CONTROL_SHEET, MOST_SHEET_ROWS } from '../columns.js';
import { sheetColumns, sheetRow } from './sheet-rows.js';

/** Makes the list as a workbook that can be edited and handed in again. */
@Injectable()
export class SheetFiles {
  constructor(
    private readonly em: EntityManager,
    private readonly queries: CommitmentQueries,
    private readonly clock: Clock,
  ) {}

  /**
   * The rows of the list with these filters, as of now: what is edited is the present.
   * @throws RuleBroken where there are more than a file holds, Busy where many files are being made
   */
  async make(scope: RequestScope, filter: CommitmentFilter): Promise<{ name: string; bytes: Buffer }> {
    const day = this.clock.today();
    const bytes = await madeInThread('editable', headOf(scope, day, this.clock.settable), async (tell) => {
      for await (const rows of this.rows(scope, filter)) tell({ rows } satisfies ToEditableThread);
      tell({ end: true } satisfies ToEditableThread);
    });
    const t = words(scope.language);
    const title = t.sheets.fileTitle(t.list.title, partyName(scope));
    return { name: `${scope.agreement.slug} ${title} ${day}.xlsx`, bytes };
  }

  private async *rows(scope: RequestScope, filter: CommitmentFilter): AsyncGenerator<EditableRow[]> {
    const { agreement, language, by, viewer } = scope;
    const em = this.em.fork();
    const now = { ...filter, asOf: undefined, knownAt: undefined, searcher: searcherOf(viewer) };
    const pages = byPieces(
      () => this.queries.idsOf(agreement, now),
      (ids) => this.queries.itemsOf(this.queries.readAt(agreement, now), ids),
    );
    for await (const { rows: items, total = 0 } of pages) {
      if (total > MOST_SHEET_ROWS) throw new RuleBroken(tooMany);
      const parts = await ownParts(
        em,
        items.map(({ id }) => id),
        by,
      );
      yield items.flatMap((item) => {
        const part = parts.get(item.id);
        return part ? [sheetRow(item, part, by, language)] : [];
      });
    }
  }
}

const partyName = ({ viewer, language }: RequestScope) => viewer.party?.name[language] ?? '';

function headOf(scope: RequestScope, day: Day, demo: boolean): EditableHead {
  const { agreement, language, viewer, at } = scope;
  const t = words(language);
  const { sheets } = t;
  const { guide } = sheets;
  const reader = { language, by: viewer.name[language], at: at.toISOString(), today: day, demo };
  return {
    sheet: t.list.title,
    columns: sheetColumns(language),
    frozenColumns: 2,
    choicesSheet: sheets.choicesSheet,
    guide: {
      sheet: guide.sheet,
      lines: [
        [guide.what, guide.whatText(partyName(scope), formatDay(day))],
        [t.exports.about.agreement, t.documentNumber(agreement.kind, agreement.number)],
        [guide.how, guide.howText],
        [guide.open, guide.openText],
        [guide.locked, guide.lockedText],
        [guide.rows, guide.rowsText],
        [guide.percent, guide.percentText],
        [guide.back, guide.backText(sheets.handIn)],
        [guide.others, guide.othersText],
        [t.exports.about.by, madeLine(reader)],
        ...(demo ? [[t.exports.about.demo, t.print.demo] satisfies [string, string]] : []),
      ],
    },
    control: {
      sheet: CONTROL_SHEET,
      lines: [
        ['kind', CONTROL_KIND],
        ['agreement', agreement.slug],
        ['party', viewer.party?.code ?? ''],
        ['made', at.toISOString()],
      ],
    },
    printed: { title: t.list.title, asOf: sheets.asOf(formatDay(day)), foot: madeLine(reader) },
  };
}

const tooMany = {
  vi: 'Danh sách có hơn 20.000 dòng. Hãy lọc bớt rồi tải lại.',
  en: 'The list has more than 20,000 rows. Narrow it, then download again.',
};
