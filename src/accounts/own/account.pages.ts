import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByOneself } from '../../identity/by-oneself.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { OwnAccountService } from './own-account.service.js';
import { PasswordsService } from '../password/passwords.service.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { fromOf } from '../sign-in/from.js';
import { OwnAccountPageMaker } from './own-account-page-maker.js';
import { mustBeSame } from '../password/must-be-same.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { Secret } from '../../platform/http/secret-fields.js';
import { answerForm } from '../../shell/answer-form.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { Html } from '../../shell/html.js';
import { FormOn } from '../../shell/form-on.js';

class LanguageForm {
  @IsIn(['vi', 'en']) language: 'vi' | 'en';
}

class PasswordForm {
  @Secret() @IsString() @MaxLength(1000) current = '';
  @Secret() @IsString() @MaxLength(1000) password = '';
  @Secret() @IsString() @MaxLength(1000) repeat = '';
}

/** The own account. What stands on the page is a list of sections: `account/account-sections.ts`. */
@ApiExcludeController()
@AllowSignedIn()
@ForNoToken()
@ByOneself()
@Controller('tai-khoan')
export class AccountPages {
  constructor(
    private readonly page: OwnAccountPageMaker,
    private readonly own: OwnAccountService,
    private readonly passwords: PasswordsService,
  ) {}

  @Get()
  @Html()
  show(@Req() request: FastifyRequest, @SaidHere() said: Said | null): Promise<string> {
    return this.page.page(request, { done: said?.what });
  }

  @Post('ngon-ngu')
  @FormOn('/tai-khoan')
  chooseLanguage(
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(LanguageForm, formValues(body), {}),
      act: ({ language }) => this.own.chooseLanguage(scope, language),
      done: { to: '/tai-khoan', say: { what: 'language' } },
      again: (refusal) => this.page.again(request, refusal),
    });
  }

  @Post('mat-khau')
  @FormOn('/tai-khoan')
  changePassword(
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(PasswordForm, formValues(body), {}),
      act: async (form) => {
        mustBeSame(form);
        const kept = request.access?.by === 'cookie' ? request.access.id : null;
        const { current, password } = form;
        await this.passwords.change(scope, { current, password, kept, from: fromOf(request) });
      },
      done: { to: '/tai-khoan#change-password', say: { what: 'password' } },
      again: (refusal) => this.page.again(request, refusal),
    });
  }
}
