import { Ajv2020 } from 'ajv/dist/2020.js';

interface Content {
  schema?: Schema;
}
interface Schema {
  $ref?: string;
  [keyword: string]: unknown;
}
export interface Operation {
  /** `GET /api/v1/agreements/{slug}` */
  name: string;
  summary?: string;
  responses: Record<string, { description: string; content?: Record<string, Content> }>;
}
interface Document {
  paths: Record<string, Record<string, Omit<Operation, 'name'>>>;
  components: { schemas: Record<string, Schema> };
}

/** The document at /api/openapi.json as something to hold answers against: what it does not name must not be there. */
export class DescribedApi {
  private readonly ajv = new Ajv2020({
    strict: false,
    allErrors: true,
    formats: { date: /^\d{4}-\d\d-\d\d$/, 'date-time': /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/ },
  });
  private readonly closed: Document;

  constructor(private readonly document: Document) {
    this.closed = closed(document);
  }

  get operations(): Operation[] {
    return Object.entries(this.document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, rest]) => ({ ...rest, name: `${method.toUpperCase()} ${path}` })),
    );
  }

  /** The lists of choices in answers and in input, each with its place. */
  get choices(): { place: string; values: unknown[] }[] {
    return choicesIn(this.document, '');
  }

  /** What is wrong with an answer; empty where nothing is. @param route `GET /api/v1/agreements/:slug` */
  faultsOf(route: string, answer: { statusCode: number; body: string; type: string }): string[] {
    const [method, path] = route.replace(/:(\w+)/g, '{$1}').split(' ') as [string, string];
    const responses = this.closed.paths[path]?.[method.toLowerCase()]?.responses;
    const declared =
      responses?.[answer.statusCode] ?? (answer.statusCode >= 400 ? responses?.default : undefined);
    if (!declared) return [`${route} does not declare ${answer.statusCode}: ${answer.body.slice(0, 300)}`];
    if (!declared.content) return answer.body === '' ? [] : [`${route} declares no content`];
    const types = Object.keys(declared.content);
    if (types[0] === 'application/octet-stream') return [];
    const type = types.find((one) => one === answer.type.split(';')[0]);
    if (type === undefined) return [`${route} declares ${types.join(', ')}, answers ${answer.type}`];
    const { schema } = declared.content[type]!;
    return type.endsWith('json') ? this.misfits(schema!, JSON.parse(answer.body)) : [];
  }

  private misfits(schema: Schema, value: unknown): string[] {
    const validate = this.ajv.compile({ ...schema, components: this.closed.components });
    if (validate(value)) return [];
    // One property that is wrong in every item fails for all of them: the first few say all.
    return validate
      .errors!.slice(0, 5)
      .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
  }
}

/** Each object whose properties are named may have these alone. */
function closed<T>(part: T): T {
  if (Array.isArray(part)) return part.map(closed) as T;
  if (part === null || typeof part !== 'object') return part;
  const copy = Object.fromEntries(
    Object.entries(part).map(([key, value]) => [key, closed(value as unknown)]),
  );
  return (isNamedObject(part) ? { additionalProperties: false, ...copy } : copy) as T;
}

const isNamedObject = (part: object) => 'type' in part && part.type === 'object' && 'properties' in part;

function choicesIn(part: unknown, place: string): { place: string; values: unknown[] }[] {
  if (part === null || typeof part !== 'object') return [];
  const own = 'enum' in part && Array.isArray(part.enum) ? [{ place, values: part.enum as unknown[] }] : [];
  return [...own, ...Object.entries(part).flatMap(([key, value]) => choicesIn(value, `${place}/${key}`))];
}
