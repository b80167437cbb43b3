import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { DetailsView } from './details.view.js';
import type { AccountSection, OwnAccountPage } from './account-section.js';

/** Who this account is, and the language of its mails. */
@Injectable()
export class DetailsSection implements AccountSection {
  view({ frame, done }: OwnAccountPage): VNode {
    return DetailsView({ frame, saved: done === 'language' });
  }
}
