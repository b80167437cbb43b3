import { extenders, office } from '../commitments/permissions.js';
import { rolesOfBulk, type BulkAction } from '../commitments/together/bulk-actions.js';
import type { Role } from '../identity/viewer.js';
import { Conflict, NotAllowed } from '../platform/errors.js';
import type { BilingualText } from '../platform/text.js';

const refusals: Record<BulkAction, BilingualText> = {
  ask_report: {
    vi: 'Chỉ văn phòng cấp ủy đôn đốc báo cáo; lãnh đạo đôn đốc qua văn phòng.',
    en: 'Only the committee office asks for updates; leaders do so through their office.',
  },
  confirm_plan: office.refusal,
  hand_over: office.refusal,
  propose_due: extenders.refusal,
};

/** @throws NotAllowed */
export function mustBeTheirs(role: Role, action: BulkAction): void {
  if (!rolesOfBulk[action].includes(role)) throw new NotAllowed(refusals[action]);
}

/** Some are not as the preview saw them. @param codes of these */
export const changedSince = (codes: readonly string[]): Conflict =>
  new Conflict({
    vi: `Cam kết đã thay đổi sau khi xem trước: ${listed(codes, 'cam kết khác')}. Chưa thực hiện ở cam kết nào; hãy xem lại bản xem trước mới.`,
    en: `Changed since the preview: ${listed(codes, 'more')}. Nothing was done; look at the new preview.`,
  });

export const tooBusy = {
  vi: 'Các cam kết này đang được nhiều người sửa cùng lúc. Chưa thực hiện ở cam kết nào; hãy gửi lại.',
  en: 'Several people are changing these commitments at once. Nothing was done; please send it again.',
};

const MOST_NAMED = 10;

function listed(codes: readonly string[], more: string): string {
  const rest = codes.length - MOST_NAMED;
  return `${codes.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? `, +${rest} ${more}` : ''}`;
}
