import { Controller, Get, Header, Param, Req } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { InFrame, Public } from '../identity/allow.js';
import { NotFound } from '../platform/errors.js';
import { Html } from '../shell/html.js';
import { PageFrame } from '../shell/page-frame.js';
import { guidePages, guidePaths, type GuidePage } from '../web/links.js';
import { renderPage } from '../web/render.js';
import { GuideView } from './guide.view.js';
import { readGuide, readGuideImage } from './guides.js';

/** The guides, in the reader's language; also for those who cannot sign in yet. */
@ApiExcludeController()
@Public()
@InFrame()
@Controller('huong-dan')
export class GuidePages {
  constructor(private readonly frames: PageFrame) {}

  @Get()
  @Html()
  user(@Req() request: FastifyRequest): Promise<string> {
    return this.show(request, 'user');
  }

  @Get(':page')
  @Html()
  other(@Req() request: FastifyRequest, @Param('page') path: string): Promise<string> {
    const page = guidePages.find((one) => guidePaths[one] === path);
    if (page === undefined) throw new NotFound();
    return this.show(request, page);
  }

  @Get('hinh/:file')
  @Header('content-type', 'image/png')
  @Header('cache-control', 'public, max-age=3600')
  async image(@Param('file') file: string): Promise<Buffer> {
    const image = await readGuideImage(file);
    if (!image) throw new NotFound();
    return image;
  }

  private async show(request: FastifyRequest, page: GuidePage): Promise<string> {
    const frame = await this.frames.of(request);
    return renderPage(GuideView({ frame, guide: readGuide(page, frame.language) }));
  }
}
