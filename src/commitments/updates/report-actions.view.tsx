import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { words } from '../../web/i18n/words.js';
import { commitmentHref } from '../parts/links.js';
import { DraftState } from '../drafts/draft-state.view.js';
import { hasNext } from './sitting.view.js';
import type { UpdatePageProps } from './update.types.js';

/** The first of the buttons is the one that keys press too. */
export function FormActions(props: UpdatePageProps): VNode {
  const { frame, commitment, contributes } = props;
  const { update: t, contributions, draft, sitting } = words(frame.language).commitment;
  const part = commitmentHref(commitment.agreement.slug, commitment.code);
  const goesOn = hasNext(props);
  return (
    <div class="form-actions">
      {goesOn ? (
        <Button primary icon="send" name="sau" value="tiep">
          {sitting.sendNext}
        </Button>
      ) : null}
      <Button primary={!goesOn} icon={goesOn ? undefined : 'send'}>
        {contributes ? contributions.form.send : t.send}
      </Button>
      <Button class="btn-quiet" formaction={`${part}/cap-nhat/nhap`} formnovalidate>
        {draft.save}
      </Button>
      <DraftState {...props} />
      <a href={props.wayBack || part}>{t.cancel}</a>
      <p class="hint js-only">{goesOn ? sitting.keys : t.keys}</p>
    </div>
  );
}
