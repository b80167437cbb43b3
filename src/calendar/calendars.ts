import {
  cultureDay,
  hungKings,
  labour,
  labourNotice,
  letter,
  makeUp,
  nationalDay,
  newYear,
  off,
  swapped,
  tet,
  tetInLieu,
  victory,
  type CalendarOfYear,
} from './calendar-of-year.js';

/**
 * The calendar of civil servants. Weekends inside a holiday are off anyway and are not listed. Monday 31/12/2018 was
 * off too, but 2018 is not entered. The second day of the National Day holiday began only in 2021, Vietnam Culture
 * Day in 2026. A holiday on a weekend is made up on the next working day (Labour Code of 2019, article 111.3).
 */
export const calendars: CalendarOfYear[] = [
  {
    year: 2019,
    documents: [
      letter(
        '6519/VPCP-KGVX',
        '2018-07-11',
        'https://thuvienphapluat.vn/cong-van/EN/Lao-dong-Tien-luong/Official-Dispatch-6519-VPCP-KGVX-2018-national-holidays-for-public-sector-employees/387625/tieng-anh.aspx',
      ),
    ],
    exceptions: [
      newYear('2019-01-01'),
      makeUp('Làm bù ngày 31/12/2018', 'Worked in lieu of 31/12/2018', '2019-01-05'),
      tet('Kỷ Hợi', '2019-02-04', '2019-02-05', '2019-02-06', '2019-02-07', '2019-02-08'),
      off('Nghỉ bù Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day, in lieu of Sunday 14/4', '2019-04-15'),
      ...swapped('2019-04-29', '2019-05-04'),
      victory('2019-04-30'),
      labour('2019-05-01'),
      nationalDay('2019-09-02'),
    ],
  },
  {
    year: 2020,
    documents: [
      letter(
        '9087/VPCP-KGVX',
        '2019-10-07',
        'https://vbpl.ts24.com.vn/support/solutions/articles/16000100840-c%C3%B4ng-v%C4%83n-9087-vpcp-kgvx-ngh%E1%BB%89-t%E1%BA%BFt-am-l%E1%BB%8Bch-n%C4%83m-2020-c%E1%BB%A7a-c%C3%A1n-b%E1%BB%99-c%C3%B4ng-ch%E1%BB%A9c-vi%C3%AAn-ch%E1%BB%A9c-v%C3%A0-ng%C6%B0%E1%BB%9Di-lao-%C4%91%E1%BB%99ng',
      ),
    ],
    exceptions: [
      newYear('2020-01-01'),
      tet('Canh Tý', '2020-01-23', '2020-01-24', '2020-01-27', '2020-01-28', '2020-01-29'),
      hungKings('2020-04-02'),
      victory('2020-04-30'),
      labour('2020-05-01'),
      nationalDay('2020-09-02'),
    ],
  },
  {
    year: 2021,
    documents: [
      letter(
        '9895/VPCP-KGVX',
        '2020-11-26',
        'https://thuvienphapluat.vn/cong-van/EN/Lao-dong-Tien-luong/Official-Dispatch-9895-VPCP-KGVX-2020-Lunar-New-Year-and-National-Day-holidays-of-officials/460294/tieng-anh.aspx',
      ),
    ],
    exceptions: [
      newYear('2021-01-01'),
      tet('Tân Sửu', '2021-02-10', '2021-02-11', '2021-02-12'),
      tetInLieu('2021-02-15', '2021-02-16'),
      hungKings('2021-04-21'),
      victory('2021-04-30'),
      off('Nghỉ bù Ngày Quốc tế Lao động', 'Labour Day, in lieu of Saturday 01/5', '2021-05-03'),
      nationalDay('2021-09-02', '2021-09-03'),
    ],
  },
  {
    year: 2022,
    documents: [
      letter(
        '245/VPCP-KGVX',
        '2022-01-11',
        'https://vntrip.vn/cam-nang/nghi-tet-nguyen-dan-tu-ngay-31-01-2022-den-het-ngay-04-02-2022-118632/amp',
      ),
    ],
    exceptions: [
      off('Nghỉ bù Tết Dương lịch', 'New Year, in lieu of Saturday 01/01', '2022-01-03'),
      tet('Nhâm Dần', '2022-01-31', '2022-02-01', '2022-02-02', '2022-02-03', '2022-02-04'),
      off('Nghỉ bù Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day, in lieu of Sunday 10/4', '2022-04-11'),
      off('Nghỉ bù Ngày Chiến thắng', 'Reunification Day, in lieu of Saturday 30/4', '2022-05-02'),
      off('Nghỉ bù Ngày Quốc tế Lao động', 'Labour Day, in lieu of Sunday 01/5', '2022-05-03'),
      nationalDay('2022-09-01', '2022-09-02'),
    ],
  },
  {
    year: 2023,
    documents: [
      labourNotice(
        '5034/TB-LĐTBXH',
        '2022-12-07',
        'https://thuvienphapluat.vn/van-ban/EN/Lao-dong-Tien-luong/Annoucement-5034-TB-LDTBXH-2022-Lunar-New-Year-of-officials-and-public-employees-in-2023/544453/tieng-anh.aspx',
      ),
    ],
    exceptions: [
      off('Nghỉ bù Tết Dương lịch', 'New Year, in lieu of Sunday 01/01', '2023-01-02'),
      tet('Quý Mão', '2023-01-20', '2023-01-23', '2023-01-24'),
      tetInLieu('2023-01-25', '2023-01-26'),
      labour('2023-05-01'),
      off('Nghỉ bù Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day, in lieu of Saturday 29/4', '2023-05-02'),
      off('Nghỉ bù Ngày Chiến thắng', 'Reunification Day, in lieu of Sunday 30/4', '2023-05-03'),
      nationalDay('2023-09-01'),
      off('Nghỉ bù Quốc khánh', 'National Day, in lieu of Saturday 02/9', '2023-09-04'),
    ],
  },
  {
    year: 2024,
    documents: [
      labourNotice(
        '5015/TB-LĐTBXH',
        '2023-11-22',
        'http://huyendakha.kontum.gov.vn/tin-tuc/thong-bao-ve-viec-nghi-tet-am-lich-va-nghi-le-quoc-khanh-nam-2024-doi-voi-can-bo-cong-chuc-vien-chuc-va-nguoi-lao-dong.html',
      ),
      letter(
        '2450/VPCP-KGVX',
        '2024-04-12',
        'https://luatvietnam.vn/tin-van-ban-moi/thu-tuong-chot-nghi-5-ngay-dip-le-30-4-01-5-2024-186-97376-article.html',
      ),
    ],
    exceptions: [
      newYear('2024-01-01'),
      tet('Giáp Thìn', '2024-02-08', '2024-02-09', '2024-02-12'),
      tetInLieu('2024-02-13', '2024-02-14'),
      hungKings('2024-04-18'),
      ...swapped('2024-04-29', '2024-05-04'),
      victory('2024-04-30'),
      labour('2024-05-01'),
      nationalDay('2024-09-02', '2024-09-03'),
    ],
  },
  {
    year: 2025,
    documents: [
      letter('8726/VPCP-KGVX', '2024-11-26', 'https://pld.net.vn/tag/nghi-tet-nguyen-dan.html'),
      labourNotice(
        '6150/TB-BLĐTBXH',
        '2024-12-03',
        'https://github.com/kitsuyui/hyper-calendar/blob/643b5e6340ecffcc10ac43f14d233f1f129d5c29/docs/systems/vietnam-holidays.md',
      ),
    ],
    exceptions: [
      newYear('2025-01-01'),
      tet('Ất Tỵ', '2025-01-27', '2025-01-28', '2025-01-29', '2025-01-30', '2025-01-31'),
      hungKings('2025-04-07'),
      ...swapped('2025-05-02', '2025-04-26'),
      victory('2025-04-30'),
      labour('2025-05-01'),
      nationalDay('2025-09-01', '2025-09-02'),
    ],
  },
  {
    year: 2026,
    documents: [
      {
        kind: 'Thông báo',
        number: '9441/TB-BNV',
        issuedOn: '2025-10-16',
        issuer: 'Bộ Nội vụ',
        readAt:
          'https://vietbao.vn/bo-noi-vu-thong-bao-lich-nghi-tet-nguyen-dan-va-quoc-khanh-nam-2026-568329.html',
      },
      letter(
        '12729/VPCP-KGVX',
        '2025-12-25',
        'https://baohiemxahoi.gov.vn/tintuc/audio/Pages/default.aspx?CateID=0&ItemID=25908&OtItem=date',
      ),
      {
        kind: 'Nghị quyết',
        number: '28/2026/QH16',
        issuedOn: '2026-04-24',
        issuer: 'Quốc hội',
        readAt:
          'https://github.com/kitsuyui/hyper-calendar/blob/643b5e6340ecffcc10ac43f14d233f1f129d5c29/docs/systems/vietnam-holidays.md',
      },
    ],
    exceptions: [
      newYear('2026-01-01'),
      ...swapped('2026-01-02', '2026-01-10'),
      tet('Bính Ngọ', '2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19', '2026-02-20'),
      off('Nghỉ bù Giỗ Tổ Hùng Vương', 'Hùng Kings’ Day, in lieu of Sunday 26/4', '2026-04-27'),
      victory('2026-04-30'),
      labour('2026-05-01'),
      ...swapped('2026-08-31', '2026-08-22'),
      nationalDay('2026-09-01', '2026-09-02'),
      cultureDay('2026-11-24'),
    ],
  },
  {
    year: 2027,
    documents: [],
    expectedBy:
      'Dự kiến theo Điều 111, 112 Bộ luật Lao động 2019 và Nghị quyết số 28/2026/QH16; cần đối chiếu Công văn số 10065/VPCP-KGVX ngày 02/10/2026 của Văn phòng Chính phủ',
    exceptions: [
      newYear('2027-01-01'),
      tet('Đinh Mùi', '2027-02-04', '2027-02-05', '2027-02-08'),
      tetInLieu('2027-02-09', '2027-02-10'),
      hungKings('2027-04-16'),
      victory('2027-04-30'),
      off('Nghỉ bù Ngày Quốc tế Lao động', 'Labour Day, in lieu of Saturday 01/5', '2027-05-03'),
      nationalDay('2027-09-02', '2027-09-03'),
      cultureDay('2027-11-24'),
    ],
  },
];
