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

/** The smallest that is a whole PDF; with a text of one's own, another file. @param trailer more of what its trailer says */
export function pdf(text = '', trailer = ''): string {
  const body = `%PDF-1.4\n% ${text}\n`;
  return `${body}xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 1 ${trailer}>>\nstartxref\n${Buffer.byteLength(body)}\n%%EOF\n`;
}
