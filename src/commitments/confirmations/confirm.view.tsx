import type { VNode } from 'preact';
import { Button } from '../../web/components/button.js';
import { formatPercent } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Act, ownSide } from '../page/act.view.js';
import { ActionForm } from '../page/commitment-form.view.js';
import { ContestDay, contestRefused } from '../completion/contest-day.view.js';
import { Declared } from './declared.view.js';
import type { CommitmentPageProps } from '../page/commitment-page.types.js';

/** The leader, or the coordinator on the leader's behalf, signs the part off. */
export function ConfirmCompletion(props: CommitmentPageProps): VNode {
  const { language, viewer } = props.frame;
  const t = words(language).commitment.actions;
  const own = ownSide(props);
  return (
    <Act
      {...props}
      id="xac-nhan-hoan-thanh"
      icon="check"
      title={t.sign}
      open={contestRefused(props) !== null}
    >
      <ActionForm {...props} path="xac-nhan-hoan-thanh">
        <p>
          {t.signText(
            own?.partyName[language] ?? '',
            formatPercent(own?.percent ?? 0, language),
            props.commitment.sides.length,
          )}
        </p>
        <Declared {...props} sides={[own]} />
        {viewer?.role === 'coordinator' ? <p>{t.signOnBehalf}</p> : null}
        <Button name="action" value="confirm" primary>
          {t.sign}
        </Button>
      </ActionForm>
      <ContestDay {...props} />
    </Act>
  );
}
