import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import type { UpdatePageProps } from './update.types.js';

/** The first of the buttons is the one that keys press too. */
export function FormActions({ frame, commitment, contributes }: UpdatePageProps): VNode {
  const { update: t, contributions } = words(frame.language).commitment;
  return (
    <div class="form-actions">
      <Button primary icon="send">
        {contributes ? contributions.form.send : t.send}
      </Button>
      <a href={commitmentHref(commitment.agreement.slug, commitment.code)}>{t.cancel}</a>
      <p class="hint js-only">{t.keys}</p>
    </div>
  );
}
