import type { ErrorCode } from '@gridwhistle/kernel';

/** What people read: what happened, and what they can do next. */
export interface Words {
  readonly title: string;
  readonly next: string;
}

/** How one error code is answered. */
export interface ProblemRow {
  readonly status: number;
  readonly zh: Words;
  readonly en: Words;
}

export type ProblemRows<Prefix extends string> = Record<Extract<ErrorCode, `${Prefix}.${string}`>, ProblemRow>;

/** One row: status, then title and next step in Chinese, then in English. */
export function problem(
  status: number,
  zh: [title: string, next: string],
  en: [title: string, next: string],
): ProblemRow {
  return { status, zh: { title: zh[0], next: zh[1] }, en: { title: en[0], next: en[1] } };
}
