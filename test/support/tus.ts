import type { startApp } from './app.js';

type Ask = Awaited<ReturnType<typeof startApp>>['ask'];

export const TUS = { 'tus-resumable': '1.0.0' };
export const CHUNK = 'application/offset+octet-stream';

export const inBase64 = (text: string) => Buffer.from(text).toString('base64');

/** What begins an upload says of its file. */
export function begun(name: string, length: number, commitment: number): Record<string, string> {
  const said = { filename: name, commitment: String(commitment) };
  const pairs = Object.entries(said).map(([key, value]) => `${key} ${inBase64(value)}`);
  return { ...TUS, 'upload-length': String(length), 'upload-metadata': pairs.join(',') };
}

/** Uploads as a program sends them, within the process. */
export function uploads(ask: Ask) {
  const begin = (who: string | null, name: string, length: number, to: number) =>
    ask(who, 'POST', '/api/v1/uploads', undefined, { ...begun(name, length, to), 'accept-language': 'en' });
  const send = (who: string | null, id: number, offset: number, content: string | Buffer) =>
    ask(who, 'PATCH', `/api/v1/uploads/${id}`, Buffer.from(content), {
      ...TUS,
      'content-type': CHUNK,
      'upload-offset': String(offset),
      'accept-language': 'en',
    });
  const state = (who: string | null, id: number, method: 'GET' | 'HEAD' = 'HEAD') =>
    ask(who, method, `/api/v1/uploads/${id}`, undefined, TUS);
  const remove = (who: string | null, id: number) =>
    ask(who, 'DELETE', `/api/v1/uploads/${id}`, undefined, TUS);
  /** @returns the number of the upload, come whole */
  const whole = async (who: string, name: string, content: string | Buffer, to: number): Promise<number> => {
    const { json, text } = await begin(who, name, Buffer.byteLength(content), to);
    if (!json?.id) throw new Error(text);
    const sent = await send(who, json.id, 0, content);
    if (sent.status !== 204) throw new Error(sent.text);
    return json.id;
  };
  return { begin, send, state, remove, whole };
}
