import type { Actor } from '@gridwhistle/platform';
import { redeliveryChecks } from '@gridwhistle/testing/redelivery';
import { definition } from '../src/index.js';
import { ProfileCommands } from '../src/profile/profile.commands.js';
import { longli } from './district.js';
import { oneOfEach } from './history.js';

const operator: Actor = {
  kind: 'staff',
  id: 'operator',
  memberships: [{ unit: '522730-centre', roles: ['operator'] }],
};

const checks = redeliveryChecks({
  definition,
  events: oneOfEach('522730'),
  // Made anew in every database.
  volatile: ['signing_key.kid', 'signing_key.sealed'],
  commands: ({ service }) => ({
    'profile.apply': () => service.app.get(ProfileCommands, { strict: false }).apply(operator, longli()),
  }),
});

describe('the ledger, however its events come', () => {
  test.each(checks)('$name', ({ run }) => run());
});
