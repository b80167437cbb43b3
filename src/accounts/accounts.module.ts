import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AuthGuard } from './auth.guard.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsService } from './sessions.service.js';
import { Tokens } from './tokens.js';

@Module({
  controllers: [SessionsController],
  providers: [SessionsService, Tokens, { provide: APP_GUARD, useClass: AuthGuard }],
  exports: [SessionsService, Tokens],
})
export class AccountsModule {}
