import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../accounts/actor.js';
import { Allow, AllowSignedIn } from '../../identity/allow.js';
import { SignedIn } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import { sendEvidence } from './evidence-answer.js';
import { EvidenceQueries } from './evidence.queries.js';
import { EvidenceService } from './evidence.service.js';
import { DomainError } from '../../platform/errors.js';
import { RowId } from '../../platform/http/input.js';
import { fileOnly, TakesFile } from '../../platform/http/uploads.js';
import { FileStore } from '../../platform/storage/file-store.js';
import { CommitmentPageMaker } from '../page/commitment-page-maker.js';

/** The files on the page of a commitment. A refused one shows the page again, with the reason beside the field. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code/minh-chung')
export class EvidencePages {
  constructor(
    private readonly maker: CommitmentPageMaker,
    private readonly evidence: EvidenceService,
    private readonly queries: EvidenceQueries,
    private readonly files: FileStore,
  ) {}

  @Post()
  @TakesFile()
  @Allow('liaison', 'coordinator')
  attach(@Req() request: FastifyRequest, @SignedIn() viewer: Viewer, @Res() reply: FastifyReply) {
    return this.act(request, reply, 'evidence_added', async (target) => {
      const file = await fileOnly(request);
      await this.evidence.attach({ ...target, actor: actorOf(viewer) }, file);
    });
  }

  @Get(':id')
  @AllowSignedIn()
  async download(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) id: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await sendEvidence(this.files, await this.queries.toRead(viewer, id), request, reply);
  }

  @Post(':id/rut')
  @Allow('liaison', 'coordinator')
  withdraw(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Param('id', RowId) evidenceId: number,
    @Res() reply: FastifyReply,
  ) {
    return this.act(request, reply, 'evidence_withdrawn', ({ id, at }) =>
      this.evidence.withdraw({ evidenceId, of: id, actor: actorOf(viewer), at }),
    );
  }

  private async act(
    request: FastifyRequest,
    reply: FastifyReply,
    done: 'evidence_added' | 'evidence_withdrawn',
    change: (target: { id: number; at: Date }) => Promise<unknown>,
  ): Promise<void> {
    const { slug, code } = request.params as { slug: string; code: string };
    const target = await this.maker.target(request, slug, code);
    try {
      await change(target);
      reply.status(303).redirect(`/${slug}/cam-ket/${code}?xong=${done}#minh-chung`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.maker.refuse(request, reply, slug, code, error);
    }
  }
}
