import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { DataTable } from '../../web/components/data-table.js';
import { DateField } from '../../web/components/date-field.js';
import { Field } from '../../web/components/field.js';
import { Section } from '../../web/components/section.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import type { OfficerAbsence } from './absences.queries.js';
import type { StandInsPageProps } from './stand-ins.types.js';

/** For a side's office: who of its bodies' officers is away, and the form to say so. */
export function OfficersAway(props: StandInsPageProps): VNode | null {
  const { frame, officers } = props;
  if (officers === null) return null;
  const { language } = frame;
  const t = words(language).standIns;
  const away = officers.filter(({ standIn, until }) => standIn !== null || until !== null);
  return (
    <Section id="can-bo-vang-mat" title={t.officers} note={t.officersNote}>
      {away.length === 0 ? (
        <p class="account-text">{t.nobodyAway}</p>
      ) : (
        <DataTable
          caption={t.officers}
          class="away-table"
          rows={away}
          rowKey={({ id }) => id}
          columns={[
            { key: 'officer', head: t.officer, rowHead: true, cell: ({ name }) => name[language] },
            { key: 'days', head: t.days, cell: (row) => <span class="n">{daysOf(row, t)}</span> },
            {
              key: 'stand-in',
              head: t.standIn,
              cell: ({ standIn, acts }) =>
                standIn ? `${standIn[language]}${acts ? '' : ` (${t.readsOnly})`}` : t.nobody,
            },
          ]}
        />
      )}
      <AbsenceFields {...props} officers={officers} />
    </Section>
  );
}

function daysOf({ from, until }: OfficerAbsence, t: ReturnType<typeof words>['standIns']): string {
  if (until === null) return t.openEnded;
  return from === null ? t.until(formatDay(until)) : t.fromTo(formatDay(from), formatDay(until));
}

function AbsenceFields({
  frame: { language, csrf },
  officers,
  standIns,
  sent,
  errors,
}: StandInsPageProps & { officers: OfficerAbsence[] }): VNode {
  const t = words(language).standIns;
  const day = { language, class: 'away-day' };
  return (
    <form method="post" action="/lam-thay/can-bo" class="account-form">
      <CsrfField token={csrf} />
      <Field id="officer" label={t.officer} error={errors.officer}>
        <Select
          id="officer"
          name="officer"
          value={sent.officer ?? ''}
          choices={officers.map(({ id, name, email }) => ({
            value: String(id),
            label: `${name[language]} (${email})`,
          }))}
        />
      </Field>
      <DateField
        {...day}
        id="pausedFrom"
        name="pausedFrom"
        label={t.from}
        hint={t.fromHint}
        value={sent.pausedFrom ?? ''}
        error={errors.pausedFrom}
      />
      <DateField
        {...day}
        id="pausedUntil"
        name="pausedUntil"
        label={t.to}
        hint={t.toHint}
        value={sent.pausedUntil ?? ''}
        error={errors.pausedUntil}
      />
      <Field id="standIn" label={t.standIn} hint={t.standInHint} error={errors.standIn}>
        <Select
          id="standIn"
          name="standIn"
          value={sent.standIn ?? ''}
          choices={[
            { value: '', label: t.nobody },
            ...standIns.map(({ email, name }) => ({ value: email, label: `${name[language]} (${email})` })),
          ]}
          describedBy="standIn-hint"
        />
      </Field>
      <Button>{t.save}</Button>
    </form>
  );
}
