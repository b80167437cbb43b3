import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { RequestScope } from '../identity/scope.js';
import { Clock } from '../platform/clock.js';
import type { FormFaults, FormValues } from '../platform/http/forms.js';
import { PageFrame } from '../shell/page-frame.js';
import type { Said } from '../shell/said.js';
import { words } from '../web/i18n/words.js';
import { documentsHref } from '../web/links.js';
import { renderPage } from '../web/render.js';
import type { DocumentsViewDto } from './documents.dto.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsPage, type FormProps } from './documents.view.js';

/** So many stand on a page. */
const SHOWN = 30;

interface Shown {
  asked: DocumentsViewDto;
  typed?: FormValues;
  faults?: FormFaults;
  said?: Said | null;
}

/** Makes the page of documents. */
@Injectable()
export class DocumentsPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: DocumentsQueries,
    private readonly clock: Clock,
  ) {}

  async page(
    request: FastifyRequest,
    scope: RequestScope,
    { asked, typed, faults = {}, said = null }: Shown,
  ): Promise<string> {
    const { agreement, viewer, language } = scope;
    const { cursor, kind, period, body, issued } = asked;
    const [frame, found, form] = await Promise.all([
      this.frames.of(
        request,
        documentsHref(agreement.slug, { kind, period, body, issued: issued?.toString() }),
      ),
      this.queries.list(viewer, agreement, { limit: SHOWN + 1, before: cursor, issued }),
      this.form(scope, asked, typed, faults),
    ]);
    const items = found.slice(0, SHOWN);
    return renderPage(
      DocumentsPage({
        frame,
        slug: agreement.slug,
        items,
        older: found.length > SHOWN ? items.at(-1)!.id : null,
        form,
        issued,
        done: said?.what === 'asked' ? words(language).documents.asked : undefined,
      }),
    );
  }

  /** For an office alone. */
  private async form(
    { agreement, viewer }: RequestScope,
    { kind, period, body = '' }: DocumentsViewDto,
    typed: FormValues | undefined,
    faults: FormFaults,
  ): Promise<FormProps | null> {
    if (viewer.role !== 'coordinator' || !viewer.party) return null;
    const { party } = viewer;
    const today = this.clock.today();
    const [periods, bodies] = await Promise.all([
      this.queries.periods(agreement, party.id),
      this.queries.bodies(agreement, party.id, today),
    ]);
    // A letter is about today, anything else about the last period that was closed.
    const last = kind === 'reminder_letter' ? '' : (periods[0]?.code ?? '');
    const of = period ?? last;
    const values = typed ?? { kind: kind ?? '', period: of, body, day: of === '' ? today : '' };
    return { side: party.name, periods, bodies, values, faults };
  }
}
