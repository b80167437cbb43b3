import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { Reauthentication } from '../password/reauthentication.js';
import { FactorSection } from './factor-section.view.js';
import { SecondFactorService } from './second-factor.service.js';
import type { AccountSection, OwnAccountPage } from '../own/account-section.js';

@Injectable()
export class SecondFactorSection implements AccountSection {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly owners: Reauthentication,
  ) {}

  async view({ request, frame, viewer, errors, done }: OwnAccountPage): Promise<VNode> {
    const [state, way] = await Promise.all([this.factors.state(viewer.userId), this.owners.wayOf(request)]);
    return FactorSection({ frame, state, way, errors, done });
  }
}
