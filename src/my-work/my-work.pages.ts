import { Controller, Get, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { Allow } from '../identity/allow.js';
import { SignedIn } from '../identity/request.js';
import type { Viewer } from '../identity/viewer.js';
import { MyWorkQueries } from './my-work.queries.js';
import { MyWorkPage } from './my-work.view.js';
import { Clock } from '../platform/clock.js';
import { NotFound } from '../platform/errors.js';
import { renderPage } from '../web/render.js';
import { Html } from '../shell/html.js';
import { PageContext } from '../shell/page-frame.js';

@ApiExcludeController()
@Allow('liaison', 'coordinator', 'leader')
@Controller('viec-cua-toi')
export class MyWorkPages {
  constructor(
    private readonly pages: PageContext,
    private readonly work: MyWorkQueries,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  async show(@Req() request: FastifyRequest, @SignedIn() viewer: Viewer): Promise<string> {
    const frame = await this.pages.frame(request);
    if (!frame.agreement) throw new NotFound();
    const work = await this.work.read(viewer);
    return renderPage(MyWorkPage({ frame: { ...frame, viewer }, work, today: this.clock.today() }));
  }
}
