import { BRANCH, CENTRE, DUTY, GRID, URBAN, WATER } from '@gridwhistle/testing/small-district';
import type { Actor } from '@gridwhistle/platform';
import type { Booted } from '@gridwhistle/testing/redelivery';
import type { Type } from '@nestjs/common';
import { AdmissionCommands } from '../src/admission-application.commands.js';
import { AdmissionStore } from '../src/admission-application.store.js';
import { DirectiveCommands } from '../src/directive.commands.js';
import { DirectiveDrafting } from '../src/directive.drafting.js';
import { DirectiveStore } from '../src/directive.store.js';
import { applyForAdmission } from '../src/domain/admission-application.js';
import { reportReceipt, signReceipt } from '../src/domain/answering.js';
import { ReceiptCommands } from '../src/receipt.commands.js';
import { ReceiptStore } from '../src/receipt.store.js';
import { DirectiveScene } from './directive-scene.js';

/** Who leaves the grid. */
export const WORKER = 'worker';

/** A directive to a person and three units, of which one has reported and one signed; a draft, and an application. */
const post = { person: WORKER, unit: GRID };
const issued = new DirectiveScene(5000).issue({
  persons: [WORKER],
  named: [post],
  units: [WATER, URBAN, BRANCH],
  duty: DUTY,
});
const draft = new DirectiveScene(5100).draft({ units: [WATER] });
const duty = { duty: 'snow', name: '扫雪', unit: WATER };
const application = applyForAdmission(duty, { isKnown: false }, new DirectiveScene(5200).context());

const ANSWERED = [
  [WATER, signReceipt],
  [WATER, reportReceipt],
  [BRANCH, signReceipt],
] as const;
const VERSIONS: Record<string, number> = { [BRANCH]: 2, [WATER]: 3 };

/** Writes them as the commands would. */
export async function giveDirectives(booted: Booted): Promise<void> {
  const [directives, receipts] = [get(booted, DirectiveStore), get(booted, ReceiptStore)];
  const { directive, profile: rules, now } = issued;
  await booted.database.transaction(async (tx) => {
    await directives.save(tx, 0, { next: directive, events: issued.facts.filter(isDirectives) }, now);
    await directives.save(tx, 0, { next: draft.directive, events: draft.facts }, now);
    await get(booted, AdmissionStore).save(tx, 0, application, now);
    const made = issued.receipts.map((next) => {
      const events = issued.facts.filter(({ data }) => 'receiptId' in data && data.receiptId === next.id);
      return { stored: undefined, directive, decided: { next, events } };
    });
    await receipts.saveMany(tx, made, { rules, now });
    for (const [unit, decide] of ANSWERED) {
      const stored = await receipts.lock(tx, issued.of(unit).id);
      if (!stored) throw new Error('the receipt has been written');
      const decided = decide(stored.receipt, issued.context());
      await receipts.saveMany(tx, [{ stored, directive, decided }], { rules, now });
    }
  });
}

/** Every command of directives, receipts and admissions, each on one in the state that it needs. */
export function directiveCommands(booted: Booted): Record<string, () => Promise<unknown>> {
  const staff = (unit: string): Actor => ({ kind: 'staff', id: unit, memberships: [{ unit, roles: ['member'] }] });
  const [directives, receipts] = [get(booted, DirectiveCommands), get(booted, ReceiptCommands)];
  const call = { actor: staff(CENTRE), id: issued.directive.id, ifMatch: 2 };
  const on = (unit: string, by = unit) => ({ actor: staff(by), id: issued.of(unit).id, ifMatch: VERSIONS[unit] ?? 1 });
  const asked = { channel: 'flood', title: 'Rain', body: 'Look after the river', to: { units: [WATER] } };
  const reason = 'because';
  const ruled = { actor: staff(CENTRE), id: application.next.id, ifMatch: 1 };
  return {
    draftDirective: () => get(booted, DirectiveDrafting).draft(staff(CENTRE), asked, 'key-3'),
    issueDirective: () => directives.issue({ ...call, id: draft.directive.id, ifMatch: 1 }, {}),
    remindDirective: () => directives.remind(call, 'key-4'),
    revokeDirective: () => directives.revoke(call, { reason }),
    signReceipt: () => receipts.sign(on(URBAN), {}),
    reportReceipt: () => receipts.report(on(BRANCH), { text: reason }),
    sendBackReceipt: () => receipts.sendBack(on(WATER, CENTRE), { reason }),
    confirmReceipt: () => receipts.confirm(on(WATER, CENTRE), {}),
    applyForAdmission: () =>
      get(booted, AdmissionCommands).apply(staff(WATER), { duty: 'sand', name: '防汛沙袋', reason }, 'key-5'),
    approveAdmission: () => get(booted, AdmissionCommands).approve(ruled, {}),
    refuseAdmission: () => get(booted, AdmissionCommands).refuse(ruled, { reason }),
  };
}

const isDirectives = ({ name }: { name: string }): boolean => name.startsWith('directive.');
const get = <T>({ service }: Booted, provider: Type<T>): T => service.app.get(provider, { strict: false });
