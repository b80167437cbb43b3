import { Body, Controller, Post, Put, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AllowSignedIn } from '../identity/allow.js';
import { Scope } from '../identity/request.js';
import { RequestScope } from '../identity/scope.js';
import { Clock, type Day } from '../platform/clock.js';
import { Answers } from '../platform/http/answers.js';
import { formValues, readForm, type FormBody } from '../platform/http/forms.js';
import { BackField, IsDay, TypedDay } from '../platform/http/input.js';
import { day, instant, named, object } from '../platform/http/schema.js';
import { answerForm } from '../shell/answer-form.js';
import { DemoDays } from './demo-days.js';

export class DemoDateDto {
  @ApiProperty({ type: String, format: 'date', example: '2019-11-25' })
  @IsDay()
  date: Day;
}

class DemoDateForm {
  @TypedDay() date: Day;
  @BackField() back = '/';
}

const demoClockSchema = named<{ date: Day; now: string }>(
  'DemoClock',
  'The demo’s current date and time',
  object({ date: day, now: instant }),
);

/** The demo's clock, from any signed-in account. It does not exist in production. */
@ApiTags('demo')
@AllowSignedIn()
@Controller()
export class DemoClockController {
  constructor(
    private readonly days: DemoDays,
    private readonly clock: Clock,
  ) {}

  @Put('api/v1/demo/clock')
  @ApiOperation({ summary: 'Move the demo’s clock' })
  @Answers(200, demoClockSchema)
  async move(@Scope() scope: RequestScope, @Body() { date }: DemoDateDto) {
    await this.days.moveTo(date, scope.actor);
    return { date: this.clock.today(), now: this.clock.now().toISOString() };
  }

  @Post('trinh-dien/ngay')
  @ApiExcludeEndpoint()
  moveByForm(
    @Scope() scope: RequestScope,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    return answerForm(reply, {
      input: readForm(DemoDateForm, formValues(body), {}),
      act: async ({ date, back }) => {
        await this.days.moveTo(date, scope.actor);
        return back;
      },
      done: (back) => back,
      again: () => Promise.resolve(null),
    });
  }
}
