import { describe, expect, it } from '@jest/globals';
import { Secret } from '../platform/http/secret-fields.js';
import { TextField } from './components/field.js';
import { renderPage } from './render.js';

class Form {
  @Secret() known = '';
  other = '';
}

describe('a page', () => {
  it.each([
    ['a password', { type: 'password' }],
    ['a password that is to be read along', { autocomplete: 'new-password' }],
    ['a code', { autocomplete: 'one-time-code' }],
  ] as const)(
    'that asks for %s is made only where a form says of the field that it is secret',
    (_what, how) => {
      const page = (name: keyof Form | 'unknown') => () =>
        renderPage(<TextField id="x" label="x" name={name} {...how} />);
      expect(page('known')()).toContain('name="known"');
      for (const name of ['other', 'unknown'] as const)
        expect(page(name)).toThrow(`@Secret() on its field ${name}`);
      expect(() => renderPage(<input name="unknown" {...how} />)).toThrow('@Secret()');
    },
  );
});
