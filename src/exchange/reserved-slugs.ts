import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';

/**
 * Words that no agreement can have as its slug, for its pages could not be opened: what stands in an address of the
 * program's where a slug stands in others (`/quan-tri` beside `/:slug`). Learnt from the routes as they come, so that a new
 * page is one of them by itself.
 */
@Injectable()
export class ReservedSlugs {
  private readonly routes: string[][] = [];

  constructor({ httpAdapter }: HttpAdapterHost<FastifyAdapter>) {
    httpAdapter.getInstance().addHook('onRoute', ({ url }) => void this.routes.push(url.split('/')));
  }

  /** Complete once the program is made. */
  all(): ReadonlySet<string> {
    const before = (parts: string[], at: number) => parts.slice(0, at).join('/');
    const places = new Set(
      this.routes
        .filter((parts) => parts.includes(':slug'))
        .map((parts) => before(parts, parts.indexOf(':slug'))),
    );
    return new Set(
      this.routes.flatMap((parts) =>
        parts.filter((part, at) => !part.startsWith(':') && places.has(before(parts, at))),
      ),
    );
  }
}
