import type { Limit } from '@gridwhistle/clocks';
import { DIRECTIVE_STATES, lifecycle, type DirectiveState, type ErrorCode, type Guard } from '@gridwhistle/kernel';

/** Whom a directive is addressed to; `targets.ts` finds them. Empty lists say nothing. */
export interface Selection {
  readonly areas: readonly string[];
  readonly tiers: readonly string[];
  readonly roles: readonly string[];
  readonly units: readonly string[];
  readonly persons: readonly string[];
}

/** An order from above to units or persons at any tier (下行指令). It has no ticket; each target has a receipt. */
export interface Directive {
  readonly id: string;
  /** The issuer, who confirms the reports. */
  readonly unit: string;
  readonly channel: string;
  /** The duty admitted to grids that it names. */
  readonly duty: string | null;
  readonly state: DirectiveState;
  readonly to: Selection;
  /** Both count from the issue. */
  readonly sign: Limit;
  readonly report: Limit;
  /** How many it reaches, or would reach as a draft. */
  readonly units: number;
  readonly persons: number;
  /** Receipts that are neither confirmed nor void. */
  readonly open: number;
  readonly draftedAt: Date;
  readonly issuedAt: Date | null;
}

export type DirectiveAct = 'draft' | 'issue' | 'remind' | 'complete' | 'revoke';

const guard = (name: string, code: ErrorCode, message: string, holds: (directive: Directive) => boolean) =>
  ({ name, check: (directive) => (holds(directive) ? undefined : { code, message }) }) satisfies Guard<Directive>;

const reachesSomebody = guard(
  'reaches somebody',
  'directive.nobody',
  'the directive is addressed to nobody',
  ({ units, persons }) => units + persons > 0,
);

const nothingIsOpen = guard(
  'every report is confirmed',
  'conflict',
  'some targets still owe a report',
  ({ open }) => open === 0,
);

/** The directive's lifecycle (domain §4, Directive). */
export const directiveLifecycle = lifecycle<DirectiveState, DirectiveAct, Directive>({
  name: 'directive',
  states: DIRECTIVE_STATES,
  final: ['completed', 'revoked'],
  transitions: [
    { from: null, act: 'draft', to: 'draft', by: 'issuer', guards: [reachesSomebody] },
    { from: 'draft', act: 'issue', to: 'issued', by: 'issuer', guards: [reachesSomebody] },
    { from: 'issued', act: 'remind', to: 'issued', by: 'issuer' },
    { from: 'issued', act: 'complete', to: 'completed', by: 'last confirmation', guards: [nothingIsOpen] },
    { from: 'issued', act: 'revoke', to: 'revoked', by: 'issuer' },
  ],
});

/** What every event of a directive names. */
export const namedDirective = ({ id: directiveId, unit, channel }: Directive) => ({ directiveId, unit, channel });
