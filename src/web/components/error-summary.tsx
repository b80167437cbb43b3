import type { VNode } from 'preact';
import { Icon } from './icon.js';
import type { FieldFault } from '../../commitments/updates/update.types.js';

interface ErrorSummaryProps {
  errors: FieldFault[];
  /** Ids of the controls that a fault can be linked to. */
  fields: readonly string[];
  title: string;
  text: string;
}

/** All faults on top of the form, each a link to its control; read out and focused when the page opens. */
export function ErrorSummary({ errors, fields, title, text }: ErrorSummaryProps): VNode | null {
  if (errors.length === 0) return null;
  return (
    <div class="error-summary" role="alert" tabIndex={-1} autofocus>
      <p>
        <Icon name="over" /> <strong>{title}</strong> {text}
      </p>
      <ul>
        {errors.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {fields.includes(field) ? <a href={`#${field}`}>{message}</a> : message}
          </li>
        ))}
      </ul>
    </div>
  );
}

export function errorOf(field: string, errors: FieldFault[]): string | undefined {
  return errors.find((error) => error.field === field)?.message;
}
