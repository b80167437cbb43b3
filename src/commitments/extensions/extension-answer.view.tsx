import type { VNode } from 'preact';
import type { FormValues } from '../../platform/http/forms.js';
import type { Language } from '../../platform/text.js';
import { Button } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { formatInstantDay } from '../../web/format.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { Act } from '../page/act.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import type { ExtensionItem } from '../commitment.types.js';
import { extensionWords } from './extension-words.js';
import { AfterAgreement, Countered } from './deadline-facts.view.js';
import { DeadlineFields } from './extension-deadline.view.js';
import { extensionFrom, freshExtension } from './extension-values.js';
import { Written } from '../../web/components/written.js';
import { fill } from '../../web/i18n/fill.js';

interface AnswerProps extends CommitmentPageProps {
  /** The asking side's leader decides; another side's coordinator agrees or not. */
  kind: 'decide' | 'agree';
}

/** The request that waits for the viewer, in full, and then the answer to it. */
export function AnswerRequest(props: AnswerProps & { requestId: number }): VNode | null {
  const { kind, commitment, frame, requestId } = props;
  const request = commitment.extensionRequests.find(({ id }) => id === requestId);
  if (!request) return null;
  return (
    <Act
      {...props}
      id={kind === 'decide' ? 'quyet-dinh-gia-han' : 'y-kien-gia-han'}
      icon="extension"
      title={wordsOf(request, frame.language)[kind]}
      open={refusalOf(kind, props) !== null}
    >
      <AnswerForm {...props} request={request} />
    </Act>
  );
}

const wordsOf = ({ from }: ExtensionItem, language: Language) => extensionWords(from.date === null, language);

function AnswerForm(props: AnswerProps & { request: ExtensionItem }): VNode {
  const { request, kind, frame } = props;
  const t = wordsOf(request, frame.language);
  const { values, faults } = refusalOf(kind, props) ?? { values: {}, faults: {} };
  return (
    <ActionForm {...props} path={`gia-han/${request.id}/${kind === 'decide' ? 'quyet-dinh' : 'y-kien'}`}>
      <Asked {...props} />
      <SegmentedRadios
        name="decision"
        legend={kind === 'decide' ? t.decision : t.opinion}
        choices={[
          { value: 'approved', label: t.approved },
          ...(kind === 'agree' ? [{ value: 'counter', label: t.counter }] : []),
          { value: 'rejected', label: t.rejected },
        ]}
        value={values.decision}
        error={faults.decision}
      />
      {kind === 'agree' ? <CounterDue {...props} values={values} error={faults.due} /> : null}
      <TextArea
        id={`gia-han-${request.id}-ly-do`}
        name="reason"
        label={t.decisionReason}
        rows={2}
        most={2000}
        hint={kind === 'agree' ? t.opinionReasonHint : t.decisionReasonHint}
        value={values.reason}
        error={faults.reason}
      />
      <SecrecyLine {...props.frame} />
      <p class="hint">{t.granted(props.commitment.sides.length)}</p>
      <Button primary>{kind === 'decide' ? t.decisionSubmit : t.opinionSubmit}</Button>
    </ActionForm>
  );
}

/** The earlier day, asked for only where the viewer names one. */
function CounterDue(
  props: AnswerProps & { request: ExtensionItem; values: FormValues; error: string | undefined },
): VNode {
  const { request, values, error, commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.extension;
  const typed =
    values.precision === undefined ? freshExtension(commitment.due, frame.today) : extensionFrom(values);
  return (
    <div class="counter-due">
      <p class="hint">{t.counterHint(commitment.due.label[language], request.to.label[language])}</p>
      <DeadlineFields
        values={typed}
        error={error}
        language={language}
        isFirst={request.from.date === null}
        id="gia-han-khac"
      />
    </div>
  );
}

function Asked({
  request,
  commitment,
  frame: { language },
}: AnswerProps & { request: ExtensionItem }): VNode {
  const t = words(language).commitment;
  const party = commitment.sides.find((side) => side.party === request.party)?.partyName[language];
  return (
    <p class="asked">
      <strong>{wordsOf(request, language).asks(party ?? request.party)}: </strong>
      <span class="n">
        {request.from.label[language]} → <strong>{request.to.label[language]}</strong>
      </span>
      <AfterAgreement request={request} endsOn={commitment.agreement.endsOn} language={language} />
      <br />
      <span class="hint n">
        {request.requestedBy[language]}, {formatInstantDay(request.requestedAt)}
      </span>
      <br />
      {fill(t.due.reason, { reason: <Written>{request.reason}</Written> })}
      {request.counters.map((counter) => (
        <span key={counter.at}>
          <br />
          <Countered counter={counter} commitment={commitment} language={language} />
        </span>
      ))}
    </p>
  );
}
