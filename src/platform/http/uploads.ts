import multipart, { type Multipart, type MultipartFile } from '@fastify/multipart';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { DomainError, Malformed } from '../errors.js';

declare module 'fastify' {
  interface FastifyRequest {
    upload?: Promise<Upload>;
  }
  interface FastifyContextConfig {
    upload?: { limitBytes?: number; textBytes?: number };
  }
}

/**
 * On a route that takes one file. Everywhere else multipart is 415.
 * @param limitBytes where it differs from the setting
 * @param textBytes of a field, where it may be longer than a few words
 */
export function TakesFile(limitBytes?: number, textBytes?: number): MethodDecorator {
  return RouteConfig({ upload: { limitBytes, textBytes } });
}

/** @param limitBytes of a file, on routes that name no limit of their own */
export async function readUploads(fastify: FastifyInstance, limitBytes: number): Promise<void> {
  await fastify.register(multipart, {
    limits: { fileSize: limitBytes, files: 1, fields: 10, parts: 12, fieldSize: 10_000, headerPairs: 50 },
    // A file that is too large is told by the reader, when its first bytes have long been read.
    throwFileSizeLimit: false,
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const { 'content-type': type = '', 'content-encoding': encoding = 'identity' } = request.headers;
    const isMultipart = /^\s*multipart\//i.test(type);
    // The reader of forms with files reads them as they come: packed, they have no end.
    const isRead = request.routeOptions.config.upload && encoding === 'identity';
    if (!isMultipart || request.is404 || isRead) done(null, payload);
    else done(unsupported());
  });
  // What was refused unread is read to its end, so that the sender comes to hear the answer.
  fastify.addHook('onResponse', ({ upload }, _reply, done) => {
    upload?.then(({ file }) => file?.drain()).catch(() => {});
    done();
  });
}

/** A form of which the file is still on its way. */
export interface Upload {
  /** Those before the file; what comes after it is refused. */
  fields: Record<string, string>;
  file: UploadedFile | null;
}

export interface UploadedFile {
  /** As its sender calls it, without folders. */
  name: string;
  /** No more bytes than these come, by what the request says of its length; null where it says nothing. */
  announced: number | null;
  /**
   * Hands the content to who reads it to its end.
   * @throws Malformed where the form breaks off within it; what the reader throws for reasons of its own
   */
  take<Result>(reader: (content: Readable) => Promise<Result>): Promise<Result>;
  /** Once it was taken: was there more than is allowed? */
  isTooLarge(): boolean;
  /** Once it was taken. @throws Malformed where something comes after the file */
  end(): Promise<void>;
  /** Reads what is left to no purpose. */
  drain(): void;
}

/**
 * Reads a form up to its file, once a request. Nothing of the file is read before somebody asks for its content: who may
 * not send one is refused first.
 * @throws Malformed for a form that cannot be read; 415 where it is none
 */
export function uploadOf(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart?.()) return Promise.reject(unsupported());
  return (request.upload ??= read(request));
}

const FIRST_FIELDS_BYTES = 262_144;

/**
 * Of a sender who is not signed in (any more): what stands before the file, where the form's first field shows that it is ours.
 * Of anything else no more is read. @throws as `uploadOf`
 */
export async function fieldsBeforeFile(
  request: FastifyRequest,
  isOurs: (fields: Record<string, string>) => boolean,
): Promise<Record<string, string>> {
  const { upload } = request.routeOptions.config;
  if (!upload) throw unsupported();
  request.upload = read(request, { textBytes: FIRST_FIELDS_BYTES, limitBytes: upload.limitBytes, isOurs });
  request.upload.catch(() => request.raw.unpipe().resume());
  return (await request.upload).fields;
}

interface UploadLimits {
  limitBytes?: number;
  textBytes?: number;
  /** Asked after the first field. */
  isOurs?: (fields: Record<string, string>) => boolean;
}

async function read(
  request: FastifyRequest,
  { limitBytes, textBytes, isOurs }: UploadLimits = request.routeOptions.config.upload ?? {},
): Promise<Upload> {
  const limits = {
    ...(limitBytes === undefined ? {} : { fileSize: limitBytes }),
    ...(textBytes === undefined ? {} : { fieldSize: textBytes }),
  };
  const parts = request.parts({ limits });
  const fields: Record<string, string> = {};
  for (;;) {
    const part = await next(parts);
    if (!part) return { fields, file: null };
    if (part.type === 'file') return { fields, file: fileOf(part, parts, announcedBy(request)) };
    if (part.valueTruncated) throw tooLarge();
    fields[part.fieldname] = typeof part.value === 'string' ? part.value : '';
    if (isOurs && !isOurs(fields)) throw unsupported();
  }
}

function announcedBy({ headers }: FastifyRequest): number | null {
  const length = Number(headers['content-length']);
  return Number.isSafeInteger(length) ? length : null;
}

function fileOf(
  part: MultipartFile,
  parts: AsyncIterator<Multipart>,
  announced: number | null,
): UploadedFile {
  return {
    name: part.filename ?? '',
    announced,
    take: async (reader) => {
      try {
        return await reader(part.file);
      } catch (error) {
        // What the operating system refused is no fault of the sender, nor is what the reader says in words of its own.
        const isOurs = error instanceof DomainError || (error as NodeJS.ErrnoException).syscall;
        throw isOurs ? error : unreadable((error as Error).message);
      }
    },
    isTooLarge: () => part.file.truncated,
    drain: () => void part.file.resume(),
    end: async () => {
      if (await next(parts)) throw unreadable('one file in one request, and no field after it');
    },
  };
}

async function next(parts: AsyncIterator<Multipart>): Promise<Multipart | undefined> {
  try {
    return (await parts.next()).value as Multipart | undefined;
  } catch (error) {
    throw unreadable((error as Error).message);
  }
}

function unreadable(message: string): Malformed {
  return new Malformed([{ field: 'file', message }]);
}

function tooLarge(): Error {
  return Object.assign(new Error('Content Too Large'), { statusCode: 413 });
}

function unsupported(): Error {
  return Object.assign(new Error('Unsupported Media Type'), { statusCode: 415 });
}
