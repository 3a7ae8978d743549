import { ERROR_CODES, type ErrorCode } from '@gridwhistle/kernel';
import { PROBLEMS } from '@gridwhistle/platform';
import type { GeneratedFiles } from './generate.js';
import { code, page, table } from './markdown.js';

/** Every refusal: its status, and what people read in both languages. */
export function generate(): GeneratedFiles {
  const head = ['code', 'status', '中文', '下一步', 'English', 'next'];
  const text = page('Errors', '`libs/platform/src/problems`', RULE, table(head, ERROR_CODES.map(row)));
  return { 'docs/generated/errors.md': text };
}

const RULE =
  'Refusals are `application/problem+json` (RFC 9457) over HTTP, and the same object is the reply over the bus. Codes are ' +
  'stable; `errors` lists every problem with its field.';

function row(name: ErrorCode): string[] {
  const { status, zh, en } = PROBLEMS[name];
  return [code(name), String(status), zh.title, zh.next, en.title, en.next];
}
