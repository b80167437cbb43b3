import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from '../../accounts/actor.js';
import { Allow } from '../../identity/allow.js';
import { SignedIn } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import type { Change } from '../commitments.service.js';
import { NoteDto } from './notes.controller.js';
import { NotesService } from './notes.service.js';
import type { CommitmentDone } from '../page/commitment-page.types.js';
import { DomainError } from '../../platform/errors.js';
import { RowId } from '../../platform/http/input.js';
import { CommitmentPageMaker } from '../page/commitment-page-maker.js';

/** Internal notes, written and withdrawn on the commitment's page. */
@ApiExcludeController()
@Allow('liaison', 'coordinator', 'leader')
@Controller(':slug/cam-ket/:code/ghi-chu')
export class NotePages {
  constructor(
    private readonly maker: CommitmentPageMaker,
    private readonly notes: NotesService,
  ) {}

  @Post()
  async write(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const note = plainToInstance(NoteDto, { text: body.text });
    const { slug, code } = request.params as { slug: string; code: string };
    if ((await validate(note)).length > 0) {
      const typed = typeof body.text === 'string' ? body.text : '';
      return this.maker.answer(request, reply, 400, slug, code, { noteAtFault: typed });
    }
    await this.act(request, viewer, reply, 'note_written', (change) => this.notes.write(change, note.text));
  }

  @Post(':noteId/rut')
  withdraw(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Param('noteId', RowId) noteId: number,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return this.act(request, viewer, reply, 'note_withdrawn', (change) =>
      this.notes.withdraw(change, noteId),
    );
  }

  private async act(
    request: FastifyRequest,
    viewer: Viewer,
    reply: FastifyReply,
    done: CommitmentDone,
    act: (change: Change) => Promise<unknown>,
  ): Promise<void> {
    const { slug, code } = request.params as { slug: string; code: string };
    const target = await this.maker.target(request, slug, code);
    try {
      await act({ ...target, actor: actorOf(viewer) });
      reply.status(303).redirect(`/${slug}/cam-ket/${code}?xong=${done}#ghi-chu`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.maker.refuse(request, reply, slug, code, error);
    }
  }
}
