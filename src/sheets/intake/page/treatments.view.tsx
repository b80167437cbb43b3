import type { ComponentChildren, VNode } from 'preact';
import { fold } from '../../../platform/text.js';
import { statuses } from '../../../commitments/commitment.types.js';
import { Button } from '../../../web/components/button.js';
import { DateField } from '../../../web/components/date-field.js';
import { FieldError } from '../../../web/components/field.js';
import { Icon } from '../../../web/components/icon.js';
import { Section } from '../../../web/components/section.js';
import { Select } from '../../../web/components/select.js';
import { formatNumber } from '../../../web/format.js';
import { words } from '../../../web/i18n/words.js';
import { faultKinds, type FaultKind } from '../../sheet.types.js';
import { treatmentField } from '../mapping-form.js';
import { asItStandsKinds, type AsItStands } from '../own.types.js';
import type { KindOfFaults } from '../intake.queries.js';
import type { OwnSheetProps } from './own-sheet.types.js';

type Props = OwnSheetProps & { mapping: NonNullable<OwnSheetProps['mapping']> };

/** How many cells are at fault, by kind and where, and what is to be done about each kind. */
export function Treatments(props: Props): VNode {
  const { frame, facts, mapping } = props;
  const { language } = frame;
  const t = words(language);
  const found = faultKinds.flatMap((kind) => facts.kinds.find((each) => each.kind === kind) ?? []);
  const total = found.reduce((sum, { count }) => sum + count, 0);
  // What was chosen is to be seen also where it has left no fault.
  const chosen = (['owner_no_body', 'unknown_status', 'no_sector'] as const).filter(
    (kind) => isChosen(kind, mapping) && !found.some((each) => each.kind === kind),
  );
  const rows = [...found, ...chosen.map((kind): KindOfFaults => ({ kind, count: 0, cells: [] }))];
  return (
    <Section id="loi" title={t.sheets.faults} note={t.intake.faultsNote}>
      {rows.length === 0 ? <p class="quiet">{t.sheets.faultsNone}</p> : null}
      <ul class="own-faults">
        {rows.map((row) => (
          <Kind {...props} row={row} key={row.kind} />
        ))}
      </ul>
      {total > 0 ? (
        <p class="own-fault-total">
          <strong>{t.sheets.faultTotal}</strong> <b class="n">{formatNumber(total, language)}</b>{' '}
          <span class="quiet">{t.intake.faultsOfRows}</span>
        </p>
      ) : null}
      {rows.some(({ kind }) => isTreated(kind)) ? (
        <div class="form-actions">
          <Button>{t.intake.readAgain}</Button>
        </div>
      ) : null}
    </Section>
  );
}

const isChosen = (kind: FaultKind, { bodies, statuses: said, sector }: Props['mapping']) =>
  (kind === 'owner_no_body' && Object.keys(bodies).length > 0) ||
  (kind === 'unknown_status' && Object.keys(said).length > 0) ||
  (kind === 'no_sector' && sector !== null);

const isAsItStands = (kind: FaultKind): kind is AsItStands & FaultKind =>
  asItStandsKinds.some((each) => each === kind);
const isTreated = (kind: FaultKind) =>
  isAsItStands(kind) || kind === 'owner_no_body' || kind === 'unknown_status' || kind === 'no_sector';

function Kind(props: Props & { row: KindOfFaults }): VNode {
  const { row, mapping, frame } = props;
  const { language } = frame;
  const { kind, count, cells } = row;
  const t = words(language);
  const isTaken = isAsItStands(kind) && mapping.asItStands.includes(kind);
  const others = count - cells.length;
  return (
    <li class={isTaken ? 'own-fault own-fault-taken' : 'own-fault'}>
      <p class="own-fault-kind">
        <span class={isTaken ? 't-late' : count > 0 ? 't-over' : 'quiet'}>
          <Icon name={isTaken ? 'check' : count > 0 ? 'over' : 'dot'} size={14} /> {t.sheets.kinds[kind]}
        </span>
        <b class="n">{formatNumber(count, language)}</b>
      </p>
      {cells.length > 0 ? (
        <p class="own-fault-cells n">
          {cells.join(', ')}
          {others > 0 ? ` ${t.intake.moreCells(formatNumber(others, language))}` : null}
        </p>
      ) : null}
      <Treatment {...props} kind={kind} />
    </li>
  );
}

