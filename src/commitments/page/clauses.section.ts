import { Injectable } from '@nestjs/common';
import { Clauses } from './clauses.view.js';
import { CommitmentSections } from './commitment-sections.js';

/** From which clauses of the document the commitment follows. */
@Injectable()
export class ClausesSection {
  constructor(sections: CommitmentSections) {
    sections.register('clauses', { parts: (page) => ({ facts: Clauses(page) }) });
  }
}
