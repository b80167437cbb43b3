import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { ByOneself, FromAnyPost } from '../../identity/by-oneself.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { NumberText } from '../../platform/http/input.js';
import { seeOther } from '../../platform/http/redirect.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html } from '../../shell/html.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { AbsenceForm } from '../notifications/notification-settings.dto.js';
import { NotificationSettingsService } from '../notifications/notification-settings.service.js';
import { ActingService } from './acting.service.js';
import { StandInsPageMaker } from './stand-ins-page-maker.js';

class PostForm {
  @NumberText() @IsInt() @Min(1) @Max(2_147_483_647) post: number;
}

/** Acting for another post, and who does so for whose. */
@ApiExcludeController()
@Allow('liaison', 'coordinator', 'leader')
@ForNoToken()
@Controller('lam-thay')
export class StandInsPages {
  constructor(
    private readonly page: StandInsPageMaker,
    private readonly acting: ActingService,
  ) {}

  @Get()
  @Html()
  show(@Req() request: FastifyRequest, @SaidHere() said: Said | null): Promise<string> {
    return this.page.page(request, { done: said?.what });
  }

  @Post('bat-dau')
  begin(@Scope() scope: RequestScope, @Body() body: FormBody, @Res() reply: FastifyReply): Promise<void> {
    return answerForm(reply, {
      input: readForm(PostForm, formValues(body), {}),
      act: ({ post }) => this.acting.begin(scope, reply.request.access!, post),
      done: '/viec-cua-toi',
      again: () => Promise.resolve(null),
    });
  }

  @Post('thoi')
  @FromAnyPost()
  async end(
    @Scope() scope: RequestScope,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.acting.end(scope, request.access!);
    seeOther(reply, '/viec-cua-toi');
  }
}

/** Officers who are away, as the committee office of their side enters it. */
@ApiExcludeController()
@Allow('coordinator')
@ForNoToken()
@ByOneself()
@Controller('lam-thay/can-bo')
export class OfficersAwayPages {
  constructor(
    private readonly page: StandInsPageMaker,
    private readonly settings: NotificationSettingsService,
  ) {}

  @Post()
  @FormOn('/lam-thay')
  name(
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(AbsenceForm, formValues(body), {}),
      act: ({ officer, pausedFrom = null, pausedUntil = null, standIn = null }) =>
        this.settings.changeOfOfficer(scope, officer, { pausedFrom, pausedUntil, standIn }),
      done: { to: '/lam-thay#can-bo-vang-mat', say: { what: 'named' } },
      again: ({ faults }) => this.page.page(request, { errors: faults }),
    });
  }
}
