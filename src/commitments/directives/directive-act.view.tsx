import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Day } from '../../platform/clock.js';
import type { Language } from '../../platform/text.js';
import { Button } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { Field, TextArea } from '../../web/components/field.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { SegmentedRadios } from '../../web/components/segmented-radios.js';
import { Select } from '../../web/components/select.js';
import { Written } from '../../web/components/written.js';
import { beginning, formatInstantDay } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { chaseHref } from '../../web/links.js';
import { Act, ownSide } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { isSigned } from '../rules.js';
import { MOST_DIRECTIVE_TEXT } from './directive.dto.js';
import { directiveKinds, type DirectiveItem, type Fulfilment } from './directive.types.js';
import { addresseeName, AskedAcross } from './directives.view.js';

type ActsProps = CommitmentPageProps & {
  /** That the viewer is to answer, newest first. */
  toAnswer: DirectiveItem[];
  /** By the directive's id: what was made since. */
  made: ReadonlyMap<number, Fulfilment[]>;
  /** The day that the form offers; null to whoever gives none. */
  answerBy: Day | null;
};

export function DirectiveActs(props: ActsProps): VNode {
  const { toAnswer, answerBy } = props;
  return (
    <>
      {toAnswer.map((directive, i) => (
        <Answer
          {...props}
          directive={directive}
          // The first has the address to which My work and mails lead.
          id={i === 0 ? 'tra-loi-chi-dao' : `tra-loi-chi-dao-${directive.id}`}
          key={directive.id}
        />
      ))}
      {toAnswer.map((directive) => (
        <AskOther {...props} directive={directive} key={directive.id} />
      ))}
      {answerBy === null ? null : <Give {...props} answerBy={answerBy} />}
    </>
  );
}

function Give(props: ActsProps & { answerBy: Day }): VNode {
  const { frame, commitment, answerBy } = props;
  const { language } = frame;
  const t = words(language).commitment.directives;
  const refusal = refusalOf('directive', props);
  const { values, faults } = refusal ?? { values: {}, faults: {} };
  const own = ownSide(props);
  const ownIsDone = own !== undefined && (isSigned(own) || own.status === 'withdrawn');
  return (
    <Act {...props} id="chi-dao" icon="send" title={t.give.title} open={refusal !== null}>
      <ActionForm {...props} path="chi-dao" class="directive-form">
        {commitment.sides.length > 1 ? (
          <SegmentedRadios
            name="part"
            legend={t.give.part}
            choices={commitment.sides.map(({ party, partyName }) => ({
              value: party,
              label: t.part(partyName[language]),
            }))}
            value={values.part ?? own?.party}
            error={faults.part}
          />
        ) : null}
        <Field id="chi-dao-kind" label={t.give.kind} error={faults.kind}>
          <Select
            id="chi-dao-kind"
            name="kind"
            choices={directiveKinds.map((value) => ({ value, label: t.kinds[value] }))}
            value={values.kind ?? (ownIsDone ? 'evidence' : 'urge')}
          />
        </Field>
        <TextArea
          id="chi-dao-text"
          name="text"
          label={t.give.text}
          hint={t.give.textHint(own?.partyName[language] ?? '')}
          rows={3}
          most={MOST_DIRECTIVE_TEXT}
          required
          value={values.text}
          error={faults.text}
        />
        <SecrecyLine language={language} />
        <DateField
          id="chi-dao-answerBy"
          name="answerBy"
          label={t.give.answerBy}
          language={language}
          value={values.answerBy ?? answerBy}
          error={faults.answerBy}
        />
        <p class="hint">{t.give.goesTo(commitment.sides.length)}</p>
        <Button primary>{t.give.submit}</Button>
      </ActionForm>
    </Act>
  );
}

type OfOneProps = ActsProps & { directive: DirectiveItem };

