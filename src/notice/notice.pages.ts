import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AgreementContents } from '../commitments/agreements/agreement-contents.queries.js';
import { AmendmentsQueries } from '../commitments/amendments/amendments.queries.js';
import { CommitmentQueries } from '../commitments/read/commitment.queries.js';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { PageCache } from '../shell/page-cache.js';
import { paragraphOf } from './clauses.js';
import { NoticeView } from './notice.view.js';

/** Every clause of the document, and the commitments that follow from it. */
@ApiExcludeController()
@AllowSignedIn()
@Controller(':slug/thong-bao')
export class NoticePages {
  constructor(
    private readonly kept: PageCache,
    private readonly agreements: AgreementContents,
    private readonly commitments: CommitmentQueries,
    private readonly amendments: AmendmentsQueries,
  ) {}

  @Get()
  notice(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.kept.send(request, reply, async (frame) =>
      NoticeView({ frame, slug: scope.agreement.slug, ...(await this.read(scope)) }),
    );
  }

  private async read({ agreement }: RequestScope) {
    const amendments = await this.amendments.of(agreement, { limit: 20 });
    const { number, kind, title, source, clauses, sectors, parties } = await this.agreements.one(agreement);
    const byCode = new Map(
      (await this.commitments.all(agreement)).map((commitment) => [commitment.code, commitment]),
    );
    const rows = clauses.map((clause) => ({
      ...clause,
      paragraph: paragraphOf(clause.locator),
      sector: sectors.find(({ code }) => code === clause.sector) ?? null,
      actingParty: parties.find(({ code }) => code === clause.actingParty) ?? null,
      commitments: clause.commitments.flatMap((code) => byCode.get(code) ?? []),
    }));
    return { number, kind, title, sourceNote: source.note, clauses: rows, amendments };
  }
}
