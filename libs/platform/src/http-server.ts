import type { Server } from 'node:http';
import { DomainError } from '@gridwhistle/kernel';
import { Logger } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { context } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import type { HttpLimits } from './definition.js';
import { duplicateKey } from './duplicate-key.js';
import { Health } from './health.js';
import { KnownMethods } from './known-methods.js';
import { isLogged } from './log.js';
import { Metrics } from './metrics.js';
import type { HttpRequest, Reply } from './http.js';
import { HTTP_PATIENCE_MS, inOnePiece, withPatience } from './patience.js';
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
  if (limits.forms) acceptForms(app);
  server.addHook('onRoute', (route) => {
    const methods = [route.method].flat();
    const limit = methods
      .map((method) => limits.bodyLimits?.[`${method} ${route.url}`])
      .find((each) => each !== undefined);
    if (limit !== undefined) route.bodyLimit = limit;
  });
  tellMethods(server);
  carryContext(server, limits);
  observe(server, app.get(Metrics));
  letGo(server, app.get(Health));
}

/**
 * An empty body is no body: acts without fields are often sent that way. JSON is UTF-8 (RFC 8259), and a name that
 * stands twice in one object is refused: nobody can know which was meant.
 */
function acceptJson(app: NestFastifyApplication, server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  app.useBodyParser<Server>('application/json', {}, (request, body, done) => {
    if (!isUtf8(request.headers['content-type'])) return done(new DomainError('input.unsupported-media', 'send UTF-8'));
    if (body.length === 0) return done(null, undefined);
    const text = body.toString();
    void parse(request, text, (error, value) => done(error ?? twiceNamed(text), value));
  });
}

/** A form is an object of texts; a name that stands twice in it is refused, as in JSON. */
function acceptForms(app: NestFastifyApplication): void {
  app.useBodyParser<Server>('application/x-www-form-urlencoded', {}, (request, body, done) => {
    if (!isUtf8(request.headers['content-type'])) return done(new DomainError('input.unsupported-media', 'send UTF-8'));
    const fields = [...new URLSearchParams(body.toString())];
    const twice = fields.find(([name], n) => fields.findIndex(([other]) => other === name) !== n);
    if (!twice) return done(null, Object.fromEntries(fields));
    done(new DomainError('input.bad-json', `"${twice[0].slice(0, 100)}" stands twice in the form`));
  });
}

function twiceNamed(text: string): DomainError | null {
  const name = duplicateKey(text);
  if (name === undefined) return null;
  return new DomainError('input.bad-json', `"${name.slice(0, 100)}" stands twice in one object`);
}

const isUtf8 = (type = ''): boolean => !/;\s*charset\s*=(?!\s*"?utf-?8"?\s*(;|$))/i.test(type);

/** An address that exists under other methods says which. */
function tellMethods(server: FastifyInstance): void {
  const known = new KnownMethods();
  server.addHook('onRoute', ({ method, url }) => known.add([method].flat(), url));
  server.addHook('preHandler', (request, reply, done) => {
    const allowed = request.is404 ? known.allowed(request.url.split('?', 1)[0] ?? '') : undefined;
    if (allowed === undefined) return done();
    void reply.header('Allow', allowed);
    done(new DomainError('method.not-allowed', `this address takes ${allowed}`));
  });
}

/** After the body has been read: what reads it runs outside any context. */
function carryContext(server: FastifyInstance, { patienceMs = {} }: HttpLimits): void {
  const scope = currentScope();
  server.addHook('preHandler', (request, _reply, done) => {
    const traceparent = request.headers['traceparent'];
    const caller = contextOfCaller(Array.isArray(traceparent) ? traceparent[0] : traceparent);
    const patience = patienceMs[`${request.method} ${request.routeOptions.url}`] ?? HTTP_PATIENCE_MS;
    const handled = (): void => context.with(caller, done);
    // What a look reads, and its wait for a connection, share one time: only together they keep the caller's 2 s.
    inScope(scope, () => withPatience(patience, request.method === 'GET' ? () => inOnePiece(handled) : handled));
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
