import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByOneself } from '../../identity/by-oneself.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { AllowSignedIn, BeforeSecondFactor } from '../../identity/allow.js';
import { SET_UP_PATH } from '../auth.guard.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { SecondFactorService } from './second-factor.service.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { Secret } from '../../platform/http/secret-fields.js';
import { answerForm } from '../../shell/answer-form.js';
import { PlainText } from '../../platform/http/input.js';
import { OwnAccountPageMaker } from '../own/own-account-page-maker.js';
import { Reauthentication } from '../password/reauthentication.js';
import { fromOf } from '../sign-in/from.js';
import { SecondFactorPageMaker } from './second-factor-page-maker.js';
import { FormOn } from '../../shell/form-on.js';

class StartForm {
  @Secret() @IsString() @MaxLength(1000) factorPassword = '';
}

class FirstCodeForm {
  @Secret() @PlainText(40) code = '';
}

class CodeForm extends FirstCodeForm {
  @Secret() @IsString() @MaxLength(1000) factorPassword = '';
}

/** Setting up the second factor of the own account, and undoing it: the way to it is open to who must have one first. */
@ApiExcludeController()
@AllowSignedIn()
@BeforeSecondFactor()
@ForNoToken()
@ByOneself()
@Controller('tai-khoan/xac-thuc-hai-buoc')
export class SecondFactorPages {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly reauthentication: Reauthentication,
    private readonly page: SecondFactorPageMaker,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.page.show(request, reply);
  }

  @Post('bat-dau')
  @FormOn(SET_UP_PATH)
  start(
    @Scope() { viewer, by }: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(StartForm, formValues(body), {}),
      act: async ({ factorPassword }) => {
        await this.reauthentication.byPassword(request, factorPassword, 'factorPassword');
        await this.factors.start(viewer, by);
      },
      done: SET_UP_PATH,
      again: (refusal) => this.page.again(request, refusal),
    });
  }

  /** The codes stand in the answer itself: nothing keeps them, so no other page could show them. */
  @Post()
  @FormOn(SET_UP_PATH)
  confirm(
    @Scope() { viewer, by }: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kept = request.access?.by === 'cookie' ? request.access.id : null;
    return answerForm(reply, {
      input: readForm(FirstCodeForm, formValues(body), {}),
      act: async ({ code }) => {
        const codes = await this.factors.confirm(viewer, code, kept, by);
        await this.page.codes(request, reply, codes, true);
      },
      done: () => null,
      again: (refusal) => this.page.again(request, refusal),
    });
  }
}

/** What can be done once it is on; each with password and code. */
@ApiExcludeController()
@AllowSignedIn()
@ForNoToken()
@ByOneself()
@Controller('tai-khoan/xac-thuc-hai-buoc')
export class SecondFactorChangePages {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly reauthentication: Reauthentication,
    private readonly pages: SecondFactorPageMaker,
    private readonly account: OwnAccountPageMaker,
  ) {}

  @Post('tat')
  @FormOn('/tai-khoan')
  turnOff(
    @Scope() { viewer, by }: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(CodeForm, formValues(body), {}),
      act: async ({ factorPassword, code }) => {
        await this.reauthentication.byPassword(request, factorPassword, 'factorPassword');
        await this.factors.turnOff(viewer, { code, from: fromOf(request) }, by);
      },
      done: { to: '/tai-khoan#second-factor', say: { what: 'factor-off' } },
      again: (refusal) => this.account.again(request, refusal),
    });
  }

  @Post('ma-du-phong')
  @FormOn('/tai-khoan')
  renewCodes(
    @Scope() { viewer, by }: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(CodeForm, formValues(body), {}),
      act: async ({ factorPassword, code }) => {
        await this.reauthentication.byPassword(request, factorPassword, 'factorPassword');
        const codes = await this.factors.renewCodes(viewer, { code, from: fromOf(request) }, by);
        await this.pages.codes(request, reply, codes, false);
      },
      done: () => null,
      again: (refusal) => this.account.again(request, refusal),
    });
  }
}
