import type { StaffRole } from '@gridwhistle/kernel';
import { ACT_NAMES, ANONYMOUS, INTERNAL, may, type Act, type Actor, type Subject } from '@gridwhistle/platform';
import type { GeneratedFiles } from './generate.js';
import { code, page, table } from './markdown.js';

const SUBJECT: Subject = {
  holder: 'holder',
  verifier: 'verifier',
  dispatcher: 'dispatcher',
  township: 'township',
  centre: 'centre',
  area: '522730001001',
};

const member = (unit: string, ...roles: StaffRole[]): Actor => ({
  kind: 'staff',
  id: unit,
  memberships: [{ unit, roles: ['member', ...roles] }],
});

const office: Actor = {
  kind: 'staff',
  id: 'office',
  memberships: [{ unit: 'office', kind: 'office', area: '522730001', roles: ['member'] }],
};

/** Who is tried, by what they are to the subject; each is nothing else to it. */
const CALLERS: Readonly<Record<string, { actor: Actor; reporter?: boolean }>> = {
  holder: { actor: member('holder') },
  "holder's head": { actor: member('holder', 'head') },
  verifier: { actor: member('verifier') },
  'dispatching unit': { actor: member('dispatcher') },
  'township that whistles': { actor: member('township') },
  'its principal or deputy': { actor: member('township', 'principal') },
  centre: { actor: member('centre') },
  "centre's head or analyst": { actor: member('centre', 'head', 'analyst') },
  'office of the area': { actor: office },
  reporter: { actor: ANONYMOUS, reporter: true },
  'IT operator': { actor: member('elsewhere', 'operator') },
  'another service': { actor: INTERNAL },
};

/** Who may do what, found by asking `may` for each kind of caller. */
export function generate(): GeneratedFiles {
  const head = ['act', ...Object.keys(CALLERS)];
  const text = page('Permissions', '`libs/platform/src/may.ts`', RULE, table(head, ACT_NAMES.map(row)));
  return { 'docs/generated/permissions.md': text };
}

const RULE =
  'Each column is a member of that unit who is nothing else to the matter. Whoever holds an order of the ticket never ' +
  'calls its reporter back, whatever else they are.';

const row = (act: Act): string[] => [
  code(act),
  ...Object.values(CALLERS).map(({ actor, reporter = false }) =>
    may(actor, act, { ...SUBJECT, reporter }) ? '●' : '',
  ),
];
