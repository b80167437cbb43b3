import { applyDecorators, Header, HttpCode } from '@nestjs/common';
import { ApiExcludeEndpoint } from '@nestjs/swagger';

/** A route that answers with a page. Pages belong to one reader and are not kept by anybody in between. */
export function Html(): MethodDecorator {
  return applyDecorators(
    HttpCode(200),
    Header('content-type', 'text/html; charset=utf-8'),
    Header('cache-control', 'no-store'),
    ApiExcludeEndpoint(),
  );
}
