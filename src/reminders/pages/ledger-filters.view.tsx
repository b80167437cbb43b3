import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { Field, TextField } from '../../web/components/field.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import { reminderStatuses } from '../ledger/reminder.types.js';
import type { LedgerFilterValues, LedgerPageProps } from './reminders-page.types.js';

/** Plain fields and a button; the address can be kept and shared. */
export function LedgerFilters(props: LedgerPageProps): VNode {
  const { frame, filter, typed = filter, faults = {}, mails } = props;
  const { language } = frame;
  const t = words(language).reminders;
  const code = mails[0]?.items[0]?.commitment?.code ?? t.filter.one;
  return (
    <form method="get" action="/don-doc" class="ledger-filters" aria-label={t.filters}>
      <Field id="status" label={t.filter.status}>
        <Select
          id="status"
          name="status"
          value={filter.status}
          active={filter.status !== undefined}
          choices={[
            { value: '', label: t.filter.all },
            ...reminderStatuses.map((value) => ({ value, label: t.statuses[value] })),
          ]}
        />
      </Field>
      {(['from', 'to'] as const).map((name) => (
        <DateField
          {...{ id: name, name, language, label: t.filter[name], value: typed[name], error: faults[name] }}
          key={name}
        />
      ))}
      <TextField
        id="recipient"
        name="recipient"
        type="email"
        label={t.filter.recipient}
        value={filter.recipient}
        class="wide-field"
      />
      {filter.commitment === undefined ? null : (
        <label class="check">
          <input type="checkbox" name="commitment" value={filter.commitment} checked />
          <span>{t.filter.commitment(code)}</span>
        </label>
      )}
      <Button>{t.filter.apply}</Button>
      {ledgerQuery(filter) === '' ? null : <a href="/don-doc">{t.filter.clear}</a>}
    </form>
  );
}

/** The filter as its address says it; with a cursor, the page after. */
export function ledgerQuery(filter: LedgerFilterValues, cursor?: string): string {
  const { status, from, to, recipient, commitment } = filter;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ status, from, to, recipient, commitment, cursor })) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.toString();
}
