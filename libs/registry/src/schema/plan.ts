import { TIERS } from '@gridwhistle/kernel';
import {
  FACT_KINDS,
  PLAN_SUBJECTS,
  SCOPES,
  type Adjustment,
  type Indicator,
  type Measure,
  type Plan,
  type Threshold,
} from '../plan.js';
import { code, limit, list, name, number, object, oneOf, optional, text, type Schema } from './words.js';

const scalar: Schema = { type: ['string', 'number', 'boolean'] };
const measure = object<Measure>({
  facts: oneOf(FACT_KINDS),
  of: optional(oneOf(SCOPES)),
  where: optional({ type: 'object', additionalProperties: { anyOf: [scalar, list(scalar, 1)] } }),
  value: optional(
    object<NonNullable<Measure['value']>>({
      field: text(64),
      counts: { type: 'object', additionalProperties: number(0, 1) },
    }),
  ),
});

export const plan = object<Plan>({
  code,
  name,
  period: oneOf(['month', 'quarter', 'year']),
  subjects: list(oneOf(PLAN_SUBJECTS), 1),
  tiers: optional(list(oneOf(TIERS), 1)),
  units: optional(list(code, 1)),
  indicators: list(
    object<Indicator>({
      code,
      name,
      weight: number(0, 100),
      numerator: measure,
      denominator: measure,
      better: oneOf(['high', 'low']),
    }),
    1,
  ),
  adjustments: optional(
    list(
      object<Adjustment>({
        code,
        name,
        kind: oneOf(['bonus', 'deduction']),
        measure,
        each: number(0.01, 100),
        cap: number(0.01, 100),
      }),
    ),
  ),
  thresholds: list(object<Threshold>({ code, name, from: number(0, 100) }), 1),
  proposalCap: number(0, 100),
  appealWindow: optional(limit),
});
