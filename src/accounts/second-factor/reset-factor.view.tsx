import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { formatInstant } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import type { FactorState } from './second-factor.service.js';

interface ResetFactorProps {
  frame: Frame;
  userId: number;
  state: FactorState;
  /** Where the answer leads back to: a path of ours. */
  back: string;
}

/** For the page of an account among the administrator's: is a second factor on, and a way to take a lost one off. */
export function ResetFactorForm({ frame, userId, state, back }: ResetFactorProps): VNode {
  const t = words(frame.language).factor;
  if (!state.since) return <p class="quiet">{t.off}</p>;
  return (
    <form method="post" action={`/quan-tri/tai-khoan/${userId}/bo-xac-thuc-hai-buoc`}>
      <p class="account-text">
        {t.on(formatInstant(state.since))}. {t.codesLeft(state.codesLeft)}.
      </p>
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="back" value={back} />
      <p class="hint form-note">{t.resetHint}</p>
      <Button>{t.reset}</Button>
    </form>
  );
}
