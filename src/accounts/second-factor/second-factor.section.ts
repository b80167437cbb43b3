import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { PasswordsService } from '../password/passwords.service.js';
import { FactorSection } from './factor-section.view.js';
import { SecondFactorService } from './second-factor.service.js';
import type { AccountSection, OwnAccountPage } from '../own/account-section.js';

@Injectable()
export class SecondFactorSection implements AccountSection {
  constructor(
    private readonly factors: SecondFactorService,
    private readonly passwords: PasswordsService,
  ) {}

  async view({ frame, viewer, errors, done }: OwnAccountPage): Promise<VNode> {
    const [state, hasPassword] = await Promise.all([
      this.factors.state(viewer.userId),
      this.passwords.has(viewer.userId),
    ]);
    return FactorSection({ frame, state, hasPassword, errors, done });
  }
}
