/** Files that go with a report, and what no upload and no text may hold. */
export const uploads = {
  label: 'Tệp minh chứng (nếu có)',
  hint: (kinds: string, limit: string) =>
    `Chọn hoặc kéo thả nhiều tệp cùng lúc, mỗi tệp không quá ${limit}: ${kinds}.`,
  list: 'Tệp gửi kèm báo cáo này',
  whole: 'Đã gửi xong',
  partly: (percent: string) => `Mới gửi ${percent}. Chọn lại đúng tệp này để gửi tiếp.`,
  ofColleagues: (count: number, by: string) =>
    `Đồng nghiệp cùng cơ quan (${by}) đã tải lên ${count} tệp cho cam kết này, chưa gửi kèm báo cáo nào.`,
  goWithTheirs:
    'Các tệp đó chỉ gửi kèm báo cáo do chính người đó gửi. Nếu báo cáo này cần, hãy tải lại tệp tại đây.',
  remove: 'Bỏ tệp',
  retry: 'Thử lại',
  documents: 'Ghi số văn bản ở mục Tài liệu minh chứng',
  withoutScript: 'Mở mục Tài liệu minh chứng (thẻ mới) để đính kèm tệp, rồi quay lại đây gửi báo cáo',
  script: {
    waiting: 'Đang chờ đến lượt',
    sending: 'Đã gửi {percent}',
    checking: 'Đang kiểm tra tệp…',
    interrupted: 'Mất kết nối ở {percent}. Hệ thống đang tự gửi tiếp…',
    failed: 'Không gửi được tệp. Hãy thử lại.',
    summary: 'Đã gửi xong {whole}/{all} tệp.',
    stillSending: 'Còn tệp chưa gửi xong. Hãy chờ, chọn lại hoặc bỏ tệp đó, rồi gửi báo cáo.',
  },
  secrecy: 'Không nhập, không đính kèm tài liệu bí mật nhà nước',
  marks: 'Mật, Tối mật, Tuyệt mật',
};
