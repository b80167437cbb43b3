import { describe, expect, it } from '@jest/globals';
import { DemoStrip } from './demo-strip.js';
import type { Frame } from './frame.js';
import { renderPage } from './render.js';

describe('the strip of the demo', () => {
  const frame: Omit<Frame, 'demo'> = {
    viewer: {} as Frame['viewer'],
    language: 'vi',
    agreement: null,
    choices: [],
    revision: null,
    updatedAt: null,
    today: '2019-11-20',
    madeAt: '2019-11-20T02:00:00Z',
    csrf: '',
    path: '/',
    answersForm: false,
  };
  const links = (mailboxUrl: string | null) => {
    const page = renderPage(DemoStrip({ ...frame, demo: { day: '2019-11-20', mailboxUrl } }));
    return [...page.matchAll(/<a [^>]*href="([^"]*)"/g)].map(([, href]) => href);
  };

  it('leads to the mailbox, on a desk and in the menu of a phone', () => {
    expect(links('http://127.0.0.1:1080')).toEqual(['http://127.0.0.1:1080', 'http://127.0.0.1:1080']);
  });

  it('leads nowhere where mails go to a server of the reader’s own', () => {
    expect(links(null)).toEqual([]);
  });
});
