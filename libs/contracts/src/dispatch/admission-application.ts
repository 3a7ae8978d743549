import { ADMISSION_STATES, type AdmissionState } from '@gridwhistle/kernel';
import { Command, Shape } from '../command.js';
import { Event } from '../event.js';
import { Code, Id, Instant, OneOf, Text, Whole } from '../fields.js';

const owner = 'dispatch' as const;
const ids = { admissionId: '019a1b2c-3d4e-7f50-8a6b-7c8d9e0f1a81', duty: 'snow', unit: '522730-transport' };

/** What every event of an application for admission names; its reason stays in dispatch. */
export class AdmissionEvent {
  @Id() admissionId!: string;
  @Code() duty!: string;
  /** The unit that applied. */
  @Code() unit!: string;
}

@Event('admission.requested', 1, {
  owner,
  summary: 'A unit asks that a duty may be given to grids',
  example: ids,
})
export class AdmissionRequested extends AdmissionEvent {}

@Event('admission.approved', 1, { owner, summary: 'The duty may be given to grids from now on', example: ids })
export class AdmissionApproved extends AdmissionEvent {}

@Event('admission.refused', 1, { owner, summary: 'The duty may not be given to grids', example: ids })
export class AdmissionRefused extends AdmissionEvent {}

/** Body of `POST /admissions`. */
@Command('admission.apply', {
  summary: 'Ask that a duty may be given to grids',
  bus: true,
  example: { duty: 'snow', name: '清扫道路积雪', reason: 'Side roads are reached by nobody else' },
})
export class ApplyForAdmission {
  /** A code that names the duty from then on. */
  @Code() duty!: string;
  @Text(100, 2) name!: string;
  @Text(2000, 2) reason!: string;
}

@Command('admission.approve', { summary: 'Admit the duty to grids', bus: true, example: {} })
export class ApproveAdmission {}

@Command('admission.refuse', {
  summary: 'Not admit the duty to grids',
  bus: true,
  example: { reason: 'The road service clears them' },
})
export class RefuseAdmission {
  @Text(2000, 2) reason!: string;
}

/** An application for admission as its owner shows it; its ETag is `sequence`. */
@Shape()
export class AdmissionView {
  @Id() id!: string;
  @Code() duty!: string;
  @Text(100) name!: string;
  @Code() unit!: string;
  @OneOf(ADMISSION_STATES) state!: AdmissionState;
  @Instant() askedAt!: string;
  @Whole(1, 1000) sequence!: number;
}
