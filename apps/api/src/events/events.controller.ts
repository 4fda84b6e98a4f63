import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Me, MySession, Requires, type SaphanRequest, type SignedIn } from '../http/request-context.js';
import { AskedByThePage, type PersonSession } from '../http/session-rules.js';
import { HEARTBEAT_SECONDS, LiveEvents, type LiveEvent } from './live-events.service.js';

const RETRY_MS = 2_000;
/** Somebody who takes nothing any more is let go, not kept in memory. */
const MOST_WAITING_BYTES = 262_144;

@ApiTags('events')
@Controller('v1/events')
export class EventsController {
  constructor(@Inject(LiveEvents) private readonly events: LiveEvents) {}

  @Get()
  @Requires('signed-in')
  @AskedByThePage()
  @ApiOperation({
    summary: 'What changes while a console is open: ids and kinds that I may see, never what is in them',
    description:
      'Server-sent events to whoever accepts text/event-stream: `case` (with caseId), `work`, `everything`. Anything else is told at once which kinds there are.',
  })
  async stream(
    @Me() me: SignedIn,
    @MySession() session: PersonSession,
    @Req() request: SaphanRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (request.headers.accept?.includes('text/event-stream') !== true) {
      await reply.send({ kinds: ['case', 'work', 'everything'], heartbeatSeconds: HEARTBEAT_SECONDS });
      return;
    }
    const { raw } = reply;
    const write = (text: string): void => {
      if (raw.writableLength > MOST_WAITING_BYTES) raw.destroy();
      else raw.write(text);
    };
    reply.hijack();
    raw.writeHead(200, {
      ...Object.fromEntries(Object.entries(reply.getHeaders()).filter(([, value]) => value !== undefined)),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // The stream owns its connection: kept alive after its end, it would hold up a process that stops.
      connection: 'close',
      // A proxy that gathers before it passes on would make the live late.
      'x-accel-buffering': 'no',
    });
    write(`retry: ${RETRY_MS}\n\n`);
    const leave = await this.events.join({
      sessionId: session.id,
      accountId: me.accountId,
      send: (event: LiveEvent) => write(`data: ${JSON.stringify(event)}\n\n`),
      beat: () => write(': beat\n\n'),
      end: () => raw.end(),
    });
    raw.once('close', leave);
    if (raw.destroyed) leave();
    else write(`data: ${JSON.stringify({ kind: 'everything' } satisfies LiveEvent)}\n\n`);
  }
}
