import { DomainError, ERROR_CODES, type Detail, type ErrorCode } from '@gridwhistle/kernel';

/** Refuses by the one thing that is wrong, or as invalid input where several are. */
export function refuseProblems(what: string, problems: readonly Detail[]): void {
  const [first] = problems;
  if (!first) return;
  const isAlike = problems.every(({ code }) => code === first.code) && isErrorCode(first.code);
  const code = isAlike ? (first.code as ErrorCode) : 'input.invalid';
  throw new DomainError(code, `${problems.length} problem(s) with ${what}`, problems);
}

const isErrorCode = (code: string | undefined): boolean => ERROR_CODES.some((known) => known === code);

/** What an act is refused by, each with its code; nothing where it is done. */
export function refusalsOf(act: () => unknown): Detail[] {
  try {
    act();
    return [];
  } catch (error) {
    return detailsOf(error);
  }
}

/** Everything that a refusal names, or the whole where it names nothing; whatever else was thrown goes on. */
export function detailsOf(error: unknown): Detail[] {
  if (!(error instanceof DomainError)) throw error;
  const { code, message, details } = error;
  return details.length > 0 ? details.map((detail) => ({ code, ...detail })) : [{ code, message }];
}
