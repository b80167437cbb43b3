import { Injectable } from '@nestjs/common';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { IndicatorsView } from './indicators.view.js';

/** What is measured, on the page of a commitment. */
@Injectable()
export class IndicatorsSection {
  constructor(sections: CommitmentSections) {
    sections.register('indicators', this);
  }

  parts(page: SectionPage): SectionParts {
    return { wide: IndicatorsView(page) };
  }
}
