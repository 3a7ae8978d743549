import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { Flood } from './flood.js';
import type { HttpRequest, Reply } from './http.js';
import { problemOf, PROBLEM_MEDIA_TYPE, RETRY_AFTER_SECONDS } from './problems.js';
import { refusalOf } from './refusal.js';

const logger = new Logger('Problem');
/** A database that is away or overloaded refuses by the thousand, for one reason. */
const unavailable = new Flood(logger);

/** Answers every error over HTTP as problem+json. What is our own fault is logged; what the caller did is not. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  catch(error: unknown, host: ArgumentsHost): void {
    if (host.getType() !== 'http') throw error;
    const http = host.switchToHttp();
    answerProblem(error, http.getRequest<HttpRequest>(), http.getResponse<Reply>());
  }
}

/** For errors that Nest never sees (a malformed address) as well. */
export function answerProblem(error: unknown, request: HttpRequest, reply: Reply): void {
  const problem = problemOf(refusalOf(error), request.url.split('?', 1)[0]);
  if (problem.code === 'unavailable') unavailable.add(error);
  else if (problem.status >= 500) logger.error(error);
  if (reply.sent || reply.raw.headersSent) {
    reply.raw.destroy();
    return;
  }
  if (problem.status === 401) void reply.header('WWW-Authenticate', 'Bearer');
  if (problem.status === 503) void reply.header('Retry-After', String(RETRY_AFTER_SECONDS));
  void reply.status(problem.status).header('Content-Type', PROBLEM_MEDIA_TYPE).send(JSON.stringify(problem));
}
