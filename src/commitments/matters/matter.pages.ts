import { Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import type { Day } from '../../platform/clock.js';
import type { FormBody } from '../../platform/http/forms.js';
import { PlainText, RowId, TypedDay } from '../../platform/http/input.js';
import { languageOf } from '../../platform/http/language.js';
import { FormOn } from '../../shell/form-on.js';
import { words } from '../../web/i18n/words.js';
import type { Change } from '../commitments.service.js';
import { CommitmentForms } from '../page/commitment-forms.js';
import { MatterTextDto, MOST_MATTER_TEXT, MOST_NAME, MOST_NUMBER, PutAcrossDto } from './matter.dto.js';
import { MattersService, type MatterChange } from './matters.service.js';

class ReplyForm extends MatterTextDto {
  @IsIn(['answered', 'returned']) outcome: 'answered' | 'returned';
}

class HigherLevelForm {
  @PlainText(MOST_NAME) @Matches(/\S/) outside: string;
  @PlainText(MOST_NUMBER) @Matches(/\S/) number: string;
  @TypedDay() issuedOn: Day;
  @PlainText(MOST_NAME) @Matches(/\S/) issuer: string;
  @PlainText(MOST_MATTER_TEXT) text: string = '';
}

/** What whoever holds a matter does with it, on the commitment's page. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code/vuong-mac/:matterId')
export class MatterPages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly matters: MattersService,
  ) {}

  @Post('tra-loi')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('coordinator', 'leader')
  reply(
    @Req() request: FastifyRequest,
    @Param('matterId', RowId) matterId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `matter reply ${matterId}`,
      type: ReplyForm,
      say: faultsIn(request),
      act: (change, { outcome, text }) =>
        outcome === 'answered'
          ? this.matters.answer(changeOf(change, matterId), text)
          : this.matters.return(changeOf(change, matterId), text),
      done: 'matter_settled',
      facts: ({ outcome }) => ({ outcome }),
    });
  }

  @Post('chuyen')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('coordinator')
  putAcross(
    @Req() request: FastifyRequest,
    @Param('matterId', RowId) matterId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `matter across ${matterId}`,
      type: PutAcrossDto,
      say: faultsIn(request),
      act: (change, { text, party }) => this.matters.putAcross(changeOf(change, matterId), text, party),
      done: 'matter_put_across',
    });
  }

  @Post('cap-tren')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('coordinator')
  askHigher(
    @Req() request: FastifyRequest,
    @Param('matterId', RowId) matterId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: `matter higher ${matterId}`,
      type: HigherLevelForm,
      say: faultsIn(request),
      act: (change, asked) => this.matters.askHigher(changeOf(change, matterId), asked),
      done: 'matter_asked_higher',
    });
  }
}

function changeOf({ id, ...change }: Change, matterId: number): MatterChange {
  return { ...change, matterId, of: id };
}

const faultsIn = (request: FastifyRequest) => words(languageOf(request)).commitment.matters.faults;
