import type { VNode } from 'preact';
import { listedKinds } from '../../commitments/evidence/file-refusals.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { Field, TextField } from '../../web/components/field.js';
import { FileInput } from '../../web/components/file-input.js';
import { NoticeBar } from '../../web/components/notice-bar.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { Section } from '../../web/components/section.js';
import { formatSize } from '../../web/format.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import { documentHref } from '../../web/links.js';
import type { DocumentItem } from '../documents.types.js';
import { MOST_NUMBER, MOST_OF_SIGNER, MOST_REASON, signedCopyKinds } from './issue.types.js';

export interface IssueFormProps {
  /** The most that a signed copy may have, in bytes. */
  limitBytes: number;
  values: FormValues;
  faults: FormFaults;
  /** It was sent and refused: a file that was chosen is no longer. */
  isAgain: boolean;
}

interface Props extends IssueFormProps {
  frame: Frame;
  slug: string;
  document: DocumentItem;
}

/** The issue itself, or, where there is one, a correction of it. The token and the fields stand before the file: see uploads. */
export function IssueForm(props: Props): VNode {
  const { frame, slug, document, values, faults } = props;
  const { language } = frame;
  const [present] = document.issues;
  const { form: t, correction } = words(language).issues;
  const whole = faults[''] ?? faults.replaces;
  const note = present ? correction.note : document.party === null ? t.jointNote : t.note;
  return (
    <Section id="ghi" title={present ? correction.title : t.title} note={note}>
      {whole ? (
        <NoticeBar tone="over" title={t.failed} role="alert">
          {whole}
        </NoticeBar>
      ) : null}
      <form
        class="issue-form"
        method="post"
        action={`${documentHref(slug, document.id)}/phat-hanh`}
        encType="multipart/form-data"
      >
        <CsrfField token={frame.csrf} />
        {present ? <input type="hidden" name="replaces" value={values.replaces ?? present.entry} /> : null}
        <div class="field-row">
          <TextField {...box('number', props, MOST_NUMBER)} label={t.number} hint={t.numberHint} />
          <DateField
            {...{ id: 'issuedOn', name: 'issuedOn', language }}
            label={t.issuedOn}
            value={values.issuedOn}
            error={faults.issuedOn}
          />
        </div>
        <div class="field-row">
          <TextField
            {...box('signerPost', props, MOST_OF_SIGNER)}
            label={t.signerPost}
            hint={t.signerPostHint}
          />
          <TextField {...box('signerName', props, MOST_OF_SIGNER)} label={t.signerName} />
        </div>
        {present ? (
          <TextField
            {...box('reason', props, MOST_REASON)}
            label={correction.reason}
            hint={correction.reasonHint}
          />
        ) : null}
        <SecrecyLine language={language} />
        <FileField {...props} isCorrection={present !== undefined} />
        <div class="form-actions">
          <Button primary={!present}>{present ? correction.button : t.button}</Button>
        </div>
      </form>
    </Section>
  );
}

function box(
  name: 'number' | 'signerPost' | 'signerName' | 'reason',
  { values, faults }: IssueFormProps,
  most: number,
) {
  return { id: name, name, most, value: values[name], error: faults[name] };
}

function FileField({
  frame: { language },
  limitBytes,
  faults,
  isAgain,
  isCorrection,
}: Props & { isCorrection: boolean }): VNode {
  const { form: t } = words(language).issues;
  const { file: error } = faults;
  const hint = [
    t.fileHint(listedKinds(signedCopyKinds), formatSize(limitBytes, language)),
    isCorrection ? t.fileStays : '',
    isAgain && !error ? t.chooseAgain : '',
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <Field id="file" label={t.file} hint={hint} error={error}>
      <FileInput
        {...{ id: 'file', name: 'file', language, hint, error }}
        accept={signedCopyKinds.map((kind) => `.${kind}`).join(',')}
      />
    </Field>
  );
}
