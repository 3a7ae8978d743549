import type { Indicator } from '@gridwhistle/registry';
import type {
  AppealView,
  ExemptionView,
  FactView,
  PeriodView,
  ProposalView,
  PublicationView,
  UnitScoreView,
} from './answers.js';
import type { AppealRow } from './appeal.store.js';
import { scopeOf, worth } from './domain/indicator.js';
import type { ExemptionRow } from './exemption.store.js';
import type { CountedFact } from './figures.store.js';
import type { PeriodRow } from './period.store.js';
import type { ProposalRow } from './proposal.store.js';
import type { PublicationRow } from './publication.store.js';
import type { UnitScore } from './scores.js';

/** A unit's figures, each with the address of the facts behind it; `base` is the assessment's or publication's own. */
export function unitScoreViewOf(score: UnitScore, base: string): UnitScoreView {
  const listOf = (indicator: string) => `${base}/facts?unit=${score.unit}&indicator=${indicator}`;
  const listed = <T extends { code: string }>(each: T) => ({ ...each, list: listOf(each.code) });
  return { ...score, indicators: score.indicators.map(listed), adjustments: score.adjustments.map(listed) };
}

export function factViewOf(
  fact: CountedFact,
  { numerator, denominator }: Pick<Indicator, 'numerator' | 'denominator'>,
): FactView {
  const { kind, id, unit, person, area, ticketId, countsAt, settledAt, fields } = fact;
  const counted = { kind, fields, of: scopeOf(denominator) };
  return {
    kind,
    ...(unit === null ? {} : { unit }),
    ...(person === null || counted.of !== 'person' ? {} : { person }),
    ...(area === null ? {} : { area }),
    ticketId,
    ...(kind === 'order' ? { orderId: id } : {}),
    ...(kind === 'summons' ? { whistleId: id.slice(0, id.indexOf(':')) } : {}),
    countsAt: countsAt.toISOString(),
    ...(settledAt ? { settledAt: settledAt.toISOString() } : {}),
    numerator: worth(numerator, counted),
    denominator: worth(denominator, counted),
    fields,
  };
}

export function periodViewOf(row: PeriodRow): PeriodView {
  const { id, plan, document, code, from, to, state, openedAt, openedBy, frozenAt } = row;
  return {
    id,
    plan,
    name: document.name,
    period: code,
    from: from.toISOString(),
    to: to.toISOString(),
    state,
    openedAt: openedAt.toISOString(),
    openedBy,
    ...(frozenAt ? { frozenAt: frozenAt.toISOString() } : {}),
  };
}

export function publicationViewOf(row: PublicationRow): PublicationView {
  const { id, plan, period, from, to, document, unitCount, digest, publishedBy, publishedAt, frozenAt } = row;
  return {
    id,
    plan,
    name: document.name,
    period,
    from: from.toISOString(),
    to: to.toISOString(),
    publishedAt: publishedAt.toISOString(),
    publishedBy,
    unitCount,
    digest,
    frozenAt: frozenAt.toISOString(),
    ...(row.corrects === null ? {} : { corrects: row.corrects }),
    ...(row.reason === null ? {} : { reason: row.reason }),
  };
}

export function appealViewOf({ madeBy: _madeBy, answer, madeAt, ...row }: AppealRow): AppealView {
  return { ...row, ...(answer === null ? {} : { answer }), madeAt: madeAt.toISOString() };
}

export function exemptionViewOf({ madeBy: _madeBy, unit, madeAt, ...row }: ExemptionRow): ExemptionView {
  return { ...row, ...(unit === null ? {} : { unit }), madeAt: madeAt.toISOString() };
}

export function proposalViewOf(row: ProposalRow): ProposalView {
  const { id, plan, period, proposer, unit, points, ticketId, reason, madeAt } = row;
  return {
    id,
    plan,
    period,
    proposer,
    unit,
    points,
    ...(ticketId === null ? {} : { ticketId }),
    reason,
    madeAt: madeAt.toISOString(),
  };
}
