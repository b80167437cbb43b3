import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Headers = Record<string, string | string[]>;

/** The headers of stored mails as they were sent, unfolded, by lower-case name. */
export class MailHeaders {
  private readonly known = new Map<string, Headers>();

  constructor(private readonly dir: string) {}

  async of(id: string): Promise<Headers> {
    const kept = this.known.get(id);
    if (kept) return kept;
    const source = await readFile(join(this.dir, `${id}.eml`), 'utf8').catch(() => '');
    const headers = parse(source.slice(0, source.search(/\r?\n\r?\n/) + 1));
    this.known.set(id, headers);
    return headers;
  }
}

function parse(block: string): Headers {
  const headers: Headers = {};
  for (const line of block.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':');
    if (colon < 1) continue;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = name in headers ? [headers[name]!, value].flat() : value;
  }
  return headers;
}
