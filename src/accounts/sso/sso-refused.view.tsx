import type { VNode } from 'preact';
import { ButtonLink } from '../../web/components/button.js';
import { PageHead } from '../../web/components/section.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';

/** Why single sign-on let nobody in, and the other ways. */
export function SsoRefusedView({ frame, text }: { frame: Frame; text: string }): VNode {
  const t = words(frame.language).sso;
  return (
    <Page {...frame} path="/dang-nhap" active={null} title={t.refusedTitle}>
      <div class="error-page">
        <PageHead title={t.refusedTitle} />
        <p>{text}</p>
        <p class="error-ways">
          <ButtonLink href="/dang-nhap" primary>
            {t.byPassword}
          </ButtonLink>
          <ButtonLink href="/dang-nhap/sso">{t.again}</ButtonLink>
        </p>
      </div>
    </Page>
  );
}
