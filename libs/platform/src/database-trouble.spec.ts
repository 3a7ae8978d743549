import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { QueryFailedError, QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { isDatabaseAway } from './database-trouble.js';

const failed = (message: string, code?: string): Error =>
  new QueryFailedError('select 1', [], Object.assign(new Error(message), code === undefined ? {} : { code }));

/** Errors of Node.js itself come from outside of the test's realm, where `instanceof Error` is another one's. */
const ownError = (error: object): Error => Object.assign(new Error('of Node.js'), error);

describe('an error that says the database is away', () => {
  it.each<[string, Error]>([
    ['of a server that shuts down', failed('terminating connection due to administrator command', '57P01')],
    [
      'of a disk that may only be read any more',
      failed('could not extend file "base/16384/17831": Read-only file system', '42501'),
    ],
    ['of a connection that broke', failed('Connection terminated unexpectedly')],
    ['of a transaction whose connection broke before its next statement', new QueryRunnerAlreadyReleasedError()],
    ['of a transaction whose connection broke between two statements', new QueryRunnerProviderAlreadyReleasedError()],
  ])('is one %s', (_, error) => expect(isDatabaseAway(error)).toBe(true));

  it('is one of a socket that is not there, though no other file that is missing', async () => {
    const connecting = await new Client({ host: '/nowhere', port: 5432 }).connect().catch(ownError);
    expect(connecting).toMatchObject({ code: 'ENOENT' });
    expect(isDatabaseAway(connecting)).toBe(true);
    expect(isDatabaseAway(await readFile('/nowhere').catch(ownError))).toBe(false);
  });

  it('is not one of a statement that is wrong', () => {
    expect(isDatabaseAway(failed('column "x" does not exist', '42703'))).toBe(false);
  });
});
