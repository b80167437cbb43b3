import type { VNode } from 'preact';
import type { Language } from '../platform/text.js';
import type { FormFaults } from '../platform/http/forms.js';
import { Button } from '../web/components/button.js';
import { DateField } from '../web/components/date-field.js';
import { Field, TextField } from '../web/components/field.js';
import { Select, type Choice } from '../web/components/select.js';
import { words } from '../web/i18n/words.js';
import { auditGroups, auditKinds, groupOf } from '../audit/audit-kinds.js';
import type { AuditFilter } from './audit.queries.js';
import type { Frame } from '../web/frame.js';

export interface AuditFiltersProps {
  frame: Frame;
  filter: AuditFilter;
  /** The days as typed, and what is wrong with them, where they are no days: the filter goes without them. */
  typed?: Pick<AuditFilter, 'from' | 'to'>;
  faults?: FormFaults;
  agreements: { slug: string; number: string }[];
}

/** Plain fields and a button; the address can be kept and shared. */
export function AuditFilters(props: AuditFiltersProps): VNode {
  const { frame, filter, typed = filter, faults = {}, agreements } = props;
  const { language } = frame;
  const t = words(language).auditLog.filter;
  return (
    <form method="get" action="/nhat-ky" class="audit-filters" aria-label={words(language).auditLog.filters}>
      {(['from', 'to'] as const).map((name) => (
        <DateField
          {...{ id: name, name, language, label: t[name], value: typed[name], error: faults[name] }}
          key={name}
        />
      ))}
      <Field id="kind" label={t.kind} class="kind-field">
        <Select
          id="kind"
          name="kind"
          value={filter.kind}
          active={filter.kind !== undefined}
          choices={[{ value: '', label: t.allKinds }, ...kindChoices(language)]}
        />
      </Field>
      {agreements.length < 2 ? null : (
        <Field id="agreement" label={t.agreement}>
          <Select
            id="agreement"
            name="agreement"
            value={filter.agreement}
            active={filter.agreement !== undefined}
            choices={[
              { value: '', label: t.allAgreements },
              ...agreements.map(({ slug, number }) => ({ value: slug, label: number })),
            ]}
          />
        </Field>
      )}
      <TextField
        id="actor"
        name="actor"
        label={withHint(t.actor, t.actorHint)}
        value={filter.actor}
        most={254}
        class="wide-field"
      />
      <TextField
        id="subject"
        name="subject"
        label={withHint(t.subject, t.subjectHint)}
        value={filter.subject}
        most={300}
      />
      <Button>{t.apply}</Button>
      {auditQuery(filter) === '' ? null : <a href="/nhat-ky">{t.clear}</a>}
    </form>
  );
}

function withHint(label: string, hint: string): VNode {
  return (
    <>
      {label} <span class="label-hint">{hint}</span>
    </>
  );
}

/** Each group whole, and under it its kinds. */
function kindChoices(language: Language): Choice[] {
  const { audit, auditLog } = words(language);
  return auditGroups.flatMap((group) => [
    { value: group, label: auditLog.filter.whole(auditLog.groups[group]) },
    ...auditKinds
      .filter((kind) => groupOf(kind) === group)
      .map((kind) => ({ value: kind, label: `\u2003${audit.kinds[kind]}` })),
  ]);
}

/** The filter as its address says it; with a cursor, the page after. */
export function auditQuery(filter: AuditFilter, cursor?: string): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries({ ...filter, cursor })) {
    if (value !== undefined && value !== '') query.set(name, value);
  }
  return query.toString();
}
