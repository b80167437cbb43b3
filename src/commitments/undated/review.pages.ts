import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import type { Day } from '../../platform/clock.js';
import type { FormBody } from '../../platform/http/forms.js';
import { PlainText, TypedDay } from '../../platform/http/input.js';
import { languageOf } from '../../platform/http/language.js';
import { FormOn } from '../../shell/form-on.js';
import { words } from '../../web/i18n/words.js';
import { CommitmentForms, VersionForm } from '../page/commitment-forms.js';
import { ReviewsService } from './reviews.service.js';

class ReviewDayForm extends VersionForm {
  @TypedDay() reviewOn: Day;
  @PlainText(2000) @Matches(/\S/) reason: string;
}

/** Moving the review day, on the commitment's page. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code/ngay-xem-lai')
export class ReviewPages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly reviews: ReviewsService,
  ) {}

  @Post()
  @FormOn('/:slug/cam-ket/:code')
  @Allow('coordinator')
  move(@Req() request: FastifyRequest, @Body() body: FormBody, @Res() reply: FastifyReply) {
    return this.forms.answer(request, reply, body, {
      name: 'review',
      type: ReviewDayForm,
      say: words(languageOf(request)).commitment.undated.move.faults,
      act: (change, { reviewOn, reason }) => this.reviews.move(change, reviewOn, reason),
      done: 'review_moved',
    });
  }
}
