import { describe, expect, it } from '@jest/globals';
import { withoutSecrets } from './logging.js';

describe('the log of requests', () => {
  it('never holds the secret of a mailed link', () => {
    expect(withoutSecrets('/dat-mat-khau/Zm9vYmFy')).toBe('/dat-mat-khau/…');
    expect(withoutSecrets('/dat-mat-khau/Zm9v/more')).toBe('/dat-mat-khau/…');
  });

  it('holds other paths as they are', () => {
    expect(withoutSecrets('/2016-tb-tu/cam-ket/3.06')).toBe('/2016-tb-tu/cam-ket/3.06');
  });
});
