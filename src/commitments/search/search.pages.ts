import { Controller, Get, Query, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Html } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { renderFragment, renderPage } from '../../web/render.js';
import { placesFor } from './places.js';
import { SearchPageDto } from './search.dto.js';
import { SearchQueries } from './search.queries.js';
import { queryWords } from './search-words.js';
import { PaletteOptions, SearchPage, type SearchViewProps } from './search.view.js';

const ON_PAGE = 20;
const COMMITMENTS_OFFERED = 8;
const PLACES_OFFERED = 8;

/** Goes to a commitment by its code or words, and to any page by its name. */
@ApiExcludeController()
@AllowSignedIn()
@Controller('tim')
export class SearchPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly queries: SearchQueries,
  ) {}

  @Get()
  @Html()
  async page(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { q = '' }: SearchPageDto,
  ): Promise<string> {
    return renderPage(SearchPage(await this.find(request, scope, q, ON_PAGE)));
  }

  /** What the palette offers while something is typed. */
  @Get('goi-y')
  @Html()
  async options(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { q = '' }: SearchPageDto,
  ): Promise<string> {
    const { places, ...props } = await this.find(request, scope, q, COMMITMENTS_OFFERED);
    return renderFragment(PaletteOptions({ ...props, places: places.slice(0, PLACES_OFFERED) }));
  }

  private async find(
    request: FastifyRequest,
    { viewer }: RequestScope,
    q: string,
    limit: number,
  ): Promise<SearchViewProps> {
    const here = request.inReach?.agreement;
    const [frame, found] = await Promise.all([
      this.frames.of(request),
      this.queries.across(viewer, { q, here, limit }),
    ]);
    return { frame, q, found, places: placesFor(frame, queryWords(q)) };
  }
}
