import type { AuditKind } from '../../../audit/audit-kinds.js';

const kinds: Record<AuditKind, string> = {
  'session.opened': 'Đăng nhập',
  'session.refused': 'Đăng nhập không thành công',
  'session.ended': 'Đăng xuất',
  'token.issued': 'Cấp mã truy cập',
  'token.revoked': 'Thu hồi mã truy cập',
  'session.revoked': 'Chấm dứt phiên đăng nhập',
  'user.created': 'Tạo tài khoản',
  'agreement.imported': 'Nhập thỏa thuận',
  'reminders.run': 'Chạy đôn đốc theo yêu cầu',
  'clock.moved': 'Chuyển ngày hệ thống (bản trình diễn)',
  'commitment.imported': 'Nhập cam kết',
  'commitment.updated': 'Báo cáo tiến độ',
  'commitment.plan_confirmed': 'Xác nhận cơ quan chủ trì và thời hạn',
  'commitment.plan_confirmation_withdrawn': 'Rút xác nhận cơ quan chủ trì và thời hạn',
  'commitment.completion_confirmed': 'Xác nhận hoàn thành',
  'commitment.completion_confirmation_withdrawn': 'Rút xác nhận hoàn thành',
  'commitment.completed': 'Cam kết hoàn thành',
  'commitment.reopened': 'Cam kết trở lại thực hiện',
  'commitment.returned': 'Trả lại để bổ sung',
  'commitment.extension_requested': 'Đề nghị gia hạn',
  'commitment.extension_decided': 'Quyết định gia hạn',
  'commitment.extension_agreed': 'Ý kiến về gia hạn',
  'commitment.extended': 'Gia hạn',
  'commitment.deadline_changed': 'Đổi thời hạn',
  'commitment.lead_changed': 'Đổi cơ quan chủ trì',
};

export const audit = { title: 'Nhật ký', kinds };
