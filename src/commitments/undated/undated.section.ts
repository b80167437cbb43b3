import { Injectable } from '@nestjs/common';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { MoveReview } from './move-review.view.js';

/** To the coordinators of a commitment that has no date yet: to look at it again on another day. */
@Injectable()
export class UndatedSection {
  constructor(sections: CommitmentSections) {
    sections.register('undated', this);
  }

  parts(page: SectionPage): SectionParts {
    return page.can.moveReview ? { act: MoveReview(page) } : {};
  }
}
