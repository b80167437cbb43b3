import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import { leadOf } from './update-frame.view.js';
import type { UpdatePageProps } from './update.types.js';

export function FormActions({ frame, commitment, party, contributes }: UpdatePageProps): VNode {
  const { language } = frame;
  const { update: t, contributions } = words(language).commitment;
  const others = commitment.sides.filter((side) => side.party !== party);
  return (
    <div class="form-actions">
      <Button primary icon="send">
        {contributes ? contributions.form.send : t.send}
      </Button>
      <a href={commitmentHref(commitment.agreement.slug, commitment.code)}>{t.cancel}</a>
      <p>
        {contributes
          ? contributions.form.sendNote(leadOf(commitment, party, language))
          : t.sendNote(others.map(({ partyName }) => partyName[language]).join(', '))}
      </p>
    </div>
  );
}
