/** Mẫu văn bản của cơ quan: trang của quản trị viên. */
export const templates = {
  title: 'Mẫu văn bản',
  note: 'Văn bản lập theo bố cục của hệ thống, trừ khi cơ quan áp dụng mẫu riêng. Mẫu là tệp Word (.docx) có các trường trong ngoặc nhọn.',
  noAgreement: 'Chưa có thỏa thuận nào. Hãy nhập thỏa thuận trước.',
  list: {
    title: (number: string) => `Các loại văn bản của ${number}`,
    columns: { document: 'Văn bản', inForce: 'Đang áp dụng', since: 'Từ', open: 'Mẫu' },
    open: 'Xem và nộp mẫu',
    openOf: (name: string) => `Xem và nộp mẫu: ${name}`,
    others: 'Thỏa thuận khác',
  },
  shipped: 'Bố cục của hệ thống',
  own: (n: number) => `Mẫu lần ${n}`,
  allSides: 'chung các bên',
  slot: {
    inForce: 'Đang áp dụng',
    starter: 'Mẫu khởi đầu',
    starterText:
      'Tải về bố cục của hệ thống có sẵn các trường, mở bằng Word hoặc LibreOffice, sửa chữ, phông, lề, thứ tự, nơi nhận, người ký; giữ nguyên hoặc chuyển chỗ các trường; rồi nộp lại.',
    download: 'Tải mẫu khởi đầu',
    upload: 'Nộp mẫu',
    uploadText:
      'Tệp được kiểm tra và lập thử với số liệu hôm nay ngay khi nộp. Mẫu đạt được giữ lại thành một lần nộp; chỉ áp dụng khi đồng chí chọn.',
    file: 'Tệp mẫu',
    fileHint: 'Tệp .docx, tối đa 5 MB; không macro, không liên kết ngoài, không mật khẩu.',
    button: 'Kiểm tra và nộp',
    failed: 'Chưa nộp được mẫu.',
    faults: (n: number) => `Mẫu có ${n < 10 ? `0${n}` : n} chỗ phải sửa:`,
    pdf: {
      on: 'Máy chủ có LibreOffice: văn bản lập theo mẫu có cả DOCX và PDF.',
      off: 'Máy chủ chưa có LibreOffice: văn bản lập theo mẫu chỉ có DOCX. Báo cáo theo bố cục của hệ thống vẫn có PDF.',
    },
  },
  versions: {
    title: 'Các lần nộp',
    none: 'Chưa có mẫu nào. Văn bản đang lập theo bố cục của hệ thống.',
    columns: { version: 'Mẫu', at: 'Nộp', files: 'Tải về', use: 'Áp dụng' },
    file: 'Tệp mẫu',
    trial: 'Lập thử',
    fileOf: (n: number) => `Tệp mẫu lần ${n}`,
    trialOf: (n: number) => `Lập thử theo mẫu lần ${n}`,
    useOf: (n: number) => `Áp dụng mẫu lần ${n}`,
    inUse: 'Đang áp dụng',
    back: 'Trở lại bố cục của hệ thống',
  },
  fields: {
    title: 'Danh sách trường',
    note: 'Viết tên trường trong ngoặc nhọn, liền một mạch trong một đoạn. Trường của danh sách đứng giữa {#tên} và {/tên}: đặt hai dấu ở ô đầu và ô cuối của một dòng bảng để lặp dòng, hoặc ở đầu và cuối một đoạn để lặp đoạn.',
    columns: { name: 'Trường', meaning: 'Nội dung', example: 'Ví dụ' },
    within: (list: string) => `trong {#${list}}`,
  },
  done: {
    added: {
      title: 'Mẫu đạt yêu cầu và đã được giữ lại.',
      text: 'Hãy xem bản lập thử, rồi chọn Áp dụng mẫu. Đến lúc đó văn bản vẫn lập như trước.',
    },
    inForce: {
      title: 'Đã đổi mẫu áp dụng.',
      text: 'Văn bản lập từ bây giờ theo mẫu này; văn bản đã lập không thay đổi.',
    },
    shipped: {
      title: 'Đã trở lại bố cục của hệ thống.',
      text: 'Các mẫu đã nộp vẫn được giữ, có thể áp dụng lại.',
    },
  },
};
