import { RuleBroken } from '../../platform/errors.js';
import type { Status } from '../commitment.types.js';
import { isOpen, isSigned, type Part } from '../rules.js';
import type { DirectiveAddressee, DirectiveKind } from './directive.types.js';

/** What is asked of a part, and of the commitment that it belongs to. */
export interface Directed {
  kind: DirectiveKind;
  /** It is about the leader's own side's part. */
  isOwn: boolean;
  part: Part;
  commitment: { status: Status; dueOn: string | null; undated: boolean };
}

/** Always of the own side: a leader directs nobody of another one. Who leads a part is the office's to change. */
export function addresseeOf({ kind, isOwn }: Pick<Directed, 'kind' | 'isOwn'>): DirectiveAddressee {
  return isOwn && kind !== 'reassign' ? 'lead_body' : 'coordinator';
}

/**
 * @throws RuleBroken where nothing is left to direct: the commitment is closed; the part is confirmed or withdrawn, and it is more than its
 * evidence that is asked for; a new date is asked for where there is none to move or to set
 */
export function mustBeToDirect({ kind, part, commitment }: Directed): void {
  if (!isOpen(commitment)) throw new RuleBroken(closed);
  if (kind !== 'evidence' && (isSigned(part) || part.status === 'withdrawn'))
    throw new RuleBroken(partIsDone, 'kind');
  if (kind === 'date' && commitment.dueOn === null && !commitment.undated)
    throw new RuleBroken(noDate, 'kind');
}

const closed = {
  vi: 'Cam kết đã hoàn thành hoặc thôi thực hiện nên không còn nội dung để chỉ đạo.',
  en: 'The commitment is completed or withdrawn, so there is nothing left to direct.',
};
const partIsDone = {
  vi: 'Phần việc đã được xác nhận hoàn thành hoặc thôi thực hiện; chỉ có thể yêu cầu bổ sung minh chứng.',
  en: 'This part is confirmed as completed, or withdrawn; you can only ask for evidence.',
};
const noDate = {
  vi: 'Cam kết thường xuyên không có thời hạn để điều chỉnh.',
  en: 'A continuing commitment has no deadline to change.',
};
