import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Public } from '../identity/allow.js';
import { encodingFor } from '../platform/http/compressed-response.js';
import { assetAt, encoded } from '../web/assets.js';

/** Styles, scripts and fonts. Public; the address names the content, so it may be kept for a year. */
@Public()
@Controller('assets')
export class AssetsController {
  @Get(':file')
  async file(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const asset = assetAt(request.url.split('?')[0] ?? '');
    if (!asset) throw new NotFoundException();
    const encoding = asset.compressible ? encodingFor(request.headers['accept-encoding']) : 'identity';
    if (encoding !== 'identity') void reply.header('content-encoding', encoding);
    await reply
      .header('content-type', asset.type)
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .send(encoded(asset, encoding));
  }
}
