import { describe, expect, it } from '@jest/globals';
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { EventItem } from '../commitment.types.js';
import { EventDetail } from './commitment-events.view.js';

describe('the timeline', () => {
  it('calls what is said with an approval a view, and with a refusal the reason', () => {
    expect(said({ decision: 'approved', reason: 'Đề nghị xong trước 20/12.' })).toMatch(/^ý kiến: .*20\/12/);
    expect(said({ decision: 'rejected', reason: 'Chưa rõ kinh phí.' })).toMatch(/^lý do: .*kinh phí/);
    expect(said({ reason: 'Chậm kinh phí.' })).toMatch(/^lý do: /);
  });
});

function said(data: Record<string, unknown>): string {
  const event = { kind: 'extension_agreed', by: null, data } as unknown as EventItem;
  const props = { event, frame: { language: 'vi' } } as unknown as Parameters<typeof EventDetail>[0];
  return renderToString(h(EventDetail, props));
}
