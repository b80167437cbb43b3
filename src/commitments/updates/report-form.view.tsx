import type { VNode } from 'preact';
import { CsrfField } from '../../web/components/button.js';
import { DayFields } from '../completion/day-fields.view.js';
import { LevelField } from '../matters/level-field.view.js';
import { commitmentHref } from '../parts/links.js';
import { FormActions } from './report-actions.view.js';
import { StatusField } from './report-status.view.js';
import { ReportText } from './report-text.view.js';
import { PercentField } from './update-percent.view.js';
import { PeriodField } from './update-period.view.js';
import type { UpdatePageProps } from './update.types.js';

/** The form itself, with a place each for what other parts of a report put into it. */
export function ReportForm(props: UpdatePageProps): VNode {
  const { frame, commitment, version, basedOn, levelStood, contributes, places, takesOver = [] } = props;
  const base = commitmentHref(commitment.agreement.slug, commitment.code);
  return (
    <form method="post" action={`${base}/cap-nhat`} novalidate>
      <CsrfField token={frame.csrf} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="basedOn" value={basedOn ?? ''} />
      {contributes ? null : <input type="hidden" name="levelStood" value={levelStood} />}
      {contributes ? <input type="hidden" name="as" value="contribution" /> : null}
      {takesOver.length > 0 ? <input type="hidden" name="takesOver" value={takesOver.join(',')} /> : null}
      {contributes ? null : <PeriodField {...props} />}
      <div class="report-top">
        <StatusField {...props} />
        <PercentField {...props} />
      </div>
      {contributes ? null : <DayFields {...props} />}
      <ReportText {...props} field="results" rows={4} />
      {places?.evidence}
      {places?.indicators}
      <div class="field-row">
        <ReportText {...props} field="difficulties" rows={4} />
        <ReportText {...props} field="proposals" rows={4} />
      </div>
      {contributes ? null : <LevelField {...props} />}
      <ReportText {...props} field="nextSteps" rows={3} />
      <FormActions {...props} />
    </form>
  );
}
