import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { ChangePasswordView } from './change-password.view.js';
import { PasswordsService } from './passwords.service.js';
import type { AccountSection, OwnAccountPage } from '../own/account-section.js';

@Injectable()
export class PasswordSection implements AccountSection {
  constructor(private readonly passwords: PasswordsService) {}

  async view({ frame, viewer, errors, done }: OwnAccountPage): Promise<VNode> {
    const has = await this.passwords.has(viewer.userId);
    return ChangePasswordView({ frame, has, errors, saved: done === 'password' });
  }
}
