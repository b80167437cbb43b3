import type { Params } from 'nestjs-pino';
import { presentContext } from './context.js';
import { errorForLog, withoutPrivate } from './error-for-log.js';

/**
 * JSON lines on standard output. Each knows its request or its job; errors come without the values they were about, and
 * no line holds an e-mail address or a password of a service, whoever wrote it.
 */
export function loggerOptions(level: string): Params {
  return {
    // Requests are told of by request-log.ts, which knows the route.
    forRoutes: [],
    pinoHttp: [
      {
        level,
        autoLogging: false,
        mixin: () => ({ ...presentContext() }),
        serializers: { err: (error: unknown) => errorForLog(error) },
      },
      { write: (line: string) => void process.stdout.write(withoutPrivate(line)) },
    ],
  };
}
