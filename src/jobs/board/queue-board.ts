import { Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hijack } from '../../platform/http/hijack.js';
import { Queues } from '../../platform/queue/queues.js';
import { WORK_QUEUE } from '../../platform/queue/work-queue.js';

export const QUEUE_BOARD = '/quan-tri/hang-doi';

/** An address of the board that is none: its own server would answer as to a program. */
const NOT_THERE = `<!doctype html>
<html lang="vi">
  <meta charset="utf-8" />
  <title>Không tìm thấy · Not found</title>
  <main>
    <p>Không có trang này trong hàng đợi. <span lang="en">The queue has no such page.</span></p>
    <p><a href="${QUEUE_BOARD}">Hàng đợi · Queue</a></p>
  </main>
</html>
`;

/**
 * Bull Board, to look at the queue: read only, and behind the guard like every other page. It lives in a server of its own that listens
 * nowhere: whatever the guard has let in is handed to it. Loaded with the first look: a process at whose queue nobody looks does without.
 */
@Injectable()
export class QueueBoard implements BeforeApplicationShutdown {
  private server?: Promise<FastifyInstance>;

  constructor(private readonly queues: Queues) {}

  async answer(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const server = await (this.server ??= this.open());
    const policy = withOwnBase(reply.getHeader('content-security-policy'));
    server.routing(request.raw, hijack(reply, { 'content-security-policy': policy }));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await (await this.server?.catch(() => undefined))?.close();
  }

  private async open(): Promise<FastifyInstance> {
    try {
      return await this.made();
    } catch (error) {
      // A queue that was away is asked again.
      this.server = undefined;
      throw error;
    }
  }

  private async made(): Promise<FastifyInstance> {
    const queue = await this.queues.queue(WORK_QUEUE);
    const [
      { createBullBoard },
      { BullMQAdapter },
      { FastifyAdapter },
      { default: fastify },
      { default: compress },
    ] = await Promise.all([
      import('@bull-board/api'),
      import('@bull-board/api/bullMQAdapter'),
      import('@bull-board/fastify'),
      import('fastify'),
      import('@fastify/compress'),
    ]);
    const adapter = new FastifyAdapter();
    adapter.setBasePath(QUEUE_BOARD);
    createBullBoard({
      queues: [new BullMQAdapter(queue as never, { readOnlyMode: true })],
      serverAdapter: adapter,
      options: {
        uiConfig: {
          boardTitle: 'Hàng đợi · Queue',
          miscLinks: [{ text: 'Đôn đốc · Reminders', url: '/don-doc' }],
        },
      },
    });
    const server = fastify();
    server.setNotFoundHandler((_request, reply) =>
      reply.code(404).type('text/html; charset=utf-8').send(NOT_THERE),
    );
    await server.register(compress, {
      threshold: 1024,
      encodings: ['br', 'gzip'],
      brotliOptions: { params: { 1: 4 } },
    });
    await server.register(adapter.registerPlugin() as never, { prefix: QUEUE_BOARD });
    await server.ready();
    return server;
  }
}

/** Its pages name the start of their addresses themselves. */
const withOwnBase = (policy: unknown) => String(policy).replace("base-uri 'none'", "base-uri 'self'");
