import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestScope } from '../../../identity/scope.js';
import { NotFound } from '../../../platform/errors.js';
import type { FormFaults, FormValues } from '../../../platform/http/forms.js';
import { PageFrame } from '../../../shell/page-frame.js';
import { intakeHref, sheetHref } from '../../../web/links.js';
import { renderPage } from '../../../web/render.js';
import type { OwnViewDto } from '../../sheets.dto.js';
import { SheetsQueries } from '../../sheets.queries.js';
import { IntakeQueries } from '../intake.queries.js';
import { shownAgain } from '../mapping-form.js';
import type { Found, Mapping } from '../own.types.js';
import { proposeColumns } from '../propose-mapping.js';
import { IntakeStartPage } from './intake-start.view.js';
import { OwnSheetPage } from './own-sheet.view.js';

/** Rows of one page. */
const SHOWN = 50;

interface Shown {
  asked: OwnViewDto;
  /** What was filled in, where it was refused. */
  values?: FormValues;
  faults?: FormFaults;
}

/** Makes the pages of sheets that offices keep themselves. */
@Injectable()
export class IntakePageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly sheets: SheetsQueries,
    private readonly queries: IntakeQueries,
  ) {}

  async start(
    request: FastifyRequest,
    scope: RequestScope,
    { party, faults = {} }: { party?: string; faults?: FormFaults },
  ): Promise<string> {
    const { slug } = scope.agreement;
    const [frame, recent] = await Promise.all([
      this.frames.of(request, intakeHref(slug)),
      this.sheets.recent(scope),
    ]);
    return renderPage(
      IntakeStartPage({ frame, slug, party, recent: recent.filter(({ form }) => form === 'own'), faults }),
    );
  }

  /** @throws NotFound where it is another account's, or of another agreement than the address */
  async sheet(
    request: FastifyRequest,
    scope: RequestScope,
    id: number,
    { asked, values, faults = {} }: Shown,
  ): Promise<string> {
    const { slug } = scope.agreement;
    const { outcome, after, limit } = asked;
    const rows = { outcome, after, limit: Math.min(limit, SHOWN) };
    const [frame, sheet] = await Promise.all([
      this.frames.of(request, sheetHref(slug, id, { outcome, after })),
      this.sheets.detail(scope, id, rows),
    ]);
    if (sheet.slug !== slug || sheet.form !== 'own') throw new NotFound();
    const facts = await this.queries.facts(id, { agreementId: scope.agreement.id, party: sheet.party });
    const choice = sheet.mapping && sheet.found ? chosen(sheet.mapping, sheet.found, asked) : null;
    const mapping = choice && values ? shownAgain(values, choice.mapping) : choice?.mapping;
    return renderPage(
      OwnSheetPage({
        frame,
        slug,
        sheet,
        outcome,
        faults,
        facts,
        mapping: mapping ?? null,
        isAnother: choice?.isAnother ?? false,
      }),
    );
  }
}

/** How the sheet is understood; of another sheet or row of headings to look at, how it would be. */
function chosen(
  mapping: Mapping,
  found: Found,
  { sheet, head }: OwnViewDto,
): { mapping: Mapping; isAnother: boolean } {
  const name = sheet ?? mapping.sheet;
  const other = found.sheets.find((each) => each.name === name);
  const row = head ?? (name === mapping.sheet ? mapping.head : (other?.head ?? 1));
  if (!other || (name === mapping.sheet && row === mapping.head)) return { mapping, isAnother: false };
  const { columns } = proposeColumns(other.lines, row, null);
  return { mapping: { ...mapping, sheet: name, head: row, columns }, isAnother: true };
}
