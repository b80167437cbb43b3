import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import type { FormBody } from '../../platform/http/forms.js';
import { RowId } from '../../platform/http/input.js';
import { languageOf } from '../../platform/http/language.js';
import { words } from '../../web/i18n/words.js';
import { CommitmentForms } from '../page/commitment-forms.js';
import { NoteDto } from './notes.controller.js';
import { NotesService } from './notes.service.js';
import { FormOn } from '../../shell/form-on.js';

/** Internal notes, written and withdrawn on the commitment's page. */
@ApiExcludeController()
@Allow('liaison', 'coordinator', 'leader')
@Controller(':slug/cam-ket/:code/ghi-chu')
export class NotePages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly notes: NotesService,
  ) {}

  @Post()
  @FormOn('/:slug/cam-ket/:code')
  write(@Req() request: FastifyRequest, @Body() body: FormBody, @Res() reply: FastifyReply) {
    return this.forms.answer(request, reply, body, {
      name: 'note',
      type: NoteDto,
      say: { text: words(languageOf(request)).commitment.notes.fault },
      act: (change, { text }) => this.notes.write(change, text),
      done: 'note_written',
    });
  }

  @Post(':noteId/rut')
  @FormOn('/:slug/cam-ket/:code')
  withdraw(
    @Req() request: FastifyRequest,
    @Param('noteId', RowId) noteId: number,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(
      request,
      reply,
      {},
      {
        name: 'note',
        act: (change) => this.notes.withdraw(change, noteId),
        done: 'note_withdrawn',
      },
    );
  }
}
