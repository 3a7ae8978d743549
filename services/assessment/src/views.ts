import type { Indicator } from '@gridwhistle/registry';
import type { FactView, ProposalView, PublicationView, UnitScoreView } from './answers.js';
import { worth } from './domain/indicator.js';
import type { CountedFact } from './figures.store.js';
import type { ProposalRow } from './proposal.store.js';
import type { PublicationRow } from './publication.store.js';
import type { UnitScore } from './scores.js';

/** A unit's figures, each with the address of the facts behind it; `base` is the assessment's or publication's own. */
export function unitScoreViewOf(score: UnitScore, base: string): UnitScoreView {
  const listOf = (indicator: string) => `${base}/facts?unit=${score.unit}&indicator=${indicator}`;
  return { ...score, indicators: score.indicators.map((each) => ({ ...each, list: listOf(each.code) })) };
}

export function factViewOf(fact: CountedFact, { numerator, denominator }: Indicator): FactView {
  const { kind, id, unit, ticketId, countsAt, settledAt, fields } = fact;
  return {
    kind,
    unit,
    ticketId,
    ...(kind === 'order' ? { orderId: id } : {}),
    ...(kind === 'summons' ? { whistleId: id.slice(0, id.indexOf(':')) } : {}),
    countsAt: countsAt.toISOString(),
    ...(settledAt ? { settledAt: settledAt.toISOString() } : {}),
    numerator: worth(numerator, fact),
    denominator: worth(denominator, fact),
    fields,
  };
}

export function publicationViewOf(row: PublicationRow): PublicationView {
  const { id, plan, period, from, to, document, unitCount, digest, publishedBy, publishedAt } = row;
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
  };
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
