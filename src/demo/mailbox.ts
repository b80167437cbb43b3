import { createAPIServer } from '@maildev/api';
import { type Email, FileStorage } from '@maildev/core';
import { createSMTPServer } from '@maildev/smtp';
import { registerUI } from '@maildev/ui/server';
import { mkdir } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { OwnAddress } from '../platform/http/own-address.js';
import { DemoError, codeOf } from './data-folder.js';
import { MailHeaders } from './mail-headers.js';

export interface Mailbox {
  smtpUrl: string;
  webUrl: string;
  stop(): Promise<void>;
}

interface Options {
  /** Where the mails lie, one .eml file each; those already there are shown again. */
  dir: string;
  host: string;
  /** 0: any free port */
  webPort: number;
  smtpPort: number;
  /** Beside the names of this machine, the mailbox answers to that of the program. */
  publicUrl: string;
}

const MESSAGE_LIMIT_BYTES = 20 * 1024 * 1024;
const STOP_MS = 2_000;

/**
 * A mail server that delivers to nobody, and a page that shows what it got. Nothing leaves the machine.
 * `GET {webUrl}/api/email` lists the mails as JSON, `…/api/email/{id}/source` gives one as it was sent.
 * @throws DemoError naming a port that is taken, and the variable that changes it
 */
export async function startMailbox({ dir, host, webPort, smtpPort, publicUrl }: Options): Promise<Mailbox> {
  const own = new OwnAddress(publicUrl, true);
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const storage = new FileStorage({ mailDirectory: dir });
  await storage.initialize();
  const limits = { maxMessageSize: MESSAGE_LIMIT_BYTES, logger: false as const };
  const smtp = createSMTPServer({ host, port: smtpPort, storage, mailDir: dir, ...limits });
  const api = createAPIServer({ storage, smtp, cors: { origin: false } });
  const stop = async () => {
    await api.stop();
    // It would wait half a minute for a client that keeps its connection.
    await Promise.race([smtp.stop(), new Promise((resolve) => setTimeout(resolve, STOP_MS).unref())]);
    await storage.close();
  };
  await smtp.loadMailsFromDirectory();
  await smtp.start().catch(rethrow('SMTP_PORT', smtpPort));
  smtp.on('error', () => {});
  try {
    await api.registerPlugins();
    guard(api.server, own);
    addDateAndHeaders(api.server, new MailHeaders(dir));
    api.server.addHook('onRequest', async ({ url, headers }) => {
      // The page is otherwise kept from those who do not say that they read HTML, such as curl.
      if (url === '/') headers.accept = 'text/html';
    });
    await registerUI(api.server);
    const webUrl = await api.server.listen({ host, port: webPort }).catch(rethrow('MAILBOX_PORT', webPort));
    return { smtpUrl: `smtp://${hostOf(host)}:${smtp.getPort()}`, webUrl, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

type Server = ReturnType<typeof createAPIServer>['server'];

/**
 * A page elsewhere on the web must not read the mails: neither by a name that it points at this machine, nor as what it is,
 * by the socket that tells of new ones and asks no hook of the server.
 */
function guard({ server }: Server, own: OwnAddress): void {
  const isOurs = ({ headers }: IncomingMessage) =>
    own.isHost(headers.host) && own.isOrigin(headers.origin, headers.host);
  for (const event of ['request', 'upgrade']) {
    const listeners = server.listeners(event);
    server.removeAllListeners(event);
    server.on(event, (request: IncomingMessage, ...rest: unknown[]) => {
      if (isOurs(request)) for (const listener of listeners) listener.call(server, request, ...rest);
      else request.socket.end(refusal);
    });
  }
}

const refusal =
  'HTTP/1.1 421 Misdirected Request\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\nThe mailbox answers this machine only\n';

/** MailDev names the time only `time`, and leaves out headers that are not plain text, such as List-Unsubscribe. */
function addDateAndHeaders(server: Server, headers: MailHeaders): void {
  const complete = async (mail: Email) => ({
    ...mail,
    date: mail.time,
    headers: { ...(await headers.of(mail.id)), ...mail.headers },
  });
  server.addHook('preSerialization', async (request, _reply, payload) => {
    if (request.routeOptions.url === '/api/email') return Promise.all((payload as Email[]).map(complete));
    if (request.routeOptions.url === '/api/email/:id' && isMail(payload)) return complete(payload);
    return payload;
  });
}

function isMail(payload: unknown): payload is Email {
  return typeof payload === 'object' && payload !== null && 'envelope' in payload;
}

function hostOf(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

function rethrow(variable: string, port: number): (error: unknown) => never {
  return (error) => {
    if (codeOf(error) === 'EADDRINUSE') {
      throw new DemoError(
        `Port ${port} is in use by another program. Choose another: ${variable}=… npm start`,
      );
    }
    if (codeOf(error) === 'EACCES') {
      throw new DemoError(
        `Port ${port} is not open to this user. Choose one above 1023: ${variable}=… npm start`,
      );
    }
    throw error;
  };
}
