import type { VNode } from 'preact';
import { AdminTabs } from '../../web/components/admin-tabs.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DoneBar } from '../../web/components/done-bar.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { PageHead, Section } from '../../web/components/section.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { secondFactorFor, type PolicyState } from './sign-in-policy.js';

export interface PolicyViewProps {
  frame: Frame;
  state: PolicyState;
  saved: boolean;
  /** Why what was chosen cannot be saved. */
  fault?: string;
  sections?: (VNode | null)[];
}

/** /quan-tri/dang-nhap: what is required of everybody's way in. */
export function PolicyView({ frame, state, saved, fault, sections = [] }: PolicyViewProps): VNode {
  const { admin, factor: t } = words(frame.language);
  return (
    <Page {...frame} active="admin" title={admin.tabs.signIn}>
      <PageHead title={admin.tabs.signIn} />
      <AdminTabs active="signIn" frame={frame} />
      <Section
        id="require"
        title={t.requireTitle}
        note={t.coverage(state.protected, state.accounts, state.protectedAdmins, state.admins)}
      >
        <form method="post" action="/quan-tri/dang-nhap" class="policy-form">
          <DoneBar done={saved ? t.policySaved : undefined} />
          {fault ? <NoticeBar tone="over" title={fault} role="alert" /> : null}
          <CsrfField token={frame.csrf} />
          <SegmentedRadios
            name="secondFactor"
            legend={t.requireFor}
            value={state.secondFactor}
            choices={secondFactorFor.map((value) => ({ value, label: t.who[value] }))}
          />
          <p class="hint form-note">{t.requireHint}</p>
          <Button primary>{words(frame.language).account.save}</Button>
        </form>
      </Section>
      {sections}
    </Page>
  );
}
