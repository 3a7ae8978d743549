import { ADMISSION_STATES, lifecycle, type AdmissionState } from '@gridwhistle/kernel';
import { fact, type Decided } from './fact.js';
import type { Context } from './rules.js';

/** A unit asks that a duty may be given to grids (准入申请), and what became of it. */
export interface Application {
  readonly id: string;
  readonly duty: string;
  readonly name: string;
  /** The unit that applied. */
  readonly unit: string;
  readonly state: AdmissionState;
  readonly askedAt: Date;
}

export type ApplicationAct = 'apply' | 'approve' | 'refuse';

/** What an application's lifecycle looks at: whether the duty is admitted, or asked for, already. */
export interface ApplicationCase {
  readonly isKnown: boolean;
}

const isNew = {
  name: 'the duty is not known yet',
  check: ({ isKnown }: ApplicationCase) =>
    isKnown
      ? ({ code: 'admission.known', message: 'the duty is admitted already, or its application is waiting' } as const)
      : undefined,
};

/** The lifecycle of an application for admission (domain §4, Admission). */
export const applicationLifecycle = lifecycle<AdmissionState, ApplicationAct, ApplicationCase>({
  name: 'admission',
  states: ADMISSION_STATES,
  final: ['approved', 'refused'],
  transitions: [
    { from: null, act: 'apply', to: 'requested', by: 'unit', guards: [isNew] },
    { from: 'requested', act: 'approve', to: 'approved', by: 'centre' },
    { from: 'requested', act: 'refuse', to: 'refused', by: 'centre' },
  ],
});

type Asked = Pick<Application, 'duty' | 'name' | 'unit'>;

export function applyForAdmission(asked: Asked, seen: ApplicationCase, context: Context): Decided<Application> {
  const state = applicationLifecycle.next(null, 'apply', seen);
  const { duty, name, unit } = asked;
  const next = { id: context.newId(), duty, name, unit, state, askedAt: context.now };
  return { next, events: [fact('admission.requested', namedApplication(next))] };
}

/** The centre rules it: an approved duty may be given to grids from now on. */
export function ruleAdmission(application: Application, act: 'approve' | 'refuse'): Decided<Application> {
  const state = applicationLifecycle.next(application.state, act, { isKnown: true });
  const name = act === 'approve' ? 'admission.approved' : 'admission.refused';
  const { id, duty, name: words, unit, askedAt } = application;
  const next = { id, duty, name: words, unit, state, askedAt };
  return { next, events: [fact(name, namedApplication(next))] };
}

const namedApplication = ({ id: admissionId, duty, unit }: Application) => ({ admissionId, duty, unit });
