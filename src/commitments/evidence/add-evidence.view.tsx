import type { VNode } from 'preact';
import { Button, CsrfField } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { Field, TextField } from '../../web/components/field.js';
import { FileInput } from '../../web/components/file-input.js';
import { formatSize } from '../../web/format.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { MOST_NUMBER, MOST_OF_A_DOCUMENT } from './document.js';
import { fileExtensions } from './file-kinds.js';
import { listedKinds } from './file-refusals.js';

interface AddEvidenceProps extends CommitmentPageProps {
  action: string;
  /** The most that one file may have. */
  limitBytes: number;
}

/**
 * A document by its number, a file, or both. The token and the fields stand before the file: what comes after it is read only once
 * the sender is known.
 */
export function AddEvidence(props: AddEvidenceProps): VNode {
  const { frame, action } = props;
  const { language, viewer } = frame;
  const t = words(language).commitment.evidence;
  return (
    <form class="attach" method="post" action={action} encType="multipart/form-data">
      <CsrfField token={frame.csrf} />
      <fieldset aria-describedby="minh-chung-hint">
        <legend>{t.add(viewer?.party?.name[language] ?? '')}</legend>
        <p class="hint" id="minh-chung-hint">
          {t.addHint}
        </p>
        <DocumentFields {...props} />
        <SecrecyLine language={language} />
        <FileField {...props} />
      </fieldset>
    </form>
  );
}

function DocumentFields(props: AddEvidenceProps): VNode {
  const { language } = props.frame;
  const { values = {}, faults = {} } = refusalOf('evidence', props) ?? {};
  const t = words(language).commitment.evidence;
  const box = (name: 'number' | 'issuer' | 'recipient' | 'title') => ({
    id: `van-ban-${name}`,
    name,
    most: name === 'number' ? MOST_NUMBER : MOST_OF_A_DOCUMENT,
    value: values[name],
    error: faults[name],
  });
  return (
    <>
      <div class="field-row">
        <TextField {...box('number')} label={t.number} hint={t.numberHint} />
        <DateField
          {...{ id: 'van-ban-issuedOn', name: 'issuedOn', language }}
          label={t.issuedOn}
          value={values.issuedOn}
          error={faults.issuedOn}
        />
      </div>
      <div class="field-row">
        <TextField {...box('issuer')} label={t.issuer} hint={t.issuerHint} />
        <TextField {...box('recipient')} label={t.recipient} hint={t.recipientHint} />
      </div>
      <TextField {...box('title')} label={t.documentTitle} />
    </>
  );
}

function FileField(props: AddEvidenceProps): VNode {
  const { language } = props.frame;
  const refusal = refusalOf('evidence', props);
  const error = refusal?.faults.file;
  const t = words(language).commitment.evidence;
  const kinds = listedKinds(fileExtensions);
  const again = refusal && !error ? ` ${t.chooseAgain}` : '';
  const hint = t.hint(kinds, formatSize(props.limitBytes, language)) + again;
  return (
    <Field id="tep" label={t.choose} hint={hint} error={error}>
      <div class="attach-row">
        <FileInput
          {...{ id: 'tep', name: 'file', language, hint, error }}
          accept={fileExtensions.map((extension) => `.${extension}`).join(',')}
        />
        <Button icon="document">{t.attach}</Button>
      </div>
    </Field>
  );
}
