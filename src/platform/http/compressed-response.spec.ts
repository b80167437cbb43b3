import { describe, expect, it } from '@jest/globals';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { CompressedResponse, encodingFor, type Encoding } from './compressed-response.js';

describe('an answer as bytes', () => {
  const list = { items: Array.from({ length: 50 }, (_, n) => ({ id: n, title: `Cam kết số ${n}` })) };
  const answer = CompressedResponse.json(list);

  it('says the same in every encoding', async () => {
    const [plain, br, gzip] = await Promise.all([answer.in('identity'), answer.in('br'), answer.in('gzip')]);
    expect(JSON.parse(plain.toString())).toEqual(list);
    expect(brotliDecompressSync(br)).toEqual(plain);
    expect(gunzipSync(gzip)).toEqual(plain);
  });

  it('is packed once', async () => {
    expect(await answer.in('br')).toBe(await answer.in('br'));
  });

  it.each<Encoding>(['identity', 'br', 'gzip'])(
    'keeps no more memory than its bytes, in %s',
    async (encoding) => {
      for (const kept of [answer, CompressedResponse.html('<p>Ngắn</p>')]) {
        const bytes = await kept.in(encoding);
        expect(bytes.buffer.byteLength).toBe(bytes.length);
      }
    },
  );

  it('weighs what it keeps in all encodings together', async () => {
    const all = await Promise.all(
      (['identity', 'br', 'gzip'] as const).map((encoding) => answer.in(encoding)),
    );
    expect(answer.size).toBeGreaterThanOrEqual(all.reduce((sum, { length }) => sum + length, 0));
  });
});

describe('the encoding of an answer', () => {
  it.each<[string | string[] | undefined, Encoding]>([
    ['gzip, deflate, br, zstd', 'br'],
    ['gzip, deflate', 'gzip'],
    ['GZIP', 'gzip'],
    ['*', 'br'],
    [['gzip', 'br'], 'br'],
    ['deflate, zstd', 'identity'],
    ['identity', 'identity'],
    ['', 'identity'],
    [undefined, 'identity'],
    ['abracadabra', 'identity'],
    ['x-br', 'identity'],
  ])('for “%s” is %s', (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding);
  });

  it.each<[string, Encoding]>([
    ['br;q=0', 'identity'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip, br;q=0.0', 'gzip'],
    ['br;q=0.5, gzip;q=0.8', 'gzip'],
    ['GZIP;q=0.5, br;q=0.2', 'gzip'],
    ['br; q=0.8, gzip; q=0.8', 'br'],
    ['identity, br;q=0.5', 'identity'],
    ['gzip, *;q=0', 'gzip'],
    ['*;q=0', 'identity'],
    ['br;q=0, gzip;q=0, identity;q=0', 'identity'],
  ])('goes by how much each is liked: for “%s” it is %s', (accepted, encoding) => {
    expect(encodingFor(accepted)).toBe(encoding);
  });
});
