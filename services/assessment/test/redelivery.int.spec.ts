import {
  make,
  OrderAccepted,
  OrderCancelled,
  OrderDue,
  OrderIssued,
  OrderRaised,
  OrderReturned,
  OrderReturnOverruled,
  OrderRungVoided,
  OrderResolved,
  OrderSentBack,
  ProfileApplied,
  WhistleApproved,
  WhistleExcused,
  WhistleRated,
  WhistleReportInDue,
  WhistleRungVoided,
  WhistleSummoned,
} from '@gridwhistle/contracts';
import { ANONYMOUS, type Actor } from '@gridwhistle/platform';
import { giveProfile, Recording, redeliveryChecks, type Booted } from '@gridwhistle/testing/redelivery';
import {
  BRANCH,
  CATEGORY,
  CENTRE,
  COUNTY,
  GRID,
  HOUSING,
  ROOM,
  URBAN,
  WATER,
} from '@gridwhistle/testing/small-district';
import { v7 } from 'uuid';
import { definition } from '../src/index.js';
import { ProposalCommands } from '../src/proposal.commands.js';
import { PublicationCommands } from '../src/publication.commands.js';
import { district, PLAN } from './district.js';
import { Month } from './month.js';

/** An order that goes back and forth, and ends by being raised or taken away. */
function winding(last: (ids: OrderAccepted) => object): Recording['events'] {
  const ids = { orderId: v7(), ticketId: v7(), unit: BRANCH, onTime: true };
  const { onTime: _onTime, ...named } = ids;
  const fixed = { role: 'lead', tier: 'village', origin: 'raise', verifier: ROOM, category: CATEGORY } as const;
  const place = { severity: 'normal', area: GRID.slice(0, 12), grid: GRID, round: 1, provisional: false } as const;
  const due = { acceptDueAt: '2026-03-02T03:00:00Z', dueAt: '2026-03-04T09:00:00Z' };
  const rung = { ...named, dueAt: due.dueAt, severity: 'normal' } as const;
  return new Recording(COUNTY).say(
    { id: ids.orderId, ticketId: ids.ticketId, unit: BRANCH },
    make(OrderIssued, { ...named, ...fixed, ...place, ...due }),
    make(OrderReturned, named),
    make(OrderReturnOverruled, { ...named, dueAt: due.dueAt }),
    make(OrderDue, { ...rung, clock: 'accept' }),
    make(OrderAccepted, { ...named, onTime: false }),
    make(OrderResolved, { ...named, onTime: true, proofs: 1 }),
    make(OrderSentBack, { ...named, dueAt: due.dueAt }),
    make(OrderDue, { ...rung, clock: 'handling' }),
    make(OrderRungVoided, { ...named, rung: 'due', since: due.dueAt }),
    last(ids),
  ).events;
}

const month = new Month();
month.order({ unit: WATER, whistleId: month.whistle(WATER, URBAN, true), resolvedOnTime: true });
month.order({ unit: URBAN });
month.answers(WATER, {}, 'reporter');
month.answers(URBAN, { effective: false }, 'centre');
/** A whistle whose lead is let off, whose assist is not late after all, and who is rated. */
function objections(): Recording['events'] {
  const about = { whistleId: v7(), ticketId: v7(), orderId: v7(), township: ROOM };
  const named = { kind: 'difficult-problem', lead: WATER, assists: [URBAN] };
  const [dueAt, late] = ['2026-03-03T09:00:00Z', { ...about, unit: URBAN }];
  return new Recording(COUNTY).say(
    { id: about.whistleId, ticketId: about.ticketId, unit: ROOM },
    make(WhistleApproved, { ...about, ...named, onTime: true }),
    make(WhistleSummoned, { ...about, units: [WATER, URBAN], dueAt }),
    make(WhistleExcused, { ...about, unit: WATER, role: 'lead', kind: named.kind, instead: HOUSING }),
    make(WhistleSummoned, { ...about, units: [HOUSING], dueAt }),
    make(WhistleReportInDue, { ...late, dueAt }),
    make(WhistleRungVoided, { ...late, rung: 'report-in-due' }),
    make(WhistleRated, { ...late, score: 4 }),
  ).events;
}

const profile = new Recording(COUNTY).say(
  { id: v7(), ticketId: null, unit: null },
  make(ProfileApplied, { district: COUNTY, version: 1, digest: 'e'.repeat(64) }),
);
const events = [
  ...month.events,
  ...winding(({ orderId, ticketId, unit }) =>
    make(OrderRaised, { orderId, ticketId, unit, toUnit: ROOM, onTime: false }),
  ),
  ...winding(({ orderId, ticketId, unit }) => make(OrderCancelled, { orderId, ticketId, unit, reason: 'reassigned' })),
  ...objections(),
  ...profile.events,
];

const staffOf = (unit: string): Actor => ({
  ...ANONYMOUS,
  kind: 'staff',
  id: 'p',
  memberships: [{ unit, roles: ['head'] }],
});

/** Neither leaves anything behind when its transaction is undone. */
function commands({ service }: Booted): Record<string, () => Promise<unknown>> {
  const asked = { plan: PLAN, period: '2026-02' };
  const proposal = { ...asked, unit: WATER, points: 1, reason: 'Did not turn up' };
  return {
    'publication.publish': () =>
      service.app.get(PublicationCommands, { strict: false }).publish(asked, { actor: staffOf(CENTRE), key: 'k' }),
    'proposal.make': () =>
      service.app.get(ProposalCommands, { strict: false }).make(proposal, { actor: staffOf(ROOM), key: 'k' }),
  };
}

describe('what assessment learns may come in any way', () => {
  const prepare = (booted: Booted) => giveProfile(booted, district());
  const checks = redeliveryChecks({ definition, events, prepare, commands });
  test.each(checks)('$name', ({ run }) => run());
});
