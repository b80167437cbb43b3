import { RuleBroken } from '../../platform/errors.js';
import {
  isMatterLevel,
  type DecisionLevel,
  type MatterHolder,
  type MatterLevel,
  type MatterStepKind,
} from './matter.types.js';

/** A side's last matter, as its last step left it. */
export interface LastMatter {
  id: number;
  level: MatterLevel;
  openedAt: string;
  kind: MatterStepKind;
  /** Null where nobody holds it any more. */
  role: MatterHolder | null;
  holder: number | null;
}

/** What a side last said of the level that must decide, and what became of it. */
export interface Standing {
  stated: DecisionLevel | null;
  matter: LastMatter | null;
}

/** What follows from a report. */
export interface Naming {
  /** The level as the report has it. */
  level: DecisionLevel | null;
  /** The matter that is done with. */
  closes?: LastMatter;
  /** That is put to somebody: a new one, or one that came back. */
  opens?: { level: MatterLevel; again?: LastMatter; since: string | null };
}

/** The level as it stands where nobody says anything new: what was answered or came back is not put to anyone again. */
export function levelStanding({ stated, matter }: Standing): DecisionLevel | null {
  if (!isMatterLevel(stated)) return stated;
  if (matter && matter.role !== null) return matter.level;
  return matter?.kind === 'returned' ? 'lead_body' : 'none';
}

/**
 * @param said null where the report leaves it out
 * @param isEnded whether the part is completed or withdrawn, as the report says
 * @throws RuleBroken where a level is to decide on what has ended
 */
export function namingOf(standing: Standing, said: DecisionLevel | null, isEnded: boolean): Naming {
  const open = standing.matter?.role != null ? standing.matter : undefined;
  if (isEnded && isMatterLevel(said)) throw new RuleBroken(nothingLeft, 'decisionLevel');
  if (isEnded) return { level: said ?? (standing.stated && 'none'), closes: open };
  if (said === null) return { level: levelStanding(standing) };
  if (!isMatterLevel(said)) return { level: said, closes: open };
  if (open?.level === said) return { level: said };
  if (open) return { level: said, closes: open, opens: { level: said, since: open.openedAt } };
  const { matter } = standing;
  const again = matter?.kind === 'returned' && matter.level === said ? matter : undefined;
  return { level: said, opens: { level: said, again, since: again?.openedAt ?? null } };
}

/** Who holds it first: what both committees or a higher level must decide goes through the own office. */
export function firstHolder(level: MatterLevel): MatterHolder {
  return level === 'leader' ? 'leader' : 'coordinator';
}

/** What the own office cannot have decided by its own side alone. */
export function goesAcross(level: MatterLevel): boolean {
  return level === 'both_committees' || level === 'higher';
}

const nothingLeft = {
  vi: 'Phần việc đã hoàn thành hoặc thôi thực hiện thì không còn nội dung chờ cấp nào quyết định. Hãy chọn “Không cần cấp nào”.',
  en: 'A part that is completed or withdrawn leaves nothing for any level to decide. Choose “No one”.',
};
