import type { VNode } from 'preact';
import { words } from '../../web/i18n/words.js';
import type { UpdatePageProps } from '../updates/update.types.js';

/** How the draft stands: told by the script that saves it while one types, in these words. */
export function DraftState({ commitment, frame: { language } }: UpdatePageProps): VNode {
  const t = words(language).commitment.draft;
  return (
    <span
      class="draft-state"
      role="status"
      data-draft={`/api/v1/commitments/${commitment.id}/draft`}
      data-saved={t.savedNow}
      data-unsaved={t.unsaved}
      data-signed-out={t.signedOut}
      data-refused={t.refused}
      data-overtaken={t.overtaken}
      data-offline={t.offline}
    />
  );
}