function Answer(props: OfOneProps & { id: string }): VNode {
  const { directive, id, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.directives;
  const refusal = refusalOf(`directive answer ${directive.id}`, props);
  const { values, faults } = refusal ?? { values: {}, faults: {} };
  return (
    <Act {...props} id={id} icon="check" title={t.answer.title} open={refusal !== null}>
      <ActionForm {...props} path={`chi-dao/${directive.id}/tra-loi`} class="directive-form">
        <Directed {...props} />
        <AskedAcross {...props} />
        <TextArea
          id={`chi-dao-${directive.id}-text`}
          name="text"
          label={t.answer.text}
          hint={t.answer.hint}
          rows={3}
          most={MOST_DIRECTIVE_TEXT}
          required
          value={values.text ?? saidByOthers(directive, language)}
          error={faults.text}
        />
        <SecrecyLine language={language} />
        <Made {...props} chosen={values.by} fault={faults.by ?? faults.updateId ?? faults.evidenceId} />
        <Button primary>{t.answer.submit}</Button>
      </ActionForm>
    </Act>
  );
}

/** What is to be answered, before one does. */
function Directed(props: OfOneProps): VNode {
  const { directive, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.directives;
  return (
    <div class="asked">
      <p>
        <strong>{t.kinds[directive.kind]}</strong>{' '}
        <span class="hint n">
          {directive.by[language]} · {t.answerBy(formatDay(directive.answerBy))}
        </span>
      </p>
      {directive.party === directive.part ? null : <p class="hint">{addresseeName(props, directive)}</p>}
      <Written as="p">{directive.text}</Written>
    </div>
  );
}

/** What the last of the other side's answers says, as a beginning of one's own; it is the own side's page. */
function saidByOthers({ questions }: DirectiveItem, language: Language): string | undefined {
  const answer = questions.findLast((one) => one.answer !== null)?.answer;
  if (!answer) return undefined;
  const t = words(language).commitment.directives.answer;
  return beginning(t.quoted(answer.by.vi, formatInstantDay(answer.at), answer.text), MOST_DIRECTIVE_TEXT);
}

/** Nothing of it goes to another side by itself: its office is asked in the own office's words, before or after the answer. */
function AskOther(props: OfOneProps): VNode | null {
  const { directive, commitment, frame } = props;
  const { language } = frame;
  const { part, party, id } = directive;
  const side = commitment.sides.find((one) => one.party === part);
  if (part === party || !side) return null;
  const t = words(language).commitment.directives.across;
  const refusal = refusalOf(`directive ask ${id}`, props);
  const { values, faults } = refusal ?? { values: {}, faults: {} };
  const name = side.partyName[language];
  const isAtWork = side.status === 'not_started' || side.status === 'in_progress';
  return (
    <Act {...props} id={`hoi-ben-kia-${id}`} icon="send" title={t.title(name)} open={refusal !== null}>
      <ActionForm {...props} path={`chi-dao/${id}/hoi`} class="directive-form">
        <Directed {...props} />
        <AskedAcross {...props} />
        <TextArea
          id={`chi-dao-${id}-hoi`}
          name="text"
          label={t.text}
          hint={t.textHint(name)}
          rows={3}
          most={MOST_DIRECTIVE_TEXT}
          required
          value={values.text}
          error={faults.text}
        />
        <SecrecyLine language={language} />
        <DateField
          id={`chi-dao-${id}-answerBy`}
          name="answerBy"
          label={t.answerBy}
          language={language}
          value={values.answerBy}
          error={faults.answerBy}
        />
        <p class="hint">{words(language).commitment.questions.ask.answerByHint}</p>
        <p class="hint">{t.staysHere}</p>
        <Button primary>{t.submit}</Button>
        {isAtWork ? (
          <p class="hint">
            <a href={chaseHref(commitment.agreement.slug, { party: part, codes: [commitment.code] })}>
              {t.remind(name)}
            </a>
          </p>
        ) : null}
      </ActionForm>
    </Act>
  );
}

/** What was made since, to be named as that by which it was carried out. */
function Made({ made, directive, frame, chosen, fault }: OfOneProps & { chosen?: string; fault?: string }) {
  const { language } = frame;
  const t = words(language).commitment.directives.answer;
  const since = made.get(directive.id) ?? [];
  if (since.length === 0) return null;
  const id = `chi-dao-${directive.id}-by`;
  return (
    <Field id={id} label={t.by} hint={t.byHint} error={fault}>
      <Select
        id={id}
        name="by"
        choices={[
          { value: '', label: t.byNone },
          ...since.map((one) => ({
            value: `${one.kind}:${one.id}`,
            label: t.made[one.kind](one.label[language]),
          })),
        ]}
        value={chosen}
        describedBy={`${id}-hint`}
      />
    </Field>
  );
}
