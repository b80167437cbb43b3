import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { Field } from '../../web/components/field.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import { startHref } from '../../web/links.js';
import type { StartPageProps } from './start.types.js';

/** To begin from the structure of another agreement: before anything is typed, since it fills the form. */
export function FromAnother({ frame: { language }, sources }: StartPageProps): VNode | null {
  const all = words(language);
  const t = all.agreements.fresh;
  if (sources.length === 0) return null;
  return (
    <form method="get" action={startHref} class="start-source">
      <Field id="tu" label={t.from} hint={t.fromHint}>
        <Select
          id="tu"
          name="tu"
          choices={sources.map(({ slug, number, kind }) => ({
            value: slug,
            label: all.documentNumber(kind, number),
          }))}
          describedBy="tu-hint"
        />
      </Field>
      <label class="check">
        <input type="checkbox" name="cam-ket" value="co" />
        <span>{t.fromCommitments}</span>
      </label>
      <Button>{t.fromStart}</Button>
    </form>
  );
}
