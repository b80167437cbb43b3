import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Config } from '../../config/config.js';
import type { RequestScope } from '../../identity/scope.js';
import type { BilingualText } from '../../platform/text.js';
import { PageFrame } from '../../shell/page-frame.js';
import type { Said } from '../../shell/said.js';
import { renderPage } from '../../web/render.js';
import { words } from '../../web/i18n/words.js';
import { templatesHref } from './page/template-names.js';
import { TemplatePage } from './page/template.view.js';
import { NoTemplatesPage, TemplatesListPage } from './page/templates-list.view.js';
import { TemplatesQueries } from './templates.queries.js';

interface Shown {
  faults?: readonly BilingualText[];
  refused?: string;
  said?: Said | null;
}

const said = ['added', 'inForce', 'shipped'] as const;

/** Makes the pages of templates. */
@Injectable()
export class TemplatesPageMaker {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: TemplatesQueries,
    private readonly config: Config,
  ) {}

  async list(request: FastifyRequest, { agreement }: RequestScope): Promise<string> {
    const { slug, number } = agreement;
    const [frame, slots] = await Promise.all([
      this.frames.of(request, templatesHref(slug)),
      this.queries.slots(agreement),
    ]);
    return renderPage(TemplatesListPage({ frame, slug, number, slots, sides: frame.agreement?.sides ?? [] }));
  }

  async none(request: FastifyRequest): Promise<string> {
    return renderPage(NoTemplatesPage({ frame: await this.frames.of(request) }));
  }

  async slot(
    request: FastifyRequest,
    { agreement, language }: RequestScope,
    key: string,
    { faults = [], refused, said: done }: Shown = {},
  ): Promise<string> {
    const detail = await this.queries.detail(agreement, key);
    const frame = await this.frames.of(request, templatesHref(agreement.slug, key));
    const what = said.find((one) => one === done?.what);
    return renderPage(
      TemplatePage({
        ...detail,
        frame,
        slug: agreement.slug,
        sides: frame.agreement?.sides ?? [],
        makesPdf: this.config.libreOffice !== null,
        faults,
        refused,
        done: what && words(language).templates.done[what],
      }),
    );
  }
}
