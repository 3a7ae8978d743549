import { make, ProposalMade, type MakeProposal } from '@gridwhistle/contracts';
import { DomainError } from '@gridwhistle/kernel';
import { publish } from '@gridwhistle/messaging';
import { Database, Idempotency, require, type Actor } from '@gridwhistle/platform';
import { scoresStaff, type Profile, type Unit } from '@gridwhistle/registry';
import { Registry } from '@gridwhistle/registry/copy';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { ProposalView } from './answers.js';
import { checkProposal } from './domain/proposal.js';
import { Frames, type Frame } from './frame.js';
import { requireKnownTicket } from './known-ticket.js';
import { PeriodStore } from './period.store.js';
import { ProposalStore, type ProposalRow } from './proposal.store.js';
import { Subjects } from './subjects.js';
import { proposalViewOf } from './views.js';

interface Call {
  actor: Actor;
  key: string;
}

@Injectable()
export class ProposalCommands {
  constructor(
    private readonly database: Database,
    private readonly idempotency: Idempotency,
    private readonly registry: Registry,
    private readonly frames: Frames,
    private readonly proposals: ProposalStore,
    private readonly periods: PeriodStore,
    private readonly subjects: Subjects,
  ) {}

  /**
   * A township or village proposes a deduction for a department; its reason stays here.
   * @throws DomainError `auth.forbidden`, `assessment.unknown-plan`, `assessment.unknown-period`, `unit.unknown`,
   * `ticket.unknown`, `input.invalid`, `assessment.period-not-opened`, `assessment.already-published`, `proposal.beyond-cap`
   */
  make(asked: MakeProposal, { actor, key }: Call): Promise<ProposalView> {
    const proposer = proposerOf(this.registry.current(), actor);
    const request = { key, caller: actor, act: 'proposal.make', body: asked };
    return this.database.transaction((tx) =>
      this.idempotency.run(tx, request, async () => {
        const frame = await this.frames.of(tx, asked.plan, asked.period);
        await this.check(tx, frame, asked);
        return this.write(tx, asked, { proposer, madeBy: actor.id, at: frame.now });
      }),
    );
  }

  private async check(tx: EntityManager, frame: Frame, asked: MakeProposal): Promise<void> {
    const { profile, plan, opened } = frame;
    const unit = profile.unit(asked.unit);
    if (!unit) throw unknownUnit(asked.unit);
    if (asked.ticketId !== undefined) await requireKnownTicket(tx, asked.ticketId);
    await this.periods.lock(tx, asked.plan);
    const before = (await this.proposals.ofUnits(tx, asked, [unit.code])).get(unit.code) ?? [];
    checkProposal(asked.points, {
      isScoredDepartment: unit.kind === 'department' && (await this.isScored(tx, frame, unit)),
      isOpened: opened !== null,
      isPublished: (await this.periods.find(tx, asked.plan, asked.period))?.state === 'published',
      before: before.map(({ points }) => points),
      cap: plan.proposalCap,
    });
  }

  private async isScored(tx: EntityManager, frame: Frame, { code }: Unit): Promise<boolean> {
    return !scoresStaff(frame.plan) && (await this.subjects.units(tx, frame)).some((unit) => unit.code === code);
  }

  private async write(tx: EntityManager, asked: MakeProposal, by: By): Promise<ProposalView> {
    const { plan, period, unit, points, reason } = asked;
    const { proposer, madeBy, at } = by;
    const id = v7({ msecs: at.getTime() });
    const event = make(ProposalMade, { proposalId: id, plan, period, proposer, unit, points });
    const sequence = await publish(tx, { entity: 'proposal', id, sequence: 0, ticketId: null, unit }, [event], at);
    const ticketId = asked.ticketId ?? null;
    const row: ProposalRow = {
      id,
      plan,
      period,
      proposer,
      unit,
      points,
      ticketId,
      reason,
      madeBy,
      madeAt: at,
      sequence,
    };
    await this.proposals.insert(tx, row);
    return proposalViewOf(row);
  }
}

interface By {
  proposer: string;
  madeBy: string;
  at: Date;
}

/** The township's or village's office that the caller speaks for; of several the township's. */
function proposerOf(profile: Profile, actor: Actor): string {
  const offices = actor.memberships.map(({ unit }) => profile.unit(unit)).filter((unit) => unit?.kind === 'office');
  const office = offices.find(isOf('township')) ?? offices.find(isOf('village'));
  require(actor, 'assessment.propose', { township: office?.code ?? null });
  return office?.code ?? '';
}

const isOf = (tier: Unit['tier']) => (unit: Unit | undefined) => unit?.tier === tier;

function unknownUnit(code: string): DomainError {
  const message = 'is no unit of this district';
  return new DomainError('unit.unknown', `${code} ${message}`, [{ field: 'unit', message }]);
}
