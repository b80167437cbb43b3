import type { VNode } from 'preact';
import { CsrfField } from '../../web/components/button.js';
import { DayFields } from '../completion/day-fields.view.js';
import { FigureFields } from '../indicators/figure-fields.view.js';
import { commitmentHref } from '../parts/links.js';
import { FormActions } from './report-actions.view.js';
import { ReportFold } from './report-fold.view.js';
import { ReportText } from './report-text.view.js';
import { PercentField } from './update-percent.view.js';
import type { UpdatePageProps } from './update.types.js';
import { asMeant } from './update-values.js';

/**
 * The form itself, with a place each for what other parts of a report put into it. What a small step needs comes first; all the rest stands
 * folded as last stated.
 */
export function ReportForm(props: UpdatePageProps): VNode {
  const { frame, commitment, contributes, places, values, typed } = props;
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  const { statusStood } = props;
  const isDone = asMeant(values, { ...typed, statusStood }).status === 'completed';
  return (
    <form
      method="post"
      action={`${base}/cap-nhat`}
      class="report-form"
      data-status={statusStood}
      data-completes={isDone && !contributes ? 'yes' : undefined}
      novalidate
    >
      <CsrfField token={frame.csrf} />
      <Opened {...props} />
      <div class="report-top">
        <PercentField {...props} />
        {contributes ? null : <DayFields {...props} />}
      </div>
      <ReportText {...props} field="results" rows={3} />
      {places?.evidence}
      {contributes ? null : <FigureFields {...props} language={frame.language} />}
      <ReportFold {...props} />
      <FormActions {...props} />
    </form>
  );
}

/** What the form was opened on: by it a report that something overtook is told. */
function Opened(props: UpdatePageProps): VNode {
  const {
    version,
    basedOn,
    levelStood,
    statusStood,
    draftVersion,
    wayBack,
    contributes,
    takesOver = [],
    typed,
  } = props;
  return (
    <>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="basedOn" value={basedOn ?? ''} />
      <input type="hidden" name="draft" value={draftVersion} />
      {wayBack === '' ? null : <input type="hidden" name="ve" value={wayBack} />}
      <input type="hidden" name="statusStood" value={statusStood} />
      {contributes ? (
        <input type="hidden" name="as" value="contribution" />
      ) : (
        <input type="hidden" name="levelStood" value={levelStood} />
      )}
      {typed.replaces ? <input type="hidden" name="replaces" value={typed.replaces} /> : null}
      {typed.corrects ? <input type="hidden" name="corrects" value={typed.corrects} /> : null}
      {takesOver.length > 0 ? <input type="hidden" name="takesOver" value={takesOver.join(',')} /> : null}
    </>
  );
}
