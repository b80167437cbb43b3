import cookie from '@fastify/cookie';
import compress from '@fastify/compress';
import { NestFactory } from '@nestjs/core';
import type { FastifyHttpOptions } from 'fastify';
import type { Server } from 'node:http';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { Callers } from './accounts/callers.js';
import { SignInPageMaker } from './accounts/sign-in/sign-in-page-maker.js';
import { AppModule, type Surroundings } from './app.module.js';
import { readBodies } from './platform/http/body-parsers.js';
import { ErrorsFilter, unreadableAddress, type ProblemPage } from './platform/http/errors.filter.js';
import { inputPipe } from './platform/http/input.js';
import { readChunks } from './platform/http/resumable.js';
import { readUploads } from './platform/http/uploads.js';
import { MAX_PATH_PART } from './platform/http/limits.js';
import { refuseDisguised } from './platform/http/one-address.js';
import { refuseOtherNames } from './platform/http/own-address.js';
import { serveApiDocs } from './platform/http/openapi.js';
import { rememberAgreement } from './shell/last-agreement.js';
import { PageFrame } from './shell/page-frame.js';
import { problemPage } from './shell/problem-page.js';
import { brokenRequest } from './platform/http/broken-requests.js';
import { setSecurityHeaders } from './platform/http/security-headers.js';
import { httpLimits, watchSenders } from './platform/http/slow-senders.js';
import { observe } from './health/observe.js';
import { requestIds } from './platform/http/request-id.js';
import { trustedProxies } from './platform/http/trusted-proxies.js';

/** Of a connection on which nothing moves either way, such as one whose reader has gone. */
const SILENCE_MS = 300_000;

/** The program, ready to listen or to work; the same for start, tests and command line. */
export async function createApp(surroundings: Surroundings): Promise<NestFastifyApplication> {
  // Requests come once all of this is made.
  const page: ProblemPage = (request, problem) =>
    app.get(SignInPageMaker, { strict: false }).insteadOf(request, problem) ??
    problemPage(app.get(PageFrame))(request, problem);
  const limits = { ...httpLimits, ...surroundings.httpLimits };
  const isTrusted = trustedProxies(surroundings.config.TRUST_PROXY);
  const options: FastifyHttpOptions<Server> = {
    genReqId: requestIds(isTrusted),
    trustProxy: isTrusted,
    // While it stops, what still comes in on an open connection is answered.
    return503OnClosing: false,
    frameworkErrors: unreadableAddress(page),
    clientErrorHandler: brokenRequest(page),
    connectionTimeout: SILENCE_MS,
    http: { headersTimeout: limits.headersMs, connectionsCheckingInterval: limits.checkEveryMs },
    routerOptions: { maxParamLength: MAX_PATH_PART },
  };
  const adapter = new FastifyAdapter(options);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(surroundings), adapter, {
    bufferLogs: true,
    abortOnError: false,
    bodyParser: false,
  });
  app.useLogger(app.get(Logger));
  observe(app);
  app.getHttpServer().maxConnections = limits.connections;
  setSecurityHeaders(app.getHttpAdapter().getInstance(), surroundings.config.secureCookies);
  readBodies(app.getHttpAdapter().getInstance());
  await readUploads(app.getHttpAdapter().getInstance(), surroundings.config.fileLimitBytes);
  readChunks(app.getHttpAdapter().getInstance(), '/api/v1/uploads', surroundings.config.fileLimitBytes);
  await app.register(cookie, { parseOptions: { secure: surroundings.config.secureCookies } });
  rememberAgreement(app.getHttpAdapter().getInstance(), surroundings.config.secureCookies);
  await app.register(compress as never, {
    threshold: 1024,
    encodings: ['br', 'gzip'],
    brotliOptions: { params: { 1: 4 } },
  });
  watchSenders(app.getHttpAdapter().getInstance(), limits);
  refuseDisguised(app.getHttpAdapter().getInstance());
  const { demo, ownAddress } = surroundings.config;
  if (demo) refuseOtherNames(app.getHttpAdapter().getInstance(), ownAddress);
  app.useGlobalPipes(inputPipe);
  const callers = app.get(Callers, { strict: false });
  app.useGlobalFilters(new ErrorsFilter(page, (request) => callers.recogniseForProblem(request)));
  serveApiDocs(app);
  return app;
}
