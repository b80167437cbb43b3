import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { By } from '../../accounts/access/access.service.js';
import { DomainError } from '../../platform/errors.js';
import { problemOf } from '../../platform/http/errors.filter.js';
import { FormContext } from '../../shell/form-context.js';
import { sendPage } from '../../shell/html.js';
import { UserPageMaker } from './user-page-maker.js';

/** Does something to an account and shows its page: with what was done, or why it was refused. */
@Injectable()
export class UserActions {
  constructor(
    private readonly admin: FormContext,
    private readonly maker: UserPageMaker,
  ) {}

  async run(
    request: FastifyRequest,
    reply: FastifyReply,
    id: number,
    done: string,
    act: (by: By) => Promise<unknown>,
  ): Promise<void> {
    try {
      await act(this.admin.by(request));
      reply.status(303).redirect(`/quan-tri/tai-khoan/${id}?xong=${done}`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { status, detail } = problemOf(error);
      const refused = detail[this.admin.language(request)];
      sendPage(reply, status, await this.maker.show(request, id, { refused }));
    }
  }
}
