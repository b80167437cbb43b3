import { Body, Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { plainToInstance } from 'class-transformer';
import { validate } from 'class-validator';
import { actorOf } from '../../accounts/actor.js';
import { Allow } from '../../identity/allow.js';
import { SignedIn } from '../../identity/request.js';
import type { Viewer } from '../../identity/viewer.js';
import { abilitiesOf } from '../page/abilities.js';
import { ReasonDto } from '../commitment.dto.js';
import type { CommitmentDetail } from '../commitment.types.js';
import { DetailQueries } from '../read/detail.queries.js';
import { deadlineFrom, extensionFrom, freshExtension, type ExtensionValues } from './extension-values.js';
import { ExtensionPage } from './extension.view.js';
import { ExtensionsService } from './extensions.service.js';
import type { FieldFault } from '../updates/update.types.js';
import { Clock } from '../../platform/clock.js';
import { DomainError, NotAllowed, RuleBroken } from '../../platform/errors.js';
import { problemOf } from '../../platform/http/errors.filter.js';
import type { Language } from '../../platform/text.js';
import { words } from '../../web/i18n/words.js';
import { renderPage } from '../../web/render.js';
import { Html, sendPage } from '../../shell/html.js';
import { PageContext } from '../../shell/page-frame.js';

/** Asking for a later deadline. */
@ApiExcludeController()
@Allow('liaison', 'coordinator')
@Controller(':slug/cam-ket/:code/gia-han')
export class ExtensionPages {
  constructor(
    private readonly pages: PageContext,
    private readonly details: DetailQueries,
    private readonly extensions: ExtensionsService,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Html()
  async show(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Param('slug') slug: string,
    @Param('code') code: string,
  ): Promise<string> {
    const commitment = await this.mayExtend(viewer, slug, code);
    return this.page(request, commitment, freshExtension(commitment.due), []);
  }

  @Post()
  async request(
    @Req() request: FastifyRequest,
    @SignedIn() viewer: Viewer,
    @Param('slug') slug: string,
    @Param('code') code: string,
    @Body() body: Record<string, unknown>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const commitment = await this.mayExtend(viewer, slug, code);
    const values = extensionFrom(body);
    const answer = async (status: number, errors: FieldFault[]) =>
      void sendPage(reply, status, await this.page(request, commitment, values, errors));
    const due = deadlineFrom(values);
    const faults = await faultsOf(values, due === null, this.pages.bareFrame(request).language);
    if (!due || faults.length > 0) return answer(400, faults);
    try {
      await this.extensions.request(
        { id: commitment.id, actor: actorOf(viewer), at: this.clock.now() },
        due,
        values.reason.trim(),
      );
      reply.status(303).redirect(`/${slug}/cam-ket/${code}?xong=extension_requested`);
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      const { status, detail } = problemOf(error);
      await answer(status, [
        { field: error.field ?? '', message: detail[this.pages.bareFrame(request).language] },
      ]);
    }
  }

  private async mayExtend(viewer: Viewer, slug: string, code: string): Promise<CommitmentDetail> {
    const commitment = await this.details.byCode(viewer, slug, code);
    const can = abilitiesOf(viewer, commitment);
    if (!can.report) throw new NotAllowed(notYours);
    if (!can.requestExtension) throw new RuleBroken(notToBeExtended);
    return commitment;
  }

  private async page(
    request: FastifyRequest,
    commitment: CommitmentDetail,
    values: ExtensionValues,
    errors: FieldFault[],
  ): Promise<string> {
    const frame = await this.pages.frame(request, commitment.agreement.slug);
    return renderPage(ExtensionPage({ frame, commitment, values, errors }));
  }
}

async function faultsOf(
  { reason }: ExtensionValues,
  dueMissing: boolean,
  language: Language,
): Promise<FieldFault[]> {
  const say = words(language).commitment.extension.faults;
  const reasonFaults = await validate(plainToInstance(ReasonDto, { reason }));
  return [
    ...(dueMissing ? [{ field: 'due', message: say.due }] : []),
    ...(reasonFaults.length > 0 ? [{ field: 'reason', message: say.reason }] : []),
  ];
}

const notYours = {
  vi: 'Chỉ cơ quan chủ trì, cơ quan phối hợp hoặc văn phòng cấp ủy của bên mình được đề nghị gia hạn cam kết này.',
  en: 'Only the lead or cooperating bodies, or the committee office of your side, may ask to extend this commitment.',
};
const notToBeExtended = {
  vi: 'Lúc này không đề nghị gia hạn được: cam kết thường xuyên, đã kết thúc, hoặc đã có đề nghị đang chờ.',
  en: 'No extension can be requested now: the commitment is continuing, closed, or has a request waiting.',
};
