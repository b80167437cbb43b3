import { EntityManager } from '@mikro-orm/postgresql';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { sql } from 'kysely';
import { collectDefaultMetrics, register } from 'prom-client';
import { Public } from '../accounts/allow.js';

collectDefaultMetrics();

/** For whoever watches over the program: is it alive, can it serve, how does it do. */
@ApiExcludeController()
@Public()
@Controller()
export class HealthController {
  constructor(private readonly em: EntityManager) {}

  @Get('healthz/live')
  live() {
    return { status: 'ok' };
  }

  @Get('healthz/ready')
  async ready() {
    await sql`select 1`.execute(this.em.getKysely());
    return { status: 'ok' };
  }

  @Get('metrics')
  @Header('content-type', register.contentType)
  metrics(): Promise<string> {
    return register.metrics();
  }
}
