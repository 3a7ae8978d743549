import { DomainError, type Detail } from '@gridwhistle/kernel';

/** What a proposal meets: the unit that it is about and what has been proposed for it before. */
export interface ProposalCase {
  /** Whether the unit is a department that the plan scores. */
  readonly isScoredDepartment: boolean;
  /** Whether somebody opened the period: no other is ever scored. */
  readonly isOpened: boolean;
  readonly isPublished: boolean;
  /** Points proposed for the unit in this period so far. */
  readonly before: readonly number[];
  /** The most that all proposals of a period may take off one unit. */
  readonly cap: number;
}

/** Domain §5: townships and villages may propose deductions, together not beyond the plan's cap. Throws the refusal. */
export function checkProposal(
  points: number,
  { isScoredDepartment, isOpened, isPublished, before, cap }: ProposalCase,
): void {
  if (!isScoredDepartment) throw invalid({ field: 'unit', message: 'is no department that this plan scores' });
  if (points <= 0 || Math.abs(points * 100 - Math.round(points * 100)) > 1e-6) {
    throw invalid({ field: 'points', message: 'must be more than 0, with at most two decimals' });
  }
  if (!isOpened) {
    const message = 'nobody has opened this period';
    throw new DomainError('assessment.period-not-opened', message, [{ field: 'period', message }]);
  }
  if (isPublished) throw new DomainError('assessment.already-published', 'the period has been published');
  const left = (Math.round(cap * 100) - before.reduce((sum, each) => sum + Math.round(each * 100), 0)) / 100;
  if (points > left) {
    const message = `${left} of ${cap} points are left for this unit in this period`;
    throw new DomainError('proposal.beyond-cap', message, [{ field: 'points', message }]);
  }
}

const invalid = (detail: Detail): DomainError =>
  new DomainError('input.invalid', '1 problem(s) in the input', [detail]);
