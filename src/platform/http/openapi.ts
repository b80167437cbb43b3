import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { BROUGHT } from './answers.js';
import { addLimits } from './openapi-limits.js';

/** The OpenAPI document at /api/openapi.json and a page to read it at /api/docs. */
export function serveApiDocs(app: NestFastifyApplication): void {
  let document: OpenAPIObject | undefined;
  // Made when it is first asked for: start-up does not wait for it.
  const make = () => (document ??= describeApi(app));
  SwaggerModule.setup('api/docs', app, make, {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'API',
  });
  // The page brings its own inline styles; only there are they let in.
  app
    .getHttpAdapter()
    .getInstance()
    .addHook('onSend', (request, reply, payload, done) => {
      if (request.routeOptions.url?.startsWith('/api/docs'))
        reply.header('content-security-policy', DOCS_POLICY);
      done(null, payload);
    });
}

const DOCS_POLICY = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "object-src 'none'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join(';');

export function describeApi(app: NestFastifyApplication): OpenAPIObject {
  const options = new DocumentBuilder()
    .setTitle('Theo dõi hợp tác · Cooperation tracker')
    .setDescription(
      'Commitments under cooperation agreements: each side’s part, deadlines, confirmation of completion, reminders. Errors are problem+json (RFC 9457).',
    )
    .setVersion('1')
    .addBearerAuth()
    .build();
  const described = SwaggerModule.createDocument(app, options, {
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}_${method}`,
  });
  addLimits(described, app);
  const paths = Object.fromEntries(
    Object.entries(described.paths).filter(([path]) => path.startsWith('/api/v1')),
  );
  return {
    ...described,
    openapi: '3.1.0',
    paths,
    components: {
      ...described.components,
      schemas: { ...described.components?.schemas, ...takeBrought(Object.values(paths)) },
    },
  };
}

/** Every operation brings the named schemas of its answers: they go to where the references look for them. */
function takeBrought(paths: object[]): Schemas {
  const schemas: Schemas = {};
  for (const operation of paths.flatMap((path) => Object.values(path) as Record<string, Schemas>[])) {
    Object.assign(schemas, operation[BROUGHT]);
    delete operation[BROUGHT];
  }
  return schemas;
}

type Schemas = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>;
