import type { IncomingMessage, ServerResponse } from 'node:http';
import { problemOf, PROBLEM_MEDIA_TYPE, refusalOf, RETRY_AFTER_SECONDS } from '@gridwhistle/platform';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { acceptQueryToken } from '../feed/query-token.js';
import { SignIn } from '../sign-in/sign-in.js';
import { Forwarder } from './forwarder.js';
import { destinationOf } from './routes.js';

/**
 * Stands before the console's own controllers: what another service owns is passed on, the sign-in's addresses go to
 * the provider, all before any body is read.
 */
@Injectable()
export class Edge implements OnModuleInit {
  private readonly logger = new Logger('Edge');

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly forwarder: Forwarder,
    private readonly signIn: SignIn,
  ) {}

  onModuleInit(): void {
    const server = this.host.httpAdapter.getInstance<FastifyInstance>();
    server.addHook('onRequest', async (request, reply) => this.take(request, reply));
  }

  private async take({ raw: request }: FastifyRequest, reply: FastifyReply): Promise<void> {
    const path = pathOf(request);
    if (this.signIn.serves(path)) {
      reply.hijack();
      await this.signIn.handle(request, reply.raw);
      return;
    }
    acceptQueryToken(request, path);
    const destination = destinationOf(request.method ?? 'GET', path, request.headers);
    if (!destination) return;
    reply.hijack();
    const passing = this.forwarder.forward(destination.to, destination.bodyLimit, request, reply.raw);
    await passing.catch((error: unknown) => this.refuse(error, request, reply.raw));
  }

  private refuse(error: unknown, request: IncomingMessage, response: ServerResponse): void {
    const problem = problemOf(refusalOf(error), pathOf(request));
    if (problem.status >= 500) this.logger.warn(`${request.method ?? ''} ${pathOf(request)}: ${problem.detail}`);
    if (response.headersSent) return void response.destroy();
    const later = problem.status === 503 ? { 'retry-after': String(RETRY_AFTER_SECONDS) } : {};
    response.writeHead(problem.status, { 'content-type': PROBLEM_MEDIA_TYPE, ...later });
    response.end(JSON.stringify(problem));
    request.resume();
  }
}

const pathOf = (request: IncomingMessage): string => request.url?.split('?', 1)[0] ?? '/';
