import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, IsInt, Max, Min } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { ForNoToken } from '../../identity/token-reach.js';
import { formValues, readForm, type FormBody } from '../../platform/http/forms.js';
import { EmailAddress, NumberText, Optional } from '../../platform/http/input.js';
import { Heartbeats } from '../../reminders/ledger/heartbeat.js';
import { answerForm } from '../../shell/answer-form.js';
import { FormOn } from '../../shell/form-on.js';
import { Html, sendPage } from '../../shell/html.js';
import { PageFrame } from '../../shell/page-frame.js';
import { SaidHere, type Said } from '../../shell/said.js';
import { adminPages } from '../../web/components/admin-tabs.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import { MailSettingsService } from './mail-settings.service.js';
import { MailSettingsPage, quarterHours, type MailSettingsProps } from './mail-settings.view.js';
import { TestMail } from './test-mail.js';

class SettingsForm {
  @IsIn(quarterHours) runAt: string;
  @IsIn(quarterHours) from: string;
  @IsIn(quarterHours) until: string;
  @Optional() @NumberText() @IsInt() @Min(1) @Max(1000) perMinute?: number;
}

class TestForm {
  @EmailAddress() email: string;
}

/** When mails go out and how many, and a mail to see that they do. */
@ApiExcludeController()
@Allow('admin')
@ForNoToken()
@Controller(adminPages.mail.slice(1))
export class MailSettingsPages {
  constructor(
    private readonly frames: PageFrame,
    private readonly settings: MailSettingsService,
    private readonly tests: TestMail,
    private readonly heartbeats: Heartbeats,
  ) {}

  @Get()
  @Html()
  show(@Req() request: FastifyRequest, @SaidHere() said: Said | null): Promise<string> {
    return this.page(request, { saved: said?.what === 'mailSettings' });
  }

  @Post()
  @FormOn(adminPages.mail)
  change(
    @Scope() { by, language }: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    const { faults: say } = words(language).mailSettings;
    return answerForm(reply, {
      input: readForm(SettingsForm, values, { ...say, runAt: say.time, from: say.time, until: say.time }),
      act: ({ perMinute = null, ...hours }) => this.settings.change({ ...hours, perMinute }, by),
      done: { to: adminPages.mail, say: { what: 'mailSettings' } },
      again: ({ faults }) => this.page(request, { typed: values, faults }),
    });
  }

  @Post('gui-thu')
  @FormOn(adminPages.mail)
  test(
    @Scope() { by, language }: RequestScope,
    @Body() body: FormBody,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const values = formValues(body);
    return answerForm(reply, {
      input: readForm(TestForm, values, words(language).mailSettings.faults),
      act: async ({ email }) => {
        const tested = await this.tests.send(email, language, by);
        sendPage(reply, 200, await this.page(request, { email, tested }));
      },
      done: () => null,
      again: ({ faults }) => this.page(request, { email: values.email, faults }),
    });
  }

  private async page(request: FastifyRequest, shown: Partial<MailSettingsProps>): Promise<string> {
    const [frame, heartbeat] = await Promise.all([
      this.frames.of(request, adminPages.mail),
      this.heartbeats.read(),
    ]);
    return renderPage(MailSettingsPage({ frame, heartbeat, faults: {}, ...shown }));
  }
}
