/** Words of which reports are made where searching is measured; the first stand in most of them. */
const vocabulary = (
  'hội chợ nông sản kết nối cung cầu tổ chức doanh nghiệp tham gia gian hàng sản phẩm tiêu thụ siêu thị hợp đồng ký kết đào tạo cán bộ ' +
  'du lịch xúc tiến đầu tư thương mại khảo sát thực tế kế hoạch phối hợp triển khai báo cáo kết quả đạt được khó khăn vướng mắc kinh phí ' +
  'thủ tục hành chính môi trường giáo dục y tế văn hóa thể thao truyền thông quảng bá chuyên gia tập huấn mô hình chuỗi liên kết an toàn'
).split(' ');

/** In four of five texts, and in one of two thousand. */
export const frequentWords = ['hội chợ', 'nong san', 'kết nối cung cầu', 'KE HOACH', 'hợp đồng ký'];
export const rareWords = ['hồ tiêu', 'HO TIEU', 'cà phê chồn', 'thu so 99', 'B77'];

/**
 * As SQL over `s.id` and `g`: a text of some sixty syllables, always the same for the same report.
 */
export const variedResults = `(
  select string_agg(case when n % 6 = 0 and (s.id + g + n) % 5 > 0 then (array['hội chợ', 'nông sản', 'kết nối cung cầu', 'kế hoạch', 'hợp đồng ký'])[n / 6]
    when n = 7 and (s.id + g) % 2000 = 0 then 'hồ tiêu' when n = 8 and (s.id + g) % 2000 = 1 then 'cà phê chồn'
    else (array[${vocabulary.map((word) => `'${word}'`).join(', ')}])[1 + abs(hashint8(s.id * 31 + g * 7 + n)) % ${vocabulary.length}] end, ' ' order by n)
  from generate_series(1, 60) n)`;
