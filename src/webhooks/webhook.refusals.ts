import type { BilingualText } from '../platform/text.js';
import type { faultOfUrl } from './receiver-address.js';

export const urlFaults: Record<NonNullable<ReturnType<typeof faultOfUrl>>, BilingualText> = {
  malformed: {
    vi: 'Hãy ghi địa chỉ đầy đủ, bắt đầu bằng https://, không kèm tên người dùng, mật khẩu và dấu #.',
    en: 'Enter a full address that begins with https://, without a user name, a password or #.',
  },
  not_https: {
    vi: 'Địa chỉ phải bắt đầu bằng https://. Với máy nhận trong mạng nội bộ, đề nghị người vận hành ghi tên máy vào WEBHOOK_ALLOW.',
    en: 'The address must begin with https://. For a receiver in your own network, ask the operator to name its host in WEBHOOK_ALLOW.',
  },
  inside: {
    vi: 'Địa chỉ này thuộc mạng nội bộ. Đề nghị người vận hành ghi tên máy vào WEBHOOK_ALLOW trước.',
    en: 'This address is in a private network. Ask the operator to name its host in WEBHOOK_ALLOW first.',
  },
};

export const noSuchAgreement = {
  vi: 'Không có thỏa thuận này. Hãy chọn trong danh sách.',
  en: 'There is no such agreement. Choose one from the list.',
};

export const switchedOff = {
  vi: 'Webhook này đang tắt. Hãy bật lại trước.',
  en: 'This webhook is switched off. Switch it on first.',
};

export const tooMany = (most: number) => ({
  vi: `Đã có ${most} webhook. Hãy xóa webhook không còn dùng trước.`,
  en: `There are already ${most} webhooks. Delete any that are no longer used first.`,
});
