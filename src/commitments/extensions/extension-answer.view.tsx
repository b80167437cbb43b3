import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { formatInstantDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { Frame } from '../../web/frame.js';
import { ActionForm } from '../page/commitment-form.view.js';
import type { CommitmentDetail, ExtensionItem } from '../commitment.types.js';

interface ExtensionAnswerProps {
  frame: Frame;
  commitment: CommitmentDetail;
  request: ExtensionItem;
  /** The asking side's leader decides; another side's coordinator agrees or not. */
  kind: 'decide' | 'agree';
}

/** The request in full, then the answer to it. */
export function ExtensionAnswer(props: ExtensionAnswerProps): VNode {
  const { request, kind, frame } = props;
  const t = words(frame.language).commitment.extension;
  const path = `gia-han/${request.id}/${kind === 'decide' ? 'quyet-dinh' : 'y-kien'}`;
  return (
    <ActionForm {...props} path={path}>
      <Asked {...props} />
      <SegmentedRadios
        name="decision"
        legend={kind === 'decide' ? t.decision : t.opinion}
        choices={[
          { value: 'approved', label: t.approved },
          { value: 'rejected', label: t.rejected },
        ]}
      />
      <TextArea
        id={`gia-han-${request.id}-ly-do`}
        name="reason"
        label={t.decisionReason}
        rows={2}
        maxlength={2000}
        hint={t.decisionReasonHint}
      />
      <p class="hint">{t.granted}</p>
      <Button primary>{kind === 'decide' ? t.decisionSubmit : t.opinionSubmit}</Button>
    </ActionForm>
  );
}

function Asked({ request, commitment, frame: { language } }: ExtensionAnswerProps): VNode {
  const t = words(language).commitment;
  const party = commitment.sides.find((side) => side.party === request.party)?.partyName[language];
  return (
    <p class="asked">
      <strong>{t.extension.asks(party ?? request.party)}: </strong>
      <span class="n">
        {request.from.label[language]} → <strong>{request.to.label[language]}</strong>
      </span>
      <br />
      <span class="hint n">
        {request.requestedBy[language]}, {formatInstantDay(request.requestedAt)}
      </span>
      <br />
      <span class="written">{t.due.reason(request.reason)}</span>
    </p>
  );
}
