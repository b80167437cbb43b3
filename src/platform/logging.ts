import { randomUUID } from 'node:crypto';
import type { Params } from 'nestjs-pino';

/** One JSON line a request, with its id; never a header, a body, an address or a name. */
export function loggerOptions(level: string): Params {
  return {
    pinoHttp: {
      level,
      genReqId: (request) => (request as { id?: string }).id ?? randomUUID(),
      serializers: {
        req: (request: { id: string; method: string; url: string }) => ({
          id: request.id,
          method: request.method,
          path: withoutSecrets(request.url.split('?')[0]!),
        }),
        res: (response: { statusCode: number }) => ({ status: response.statusCode }),
      },
      customLogLevel: (_request, response, error) => (error || response.statusCode >= 500 ? 'error' : 'info'),
    },
  };
}

/** Some addresses are keys: whoever reads the log must not be able to open with them. */
export function withoutSecrets(path: string): string {
  return path.replace(/^(\/dat-mat-khau\/).+/, '$1…');
}
