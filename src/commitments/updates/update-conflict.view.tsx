import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import { isDay } from '../../platform/clock.js';
import { Button, CsrfField } from '../../web/components/button.js';
import { Icon } from '../../web/components/icon.js';
import { formatInstant, formatPercent, formatTime } from '../../web/format.js';
import { words } from '../../web/i18n/words.js';
import { Page } from '../../web/layout.js';
import { commitmentHref } from '../parts/links.js';
import type { Language } from '../../platform/text.js';
import { levelName } from '../matters/level-name.js';
import { isDecisionLevel } from '../matters/matter.types.js';
import { Others } from './conflict-others.view.js';
import { diffTexts } from './text-diff.js';
import { Choice, Text } from './versions.view.js';
import { UpdateAside, UpdateHead } from './update-frame.view.js';
import type { UpdateConflictProps } from './update.types.js';
import { differsIn, isStatus, updateFields, type UpdateField, type UpdateValues } from './update-values.js';

type RowProps = UpdateConflictProps & { field: UpdateField };

/** Somebody of the own side was faster: both versions side by side, a choice for each field, nothing lost. */
export function UpdateConflictPage(props: UpdateConflictProps): VNode {
  const { frame, commitment, kind, by, at } = props;
  const { language } = frame;
  const t = words(language).commitment.update.conflict[kind];
  return (
    <Page {...frame} active="myWork" title={`${t.title} · ${commitment.code}`}>
      <UpdateHead {...props} />
      <div class="columns columns-narrow">
        <section class="conflict" aria-labelledby="conflict-h">
          <div class="conflict-head" role="alert">
            <h2 id="conflict-h">
              <Icon name="over" /> {t.title}
            </h2>
            <p>{t.text(by[language], formatInstant(at))}</p>
          </div>
          <ConflictForm {...props} />
        </section>
        <UpdateAside {...props} />
      </div>
    </Page>
  );
}

function ConflictForm(props: UpdateConflictProps): VNode {
  const { frame, commitment, at, period, kind } = props;
  const t = words(frame.language).commitment.update.conflict;
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  return (
    <form method="post" action={`${base}/cap-nhat`}>
      <CsrfField token={frame.csrf} />
      <Carried {...props} />
      <input type="hidden" name="period" value={period.code} />
      <div class="conflict-row conflict-columns" aria-hidden="true">
        <span>{t.item}</span>
        <span>{t.mine}</span>
        <span class="n">{t.theirs(formatTime(at))}</span>
      </div>
      {updateFields.map((field) => (
        <Row {...props} field={field} key={field} />
      ))}
      <Others {...props} />
      <div class="form-actions">
        {kind === 'draft' ? (
          <Button primary name="intent" value="draft" formaction={`${base}/cap-nhat/nhap`}>
            {t.draft.save}
          </Button>
        ) : null}
        <Button primary={kind === 'report'} name="intent" value="send">
          {t.send}
        </Button>
        <Button name="intent" value="edit">
          {t.edit}
        </Button>
        <p>{t[kind].note}</p>
      </div>
    </form>
  );
}

/** What the chosen text is opened on, and what of the form has no row here. */
function Carried({ opened, typed, takesOver }: UpdateConflictProps): VNode {
  const has = new Set<string>([
    ...Object.keys(opened),
    ...updateFields,
    'period',
    'intent',
    'takesOver',
    '_csrf',
  ]);
  const others = Object.entries(typed).filter(
    ([name]) => !has.has(name) && !/^(mine|theirs|choose)_/.test(name),
  );
  return (
    <>
      {/* Typed text that goes back to the form does not go past the other text unseen: it is compared again. */}
      {Object.entries(opened).map(([name, value]) => (
        <input type="hidden" name={name} value={value} data-keep-value={unseen[name]} key={name} />
      ))}
      <input type="hidden" name="takesOver" value={takesOver.join(',')} />
      {others.map(([name, value]) => (
        <input type="hidden" name={name} value={value} key={name} />
      ))}
    </>
  );
}

const unseen: Record<string, string> = { version: '0', basedOn: '', draft: '' };

/** Equal fields are greyed and need no choice; where they differ, one's own is chosen until the reader says otherwise. */
function Row(props: RowProps): VNode {
  const { field, mine, theirs, frame } = props;
  const name = fieldName(field, frame.language);
  const differs = differsIn(field, mine, theirs);
  return (
    <fieldset class={`conflict-row ${differs ? 'conflict-differs' : 'conflict-same'}`}>
      <legend class="conflict-field">
        <span class="sr">
          {differs ? words(frame.language).commitment.update.conflict.choose(name) : name}
        </span>
        <span aria-hidden="true">{name}</span>
      </legend>
      <input type="hidden" name={`mine_${field}`} value={mine[field]} data-keep-as={field} />
      <input type="hidden" name={`theirs_${field}`} value={theirs[field]} />
      <Versions {...props} differs={differs} />
    </fieldset>
  );
}

function Versions(props: RowProps & { differs: boolean }): VNode {
  const { field, mine, theirs, at, differs, frame, commitment } = props;
  const { language } = frame;
  const t = words(language).commitment.update.conflict;
  const read = (values: UpdateValues) => shown(field, values, language, commitment.sides.length);
  const [own, other] = diffTexts(read(mine), read(theirs));
  return (
    <>
      <div class="version">
        <p class="version-name">{t.mine}</p>
        <Text runs={own} none={t.empty} />
        {differs ? <Choice field={field} value="mine" label={t.keepMine} /> : null}
      </div>
      <div class="version">
        <p class="version-name n">{t.theirs(formatTime(at))}</p>
        {differs ? <Text runs={other} none={t.empty} /> : <p>{t.same}</p>}
        {differs ? <Choice field={field} value="theirs" label={t.takeTheirs} /> : null}
      </div>
    </>
  );
}

export function fieldName(field: UpdateField, language: Language): string {
  const t = words(language).commitment;
  if (field === 'status') return t.update.state;
  if (field === 'decisionLevel') return t.matters.level;
  if (field === 'doneOn') return words(language).done.day;
  if (field === 'noEvidenceReason') return words(language).done.reason;
  return field === 'percent' ? t.update.percent : t.texts[field];
}

/** A value as it is read: a status in words, a percent with its sign. */
export function shown(field: UpdateField, values: UpdateValues, language: Language, sides: number): string {
  const value = values[field];
  if (field === 'status') return isStatus(value) ? words(language).status[value] : value;
  if (field === 'decisionLevel') return isDecisionLevel(value) ? levelName(value, sides, language) : value;
  if (field === 'doneOn') return isDay(value) ? formatDay(value) : value;
  if (field === 'percent' && /^\d+$/.test(value)) return formatPercent(Number(value), language);
  return value;
}
