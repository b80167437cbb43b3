import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { Button } from '../../web/components/button.js';
import { DateField } from '../../web/components/date-field.js';
import { Field, TextArea } from '../../web/components/field.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { Select, type Choice } from '../../web/components/select.js';
import { Written } from '../../web/components/written.js';
import { capital } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import { Act, ownSide } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';
import { addresseeName } from './addressee-name.js';
import { MOST_QUESTION_TEXT } from './question.dto.js';
import type { QuestionItem } from './question.types.js';

type ActsProps = CommitmentPageProps & {
  /** That the viewer may answer, newest first. */
  toAnswer: QuestionItem[];
  mayAsk: boolean;
};

export function QuestionActs(props: ActsProps): VNode {
  const { toAnswer, mayAsk } = props;
  return (
    <>
      {toAnswer.map((question, i) => (
        <Answer
          {...props}
          question={question}
          // The first has the address to which My work and mails lead.
          id={i === 0 ? 'tra-loi-cau-hoi' : `tra-loi-cau-hoi-${question.id}`}
          key={question.id}
        />
      ))}
      {mayAsk ? <Ask {...props} /> : null}
    </>
  );
}

function Answer(props: ActsProps & { question: QuestionItem; id: string }): VNode {
  const { question, id, commitment, frame } = props;
  const { language } = frame;
  const t = words(language).commitment.questions;
  const refusal = refusalOf(`question answer ${question.id}`, props);
  return (
    <Act {...props} id={id} icon="check" title={t.answer.title} open={refusal !== null}>
      <ActionForm {...props} path={`hoi-dap/${question.id}/tra-loi`} class="directive-form">
        <div class="asked">
          <p>
            <strong>{question.by[language]}</strong>{' '}
            <span class="hint n">{t.answerBy(formatDay(question.answerBy))}</span>
          </p>
          {question.to.body ? (
            <p class="hint">{t.asked(addresseeName(question.to, commitment.sides, language))}</p>
          ) : null}
          <Written as="p">{question.text}</Written>
        </div>
        <TextArea
          id={`hoi-dap-${question.id}-text`}
          name="text"
          label={t.answer.text}
          hint={t.answer.hint(commitment.sides.length)}
          rows={3}
          most={MOST_QUESTION_TEXT}
          required
          value={refusal?.values.text}
          error={refusal?.faults.text}
        />
        <SecrecyLine language={language} />
        <Button primary>{t.answer.submit}</Button>
      </ActionForm>
    </Act>
  );
}

function Ask(props: ActsProps): VNode {
  const { frame, commitment } = props;
  const { language } = frame;
  const t = words(language).commitment.questions.ask;
  const refusal = refusalOf('question', props);
  const { values, faults } = refusal ?? { values: {}, faults: {} };
  const choices = addressees(props);
  return (
    <Act {...props} id="dat-cau-hoi" icon="send" title={t.title} open={refusal !== null}>
      <ActionForm {...props} path="hoi-dap" class="directive-form">
        <Field id="hoi-dap-to" label={t.to} error={faults.to}>
          <Select id="hoi-dap-to" name="to" choices={choices} value={values.to ?? choices[0]?.value} />
        </Field>
        <TextArea
          id="hoi-dap-text"
          name="text"
          label={t.text}
          hint={t.textHint(commitment.sides.length)}
          rows={3}
          most={MOST_QUESTION_TEXT}
          required
          value={values.text}
          error={faults.text}
        />
        <SecrecyLine language={language} />
        <DateField
          id="hoi-dap-answerBy"
          name="answerBy"
          label={t.answerBy}
          language={language}
          value={values.answerBy}
          error={faults.answerBy}
        />
        <p class="hint">{t.answerByHint}</p>
        <Button primary>{t.submit}</Button>
      </ActionForm>
    </Act>
  );
}

/** Of each other side its office, then its bodies; last the bodies of the own side, but for the viewer's. */
function addressees(props: ActsProps): Choice[] {
  const { commitment, frame } = props;
  const { language, viewer } = frame;
  const t = words(language).commitment.questions;
  const own = ownSide(props);
  const others = commitment.sides.filter((side) => side !== own);
  const bodies = (side: SideItem): Choice[] =>
    bodiesOf(side, commitment)
      .filter(({ code }) => code !== viewer?.body?.code)
      .map(({ code, name, isLead }) => ({
        value: `${side.party}:${code}`,
        label: t.ask.bodyAs(name[language], isLead),
      }));
  return [
    ...others.flatMap((side) => [
      { value: side.party, label: capital(t.office(side.partyName[language])) },
      ...bodies(side),
    ]),
    ...(own ? bodies(own) : []),
  ];
}

/** Those that answer for a side's part today. */
function bodiesOf(
  { party, leadBody, cooperatingBodies }: SideItem,
  commitment: CommitmentPageProps['commitment'],
) {
  const inCharge = commitment.inCharge[party];
  const lead = inCharge?.leadBody ?? leadBody;
  const cooperating = cooperatingBodies.filter(
    ({ code }) => code !== lead.code && (inCharge?.bodies.includes(code) ?? true),
  );
  return [{ ...lead, isLead: true }, ...cooperating.map((body) => ({ ...body, isLead: false }))];
}
