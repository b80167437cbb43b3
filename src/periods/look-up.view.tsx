import type { VNode } from 'preact';
import type { Language } from '../platform/text.js';
import { Button } from '../web/components/button.js';
import { describedBy, Field } from '../web/components/field.js';
import { PageHead } from '../web/components/section.js';
import type { Frame } from '../web/frame.js';
import { words } from '../web/i18n/words.js';
import { Page } from '../web/layout.js';
import { frozenHref } from '../web/links.js';
import { NumberedDocuments } from './code-documents.view.js';
import type { DocumentOfCode } from './frozen-documents.js';

/** Where a code that stands on paper is typed in. It changes nothing, so that its address can be kept. */
export function LookUp({
  language,
  typed = '',
  error,
}: {
  language: Language;
  typed?: string;
  error?: string;
}): VNode {
  const t = words(language).periods;
  const id = 'frozen-code';
  return (
    <form method="get" action={frozenHref()} class="look-up" role="search">
      <Field id={id} label={t.lookUp} hint={t.lookUpHint} error={error}>
        <div class="look-up-row">
          <input
            id={id}
            name="ma"
            type="text"
            class="n"
            value={typed}
            autocomplete="off"
            spellcheck={false}
            {...describedBy(id, t.lookUpHint, error)}
          />
          <Button icon="search">{t.lookUpButton}</Button>
        </div>
      </Field>
    </form>
  );
}

interface LookUpPageProps {
  frame: Frame;
  typed: string;
  error?: string;
  /** Documents that bear what was typed as their number. */
  numbered?: DocumentOfCode[];
}

/** The same as a page: where a code was not found, or where what was typed is the number of documents. */
export function LookUpPage({ frame, typed, error, numbered = [] }: LookUpPageProps): VNode {
  const { language } = frame;
  const t = words(language).periods;
  return (
    <Page {...frame} active={null} title={t.lookUpTitle}>
      <PageHead title={t.lookUpTitle} />
      <LookUp language={language} typed={typed} error={error} />
      {numbered.length > 0 ? (
        <NumberedDocuments number={numbered[0]!.issue!.number} documents={numbered} language={language} />
      ) : null}
    </Page>
  );
}
