import { DomainError, ERROR_CODES, type Detail, type ServiceName } from '@gridwhistle/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { urlOf, type CommonSettings } from './common-settings.js';
import { SETTINGS } from './definition.js';
import { currentTraceparent } from './ticket-trace.js';

const TIMEOUT_MS = 3_000;

interface Options {
  timeoutMs?: number;
}

/** Reads from another service's internal API: words, results, the profile. Never on the way of an event's handler. */
@Injectable()
export class InternalClient {
  constructor(@Inject(SETTINGS) private readonly settings: CommonSettings) {}

  /**
   * GET of a path that starts with a slash; the caller says the shape, which is the other service's contract.
   * @throws DomainError `unavailable` when the service does not answer in time, else the code of its problem
   */
  get<T>(service: ServiceName, path: string, options: Options = {}): Promise<T> {
    return this.ask<T>(service, path, options);
  }

  /** POST of a question that does not fit into an address, or must not stand in one: words of people. Throws like `get`. */
  post<T>(service: ServiceName, path: string, question: object, options: Options = {}): Promise<T> {
    return this.ask<T>(service, path, options, question);
  }

  private async ask<T>(service: ServiceName, path: string, options: Options, question?: object): Promise<T> {
    const answer = await this.send(service, path, options.timeoutMs ?? TIMEOUT_MS, question);
    if (answer.ok) return (await answer.json()) as T;
    throw await problemFrom(service, answer);
  }

  private async send(service: ServiceName, path: string, timeoutMs: number, question?: object): Promise<Response> {
    const traceparent = currentTraceparent();
    try {
      return await fetch(`${urlOf(this.settings, service)}${path}`, {
        ...(question === undefined ? {} : { method: 'POST', body: JSON.stringify(question) }),
        headers: {
          authorization: `Bearer ${this.settings.GW_INTERNAL_KEY}`,
          ...(question === undefined ? {} : { 'content-type': 'application/json' }),
          ...(traceparent === undefined ? {} : { traceparent }),
        },
        signal: AbortSignal.timeout(timeoutMs),
      });
    } catch {
      throw new DomainError('unavailable', `${service} does not answer`);
    }
  }
}

async function problemFrom(service: ServiceName, answer: Response): Promise<DomainError> {
  const problem = (await answer.json().catch(() => ({}))) as { code?: string; detail?: string; errors?: Detail[] };
  const code = ERROR_CODES.find((each) => each === problem.code);
  if (code === undefined || answer.status >= 500)
    return new DomainError('unavailable', `${service} answered ${answer.status}`);
  return new DomainError(code, problem.detail ?? code, problem.errors);
}
