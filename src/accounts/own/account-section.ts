import type { FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import type { Viewer } from '../../identity/viewer.js';
import type { Frame } from '../../web/frame.js';

/** What a section of the page of the own account is made from. */
export interface OwnAccountPage {
  request: FastifyRequest;
  viewer: Viewer;
  frame: Frame & { viewer: Viewer };
  /** What a form of the page was told, by the name of its field: shown beside it, in the reader's language. */
  errors: Record<string, string>;
  /** What was just done, by the name that the section gave it. */
  done?: string;
}

/**
 * A section of /tai-khoan. A room adds one by a provider of this type in the list of `account-sections.ts`; its forms post to
 * routes of its own, which go on to `/tai-khoan#section` with what is said there, or with `OwnAccountPageMaker.again`.
 */
export interface AccountSection {
  view(page: OwnAccountPage): Promise<VNode | null> | VNode | null;
}
