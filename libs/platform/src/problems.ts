import { DomainError, type Detail, type ErrorCode } from '@gridwhistle/kernel';
import { ACCESS_PROBLEMS, GENERAL_PROBLEMS } from './problems/access.problems.js';
import { DIRECTIVE_PROBLEMS } from './problems/directive.problems.js';
import { INPUT_PROBLEMS } from './problems/input.problems.js';
import { ORDER_PROBLEMS } from './problems/order.problems.js';
import { SUGGESTION_PROBLEMS } from './problems/suggestion.problems.js';
import { TICKET_PROBLEMS } from './problems/ticket.problems.js';
import { WHISTLE_PROBLEMS } from './problems/whistle.problems.js';
import type { ProblemRow, Words } from './problems/words.js';

/** The one table: error code → HTTP status and words for people. */
export const PROBLEMS: Readonly<Record<ErrorCode, ProblemRow>> = {
  ...INPUT_PROBLEMS,
  ...ACCESS_PROBLEMS,
  ...TICKET_PROBLEMS,
  ...ORDER_PROBLEMS,
  ...DIRECTIVE_PROBLEMS,
  ...WHISTLE_PROBLEMS,
  ...SUGGESTION_PROBLEMS,
  ...GENERAL_PROBLEMS,
};

/** `application/problem+json` (RFC 9457) with a stable code; the same object is the reply over the bus. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  /** Path of the request, without its query. */
  instance?: string;
  errors: readonly Detail[];
  zh: Words;
  en: Words;
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';

/** Seconds that a caller should wait before it tries an unavailable service again. */
export const RETRY_AFTER_SECONDS = 2;

/** The problem that answers a refusal. */
export function problemOf(error: DomainError, instance?: string): Problem {
  const row = PROBLEMS[error.code];
  return {
    type: `urn:gridwhistle:problem:${error.code}`,
    title: row.en.title,
    status: row.status,
    detail: error.message,
    code: error.code,
    ...(instance === undefined ? {} : { instance }),
    errors: error.details,
    zh: row.zh,
    en: row.en,
  };
}
