import type { AuditLine } from './audit.types.js';

const AT_ONCE_BYTES = 65_536;

/** Entries as JSON lines, some at a time: a write for each would take longer than reading them. */
export async function* linesAsText(lines: AsyncIterable<AuditLine>): AsyncGenerator<string> {
  let text = '';
  for await (const line of lines) {
    text += `${JSON.stringify(line)}\n`;
    if (text.length < AT_ONCE_BYTES) continue;
    yield text;
    text = '';
  }
  if (text !== '') yield text;
}
