import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestScope } from '../../identity/scope.js';
import { NotFound } from '../../platform/errors.js';
import type { FormFaults } from '../../platform/http/forms.js';
import { PageFrame } from '../../shell/page-frame.js';
import { sheetHref, sheetsHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import type { SheetRowsDto } from '../sheets.dto.js';
import { SheetsQueries } from '../sheets.queries.js';
import { MOST_SHEET_BYTES } from '../sheets.service.js';
import { SheetPage } from './sheet-page.view.js';
import { SheetsPage } from './sheets-page.view.js';

/** Rows of one page. */
const SHOWN = 100;

/** Makes the pages of sheets. */
@Injectable()
export class SheetPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: SheetsQueries,
  ) {}

  async start(
    request: FastifyRequest,
    scope: RequestScope,
    { query = '', faults = {} }: { query?: string; faults?: FormFaults },
  ): Promise<string> {
    const { slug } = scope.agreement;
    const [frame, recent] = await Promise.all([
      this.frames.of(request, sheetsHref(slug, query)),
      this.queries.recent(scope),
    ]);
    return renderPage(SheetsPage({ frame, slug, query, recent, faults, mostBytes: MOST_SHEET_BYTES }));
  }

  /** @throws NotFound where it is another account's, or of another agreement than the address */
  async sheet(
    request: FastifyRequest,
    scope: RequestScope,
    id: number,
    { outcome, after, limit }: SheetRowsDto,
    faults: FormFaults = {},
  ): Promise<string> {
    const { slug } = scope.agreement;
    const asked = { outcome, after, limit: Math.min(limit, SHOWN), withoutSame: outcome === undefined };
    const [frame, sheet] = await Promise.all([
      this.frames.of(request, sheetHref(slug, id, { outcome, after })),
      this.queries.detail(scope, id, asked),
    ]);
    if (sheet.slug !== slug) throw new NotFound();
    return renderPage(SheetPage({ frame, slug, sheet, outcome, faults }));
  }
}
