import type { Adapter, AdapterPayload } from 'oidc-provider';
import type { DataSource } from 'typeorm';

interface StoredPayload {
  payload: AdapterPayload;
}

const UNEXPIRED = '(expires_at is null or expires_at > clock_timestamp())';

/**
 * Sessions, grants and codes of the sign-in, in PostgreSQL, so that every console instance knows them and a restart
 * signs nobody out. They expire by the operating system's clock, as the tokens do, never by a simulated one.
 */
export class SignInState implements Adapter {
  constructor(
    private readonly source: DataSource,
    private readonly model: string,
  ) {}

  async upsert(id: string, payload: AdapterPayload, expiresIn?: number): Promise<void> {
    await this.source.query(
      `insert into sign_in_state (model, id, payload, expires_at)
       values ($1, $2, $3, clock_timestamp() + make_interval(secs => $4))
       on conflict (model, id) do update set payload = excluded.payload, expires_at = excluded.expires_at`,
      [this.model, id, JSON.stringify(payload), expiresIn ?? null],
    );
  }

  find(id: string): Promise<AdapterPayload | undefined> {
    return this.findBy('id', id);
  }

  findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return this.findBy(`payload->>'uid'`, uid);
  }

  findByUserCode(userCode: string): Promise<AdapterPayload | undefined> {
    return this.findBy(`payload->>'userCode'`, userCode);
  }

  async consume(id: string): Promise<void> {
    await this.source.query(
      `update sign_in_state
       set payload = payload || jsonb_build_object('consumed', floor(extract(epoch from clock_timestamp())))
       where model = $1 and id = $2`,
      [this.model, id],
    );
  }

  async destroy(id: string): Promise<void> {
    await this.source.query('delete from sign_in_state where model = $1 and id = $2', [this.model, id]);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    await this.source.query(`delete from sign_in_state where payload->>'grantId' = $1`, [grantId]);
  }

  private async findBy(column: string, value: string): Promise<AdapterPayload | undefined> {
    const rows = await this.source.query<StoredPayload[]>(
      `select payload from sign_in_state where model = $1 and ${column} = $2 and ${UNEXPIRED}`,
      [this.model, value],
    );
    return rows[0]?.payload;
  }
}
