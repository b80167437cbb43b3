import type { VNode } from 'preact';
import { ButtonLink } from '../../web/components/button.js';
import { PageHead } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';

/** Of a link that opens nothing, for whatever reason: which of them it is would tell a stranger of the commitment. */
export function MailLinkGonePage({ frame }: { frame: Frame }): VNode {
  const t = words(frame.language).mailDraft.link;
  return (
    <Page {...frame} active={null} title={t.goneTitle}>
      <div class="error-page">
        <PageHead title={t.goneTitle} />
        <p>{t.gone}</p>
        <p class="error-ways">
          <ButtonLink href="/viec-cua-toi" primary>
            {t.signIn}
          </ButtonLink>
        </p>
      </div>
    </Page>
  );
}
