/** As much of an error as a log may hold: what kind it is and where it came from, never the values it was about. */
export interface LoggedError {
  type: string;
  message: string;
  code?: string;
  /** Of a database error: what it was about. */
  table?: string;
  constraint?: string;
  stack?: string;
  cause?: LoggedError;
}

/** PostgreSQL's classes whose words are about rows, and so may quote them; those of others name tables and columns. */
const ABOUT_VALUES = /^(2[0-9]|44|P0)/;
const SQLSTATE = /^[0-9A-Z]{5}$/;

interface AnyError {
  name?: string;
  message?: unknown;
  code?: unknown;
  table?: unknown;
  constraint?: unknown;
  severity?: unknown;
  stack?: unknown;
  cause?: unknown;
}

/** `detail`, `where`, parameters, queries and whatever else hangs on an error stay out: only what is named here goes in. */
export function errorForLog(error: unknown, depth = 0): LoggedError {
  if (!error || typeof error !== 'object') return { type: typeof error, message: 'no error object' };
  const { code, table, constraint, cause } = error as AnyError;
  return {
    type: error.constructor?.name ?? 'Error',
    message: messageOf(error),
    ...(isWord(code) ? { code } : {}),
    ...(isWord(table) ? { table } : {}),
    ...(isWord(constraint) ? { constraint } : {}),
    stack: framesOf(error),
    ...(cause && depth < 3 ? { cause: errorForLog(cause, depth + 1) } : {}),
  };
}

function messageOf({ message, code, severity }: AnyError): string {
  const isFromDatabase = typeof code === 'string' && SQLSTATE.test(code) && severity !== undefined;
  if (isFromDatabase && ABOUT_VALUES.test(code)) return `the database refused values (SQLSTATE ${code})`;
  const text = typeof message === 'string' ? message : '';
  return withoutPrivate(text.length > 500 ? `${text.slice(0, 500)}…` : text);
}

/** The first line repeats the message. */
function framesOf({ stack }: AnyError): string | undefined {
  if (typeof stack !== 'string') return undefined;
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 20)
    .map((line) => line.trim())
    .join('\n');
}

const isWord = (value: unknown): value is string => typeof value === 'string' && /^[\w.-]{1,80}$/.test(value);

/** E-mail addresses, and passwords in addresses of services. */
export function withoutPrivate(text: string): string {
  if (!text.includes('@')) return text;
  return text.replace(SERVICE_PASSWORD, '$1…@').replace(ADDRESS, '…@…');
}

const SERVICE_PASSWORD = /(:\/\/)[^\s/"]*@/g;
const ADDRESS = /[^\s<>"'\\(),;:@/…]+@[^\s<>"'\\(),;:@/…]+/g;
