import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { By } from '../../identity/actor.js';
import { scopeOf } from '../../identity/request.js';
import { answerForm, noFields } from '../../shell/answer-form.js';
import { UserPageMaker } from './user-page-maker.js';

/** Does something to an account and shows its page: with what was done, or why it was refused. */
@Injectable()
export class UserActions {
  constructor(private readonly maker: UserPageMaker) {}

  run(
    request: FastifyRequest,
    reply: FastifyReply,
    id: number,
    done: string,
    act: (by: By) => Promise<unknown>,
  ): Promise<void> {
    return answerForm(reply, {
      input: noFields,
      act: () => act(scopeOf(request).by),
      done: { to: `/quan-tri/tai-khoan/${id}`, say: { what: done } },
      again: ({ faults }) => this.maker.show(request, id, { refused: Object.values(faults)[0] }),
    });
  }
}
