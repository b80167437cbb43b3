import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { AccessQueries } from './access.queries.js';
import { OwnSessionsView } from './own-access.view.js';
import type { AccountSection, OwnAccountPage } from '../own/account-section.js';

/** Where this account is signed in. */
@Injectable()
export class SessionsSection implements AccountSection {
  constructor(private readonly access: AccessQueries) {}

  async view({ frame, viewer, request, done }: OwnAccountPage): Promise<VNode> {
    const items = await this.access.sessions(viewer.userId);
    const current = request.access?.by === 'cookie' ? request.access.id : undefined;
    return OwnSessionsView({ frame, items, current, done });
  }
}
