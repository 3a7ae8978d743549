import { prepareDatabase } from '@gridwhistle/testing/servers';
import { secretsOf } from '../start/secrets.js';
import { SECRETS_FOLDER, adminUrl } from './stack.js';

/** One-shot container: schemas, logins and the clock of the database. */
const secrets = secretsOf(SECRETS_FOLDER);
await prepareDatabase(adminUrl(secrets), { passwords: secrets.passwords, simulated: false });
console.log('the database is prepared');
