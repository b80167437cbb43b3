import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { json, text, type Answer, type HealthAnswers } from './health-answers.js';

export interface HealthServer {
  /** From now on the program itself answers; before, it is alive and not ready. */
  serve(answers: HealthAnswers): void;
  stop(): Promise<void>;
}

/** The listener of HEALTH_PORT: health and metrics and nothing else. It is there before the program is, and after. */
export async function startHealthServer(port: number, host: string): Promise<HealthServer> {
  let answers: HealthAnswers | undefined;
  const limits = { headersTimeout: 10_000, requestTimeout: 10_000 };
  const server = createServer(limits, (request, response) => {
    void answer(request, response, answers);
  });
  await once(server.listen(port, host), 'listening');
  return { serve: (given) => void (answers = given), stop: () => closed(server) };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  answers: HealthAnswers | undefined,
): Promise<void> {
  const failed = () => text(500, 'The request failed.');
  const { status, type, body, headers = {} } = await answerTo(request, answers).catch(failed);
  response.writeHead(status, { ...headers, 'content-type': type, 'cache-control': 'no-store' });
  response.end(request.method === 'HEAD' ? undefined : body);
}

async function answerTo(request: IncomingMessage, answers: HealthAnswers | undefined): Promise<Answer> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return text(405, 'GET only.');
  switch (request.url?.split('?')[0]) {
    case '/healthz/live':
      return json(200, { status: 'ok' });
    case '/healthz/ready':
      return answers ? answers.ready() : json(503, { status: 'starting' });
    case '/metrics':
      return answers ? answers.metricsFor(askerOf(request)) : text(503, 'Starting.');
    default:
      return text(404, 'Only /healthz/live, /healthz/ready and /metrics are available here.');
  }
}

function askerOf({ headers, socket }: IncomingMessage) {
  return {
    address: socket.remoteAddress ?? '',
    authorization: headers.authorization,
    forwarded: headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined,
  };
}

async function closed(server: Server): Promise<void> {
  const done = once(server.close(), 'close');
  server.closeAllConnections();
  await done;
}
