import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccessQueries } from './access/access.queries.js';
import { AccessService } from './access/access.service.js';
import { LastUse } from './access/last-use.js';
import { TokensController } from './access/tokens.controller.js';
import { AuthGuard } from './auth.guard.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { Tokens } from './tokens.js';

const access = [AccessService, AccessQueries, LastUse];

@Module({
  controllers: [SessionsController, TokensController],
  providers: [SessionsService, Tokens, ...access, { provide: APP_GUARD, useClass: AuthGuard }],
  exports: [SessionsService, Tokens, ...access],
})
export class AccountsModule {}
