import { Injectable } from '@nestjs/common';
import { Section } from '../../web/components/section.js';
import { words } from '../../web/i18n/words.js';
import { CommitmentSections, type SectionPage, type SectionParts } from '../page/commitment-sections.js';
import { commitmentHref } from '../parts/links.js';
import { ConfirmPlan } from './confirm-plan.view.js';
import { PlanList } from './plan-list.view.js';

/** The plan as each side has confirmed it; to the coordinator, the way to confirm and to change it. */
@Injectable()
export class PlanSection {
  constructor(sections: CommitmentSections) {
    sections.register('plan', this);
  }

  parts(page: SectionPage): SectionParts {
    const { commitment, events, can, frame } = page;
    const { language } = frame;
    const t = words(language).commitment.plan;
    const href = `${commitmentHref(commitment.agreement.slug, commitment.code)}/ke-hoach`;
    return {
      act: can.confirmPlan ? ConfirmPlan(page) : null,
      facts: (
        <Section
          id="ke-hoach"
          class={commitment.proposedDue ? undefined : 'plan-as-stands'}
          title={t.title}
          aside={can.statePlan ? <a href={href}>{t.change}</a> : null}
        >
          <PlanList commitment={commitment} events={events} language={language} frame={frame} />
        </Section>
      ),
    };
  }
}
