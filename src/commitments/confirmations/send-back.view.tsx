import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { TextArea } from '../../web/components/field.js';
import { SecrecyLine } from '../../web/components/secrecy-line.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../commitment.types.js';
import { Act, ownSide } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { contestRefused } from '../completion/contest-day.view.js';
import { Declared } from './declared.view.js';
import { refusalOf, type CommitmentPageProps } from '../page/commitment-page.types.js';

/** Another side's declared completion is not accepted. */
export function SendBack(props: CommitmentPageProps): VNode {
  const { language } = props.frame;
  const t = words(language).commitment.actions;
  const refusal = contestRefused(props) ? null : refusalOf('return', props);
  const own = ownSide(props);
  const declared = props.commitment.sides.filter((side) => side !== own && side.status === 'completed');
  return (
    <Act {...props} id="tra-lai" icon="back" title={t.sendBack} open={refusal !== null}>
      <ActionForm {...props} path="tra-lai">
        <p>{t.sendBackText(declared.map(({ partyName }) => partyName[language]).join(', '))}</p>
        <Declared {...props} sides={declared} />
        {declared.length > 1 ? <Whose {...props} declared={declared} chosen={refusal?.values.party} /> : null}
        <TextArea
          id="tra-lai-ly-do"
          name="reason"
          label={t.sendBackReason}
          hint={t.sendBackHint}
          rows={3}
          most={2000}
          required
          value={refusal?.values.reason}
          error={refusal?.faults.reason}
        />
        <SecrecyLine language={language} />
        <label class="check">
          <input type="checkbox" name="about" value="day" checked={refusal?.values.about === 'day'} />
          {words(language).done.onlyDay}
        </label>
        <Button primary>{t.sendBackSubmit}</Button>
      </ActionForm>
    </Act>
  );
}

function Whose({
  frame: { language },
  declared,
  chosen,
}: CommitmentPageProps & { declared: SideItem[]; chosen?: string }): VNode {
  const t = words(language).commitment.actions;
  return (
    <fieldset class="field">
      <legend>{t.sendBackWhose}</legend>
      {declared.map(({ party, partyName }, i) => (
        <label class="check" key={party}>
          <input type="radio" name="party" value={party} required={i === 0} checked={party === chosen} />
          {partyName[language]}
        </label>
      ))}
      <label class="check">
        <input type="radio" name="party" value="" checked={chosen === ''} />
        {t.sendBackAll}
      </label>
    </fieldset>
  );
}
