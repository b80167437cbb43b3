import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { formatDay } from '../../calendar/deadline.js';
import { SmallViews } from '../../commitments/evidence/small-view.js';
import type { RequestScope } from '../../identity/scope.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import { PageFrame } from '../../shell/page-frame.js';
import type { Said } from '../../shell/said.js';
import { words } from '../../web/i18n/words.js';
import { documentHref } from '../../web/links.js';
import { renderPage } from '../../web/render.js';
import { DocumentsQueries } from '../documents.queries.js';
import type { DocumentItem } from '../documents.types.js';
import { layouts } from '../render/layouts.js';
import { DocumentPage } from './document-page.view.js';
import { IssuesService } from './issues.service.js';

interface Shown {
  typed?: FormValues;
  faults?: FormFaults;
  said?: Said | null;
}

/** Makes the page of one document. */
@Injectable()
export class DocumentPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: DocumentsQueries,
    private readonly issues: IssuesService,
    private readonly views: SmallViews,
  ) {}

  /** @throws NotFound */
  async page(
    request: FastifyRequest,
    { agreement, viewer, language }: RequestScope,
    id: number,
    { typed, faults = {}, said = null }: Shown = {},
  ): Promise<string> {
    const { slug } = agreement;
    const document = await this.queries.one(viewer, id, agreement.id);
    const [present] = document.issues;
    const [frame, view] = await Promise.all([
      this.frames.of(request, documentHref(slug, id)),
      present ? this.views.of(present.file) : null,
    ]);
    const mayIssue = viewer.role === 'coordinator' && document.status === 'done';
    const { done } = words(language).issues;
    return renderPage(
      DocumentPage({
        frame,
        slug,
        document,
        view,
        form: mayIssue
          ? {
              limitBytes: this.issues.limitBytes,
              values: typed ?? begun(document),
              faults,
              isAgain: typed !== undefined,
            }
          : null,
        done: said && Object.hasOwn(done, said.what) ? done[said.what as keyof typeof done] : undefined,
      }),
    );
  }
}

/** What a form begins with: what stands, to be corrected; else the post that signs by the layout. */
function begun({ issues: [present], layout }: DocumentItem): FormValues {
  if (!present) return { signerPost: layouts.find(({ id }) => id === layout)?.signer.vi ?? '' };
  const { number, issuedOn, signerPost, signerName } = present;
  return { number, issuedOn: formatDay(issuedOn), signerPost, signerName: signerName ?? '' };
}
