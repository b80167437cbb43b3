import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ByOneself } from '../../identity/by-oneself.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { OwnAccountPageMaker } from '../own/own-account-page-maker.js';
import { NotificationSettingsForm } from './notification-settings.dto.js';
import { NotificationSettingsService } from './notification-settings.service.js';

/** How one's own account is reminded, from its page. */
@ApiExcludeController()
@AllowSignedIn()
@ForNoToken()
@ByOneself()
@Controller('tai-khoan')
export class NotificationSettingsPages {
  constructor(
    private readonly page: OwnAccountPageMaker,
    private readonly settings: NotificationSettingsService,
  ) {}

  @Post('nhan-thu-nhac')
  @FormOn('/tai-khoan')
  change(
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(NotificationSettingsForm, formValues(body), {}),
      act: ({ frequency, pausedFrom = null, pausedUntil = null, standIn = null }) =>
        this.settings.change(scope, { frequency, pausedFrom, pausedUntil, standIn }),
      done: { to: '/tai-khoan#nhan-thu-nhac', say: { what: 'notifications' } },
      again: (refusal) => this.page.again(request, refusal),
    });
  }
}
