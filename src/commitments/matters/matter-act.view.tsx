import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { TextArea, TextField } from '../../web/components/field.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { Written } from '../../web/components/written.js';
import { formatInstantDay } from '../../web/format.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import { Act } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { holderName } from './holder-name.js';
import { MOST_MATTER_TEXT, MOST_NAME, MOST_NUMBER } from './matter.dto.js';
import type { MatterItem } from './matter-history.types.js';

/** Something that the viewer may do now with what waits for a decision. */
export interface ActOnMatter {
  act: 'reply' | 'across' | 'higher';
  matter: MatterItem;
}
type ActsProps = CommitmentPageProps & { acts: ActOnMatter[] };
type FormProps = CommitmentPageProps & { matter: MatterItem };

const forms = { reply: Reply, across: PutAcross, higher: AskHigher };

export function MatterActs(props: ActsProps): VNode {
  return (
    <>
      {props.acts.map((one) => (
        <MatterAct {...props} one={one} key={`${one.act} ${one.matter.id}`} />
      ))}
    </>
  );
}

function MatterAct(props: ActsProps & { one: ActOnMatter }): VNode {
  const { one, acts } = props;
  const { act, matter } = one;
  const Form = forms[act];
  // The first of its kind has the address to which My work leads.
  const isFirst = acts.find((other) => other.act === act) === one;
  return (
    <Act
      {...props}
      id={isFirst ? ids[act] : `${ids[act]}-${matter.id}`}
      icon={act === 'reply' ? 'check' : 'send'}
      title={titleOf(props)}
      open={refusalOf(`matter ${act} ${matter.id}`, props) !== null}
    >
      <Form {...props} matter={matter} />
    </Act>
  );
}

const ids = { reply: 'y-kien-vuong-mac', across: 'chuyen-vuong-mac', higher: 'xin-y-kien-cap-tren' };

function titleOf(props: ActsProps & { one: ActOnMatter }): string {
  const { one, commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.matters;
  const { holder } = one.matter;
  if (one.act === 'higher') return t.higher.title;
  if (one.act === 'across') return t.across.title(othersOf({ ...props, matter: one.matter }));
  return holder?.role === 'outside'
    ? t.reply.outside(holderName(holder, commitment.sides, language))
    : t.reply.title;
}

/** The other side, by its name; of several, in a word. */
function othersOf({ commitment, matter, frame: { language } }: FormProps): string {
  const others = commitment.sides.filter(({ party }) => party !== matter.party);
  const t = words(language).commitment.matters;
  return others.length === 1 ? t.across.other(others[0]!.partyName[language]) : t.across.others;
}

/** What has to be decided, before one decides. */
function Asked({ matter, commitment, frame: { language } }: FormProps): VNode {
  const t = words(language).commitment.matters;
  const party = commitment.sides.find((side) => side.party === matter.party)?.partyName[language];
  const put = matter.steps.findLast(({ kind }) => kind === 'put_to_other_office')?.text;
  return (
    <div class="asked">
      <p>
        <strong>{t.of(party ?? matter.party)}</strong>{' '}
        <span class="hint n">{t.since(formatInstantDay(matter.openedAt))}</span>
      </p>
      {matter.difficulties.trim() === '' ? null : <Written as="p">{matter.difficulties}</Written>}
      {put ? <Written as="p">{put}</Written> : null}
    </div>
  );
}

function Reply(props: FormProps): VNode {
  const { matter, frame } = props;
  const t = words(frame.language).commitment.matters.reply;
  const { values, faults } = refusalOf(`matter reply ${matter.id}`, props) ?? { values: {}, faults: {} };
  return (
    <ActionForm {...props} path={`vuong-mac/${matter.id}/tra-loi`}>
      <Asked {...props} />
      <SegmentedRadios
        name="outcome"
        legend={t.legend}
        choices={[
          { value: 'answered', label: t.answered },
          { value: 'returned', label: t.returned },
        ]}
        value={values.outcome}
        error={faults.outcome}
      />
      <Text {...props} act="reply" label={t.text} hint={t.hint} required />
      <Button primary>{t.submit}</Button>
    </ActionForm>
  );
}

function PutAcross(props: FormProps): VNode {
  const { matter, commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.matters.across;
  const { values, faults } = refusalOf(`matter across ${matter.id}`, props) ?? { values: {}, faults: {} };
  const others = commitment.sides.filter(({ party }) => party !== matter.party);
  return (
    <ActionForm {...props} path={`vuong-mac/${matter.id}/chuyen`}>
      <Asked {...props} />
      {others.length > 1 ? (
        <SegmentedRadios
          name="party"
          legend={t.party}
          choices={others.map(({ party, partyName }) => ({ value: party, label: partyName[language] }))}
          value={values.party}
          error={faults.party}
        />
      ) : null}
      <Text {...props} act="across" label={t.text} hint={t.hint(othersOf(props))} required />
      <Button primary>{t.submit}</Button>
    </ActionForm>
  );
}

function AskHigher(props: FormProps): VNode {
  const { matter, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.matters.higher;
  const { values, faults } = refusalOf(`matter higher ${matter.id}`, props) ?? { values: {}, faults: {} };
  const field = (name: 'outside' | 'number' | 'issuer', most: number, hint?: string) => (
    <TextField
      id={`cap-tren-${matter.id}-${name}`}
      name={name}
      label={t[name]}
      hint={hint}
      most={most}
      required
      value={values[name]}
      error={faults[name]}
    />
  );
  return (
    <ActionForm {...props} path={`vuong-mac/${matter.id}/cap-tren`}>
      <Asked {...props} />
      {field('outside', MOST_NAME, t.outsideHint)}
      {field('number', MOST_NUMBER)}
      <DateField
        id={`cap-tren-${matter.id}-issuedOn`}
        name="issuedOn"
        label={t.issuedOn}
        language={language}
        required
        value={values.issuedOn}
        error={faults.issuedOn}
      />
      {field('issuer', MOST_NAME)}
      <Text {...props} act="higher" label={t.text} hint={t.textHint} />
      <Button primary>{t.submit}</Button>
    </ActionForm>
  );
}

type TextProps = FormProps & { act: ActOnMatter['act']; label: string; hint: string; required?: boolean };

function Text(props: TextProps): VNode {
  const { matter, act, label, hint, required } = props;
  const refusal = refusalOf(`matter ${act} ${matter.id}`, props);
  return (
    <>
      <TextArea
        id={`vuong-mac-${matter.id}-${act}`}
        name="text"
        label={label}
        hint={hint}
        rows={3}
        most={MOST_MATTER_TEXT}
        required={required}
        value={refusal?.values.text}
        error={refusal?.faults.text}
      />
      <SecrecyLine {...props.frame} />
    </>
  );
}
