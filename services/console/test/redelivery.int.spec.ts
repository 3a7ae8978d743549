import { redeliveryChecks } from '@gridwhistle/testing/redelivery';
import { definition } from '../src/index.js';
import { oneOfEach } from './history.js';

/** Made anew in every database. */
const volatile = ['signing_key.kid', 'signing_key.sealed'];

describe('the ledger, however its events come', () => {
  test.each(redeliveryChecks({ definition, events: oneOfEach('522730'), volatile }))('$name', ({ run }) => run());
});
