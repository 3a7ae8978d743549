import type { StaffRole, Tier, WhistleNature } from '@gridwhistle/kernel';
import type { LocalName } from './places.js';

/** A locality's own step: the act it stands for, none where it is no transition, and who does it. */
export interface LocalStep {
  code: string;
  name: LocalName;
  /** `<entity>.<act>`, such as `order.accept`; absent for a step such as a publication. */
  act?: string;
  by: string;
}

/** A duty that may be given to grids at all. */
export interface Admission {
  code: string;
  name: LocalName;
  tiers: Tier[];
}

export interface WhistleKind {
  code: string;
  name: LocalName;
  nature: WhistleNature;
  /** Tiers whose units may ask. */
  askers: Tier[];
  /** Roles in the asking unit that may approve. */
  approvers: StaffRole[];
  approvalLimit: string;
  reportInLimit: string;
  /** The share of the report-in limit after which a department is warned. */
  amber: number;
}

/** A named channel by which directives go down to units and persons. */
export interface DirectiveChannel {
  code: string;
  name: LocalName;
  /** Codes of the units that may issue through it. */
  issuers: string[];
  /** Tiers that it reaches below its issuer; all of them where nothing is said. */
  tiers?: Tier[];
  /** A department's directives through it also go to the departments beside it. */
  beside?: boolean;
  /** A directive may name others. */
  signLimit: string;
  reportLimit: string;
  /** The share of either limit after which a target is warned. */
  amber: number;
}

/** Whether proof (a photo or document) must come with the act. */
export interface ProofRequired {
  resolve: boolean;
  return: boolean;
}

/** Of what grid workers settle on the spot, this share, in percent, is checked by the verifier. */
export interface SpotCheck {
  percent: number;
}
