import type { VNode } from 'preact';
import { beginning, formatInstantDay } from '../../web/format.js';
import { Icon } from '../../web/components/icon.js';
import { Written } from '../../web/components/written.js';
import { fill } from '../../web/i18n/fill.js';
import { words } from '../../web/i18n/words.js';
import { LevelField } from '../matters/level-field.view.js';
import { StatusField } from './report-status.view.js';
import { ReportText } from './report-text.view.js';
import { PeriodField } from './update-period.view.js';
import type { UpdatePageProps } from './update.types.js';
import { differsIn, freshValues, type UpdateField } from './update-values.js';

/** What a small step leaves as it was last stated; open for the report on a period, and wherever something in it was changed. */
export function ReportFold(props: UpdatePageProps): VNode {
  const { contributes } = props;
  const t = words(props.frame.language).commitment.update.fold;
  return (
    <details class="report-fold" open={isOpen(props)}>
      <summary>
        <Icon name="right" size={12} /> <strong>{t.title}</strong>{' '}
        <span class="hint n">
          <Kept {...props} />
        </span>
      </summary>
      {/* Where an address names a part of it, browsers open it. */}
      <div class="report-rest" id="day-du">
        {contributes ? null : <PeriodField {...props} />}
        <StatusField {...props} />
        <div class="field-row">
          <ReportText {...props} field="difficulties" rows={3} />
          <ReportText {...props} field="proposals" rows={3} />
        </div>
        {contributes ? null : <LevelField {...props} />}
        <ReportText {...props} field="nextSteps" rows={3} />
      </div>
    </details>
  );
}

const folded: readonly UpdateField[] = ['status', 'difficulties', 'proposals', 'decisionLevel', 'nextSteps'];

function isOpen(props: UpdatePageProps): boolean {
  const { isFull, faults, comments = {}, values, levelStood, periods, period, proposedPeriod } = props;
  const standing = { ...freshValues(lastOf(props)), decisionLevel: levelStood };
  return (
    Boolean(isFull) ||
    ['period', ...folded].some((field) => field in faults || field in comments) ||
    folded.some((field) => differsIn(field, values, standing)) ||
    (periods.length > 1 && period.code !== proposedPeriod)
  );
}

const lastOf = ({ commitment, party, contributes }: UpdatePageProps) =>
  contributes ? undefined : commitment.statements[party];

const MOST_OF_DIFFICULTY = 60;

/** As of which report it is kept, and what stood in the way then. */
function Kept(props: UpdatePageProps): VNode | null {
  const { language } = props.frame;
  const t = words(language).commitment.update.fold;
  const last = lastOf(props);
  if (!last) return props.contributes ? null : <>{t.first}</>;
  const difficulty = beginning(last.difficulties.trim(), MOST_OF_DIFFICULTY);
  const day = formatInstantDay(last.at);
  if (difficulty === '') return <>{t.keptWithout(day)}</>;
  return <>{fill(t.keptWith, { day, difficulty: <Written>{difficulty}</Written> })}</>;
}
