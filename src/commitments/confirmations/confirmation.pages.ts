import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsIn, Matches, ValidateIf } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Allow } from '../../identity/allow.js';
import type { FormBody } from '../../platform/http/forms.js';
import { languageOf } from '../../platform/http/language.js';
import { Optional, PlainText } from '../../platform/http/input.js';
import { words } from '../../web/i18n/words.js';
import { returnedFor, type ReturnedFor } from '../commitment.types.js';
import { MOST_PRODUCT_TEXT, productKinds, type Product, type ProductKind } from '../product.js';
import { CommitmentForms, VersionForm } from '../page/commitment-forms.js';
import { ConfirmationsService } from './confirmations.service.js';
import { FormOn } from '../../shell/form-on.js';

class ConfirmForm extends VersionForm {
  @IsIn(['confirm', 'withdraw']) action: 'confirm' | 'withdraw';
}

/** With the product of the own part, where the form asks for it: an older page that is still open has no such fields. */
class PlanForm extends ConfirmForm {
  @IfAsked() @IsIn(productKinds) kind?: ProductKind;
  @IfAsked() @Matches(/\S/) @PlainText(MOST_PRODUCT_TEXT) textVi?: string;
  @Optional() @PlainText(MOST_PRODUCT_TEXT) textEn?: string;
  @IfAsked() @Matches(/\S/) @PlainText(MOST_PRODUCT_TEXT) recipient?: string;

  get product(): Product | undefined {
    const { kind, textVi, textEn, recipient } = this;
    if (!kind || !textVi || !recipient) return undefined;
    return { kind, text: { vi: textVi, en: textEn ?? textVi }, recipient };
  }
}

function IfAsked(): PropertyDecorator {
  const asked = ({ kind, textVi, recipient }: PlanForm) =>
    [kind, textVi, recipient].some((field) => field !== undefined);
  return ValidateIf((form: PlanForm) => form.action === 'confirm' && asked(form));
}

class ReturnForm extends VersionForm {
  @Matches(/\S/) @PlainText(2000) reason: string;
  /** Code of the side whose declared completion goes back; without it, that of every other side. */
  @Optional() @Matches(/^[a-z][a-z0-9-]{0,39}$/) party?: string;
  @Optional() @IsIn(returnedFor) about?: ReturnedFor;
}

/** What each side's coordinator and leader say of plan and completion. */
@ApiExcludeController()
@Controller(':slug/cam-ket/:code')
export class ConfirmationPages {
  constructor(
    private readonly forms: CommitmentForms,
    private readonly confirmations: ConfirmationsService,
  ) {}

  @Post('xac-nhan-ke-hoach')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('coordinator')
  confirmPlan(@Req() request: FastifyRequest, @Body() body: FormBody, @Res() reply: FastifyReply) {
    const confirms = body?.action === 'confirm';
    return this.forms.answer(request, reply, body, {
      name: 'plan',
      type: PlanForm,
      say: words(languageOf(request)).commitment.product.faults,
      act: (change, { product }) =>
        confirms
          ? this.confirmations.confirmPlan(change, product)
          : this.confirmations.withdrawPlanConfirmation(change),
      done: confirms ? 'plan_confirmed' : 'plan_withdrawn',
    });
  }

  @Post('xac-nhan-hoan-thanh')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('leader', 'coordinator')
  confirmCompletion(@Req() request: FastifyRequest, @Body() body: FormBody, @Res() reply: FastifyReply) {
    const confirms = body?.action === 'confirm';
    return this.forms.answer(request, reply, body, {
      name: 'completion',
      type: ConfirmForm,
      act: (change) =>
        confirms
          ? this.confirmations.confirmCompletion(change)
          : this.confirmations.withdrawCompletionConfirmation(change),
      done: confirms ? 'completion_confirmed' : 'completion_withdrawn',
    });
  }

  @Post('tra-lai')
  @FormOn('/:slug/cam-ket/:code')
  @Allow('leader', 'coordinator')
  sendBack(@Req() request: FastifyRequest, @Body() body: FormBody, @Res() reply: FastifyReply) {
    return this.forms.answer(request, reply, body, {
      name: 'return',
      type: ReturnForm,
      say: { reason: words(languageOf(request)).commitment.extension.faults.reason },
      act: (change, { reason, ...returning }) => this.confirmations.sendBack(change, reason, returning),
      done: 'sent_back',
      facts: ({ party }) => (party ? { of: party } : undefined),
    });
  }
}
