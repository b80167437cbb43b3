import { Controller, Get, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Allow } from '../identity/allow.js';
import { seeOther } from '../platform/http/redirect.js';
import { adminPages } from '../web/components/admin-tabs.js';

/** The administrator's entry in the menu leads to the first tab. */
@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri')
export class AdminStartPages {
  @Get()
  start(@Res() reply: FastifyReply): void {
    seeOther(reply, adminPages.users);
  }
}
