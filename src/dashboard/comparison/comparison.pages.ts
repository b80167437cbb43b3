import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { Clock } from '../../platform/clock.js';
import { soundDays } from '../../platform/http/forms.js';
import { PageCache } from '../../shell/page-cache.js';
import { faultsInWords } from '../../web/faults.js';
import { ComparisonPageDto } from './comparison.dto.js';
import { ComparisonQueries } from './comparison.queries.js';
import { ComparisonView } from './comparison.view.js';
import { areOutOfOrder, twoDaysOf, wrongOrder } from './two-days.js';

@ApiExcludeController()
@AllowSignedIn()
@Controller()
export class ComparisonPages {
  constructor(
    private readonly kept: PageCache,
    private readonly queries: ComparisonQueries,
    private readonly clock: Clock,
  ) {}

  @Get(':slug/so-sanh')
  page(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Query() query: ComparisonPageDto,
  ): Promise<void> {
    const { language, agreement } = scope;
    const today = this.clock.today();
    const read = soundDays(query, 'from', 'to');
    const faults = faultsInWords(read.faults, language);
    let { sound } = read;
    let status = Object.keys(faults).length > 0 ? 400 : 200;
    if (areOutOfOrder(sound, today)) {
      sound = { ...sound, from: undefined, to: undefined };
      faults.to ??= wrongOrder[language];
      status = status === 200 ? 422 : status;
    }
    void reply.status(status);
    return this.kept.send(request, reply, async (frame) =>
      ComparisonView({
        frame,
        slug: agreement.slug,
        days: twoDaysOf(sound, today),
        comparison: await this.queries.read(agreement, sound),
        query: sound,
        asked: { typed: query, faults },
      }),
    );
  }
}
