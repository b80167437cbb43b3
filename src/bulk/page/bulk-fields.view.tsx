import type { VNode } from 'preact';
import { DeadlineFields } from '../../commitments/extensions/extension-deadline.view.js';
import { extensionFrom } from '../../commitments/extensions/extension-values.js';
import { MOST_CHASE_TEXT } from '../../reminders/chases/chase.types.js';
import { Field, TextArea } from '../../web/components/field.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import type { BulkPageProps } from './bulk-page.types.js';

/** What an action needs besides its commitments. */
export function BulkFields(props: BulkPageProps): VNode | null {
  const { action } = props.terms;
  if (action === 'ask_report') return <AskFields {...props} />;
  if (action === 'hand_over') return <BodyField {...props} />;
  return action === 'propose_due' ? <DueFields {...props} /> : null;
}

function AskFields({ frame: { language }, isLeader, typed, faults }: BulkPageProps): VNode {
  const t = words(language).chase;
  return (
    <>
      <TextArea
        id="text"
        name="text"
        label={t.text}
        hint={t.textHint}
        value={typed.text}
        error={faults.text}
        most={MOST_CHASE_TEXT}
        rows={3}
      />
      <SecrecyLine language={language} />
      {isLeader ? null : (
        <SegmentedRadios
          name="when"
          legend={t.when}
          value={typed.when}
          error={faults.when}
          choices={[
            { value: 'now', label: t.whens.now(null) },
            { value: 'next', label: words(language).bulk.form.next },
          ]}
        />
      )}
    </>
  );
}

function BodyField({ frame: { language }, bodies, typed, faults }: BulkPageProps): VNode {
  const t = words(language).bulk.form;
  return (
    <Field id="body" label={t.body} error={faults.body}>
      <Select
        id="body"
        name="body"
        value={typed.body}
        describedBy={faults.body ? 'body-error' : undefined}
        choices={[
          { value: '', label: t.choose },
          ...bodies.map(({ code, name }) => ({ value: code, label: name[language] })),
        ]}
      />
    </Field>
  );
}

function DueFields({ frame: { language }, typed, faults }: BulkPageProps): VNode {
  const t = words(language).bulk.form;
  return (
    <>
      <DeadlineFields values={extensionFrom(typed)} error={faults.due} language={language} isFirst={false} />
      <TextArea
        id="reason"
        name="reason"
        label={t.reason}
        hint={t.reasonHint}
        value={typed.reason}
        error={faults.reason}
        most={2000}
        rows={3}
      />
      <SecrecyLine language={language} />
    </>
  );
}
