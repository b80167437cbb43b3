import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ForNoToken } from '../../identity/token-reach.js';
import { actorOf } from '../actor.js';
import { AllowSignedIn, BeforeSecondFactor } from '../../identity/allow.js';
import { SET_UP_PATH } from '../auth.guard.js';
import { SignedIn } from '../../identity/request.js';
import { SecondFactorService } from './second-factor.service.js';
import type { Viewer } from '../../identity/viewer.js';
import { Clock } from '../../platform/clock.js';
import { addressOf } from '../../platform/http/address.js';
import { PlainText } from '../../platform/http/input.js';
import { OwnAccountPageMaker } from '../own/own-account-page-maker.js';
import { Reauthentication } from '../password/reauthentication.js';
import { SecondFactorPageMaker } from './second-factor-page-maker.js';

class StartForm {
  @IsString() @MaxLength(1000) factorPassword = '';
}

class FirstCodeForm {
  @PlainText(40) code = '';
}

class CodeForm extends FirstCodeForm {
  @IsString() @MaxLength(1000) factorPassword = '';
}

/** Setting up the second factor of the own account, and undoing it: the way to it is open to who must have one first. */
@ApiExcludeController()
@AllowSignedIn()
@BeforeSecondFactor()
@ForNoToken()
@Controller('tai-khoan/xac-thuc-hai-buoc')
export class SecondFactorPages {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly reauthentication: Reauthentication,
    private readonly page: SecondFactorPageMaker,
    private readonly clock: Clock,
  ) {}

  @Get()
  async show(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.page.show(request, reply);
  }

  @Post('bat-dau')
  async start(
    @SignedIn() viewer: Viewer,
    @Body() { factorPassword }: StartForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.reauthentication.byPassword(viewer, factorPassword, request);
      await this.factors.start(viewer, this.by(viewer));
    } catch (error) {
      return this.page.refused(request, reply, error);
    }
    reply.status(303).redirect(SET_UP_PATH);
  }

  /** The codes stand in the answer itself: nothing keeps them, so no other page could show them. */
  @Post()
  async confirm(
    @SignedIn() viewer: Viewer,
    @Body() { code }: FirstCodeForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const kept = request.access?.by === 'cookie' ? request.access.id : null;
    try {
      const codes = await this.factors.confirm(viewer, code, kept, this.by(viewer));
      await this.page.codes(request, reply, codes, true);
    } catch (error) {
      await this.page.refused(request, reply, error);
    }
  }

  private by(viewer: Viewer) {
    return { actor: actorOf(viewer), at: this.clock.now() };
  }
}

/** What can be done once it is on; each with password and code. */
@ApiExcludeController()
@AllowSignedIn()
@ForNoToken()
@Controller('tai-khoan/xac-thuc-hai-buoc')
export class SecondFactorChangePages {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly reauthentication: Reauthentication,
    private readonly pages: SecondFactorPageMaker,
    private readonly account: OwnAccountPageMaker,
    private readonly clock: Clock,
  ) {}

  @Post('tat')
  async turnOff(
    @SignedIn() viewer: Viewer,
    @Body() form: CodeForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.reauthentication.byPassword(viewer, form.factorPassword, request);
      await this.factors.turnOff(viewer, { code: form.code, address: addressOf(request) }, this.by(viewer));
    } catch (error) {
      return this.account.refused(request, reply, error);
    }
    reply.status(303).redirect('/tai-khoan?done=factor-off#second-factor');
  }

  @Post('ma-du-phong')
  async renewCodes(
    @SignedIn() viewer: Viewer,
    @Body() form: CodeForm,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    try {
      await this.reauthentication.byPassword(viewer, form.factorPassword, request);
      const proof = { code: form.code, address: addressOf(request) };
      const codes = await this.factors.renewCodes(viewer, proof, this.by(viewer));
      await this.pages.codes(request, reply, codes, false);
    } catch (error) {
      await this.account.refused(request, reply, error);
    }
  }

  private by(viewer: Viewer) {
    return { actor: actorOf(viewer), at: this.clock.now() };
  }
}
