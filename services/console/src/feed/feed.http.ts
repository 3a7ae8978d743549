import { Optional, QueryContract, Text } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import {
  Answers,
  Caller,
  HTTP_PATIENCE_MS,
  withPatience,
  type Actor,
  type HttpRequest,
  type Reply,
} from '@gridwhistle/platform';
import { Controller, Get, Query, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces } from '@nestjs/swagger';
import { Ledger } from '../ledger/ledger.js';
import { Feed } from './feed.js';
import { listen } from './listener.js';

/** Listeners of one instance at the same time; more are asked to come later. */
const MOST_LISTENERS = 1_000;

@QueryContract()
export class FeedQuery {
  /** The token, for browsers' EventSource, which cannot send an Authorization header. */
  @Optional() @Text(8000) access_token?: string;
}

/** `GET /api/v1/events`: the live feed. */
@Controller('api/v1/events')
export class FeedController {
  private listeners = 0;

  constructor(
    private readonly feed: Feed,
    private readonly ledger: Ledger,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Live feed (Server-Sent Events) of what the caller may see' })
  @ApiProduces('text/event-stream')
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'Id of the last event seen: the feed goes on after it.',
  })
  @Answers(200, undefined, { description: 'Each event has the id, the event name and a timeline entry as JSON data' })
  async events(
    @Query() _query: FeedQuery,
    @Caller() actor: Actor,
    @Req() request: HttpRequest,
    @Res() reply: Reply,
  ): Promise<void> {
    if (this.listeners >= MOST_LISTENERS) throw new DomainError('unavailable', 'too many listeners');
    const from = startAfter(request.headers['last-event-id'], await this.feed.newest());
    reply.hijack();
    reply.raw.writeHead(200, HEADERS);
    reply.raw.write(`retry: 2000\n\n`);
    this.listeners += 1;
    const listening = () => listen(this.feed, this.ledger.sightOf(actor), from, reply.raw);
    // It goes on for hours: each time it reads has a patience of its own.
    await withPatience(HTTP_PATIENCE_MS, listening).finally(() => (this.listeners -= 1));
  }
}

/** `X-Accel-Buffering`: a proxy in front must pass each event on at once. */
const HEADERS = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

/** The id to go on after: the one the caller saw last, the newest for who names none or one that never was. */
function startAfter(header: string | string[] | undefined, newest: number): number {
  if (header === undefined) return newest;
  const id = Number(header);
  if (!/^\d{1,15}$/.test(String(header))) {
    throw new DomainError('input.invalid', '1 problem(s) in the input', [
      { field: 'Last-Event-ID', message: 'must be the id of an event of this feed' },
    ]);
  }
  return Math.min(id, newest);
}