function Treatment(props: Props & { kind: FaultKind }): VNode | null {
  const { kind, mapping, facts, frame } = props;
  const { language } = frame;
  const t = words(language).intake;
  if (isAsItStands(kind)) return <TakenOrNot {...props} kind={kind} />;
  if (kind === 'owner_no_body') return <Meanings {...props} of="body" />;
  if (kind === 'unknown_status') return <Meanings {...props} of="status" />;
  if (kind !== 'no_sector')
    return (
      <p class="own-treatment quiet">
        {kind === 'duplicate'
          ? t.treatments.dropLater
          : kind === 'refused' || kind === 'stale'
            ? t.treatments.rows
            : t.treatments.inSheet}
      </p>
    );
  const choices = facts.sectors.map(({ code, name }) => ({
    value: code,
    label: `${code}. ${name[language]}`,
  }));
  return (
    <Labelled id="sector" label={t.sector} error={props.faults.sector}>
      <Select
        id="sector"
        name="sector"
        choices={[{ value: '', label: t.sectorNone }, ...choices]}
        value={mapping.sector ?? ''}
      />
    </Labelled>
  );
}

function TakenOrNot({ kind, mapping, faults, frame: { language } }: Props & { kind: AsItStands }): VNode {
  const t = words(language).intake;
  const name = treatmentField(kind);
  return (
    <div class="own-treatment">
      <Select
        id={name}
        name={name}
        label={t.treat(words(language).sheets.kinds[kind])}
        choices={[
          { value: '', label: t.treatments.notTaken },
          { value: 'yes', label: t.treatments.asItStands },
        ]}
        value={mapping.asItStands.includes(kind) ? 'yes' : ''}
      />
      {kind === 'no_date' ? (
        <DateField
          id="reviewOn"
          name="reviewOn"
          label={t.reviewOn}
          language={language}
          value={mapping.typedReviewOn ?? mapping.reviewOn ?? ''}
          error={faults.reviewOn}
        />
      ) : null}
    </div>
  );
}

/** Words of the sheet, each with what it means. */
function Meanings({
  of,
  facts,
  mapping,
  faults,
  frame: { language },
}: Props & { of: 'body' | 'status' }): VNode {
  const t = words(language).intake;
  const said: Record<string, string | null> = of === 'body' ? mapping.bodies : mapping.statuses;
  const asked = facts.unknown.filter((each) => each.of === (of === 'body' ? 'leadBody' : 'status'));
  const known = Object.keys(said).filter((word) => !asked.some((each) => fold(each.word) === fold(word)));
  const all = [...asked, ...known.map((word) => ({ word, rows: 0 }))].slice(0, of === 'body' ? 40 : 15);
  const choices =
    of === 'body'
      ? [
          { value: '', label: t.bodyNone },
          ...facts.bodies.map(({ code, name }) => ({ value: code, label: name[language] })),
        ]
      : [
          { value: '', label: t.statusNone },
          ...statuses.map((status) => ({ value: status, label: words(language).status[status] })),
        ];
  return (
    <div class="own-treatment">
      {all.map(({ word, rows }, index) => (
        <div class="own-word" key={word}>
          <input type="hidden" name={`${of}-word-${index}`} value={word} />
          <label for={`${of}-${index}`}>
            <span lang="vi">“{word}”</span>{' '}
            {rows > 0 ? <span class="quiet n">{t.times(formatNumber(rows, language))}</span> : null}
          </label>
          <Select
            id={`${of}-${index}`}
            name={`${of}-${index}`}
            label={of === 'body' ? t.bodyOf(word) : t.statusOf(word)}
            choices={choices}
            value={meaningOf(said, word)}
          />
        </div>
      ))}
      <FieldError id={of} error={faults[of === 'body' ? 'bodies' : 'statuses']} />
    </div>
  );
}

const meaningOf = (said: Record<string, string | null>, word: string) =>
  Object.entries(said).find(([each]) => fold(each) === fold(word))?.[1] ?? '';

function Labelled(props: { id: string; label: string; error?: string; children: ComponentChildren }): VNode {
  return (
    <div class="own-treatment">
      <label for={props.id}>{props.label}</label>
      {props.children}
      <FieldError id={props.id} error={props.error} />
    </div>
  );
}
