import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { Field, TextField } from '../../web/components/field.js';
import { Select, type Choice } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import { reminderStatuses } from '../ledger/reminder.types.js';
import type { LedgerFilterValues, LedgerPageProps } from './reminders-page.types.js';
import { ledgerKinds } from './ledger-kinds.js';

/** Plain fields and a button; the address can be kept and shared. */
export function LedgerFilters(props: LedgerPageProps): VNode {
  const { frame, filter, typed = filter, faults = {} } = props;
  const { language } = frame;
  const t = words(language).reminders;
  return (
    <form method="get" action="/don-doc" class="ledger-filters" aria-label={t.filters}>
      <Choose {...props} name="status" label={t.filter.status} choices={statusChoices(props)} />
      {(['from', 'to'] as const).map((name) => (
        <DateField
          {...{ id: name, name, language, label: t.filter[name], value: typed[name], error: faults[name] }}
          key={name}
        />
      ))}
      <details class="more-filters" open={hasMore(filter)}>
        <summary>{t.filter.more}</summary>
        <div>
          {sidesOf(props).length < 2 ? null : (
            <Choose {...props} name="party" label={t.filter.party} choices={sidesOf(props)} />
          )}
          <Choose {...props} name="kind" label={t.filter.kind} choices={kindChoices(props)} />
          <TextField id="code" name="code" label={t.filter.code} value={filter.code} class="code-field" />
          <TextField
            id="recipient"
            name="recipient"
            type="email"
            label={t.filter.recipient}
            value={filter.recipient}
            class="wide-field"
          />
          <OneCommitment {...props} />
        </div>
      </details>
      <Button>{t.filter.apply}</Button>
      {ledgerQuery(filter) === '' ? null : <a href="/don-doc">{t.filter.clear}</a>}
    </form>
  );
}

function Choose(
  props: LedgerPageProps & { name: 'status' | 'party' | 'kind'; label: string; choices: Choice[] },
): VNode {
  const { name, label, choices, filter, frame } = props;
  const { all } = words(frame.language).reminders.filter;
  return (
    <Field id={name} label={label}>
      <Select
        id={name}
        name={name}
        value={filter[name]}
        active={filter[name] !== undefined}
        choices={[{ value: '', label: all }, ...choices]}
      />
    </Field>
  );
}

const statusChoices = ({ frame: { language } }: LedgerPageProps): Choice[] =>
  reminderStatuses.map((value) => ({ value, label: words(language).reminders.statuses[value] }));

const kindChoices = ({ frame: { language } }: LedgerPageProps): Choice[] =>
  ledgerKinds.map((value) => ({ value, label: words(language).reminders.kinds[value] }));

/** People of a side read of their own side only. */
const sidesOf = ({ frame: { viewer, language }, parties }: LedgerPageProps): Choice[] =>
  viewer?.party ? [] : parties.map(({ code, name }) => ({ value: code, label: name[language] }));

/** As a page of a commitment leads here. */
function OneCommitment({ filter, mails, frame: { language } }: LedgerPageProps): VNode | null {
  if (filter.commitment === undefined) return null;
  const t = words(language).reminders.filter;
  return (
    <label class="check">
      <input type="checkbox" name="commitment" value={filter.commitment} checked />
      <span>{t.commitment(mails[0]?.items[0]?.commitment?.code ?? t.one)}</span>
    </label>
  );
}

const hasMore = ({ party, kind, code, recipient, commitment }: LedgerFilterValues): boolean =>
  [party, kind, code, recipient, commitment].some((value) => value !== undefined && value !== '');

/** The filter as its address says it; with a cursor, the page after. */
export function ledgerQuery(filter: LedgerFilterValues, cursor?: string): string {
  const { status, from, to, party, kind, code, recipient, commitment } = filter;
  const query = new URLSearchParams();
  const values = { status, from, to, party, kind, code, recipient, commitment, cursor };
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined && value !== '') query.set(name, String(value));
  }
  return query.toString();
}
