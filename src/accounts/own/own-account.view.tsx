import type { VNode } from 'preact';
import { PageHead } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';

export function OwnAccountView({ frame, sections }: { frame: Frame; sections: (VNode | null)[] }): VNode {
  const t = words(frame.language).account;
  return (
    <Page {...frame} path="/tai-khoan" active={null} title={t.title}>
      <PageHead title={t.title} note={t.note} />
      <div class="own-account">{sections}</div>
    </Page>
  );
}
