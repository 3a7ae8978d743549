import { DomainError } from '@gridwhistle/kernel';

/**
 * Whether an order starts with the centre. A hotline that hands over hard cases only means one with every order, and
 * keeps what it says is none; one that hands over everything says which are.
 * @throws hotline-order.not-a-hard-case
 */
export function decideHardCase(mode: 'hard-cases' | 'everything', named: boolean | undefined): boolean {
  if (mode === 'everything') return named ?? false;
  if (named === false) {
    throw new DomainError('hotline-order.not-a-hard-case', 'the profile takes hard cases only, and this is none');
  }
  return true;
}
