import { Database, open, seal } from '@gridwhistle/platform';
import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import type { JWK } from 'oidc-provider';
import type { EntityManager } from 'typeorm';

export const TOKEN_ALGORITHM = 'ES256';

/**
 * The private keys that sign tokens, newest first; made once per installation and kept sealed. Several consoles that
 * start at once agree on one: the table lock lets the first make it.
 * @param dataKey 32 bytes (GW_DATA_KEY)
 */
export function loadSigningKeys(database: Database, dataKey: Buffer): Promise<JWK[]> {
  return database.transaction(async (tx) => {
    await tx.query('lock table signing_key in share row exclusive mode');
    const rows = await tx.query<{ sealed: string }[]>('select sealed from signing_key order by made_at desc');
    if (rows.length === 0) return [await makeKey(tx, dataKey)];
    return rows.map(({ sealed }) => JSON.parse(open(dataKey, sealed)) as JWK);
  });
}

async function makeKey(tx: EntityManager, dataKey: Buffer): Promise<JWK> {
  const { privateKey } = await generateKeyPair(TOKEN_ALGORITHM, { extractable: true });
  const key = await exportJWK(privateKey);
  const kid = await calculateJwkThumbprint(key);
  const jwk = { ...key, kid, alg: TOKEN_ALGORITHM, use: 'sig' } as JWK;
  await tx.query('insert into signing_key (kid, sealed) values ($1, $2)', [kid, seal(dataKey, JSON.stringify(jwk))]);
  return jwk;
}
