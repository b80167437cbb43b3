import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { QUEUE_BOARD, QueueBoard } from './queue-board.js';

/** The queue, to be looked at: pages, data and assets of the board, and nothing that changes a job. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller(QUEUE_BOARD.slice(1))
export class QueueBoardPages {
  constructor(private readonly board: QueueBoard) {}

  @Get()
  start(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.board.answer(request, reply);
  }

  @Get('*')
  part(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    return this.board.answer(request, reply);
  }
}
