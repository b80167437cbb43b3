import type { Deciding } from '../change/deciding.js';
import type { Change } from '../commitments.service.js';
import type { EventKind } from '../commitment.types.js';
import { namingOf, type Naming } from './matter.rules.js';
import { writtenAlong } from './naming.sql.js';
import type { DecisionLevel } from './matter.types.js';

/** What a report says of the level that must decide, after its status; and what is to be written and told along with the report. */
export function nameLevel(
  { side, standing }: Deciding,
  change: Change,
  said: DecisionLevel | undefined,
): Pick<Naming, 'level'> & { along: ReturnType<typeof writtenAlong>; event: NamingEvent | null } {
  const isEnded = side.status === 'completed' || side.status === 'withdrawn';
  const naming = namingOf(standing, said ?? null, isEnded);
  return { level: naming.level, along: writtenAlong(naming, side, change), event: eventOf(naming) };
}

interface NamingEvent {
  kind: EventKind;
  data: Record<string, unknown>;
}

function eventOf({ opens, closes }: Naming): NamingEvent | null {
  if (opens)
    return {
      kind: 'matter_named',
      // The level itself stands with every event of a report.
      data: closes ? { previousLevel: closes.level } : {},
    };
  return closes ? { kind: 'matter_closed', data: { previousLevel: closes.level } } : null;
}
