import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { DeadlineFacts } from './deadline-facts.view.js';
import { AnswerRequest } from './extension-answer.view.js';

/** The deadline and how it moved; where a request waits for the viewer, the answer to it. */
@Injectable()
export class ExtensionSection {
  constructor(sections: CommitmentSections) {
    sections.register('extensions', this);
  }

  parts(page: SectionPage): SectionParts {
    return { act: answer(page), facts: DeadlineFacts(page) };
  }
}

function answer(page: SectionPage): VNode | null {
  const { decideExtension, agreeExtension } = page.can;
  if (decideExtension !== null) return AnswerRequest({ ...page, kind: 'decide', requestId: decideExtension });
  if (agreeExtension !== null) return AnswerRequest({ ...page, kind: 'agree', requestId: agreeExtension });
  return null;
}
