import { STAFF_ROLES, TIERS, WHISTLE_NATURES } from '@gridwhistle/kernel';
import type {
  Admission,
  DirectiveChannel,
  LocalStep,
  ProofRequired,
  SpotCheck,
  WhistleKind,
} from '../document/acts.js';
import { code, flag, limit, list, matching, name, number, object, oneOf, optional, share, text } from './words.js';

export const whistle = object<WhistleKind>({
  code,
  name,
  nature: oneOf(WHISTLE_NATURES),
  askers: list(oneOf(TIERS), 1),
  approvers: list(oneOf(STAFF_ROLES), 1),
  approvalLimit: limit,
  reportInLimit: limit,
  amber: share,
});

export const directiveChannel = object<DirectiveChannel>({
  code,
  name,
  issuers: list(code, 1),
  tiers: optional(list(oneOf(TIERS), 1)),
  beside: optional(flag),
  signLimit: limit,
  reportLimit: limit,
  amber: share,
});

export const admission = object<Admission>({ code, name, tiers: list(oneOf(TIERS), 1) });

export const localStep = object<LocalStep>({
  code,
  name,
  act: optional(matching('^[a-z-]+\\.[a-z-]+$')),
  by: text(64),
});

export const spotCheck = object<SpotCheck>({ percent: number(0, 100) });
export const proofRequired = object<ProofRequired>({ resolve: flag, return: flag });
