import type { VNode } from 'preact';
import type { FormValues } from '../platform/http/forms.js';
import type { Language } from '../platform/text.js';
import { Button, ButtonLink, CsrfField } from './components/button.js';
import { Section } from './components/section.js';
import { wordFor, words } from './i18n/words.js';

/** What was typed into a form that could not be answered as usual. */
export type TypedText =
  /** Another account typed it: only the way to the form is shown. */
  | { page: string; isOfAnother: true }
  | {
      page: string;
      isOfAnother: false;
      values: FormValues;
      /** Where it was sent to, with the token that it came with. */
      action: string;
      token: string;
      /** False where something has to be typed or chosen anew: passwords and files are not kept. */
      mayBeSent: boolean;
    };

interface TypedTextProps {
  typed: TypedText;
  language: Language;
  /** Whether sending it again may help. */
  again: boolean;
}

/** To be copied, and where it may help to be sent again, to the same address, with the same fields. */
export function TypedTextSection({ typed, language, again }: TypedTextProps): VNode | null {
  const t = words(language).typed;
  const way = <ButtonLink href={typed.page}>{t.toForm}</ButtonLink>;
  if (typed.isOfAnother)
    return (
      <Section id="da-nhap" title={t.title}>
        <p>{t.ofAnother}</p>
        <p class="error-ways">{way}</p>
      </Section>
    );
  const entries = Object.entries(typed.values);
  if (entries.length === 0) return null;
  const shown = entries.filter(([name, value]) => isTyped(name, value));
  if (shown.length === 0 && !again) return null;
  return (
    <Section id="da-nhap" title={t.title} note={shown.length > 0 ? t.note : undefined}>
      <form method="post" action={typed.action} class="typed-text">
        <CsrfField token={typed.token} />
        {entries.map(([name, value]) =>
          shown.some(([other]) => other === name) ? (
            <div class="field" key={name}>
              <label for={`da-nhap-${name}`}>{wordFor(t.fields, name) ?? t.field}</label>
              {/* A line break right at the beginning would be taken for one of the page's own. */}
              <textarea id={`da-nhap-${name}`} name={name} rows={rowsFor(value)} lang="vi" readonly>
                {`\n${value}`}
              </textarea>
            </div>
          ) : (
            <input type="hidden" name={name} value={value} key={name} />
          ),
        )}
        <p class="error-ways">
          {again && typed.mayBeSent ? <Button primary>{t.sendAgain}</Button> : null}
          {again ? (
            <Button name="_shown" value="1">
              {t.openFilled}
            </Button>
          ) : (
            way
          )}
        </p>
      </form>
    </Section>
  );
}

/** A text of somebody's own; choices, numbers and days go along unseen. */
export const isTyped = (name: string, value: string): boolean =>
  value.trim() !== '' &&
  (wordFor(words('vi').typed.fields, name) !== undefined || !/^[\w.,:/-]{0,40}$/.test(value));

const rowsFor = (value: string) => Math.min(12, Math.max(2, Math.ceil(value.length / 80)));
