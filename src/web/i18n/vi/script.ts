/** What the browser's own script says. */
export const script = {
  stillSending: 'Đang gửi, chưa có phản hồi. Có thể chờ thêm hoặc gửi lại.',
  stopped:
    'Đã dừng trước khi có phản hồi; hệ thống có thể đã nhận. Nội dung vẫn còn trong biểu mẫu, có thể gửi lại.',
  chooseFileAgain: 'Trình duyệt không giữ được tệp đã chọn. Hãy chọn lại tệp.',
  failed: 'Chưa tải được kết quả.',
  noAnswer: 'Không kết nối được với hệ thống. Hãy kiểm tra mạng.',
  tooSlow: 'Hệ thống phản hồi quá chậm.',
  unavailable: 'Hệ thống tạm thời chưa sẵn sàng. Hãy thử lại sau ít phút.',
  refused: 'Hệ thống không nhận yêu cầu này.',
  oldRows: 'Kết quả cũ không còn hiển thị.',
  tryAgain: 'Thử lại',
};
