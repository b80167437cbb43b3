import { Injectable } from '@nestjs/common';
import { CommitmentSections, type SectionPage } from '../page/commitment-sections.js';
import { ConfirmCompletion } from './confirm.view.js';
import { SendBack } from './send-back.view.js';

/** What the viewer's side may confirm, and what it may send back. */
@Injectable()
export class ConfirmationSections {
  constructor(sections: CommitmentSections) {
    sections.register('completion', {
      parts: (page: SectionPage) => ({ act: page.can.signCompletion ? ConfirmCompletion(page) : null }),
    });
    sections.register('return', {
      parts: (page: SectionPage) => ({ act: page.can.sendBack ? SendBack(page) : null }),
    });
  }
}
