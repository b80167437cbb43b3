import type { VNode } from 'preact';
import { roles } from '../../identity/viewer.js';
import type { FormFaults, FormValues } from '../../platform/http/forms.js';
import type { BilingualText, Language } from '../../platform/text.js';
import { Button, ButtonLink, CsrfField } from '../../web/components/button.js';
import { describedBy, FieldError, TextField } from '../../web/components/field.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import type { PartyRef } from '../bodies/body.types.js';
import { ErrorSummary } from '../../web/components/error-summary.js';
import { SelectField } from '../form-parts.view.js';

export interface UserFormProps {
  frame: Frame;
  action: string;
  values: FormValues;
  faults: FormFaults;
  parties: PartyRef[];
  /** Of every side. */
  bodies: { id: number; marker: string; name: BilingualText }[];
  submit: string;
  /** Whether the address is asked for: when the account is made. */
  isNew?: boolean;
}

export function UserForm(props: UserFormProps): VNode {
  const { frame, action, values, faults, submit, isNew = false } = props;
  const t = words(frame.language).users;
  return (
    <form method="post" action={action} class="admin-form">
      <ErrorSummary title={t.failed} faults={faults} />
      <CsrfField token={frame.csrf} />
      {values.basis ? <input type="hidden" name="basis" value={values.basis} /> : null}
      {isNew ? (
        <TextField
          {...{ id: 'email', name: 'email', type: 'email', label: t.fields.email, hint: t.hints.email }}
          {...{
            value: values.email,
            error: faults.email,
            most: 254,
            autocomplete: 'off',
            required: true,
          }}
        />
      ) : null}
      <PostFields {...props} />
      <div class="field-row">
        {(['nameVi', 'nameEn'] as const).map((name) => (
          <TextField
            {...{ id: name, name, label: t.fields[name], hint: t.hints[name] }}
            {...{ value: values[name], error: faults[name], most: 200, required: true }}
            key={name}
          />
        ))}
      </div>
      <SegmentedRadios
        name="language"
        legend={t.fields.language}
        value={values.language ?? 'vi'}
        error={faults.language}
        choices={(['vi', 'en'] as const).map((value) => ({ value, label: t.languages[value] }))}
      />
      <div class="form-actions">
        <Button primary>{submit}</Button>
        <ButtonLink href="/quan-tri/tai-khoan">{t.cancel}</ButtonLink>
      </div>
    </form>
  );
}

/** What the account may do, and whom it speaks for. */
function PostFields({ frame: { language }, values, faults, parties, bodies }: UserFormProps): VNode {
  const t = words(language).users;
  return (
    <>
      <div class="field-row">
        <SelectField
          {...{
            name: 'role',
            label: t.fields.role,
            hint: t.hints.role,
            value: values.role ?? 'liaison',
            error: faults.role,
          }}
          choices={roles.map((role) => ({ value: role, label: words(language).roles[role] }))}
        />
        <SelectField
          {...{
            name: 'party',
            label: t.fields.party,
            value: values.party,
            error: faults.party,
            hint: t.hints.party,
          }}
          choices={[
            { value: '', label: t.noSide },
            ...parties.map(({ code, name }) => ({ value: code, label: name[language] })),
          ]}
        />
      </div>
      <SelectField
        {...{
          name: 'bodyId',
          label: t.fields.body,
          value: values.bodyId,
          error: faults.bodyId,
          hint: t.hints.body,
        }}
        choices={[
          { value: '', label: t.noBody },
          ...bodies.map(({ id, marker, name }) => ({
            value: String(id),
            label: `${marker} · ${name[language]}`,
          })),
        ]}
      />
      <HeadBox checked={values.head === 'yes'} error={faults.head} language={language} />
    </>
  );
}

/** The head of a body is a liaison account of it. */
function HeadBox(props: { checked: boolean; error?: string; language: Language }): VNode {
  const { checked, error, language } = props;
  const t = words(language).users;
  return (
    <div class={`field${error ? ' field-wrong' : ''}`}>
      <label class="check">
        <input
          type="checkbox"
          id="head"
          name="head"
          value="yes"
          checked={checked}
          {...describedBy('head', t.hints.head, error)}
        />
        <span>{t.fields.head}</span>
      </label>
      <p class="hint" id="head-hint">
        {t.hints.head}
      </p>
      <FieldError id="head" error={error} />
    </div>
  );
}
