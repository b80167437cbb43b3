import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { words } from '../../web/i18n/words.js';
import { KEPT_FIELD } from '../../shell/sent-form.js';

/** A form that waits for its sender to sign in again. */
export interface CarriedForm {
  /** What was typed, for the account that typed it. */
  sealed: string;
  /** The token with which the form came: who shows it may send that much. */
  token: string;
  /** A file belonged to it. */
  withFile?: boolean;
}

/** First in a form: by the token it is known, before the rest is read, that it may be long. */
export function KeptFields({ kept }: { kept?: CarriedForm }): VNode | null {
  if (!kept) return null;
  return (
    <>
      <CsrfField token={kept.token} />
      <input type="hidden" name={KEPT_FIELD} value={kept.sealed} />
    </>
  );
}

export function KeptNotice({ kept, language }: { kept: CarriedForm; language: Language }): VNode {
  const { keptForm: t } = words(language);
  return (
    <NoticeBar tone="late" title={t.title} role="alert">
      {t.text} {kept.withFile ? t.file : null}
    </NoticeBar>
  );
}

/** The form by which the text goes along to another page of signing in. */
export const KEPT_FORM_ID = 'bieu-mau-da-nhap';

/** For who signs in elsewhere: in another tab, or by single sign-on, which cannot carry a form. */
export function SignedInElsewhere({ kept, language }: { kept: CarriedForm; language: Language }): VNode {
  const { keptForm: t } = words(language);
  return (
    <form id={KEPT_FORM_ID} method="post" action="/dang-nhap/mo-bieu-mau" class="sign-in-elsewhere">
      <KeptFields kept={kept} />
      <p>{t.elsewhere}</p>
      <Button>{t.open}</Button>
    </form>
  );
}

/** Back to the first step with the text. */
export function OtherAccount({ kept, children }: { kept: CarriedForm; children: string }): VNode {
  return (
    <form id={KEPT_FORM_ID} method="post" action="/dang-nhap/lai" class="form-way">
      <KeptFields kept={kept} />
      <button type="submit" class="link-button">
        {children}
      </button>
    </form>
  );
}

export function keptIn({ kept = '', _csrf = '' }: Record<string, string>): CarriedForm | undefined {
  return kept === '' ? undefined : { sealed: kept, token: _csrf };
}
