import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { listQuery } from '../../commitments/parts/links.js';
import { CommitmentQueries } from '../../commitments/read/commitment.queries.js';
import { searcherOf } from '../../commitments/search/searcher.js';
import { bulkActions } from '../../commitments/together/bulk-actions.js';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { NotAllowed, NotFound } from '../../platform/errors.js';
import { formValues, type FormBody, type FormFaults, type FormValues } from '../../platform/http/forms.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html, sendPage } from '../../shell/html.js';
import { SaidHere, type Next, type Said } from '../../shell/said.js';
import type { ChaseTime } from '../../reminders/chases/chase.types.js';
import { bulkHref } from '../../web/links.js';
import { mustBeTheirs } from '../bulk.refusals.js';
import { BulkService } from '../bulk.service.js';
import type { BulkResult } from '../bulk.types.js';
import { BulkPageMaker } from './bulk-page-maker.js';
import { BulkPageDto, readBulk, rowsOf, termsOf, type ReadBulk } from './bulk-form.js';

export const BULK_DONE = 'bulk_done';

/** What would become of the commitments that were ticked in the list, before it is done. */
@ApiExcludeController()
@Allow('liaison', 'coordinator', 'leader')
@Controller(':slug/nhieu-cam-ket')
export class BulkPages {
  constructor(
    private readonly maker: BulkPageMaker,
    private readonly bulk: BulkService,
    private readonly queries: CommitmentQueries,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Query() { action, ids = [], all, ...filter }: BulkPageDto,
    @SaidHere() said: Said | null,
  ): Promise<string> {
    mustBeTheirs(scope.viewer.role, action);
    const back = listQuery(filter);
    if (said?.what === BULK_DONE) return this.maker.done(request, scope, { action, said, ids, back });
    const chosen = all ? await this.whole(scope, filter) : [...new Set(ids)];
    return this.maker.page(request, scope, { terms: termsOf({ action }, {}), ids: chosen, typed: { back } });
  }

  private whole({ agreement, viewer }: RequestScope, filter: Omit<BulkPageDto, 'action' | 'ids' | 'all'>) {
    return this.queries.idsOf(agreement, { ...filter, searcher: searcherOf(viewer) });
  }

  @Post()
  @FormOn('/:slug/nhieu-cam-ket')
  carryOut(
    @Req() request: FastifyRequest,
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const typed = formValues(body);
    return answerForm(reply, {
      input: readBulk(typed, scope.language),
      act: async (form) => {
        if (!form.isToBeSeen) return { form, result: await this.do(scope, form) };
        mustBeTheirs(scope.viewer.role, form.terms.action);
        sendPage(reply, 200, await this.again(request, scope, typed, {}));
        return null;
      },
      done: (done) => done && nextOf(scope, done.form, done.result),
      again: async ({ error, faults }) => {
        if (error instanceof NotAllowed || error instanceof NotFound) return null;
        if (!bulkActions.some((action) => action === typed.action)) return null;
        return this.again(request, scope, typed, faults);
      },
    });
  }

  private do(scope: RequestScope, { terms, rows }: ReadBulk): Promise<BulkResult> {
    const [ids, versions] = [rows.map(({ id }) => id), rows.map(({ version }) => version)];
    return this.bulk.carryOut(scope, { terms, ids, versions, isWhole: true });
  }

  /** As it stands now, with what was typed. */
  private again(request: FastifyRequest, scope: RequestScope, typed: FormValues, faults: FormFaults) {
    const { rows, rest } = rowsOf(typed);
    const ids = [...new Set([...rows.map(({ id }) => id), ...rest])];
    const action = bulkActions.find((one) => one === typed.action)!;
    const { body, reason, text } = typed;
    const when: ChaseTime = typed.when === 'next' ? 'next' : 'now';
    const said = { action, body: 'body' in faults ? undefined : body, reason, text, when };
    const terms = termsOf(said, 'due' in faults ? {} : typed);
    return this.maker.page(request, scope, { terms, ids, typed, faults });
  }
}

function nextOf({ agreement }: RequestScope, { terms, rest, back }: ReadBulk, { items }: BulkResult): Next {
  const done = items.filter(({ outcome }) => outcome === 'done').map(({ id }) => id);
  const facts = { done: String(done.length), out: String(items.length - done.length + rest.length) };
  return {
    to: bulkHref(agreement.slug, { action: terms.action, ids: done, query: back }),
    say: { what: BULK_DONE, facts },
  };
}
