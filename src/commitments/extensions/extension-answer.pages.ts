import { applyDecorators, Body, Controller, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deadline } from '../../calendar/deadline.js';
import { Allow } from '../../identity/allow.js';
import { RuleBroken } from '../../platform/errors.js';
import type { FormBody } from '../../platform/http/forms.js';
import { Optional, PlainText, RowId } from '../../platform/http/input.js';
import { languageOf } from '../../platform/http/language.js';
import { words } from '../../web/i18n/words.js';
import { agreementDecisions, type AgreementDecision } from '../commitment.types.js';
import type { Change } from '../commitments.service.js';
import { CommitmentForms, VersionForm } from '../page/commitment-forms.js';
import { deadlineFrom, extensionFrom } from './extension-values.js';
import { ExtensionsService, type Answer } from './extensions.service.js';
import { FormOn } from '../../shell/form-on.js';

class AnswerForm extends VersionForm {
  @IsIn(['approved', 'rejected']) decision: 'approved' | 'rejected';
  @PlainText(2000) reason: string = '';
}

/** The other side may name an earlier day; it is read from the boxes of the chosen precision. */
class AgreementForm extends VersionForm {
  @IsIn(agreementDecisions) decision: AgreementDecision;
  @PlainText(2000) reason: string = '';
  @Box() precision?: string;
  @Box() date?: string;
  @Box() month?: string;
  @Box() quarter?: string;
  @Box() year?: string;

  /** @throws RuleBroken where the boxes hold none */
  get due(): Deadline | undefined {
    if (this.decision !== 'counter') return undefined;
    const due = deadlineFrom(extensionFrom({ ...this } as Record<string, unknown>));
    if (!due) throw new RuleBroken(noDue, 'due');
    return due;
  }
}

function Box(): PropertyDecorator {
  return applyDecorators(Optional(), PlainText(40));
}

const noDue = {
  vi: words('vi').commitment.extension.faults.due,
  en: words('en').commitment.extension.faults.due,
};

/** Answers to a request to extend: the own leader's decision, another side's agreement. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code/gia-han/:requestId')
export class ExtensionAnswerPages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly extensions: ExtensionsService,
  ) {}

  @Post('quyet-dinh')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('leader')
  decide(
    @Req() request: FastifyRequest,
    @Param('requestId', RowId) requestId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: 'decide',
      type: AnswerForm,
      say: faultsIn(request),
      act: (change, answer) => this.extensions.decide(answerOf(change, requestId, answer)),
      done: 'extension_decided',
      facts: () => ({ request: String(requestId) }),
    });
  }

  @Post('y-kien')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('coordinator')
  agree(
    @Req() request: FastifyRequest,
    @Param('requestId', RowId) requestId: number,
    @Body() body: FormBody,
    @Res() reply: FastifyReply,
  ) {
    return this.forms.answer(request, reply, body, {
      name: 'agree',
      type: AgreementForm,
      say: { ...faultsIn(request), decision: faultsIn(request).opinion },
      act: ({ id, ...change }, { decision, reason, due }) =>
        this.extensions.agree({ ...change, requestId, of: id, decision, reason, due }),
      done: 'extension_agreed',
      facts: () => ({ request: String(requestId) }),
    });
  }
}

function answerOf({ id, ...change }: Change, requestId: number, { decision, reason }: AnswerForm): Answer {
  return { ...change, requestId, of: id, decision, reason };
}

const faultsIn = (request: FastifyRequest) => words(languageOf(request)).commitment.extension.answerFaults;
