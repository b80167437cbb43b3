import { AllSides, allSides } from './sides.js';

/** Kế hoạch của một cam kết: each side's owners and product, and the deadline that they share. */
export const plan = {
  title: 'Kế hoạch',
  change: 'Sửa kế hoạch',
  proposedBy: (party: string | null) =>
    party === null ? 'Tệp thỏa thuận nêu thời hạn khác' : `${party} đề xuất thời hạn khác`,
  due: 'Thời hạn',
  agreed: (sides: number) => `${AllSides(sides)} đã thống nhất`,
  notAgreed: (sides: number) => `Chưa được ${allSides(sides)} xác nhận`,
  proposed: 'Thời hạn được đề xuất',
  confirmed: (day: string) => `Đã xác nhận ngày ${day}`,
  pending: 'Dự kiến, chưa xác nhận',
  again: 'Chờ xác nhận lại thời hạn; chủ trì và sản phẩm giữ như đã xác nhận',
  form: {
    title: (party: string) => `Kế hoạch của phía ${party}`,
    note: (sides: number) =>
      `Mỗi văn phòng cấp ủy xác nhận cơ quan và sản phẩm cùng bên; thời hạn có hiệu lực khi ${allSides(sides)} đã xác nhận.`,
    leadBody: 'Cơ quan chủ trì',
    leadHint: 'Cơ quan mới báo cáo từ hôm nay và nhận bản nháp báo cáo đang viết dở',
    cooperating: 'Cơ quan phối hợp',
    cooperatingHint: 'Đánh dấu các cơ quan cùng bên; cơ quan chủ trì không đánh dấu',
    due: 'Thời hạn',
    keep: (due: string) => `Giữ thời hạn hiện hành: ${due}`,
    take: (party: string, due: string) => `Đồng ý thời hạn ${party} đề xuất: ${due}`,
    other: 'Đề xuất thời hạn khác',
    otherHint: (sides: number) =>
      `Thời hạn hiện hành vẫn tính cho đến khi ${allSides(sides)} xác nhận thời hạn mới. Bên đã xác nhận phải xác nhận lại.`,
    file: 'tệp thỏa thuận',
    stands: (due: string) =>
      `Thời hạn ${due} đã được thống nhất: chỉ thay đổi khi gia hạn hoặc điều chỉnh thỏa thuận.`,
    undated: 'Cam kết chưa có thời hạn; thời hạn đầu tiên được thống nhất bằng “Đề nghị thời hạn”.',
    indicators: 'Chỉ tiêu của phần việc được sửa ở trang riêng:',
    submit: 'Lưu và xác nhận kế hoạch',
    present: 'Kế hoạch hiện nay',
    faults: {
      leadBody: 'Hãy chọn cơ quan chủ trì trong danh sách.',
      due: 'Hãy chọn giữ thời hạn, hoặc đề xuất thời hạn khác rồi ghi thời hạn đó: ngày, tháng, quý hoặc năm.',
    },
  },
};
