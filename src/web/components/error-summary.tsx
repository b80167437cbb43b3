import type { VNode } from 'preact';
import type { FormFaults } from '../../platform/http/forms.js';
import { Icon } from './icon.js';

interface ErrorSummaryProps {
  faults: FormFaults;
  /** Ids of the controls that a fault can be linked to; every field's name where they are not given. */
  fields?: readonly string[];
  title: string;
  text?: string;
}

/** All faults on top of the form, each a link to its control; read out and focused when the page opens. */
export function ErrorSummary({ faults, fields, title, text = '' }: ErrorSummaryProps): VNode | null {
  const all = Object.entries(faults);
  if (all.length === 0) return null;
  const isLinked = (field: string) => (fields ? fields.includes(field) : field !== '');
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus>
      <p>
        <Icon name="over" /> <strong>{title}</strong> {text}
      </p>
      <ul>
        {all.map(([field, message]) => (
          <li key={`${field} ${message}`}>
            {isLinked(field) ? <a href={`#${field}`}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  );
}
