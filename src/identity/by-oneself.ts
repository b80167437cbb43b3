import { SetMetadata, type ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { NotAllowed } from '../platform/errors.js';
import './request.js';

const BY_ONESELF = 'accounts:by-oneself';
const FROM_ANY_POST = 'accounts:from-any-post';

/** A route that nobody calls in another's place: what belongs to an account itself, and what goes on after the request has ended. */
export const ByOneself = () => SetMetadata(BY_ONESELF, true);

/** A form that does the same for whichever post its page was made: signing out, and going on as oneself. */
export const FromAnyPost = () => SetMetadata(FROM_ANY_POST, true);

export const isFromAnyPost = (reflector: Reflector, context: ExecutionContext): boolean =>
  reflector.get<boolean | undefined>(FROM_ANY_POST, context.getHandler()) ?? false;

/** @throws NotAllowed where somebody acts in another's place */
export function mustBeOneself(
  reflector: Reflector,
  context: ExecutionContext,
  { viewer }: FastifyRequest,
): void {
  if (!viewer?.standIn) return;
  const places = [context.getHandler(), context.getClass()];
  if (reflector.getAllAndOverride<boolean | undefined>(BY_ONESELF, places))
    throw new NotAllowed(notInAnothersPlace);
}

const notInAnothersPlace = {
  vi: 'Không làm thay được việc này. Hãy bấm “Thôi làm thay” rồi thực hiện bằng tài khoản của đồng chí.',
  en: 'Nobody can do this for another post. Select “Stop standing in” and do it with your own account.',
};
