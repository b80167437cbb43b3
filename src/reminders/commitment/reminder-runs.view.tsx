import type { VNode } from 'preact';
import { formatDay } from '../../calendar/deadline.js';
import type { Language } from '../../platform/text.js';
import { Icon } from '../../web/components/icon.js';
import { SideMarker } from '../../web/components/side-marker.js';
import { words } from '../../web/i18n/words.js';
import type { SideItem } from '../../commitments/commitment.types.js';
import type { ReminderLine } from './commitment-reminders.queries.js';
import { reminderNames, sidesOf, type RemindersProps } from './reminder-names.js';

const FEWEST = 3;

/** What was told, newest first; three or more alike in a row are one that opens. */
export function ReminderRuns(props: RemindersProps): VNode | null {
  const runs = runsOf(props.reminders.toReversed());
  if (runs.length === 0) return null;
  const names = reminderNames(props);
  return (
    <ul class="reminder-lines">
      {runs.map((run) =>
        run.length < FEWEST ? (
          <Lines {...props} lines={run} names={names} key={keyOf(run[0]!)} />
        ) : (
          <li class="reminder-run" key={keyOf(run[0]!)}>
            <Run {...props} lines={run} names={names} />
          </li>
        ),
      )}
    </ul>
  );
}

type LinesProps = RemindersProps & { lines: ReminderLine[]; names: Map<ReminderLine, string> };

function Run(props: LinesProps): VNode {
  const { lines, frame } = props;
  const t = words(frame.language).commitment;
  const [last, first] = [lines[0]!, lines.at(-1)!];
  const days = new Set(lines.map(({ day }) => day)).size;
  const told = t.timeline;
  const said = last.isChase
    ? told.chases(days)
    : lines.every(({ isWaiting }) => isWaiting)
      ? told.waiting(days)
      : lines.some(({ isWaiting }) => isWaiting)
        ? t.reminders.mixed(days)
        : told.reminders(days);
  return (
    <details class="reminders-older">
      <summary>
        <Icon name="right" size={12} />{' '}
        <span class="n">{t.reminders.run(said, formatDay(first.day), formatDay(last.day))}</span>
      </summary>
      <ul class="reminder-lines">
        <Lines {...props} />
      </ul>
    </details>
  );
}

function Lines({ lines, names, commitment, frame }: LinesProps): VNode {
  const t = words(frame.language).commitment.reminders;
  return (
    <>
      {lines.map((line) => (
        <li key={keyOf(line)}>
          <span class="n">{formatDay(line.day)}</span>
          <span>
            {names.get(line)}
            {line.status === 'sent' ? null : <small class="hint"> {t.statuses[line.status]}</small>}
          </span>
          <Markers sides={sidesOf(line, commitment.sides)} language={frame.language} />
        </li>
      ))}
    </>
  );
}

function Markers({ sides, language }: { sides: SideItem[]; language: Language }): VNode {
  return (
    <span class="markers">
      {sides.map((side) => (
        <SideMarker
          party={side.party}
          marker={side.marker}
          name={side.partyName[language]}
          key={side.party}
        />
      ))}
    </span>
  );
}

const keyOf = ({ day, rule, status }: ReminderLine) => `${day} ${rule.code} ${status}`;

/** What was not sent stands by itself, and so does a step. */
function runsOf(lines: readonly ReminderLine[]): ReminderLine[][] {
  const runs: ReminderLine[][] = [];
  const isLike = (one: ReminderLine, other: ReminderLine) =>
    one.isChase === other.isChase && [one, other].every(({ status, isStep }) => status === 'sent' && !isStep);
  for (const line of lines) {
    const run = runs.at(-1);
    if (run && isLike(run[0]!, line)) run.push(line);
    else runs.push([line]);
  }
  return runs;
}
