import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { DomainError, type ServiceName } from '@gridwhistle/kernel';
import { SETTINGS, urlOf } from '@gridwhistle/platform';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, type Dispatcher } from 'undici';
import type { ConsoleSettings } from '../config.js';
import { bounded } from './bounded-body.js';
import { passedOn } from './hop-headers.js';

/** An owner's answer whose body has not been read yet: relay it or dump it. */
export type OwnerAnswer = Pick<Dispatcher.ResponseData, 'statusCode' | 'headers' | 'body'>;

const CONNECT_TIMEOUT_MS = 2_000;
const ANSWER_TIMEOUT_MS = 30_000;
const BROKEN = new Set(['UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']);

/** Passes requests on to the services that own the facts, bodies as streams, and their answers back. */
@Injectable()
export class Forwarder implements OnApplicationShutdown {
  private readonly agent = new Agent({
    connections: 64,
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: ANSWER_TIMEOUT_MS,
    bodyTimeout: ANSWER_TIMEOUT_MS,
  });

  constructor(@Inject(SETTINGS) private readonly settings: ConsoleSettings) {}

  /** Passes a request with its body on and the answer back; throws like `ask`, before anything was answered. */
  async forward(to: ServiceName, bodyLimit: number, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = hasBody(request) ? bounded(request, bodyLimit) : undefined;
    await relay(await this.ask(to, request, body), response);
  }

  /**
   * Sends a request's line, headers and, if given, body to a service.
   * @throws DomainError `unavailable` when it does not answer, `input.too-large` for a body over its limit
   */
  async ask(to: ServiceName, request: IncomingMessage, body?: Readable): Promise<OwnerAnswer> {
    const method = (request.method ?? 'GET') as Dispatcher.HttpMethod;
    const headers = this.headersOf(request, body !== undefined);
    const target = { origin: urlOf(this.settings, to), path: request.url ?? '/', method, headers };
    try {
      return await this.request({ ...target, body: body ?? null });
    } catch (error) {
      if (error instanceof DomainError) throw error;
      throw new DomainError('unavailable', `${to} does not answer`);
    }
  }

  /** A kept connection may have been closed by an owner that restarted: what only reads is asked once more. */
  private async request(target: Dispatcher.RequestOptions & { origin: string }): Promise<OwnerAnswer> {
    try {
      return await this.agent.request(target);
    } catch (error) {
      const again =
        target.method === 'GET' && target.body === null && BROKEN.has((error as { code?: string }).code ?? '');
      if (!again) throw error;
      return this.agent.request(target);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private headersOf(request: IncomingMessage, withBody: boolean): Record<string, string | string[]> {
    const { 'content-length': length, ...headers } = passedOn(request.headers);
    return {
      ...headers,
      ...(withBody && length !== undefined ? { 'content-length': length } : {}),
      'x-forwarded-host': new URL(this.settings.GW_ISSUER).host,
      'x-forwarded-for': request.socket.remoteAddress ?? '',
    };
  }
}

/** Sends an owner's answer to the caller as it is; a caller who leaves ends the transfer. */
export async function relay(answer: OwnerAnswer, response: ServerResponse): Promise<void> {
  response.writeHead(answer.statusCode, passedOn(answer.headers));
  await pipeline(answer.body, response).catch(() => response.destroy());
}

function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}
