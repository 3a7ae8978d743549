import { Command } from '../command.js';
import { Event } from '../event.js';
import { Code, Id, Optional, Real, Text } from '../fields.js';

const owner = 'assessment' as const;

@Event('publication.published', 1, {
  owner,
  summary: 'The figures of a period were published and never change',
  example: { publicationId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a40', plan: 'departments-monthly', period: '2026-03' },
})
export class PublicationPublished {
  @Id() publicationId!: string;
  @Code() plan!: string;
  /** `2026-03` */
  @Code() period!: string;
  /** The publication that this one corrects. */
  @Optional() @Id() corrects?: string;
}

@Event('proposal.made', 1, {
  owner,
  summary: 'A township or village proposed a deduction for a department',
  example: {
    proposalId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a41',
    plan: 'departments-monthly',
    period: '2026-03',
    proposer: '522730001-room',
    unit: '522730-urban-mgmt',
    points: 1,
  },
})
export class ProposalMade {
  @Id() proposalId!: string;
  @Code() plan!: string;
  @Code() period!: string;
  @Code() proposer!: string;
  @Code() unit!: string;
  @Real(0, 100) points!: number;
}

/** Body of `POST /publications`. */
@Command('publication.publish', {
  summary: 'Publish the figures of a frozen period, or a correction of what was published',
  example: { plan: 'departments-monthly', period: '2026-03' },
})
export class PublishAssessment {
  @Code() plan!: string;
  @Code() period!: string;
  /** A correction names the last publication of the period. */
  @Optional() @Id() corrects?: string;
  /** Why it is corrected; needed with `corrects`. */
  @Optional() @Text(1000, 2) reason?: string;
}

/** Body of `POST /proposals`. */
@Command('proposal.make', {
  summary: 'Propose a deduction for a department',
  bus: true,
  example: {
    plan: 'departments-monthly',
    period: '2026-03',
    unit: '522730-urban-mgmt',
    points: 1,
    reason: 'Did not turn up',
  },
})
export class MakeProposal {
  @Code() plan!: string;
  @Code() period!: string;
  @Code() unit!: string;
  @Real(0, 100) points!: number;
  @Optional() @Id() ticketId?: string;
  @Text(1000, 2) reason!: string;
}
