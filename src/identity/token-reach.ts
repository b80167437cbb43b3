import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { NotAllowed, NotFound } from '../platform/errors.js';

const REACH = 'accounts:token-reach';
type Reach = 'in agreement' | 'every token' | 'no token';
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A route whose queries keep to the viewer's scope, so that a token for one agreement may call it. `/:slug/…` says so itself. */
export const InAgreement = () => SetMetadata(REACH, 'in agreement' satisfies Reach);

/** A route for every token, also for one that only reads: ending itself. */
export const ForEveryToken = () => SetMetadata(REACH, 'every token' satisfies Reach);

/** A route for people alone: what it shows or changes is the way in itself, which no program has to know. */
export const ForNoToken = () => SetMetadata(REACH, 'no token' satisfies Reach);

/**
 * Keeps a token within what it was made for.
 * @throws NotAllowed where a token that only reads would change something, or no token may call; NotFound where a token for one agreement asks
 * for what belongs to none
 */
export function mustReach(reflector: Reflector, context: ExecutionContext, request: FastifyRequest): void {
  const { access, viewer } = request;
  if (access?.by !== 'bearer') return;
  const reach = reflector.getAllAndOverride<Reach | undefined>(REACH, [
    context.getHandler(),
    context.getClass(),
  ]);
  if (reach === 'every token') return;
  if (reach === 'no token') throw new NotAllowed(onThePages);
  if (access.scope === 'read' && !safeMethods.has(request.method)) throw new NotAllowed(readsOnly);
  const isInAgreement = reach === 'in agreement' || request.routeOptions.url?.includes('/:slug');
  if (viewer?.onlyAgreementId !== undefined && !isInAgreement) throw new NotFound();
}

const readsOnly = {
  vi: 'Mã truy cập này chỉ để đọc. Hãy tạo mã có quyền đọc và ghi trong trang Tài khoản của tôi.',
  en: 'This token is read-only. Create one that can read and write on the page “My account”.',
};
const onThePages = {
  vi: 'Không thực hiện được việc này bằng mã truy cập. Hãy đăng nhập trên trang.',
  en: 'This cannot be done with a token. Sign in on the website.',
};
