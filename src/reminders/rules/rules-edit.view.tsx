import type { VNode } from 'preact';
import type { Language } from '../../platform/text.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { Field, TextField } from '../../web/components/field.js';
import { Section } from '../../web/components/section.js';
import { Select } from '../../web/components/select.js';
import { words } from '../../web/i18n/words.js';
import { rulesHref } from '../../web/links.js';
import { ruleKinds, ruleRoles, ruleUnits, type RuleKind } from '../plan/rules.js';
import { isFixed, mayBeCalendar, mayRepeat, rolesOf } from './rules.refusals.js';
import { boxOf, emptyRow, keyOf, type RuleRow } from './rules.form.js';
import type { RulesPageProps } from './rules-page.types.js';

/** Each rule a row of boxes: what is cleared is left out, the empty row adds one. */
export function RulesForm(props: RulesPageProps): VNode {
  const { frame, slug, values, asksForMore, effects, viewer, fault } = props;
  const t = words(frame.language).rules;
  const by = viewer.role === 'admin' ? 'admin' : 'coordinator';
  const rows = asksForMore ? [...values.rows, emptyRow] : values.rows;
  return (
    <Section id="sua-quy-tac" title={t.edit}>
      <p class="hint">{t.editNote[by]}</p>
      <form method="post" action={rulesHref(slug)} class="rules-form">
        <CsrfField token={frame.csrf} />
        <input type="hidden" name="version" value={values.version} />
        {effects ? <input type="hidden" name="seen" value={keyOf(values)} /> : null}
        {rows.map((row, place) => (
          <RuleFields
            row={row}
            place={place}
            isNew={place >= values.rows.length}
            wrong={fault?.row === place}
            language={frame.language}
            key={place}
          />
        ))}
        <TextField
          {...{ id: 'holdDays', name: 'holdDays', label: t.fields.holdDays, inputmode: 'numeric' }}
          {...{ value: values.holdDays, class: 'rules-hold', required: true }}
        />
        <div class="form-actions">
          <Button name="do" value="preview" primary={!effects}>
            {t.preview}
          </Button>
          {effects ? (
            <Button name="do" value="save" primary>
              {t.save[by]}
            </Button>
          ) : null}
          <Button name="do" value="add">
            {t.add}
          </Button>
        </div>
        {effects ? null : <p class="hint">{t.previewNote}</p>}
      </form>
    </Section>
  );
}

interface RowProps {
  row: RuleRow;
  place: number;
  isNew: boolean;
  wrong: boolean;
  language: Language;
}

function RuleFields({ row, place, isNew, wrong, language }: RowProps): VNode {
  const t = words(language).rules;
  const kind = row.kind as RuleKind;
  const id = (name: string) => boxOf(name, place);
  return (
    <fieldset class={`rule-row${wrong ? ' rule-wrong' : ''}`}>
      <legend class="sr">{isNew ? t.newOne : t.one(place + 1)}</legend>
      <Field id={id('kind')} label={t.fields.kind}>
        <Select
          id={id('kind')}
          name={id('kind')}
          value={row.kind}
          choices={[
            ...(ruleKinds.includes(kind) ? [] : [{ value: '', label: t.chooseKind }]),
            ...ruleKinds.map((value) => ({ value, label: t.kinds[value] })),
          ]}
        />
      </Field>
      <Figures row={row} place={place} isNew={isNew} language={language} />
      <Recipients row={row} place={place} language={language} />
      {isNew ? null : (
        <label class="check rule-remove">
          <input type="checkbox" name={id('remove')} value="yes" />
          <span>{t.fields.remove}</span>
        </label>
      )}
    </fieldset>
  );
}

/** Only what the kind has; of a new rule, whose kind is still to be chosen, all. */
function Figures({ row, place, isNew, language }: Omit<RowProps, 'wrong'>): VNode {
  const t = words(language).rules;
  const kind = row.kind as RuleKind;
  const number = (name: 'days' | 'again', label: string) => (
    <TextField
      {...{ id: boxOf(name, place), name: boxOf(name, place), label, value: row[name], inputmode: 'numeric' }}
    />
  );
  return (
    <>
      {kind === 'on_day' ? (
        <span class="rule-none" />
      ) : (
        number('days', kind === 'count' ? t.counts : t.fields.days)
      )}
      {isNew || mayBeCalendar(kind) ? (
        <Field id={boxOf('unit', place)} label={t.fields.unit}>
          <Select
            id={boxOf('unit', place)}
            name={boxOf('unit', place)}
            value={row.unit}
            choices={ruleUnits.map((value) => ({ value, label: t.units[value] }))}
          />
        </Field>
      ) : (
        <span class="rule-none" />
      )}
      {isNew || mayRepeat(kind) ? number('again', t.fields.again) : <span class="rule-none" />}
    </>
  );
}

function Recipients({ row, place, language }: Pick<RowProps, 'row' | 'place' | 'language'>): VNode {
  const t = words(language).rules;
  const kind = row.kind as RuleKind;
  const known = ruleKinds.includes(kind);
  if (known && isFixed(kind))
    return (
      <div class="rule-to">
        <span class="rule-label">{t.fields.to}</span>
        <span>{rolesOf[kind].map((role) => t.roles[role]).join(', ')}</span>
      </div>
    );
  const roles = known ? rolesOf[kind] : ruleRoles.filter((role) => role !== 'coordinator');
  return (
    <div class="rule-to" role="group" aria-label={t.fields.to}>
      <span class="rule-label">{t.fields.to}</span>
      {roles.map((role) => (
        <label class="check" key={role}>
          <input
            type="checkbox"
            name={boxOf(`to-${role}`, place)}
            value="yes"
            checked={row.to.includes(role)}
          />
          <span>{t.roles[role]}</span>
        </label>
      ))}
    </div>
  );
}
