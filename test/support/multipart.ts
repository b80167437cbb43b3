export interface MultipartBody {
  payload: Buffer;
  headers: { 'content-type': string };
}

/** A form as a browser sends it: the fields first, then the file. */
export async function formWithFile(
  name: string,
  content: string | Buffer,
  fields: Record<string, string> = {},
): Promise<MultipartBody> {
  const form = new FormData();
  for (const [key, value] of Object.entries(fields)) form.append(key, value);
  form.append('file', new Blob([new Uint8Array(Buffer.from(content))]), name);
  return bodyOf(form);
}

export async function bodyOf(form: FormData): Promise<MultipartBody> {
  const made = new Response(form);
  const type = made.headers.get('content-type')!;
  return { payload: Buffer.from(await made.arrayBuffer()), headers: { 'content-type': type } };
}

/** The smallest that passes for a PDF; with a text of one's own, another file. */
export function pdf(text = ''): string {
  return `%PDF-1.4\n% ${text}\n%%EOF\n`;
}
