import type { Program } from './program.js';

/** Bytes that a browser with an empty cache loads for the overview, as sent: without fonts, and the fonts apart. */
export async function firstVisit(program: Program): Promise<{ bytes: number; fonts: number }> {
  const headers = { 'accept-encoding': 'br', cookie: await program.cookie('auditor@bench.example') };
  const page = await load(`${program.url}/2016-tb-tu/tong-quan`, headers);
  const linked = [...page.text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path!);
  const sizes = { bytes: page.bytes, fonts: 0 };
  // An icon is a part of one file.
  for (const path of new Set(linked.map((one) => one.split('#')[0]!))) {
    const { bytes } = await load(program.url + path, headers);
    if (path.endsWith('.woff2')) sizes.fonts += bytes;
    else sizes.bytes += bytes;
  }
  return sizes;
}

async function load(url: string, headers: Record<string, string>): Promise<{ bytes: number; text: string }> {
  const packed = await rawBytes(url, headers);
  return { bytes: packed, text: await (await fetch(url, { headers })).text() };
}

/** Body bytes on the wire: `fetch` would unpack them. */
async function rawBytes(url: string, headers: Record<string, string>): Promise<number> {
  const { request } = await import('node:http');
  return new Promise((resolve, reject) => {
    request(url, { headers }, (answer) => {
      let bytes = 0;
      answer.on('data', (part: Buffer) => (bytes += part.length));
      answer.on('end', () =>
        answer.statusCode === 200 ? resolve(bytes) : reject(new Error(`${url}: ${answer.statusCode}`)),
      );
    })
      .on('error', reject)
      .end();
  });
}
