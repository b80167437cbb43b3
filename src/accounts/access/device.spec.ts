import { describe, expect, it } from '@jest/globals';
import { deviceOf } from './device.js';

const chrome =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0';

describe('the device of a session', () => {
  it.each([
    [`${chrome} Safari/537.36`, 'Chrome · Windows'],
    [`${chrome} Safari/537.36 Edg/141.0.0.0`, 'Edge · Windows'],
    [`${chrome} Safari/537.36 coc_coc_browser/130`, 'Cốc Cốc · Windows'],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0', 'Firefox · Linux'],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36',
      'Samsung Internet · Android',
    ],
  ])('is named as people call it: %s', (userAgent, device) => {
    expect(deviceOf(userAgent)).toBe(device);
  });

  it('is unknown where the program says nothing that is known, or nothing at all', () => {
    expect(deviceOf('<script>')).toBeNull();
    expect(deviceOf(null)).toBeNull();
  });
});
