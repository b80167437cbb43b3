import { Body, Controller, Get, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AllowSignedIn } from '../../identity/allow.js';
import { OwnAccountService } from './own-account.service.js';
import { PasswordsService } from '../password/passwords.service.js';
import { SignedIn } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import { RuleBroken } from '../../platform/errors.js';
import { addressOf } from '../../platform/http/address.js';
import { Optional } from '../../platform/http/input.js';
import { OwnAccountPageMaker } from './own-account-page-maker.js';
import { Html } from '../../shell/html.js';

class DoneDto {
  /** What was just done: each section knows its own. */
  @Optional() @IsString() @MaxLength(40) done?: string;
}

class LanguageForm {
  @IsIn(['vi', 'en']) language: 'vi' | 'en';
}

class PasswordForm {
  @IsString() @MaxLength(1000) current = '';
  @IsString() @MaxLength(1000) password = '';
  @IsString() @MaxLength(1000) repeat = '';
  @IsOptional() username?: unknown;
}

/** The own account. What stands on the page is a list of sections: `account/account-sections.ts`. */
@ApiExcludeController()
@AllowSignedIn()
@Controller('tai-khoan')
export class AccountPages {
  constructor(
    private readonly page: OwnAccountPageMaker,
    private readonly own: OwnAccountService,
    private readonly passwords: PasswordsService,
  ) {}

  @Get()
  @Html()
  show(@Req() request: FastifyRequest, @Query() { done }: DoneDto): Promise<string> {
    return this.page.page(request, { done });
  }

  @Post('ngon-ngu')
  async chooseLanguage(
    @SignedIn() viewer: Viewer,
    @Body() { language }: LanguageForm,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.own.chooseLanguage(viewer, language);
    reply.status(303).redirect('/tai-khoan?done=language');
  }

  @Post('mat-khau')
  async changePassword(
    @SignedIn() viewer: Viewer,
    @Body() { current, password, repeat }: PasswordForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      if (password !== repeat) throw new RuleBroken(notSame, 'repeat');
      const kept = request.access?.by === 'cookie' ? request.access.id : null;
      await this.passwords.change(viewer, { current, password, kept, address: addressOf(request) });
    } catch (error) {
      return this.page.refused(request, reply, error);
    }
    reply.status(303).redirect('/tai-khoan?done=password#change-password');
  }
}

const notSame = {
  vi: 'Hai lần nhập chưa giống nhau. Hãy nhập lại cả hai ô.',
  en: 'The two entries differ. Enter both again.',
};
