import type { Server } from 'node:http';
import { Logger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { context } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import type { HttpLimits } from './definition.js';
import { Health } from './health.js';
import { isLogged } from './log.js';
import { Metrics } from './metrics.js';
import type { HttpRequest, Reply } from './http.js';
import { HTTP_PATIENCE_MS, withPatience } from './patience.js';
import { answerProblem } from './problem.filter.js';
import { currentScope, inScope } from './service-scope.js';
import { contextOfCaller } from './ticket-trace.js';

const BODY_LIMIT = 1024 * 1024;
const logger = new Logger('Http');

export function fastifyAdapter(): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    forceCloseConnections: 'idle',
    requestTimeout: 60_000,
    frameworkErrors: (error: unknown, request: HttpRequest, reply: Reply) => answerProblem(error, request, reply),
  });
}

/** JSON bodies, limits of single routes, the caller's trace, metrics; called before the routes are made. */
export function prepareHttp(app: NestFastifyApplication, limits: HttpLimits): void {
  const server: FastifyInstance = app.getHttpAdapter().getInstance();
  acceptJson(app, server);
  server.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    const limit = methods
      .map((method) => limits.bodyLimits?.[`${method} ${route.url}`])
      .find((each) => each !== undefined);
    if (limit !== undefined) route.bodyLimit = limit;
  });
  carryContext(server, limits);
  observe(server, app.get(Metrics));
  letGo(server, app.get(Health));
}

/** An empty body is no body: acts without fields are often sent that way. */
function acceptJson(app: NestFastifyApplication, server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser<Server>('application/json', {}, (request, body, done) => {
    if (body.length === 0) done(null, undefined);
    else void parse(request, body.toString(), done);
  });
}

/** After the body has been read: what reads it runs outside any context. */
function carryContext(server: FastifyInstance, { patienceMs = {} }: HttpLimits): void {
  const scope = currentScope();
  server.addHook('preHandler', (request, _reply, done) => {
    const traceparent = request.headers['traceparent'];
    const caller = contextOfCaller(Array.isArray(traceparent) ? traceparent[0] : traceparent);
    const patience = patienceMs[`${request.method} ${request.routeOptions.url}`] ?? HTTP_PATIENCE_MS;
    inScope(scope, () => withPatience(patience, () => context.with(caller, done)));
  });
}

function observe(server: FastifyInstance, metrics: Metrics): void {
  server.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'unknown';
    metrics.observeRequest(request.method, route, reply.statusCode, reply.elapsedTime / 1000);
    if (isLogged('debug'))
      logger.debug({ method: request.method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) });
    done();
  });
}

/** A kept-alive connection would hold up the stop: the last answer on it closes it. */
function letGo(server: FastifyInstance, health: Health): void {
  server.addHook('onSend', (_request, reply, payload, done) => {
    if (health.isStopping) void reply.header('Connection', 'close');
    done(null, payload);
  });
  server.addHook('onResponse', (_request, _reply, done) => {
    if (health.isStopping) setImmediate(() => server.server.closeIdleConnections());
    done();
  });
}
