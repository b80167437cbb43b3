import type { VNode } from 'preact';
import { ButtonLink } from '../../web/components/button.js';
import { FieldError, TextField } from '../../web/components/field.js';
import type { Frame } from '../../web/frame.js';
import { words } from '../../web/i18n/words.js';
import type { WayToProve } from './reauthentication.js';

interface OwnPasswordProps {
  frame: Frame;
  way: WayToProve;
  /** Of the field; `password` where the form is about nothing else. */
  name: 'factorPassword' | 'password';
  /** The page that the provider leads back to. */
  back: string;
  error?: string;
}

/** Whoever found an open session must not change the way in: the password again, or the way to the provider that knows the account. */
export function OwnPassword({ frame, way, name, back, error }: OwnPasswordProps): VNode {
  const { account: t } = words(frame.language);
  if (way === 'password')
    return (
      <TextField
        id={name}
        name={name}
        type="password"
        label={t.current}
        error={error}
        autocomplete="current-password"
        required
      />
    );
  if (way === 'proven') return <p class="account-text">{t.proven}</p>;
  return (
    <div class={error ? 'field field-wrong' : 'field'}>
      <p class="account-text">{t.proveAtProvider}</p>
      <ButtonLink href={`/tai-khoan/chung-thuc?next=${encodeURIComponent(back)}`}>{t.prove}</ButtonLink>
      <FieldError id={name} error={error} />
    </div>
  );
}
