import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { AccessQueries } from './access.queries.js';
import { allOf } from './token-family.js';
import { OwnTokensView } from './own-access.view.js';
import type { AccountSection, OwnAccountPage } from '../own/account-section.js';

/** The tokens of programs that act as this account. */
@Injectable()
export class TokensSection implements AccountSection {
  constructor(private readonly access: AccessQueries) {}

  async view({ frame, viewer, done }: OwnAccountPage): Promise<VNode> {
    return OwnTokensView({ frame, items: await this.access.tokens(allOf(viewer.userId)), done });
  }
}
