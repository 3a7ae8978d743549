import type { PostsFound } from '@gridwhistle/contracts';
import { InternalClient } from '@gridwhistle/platform';
import { Injectable } from '@nestjs/common';
import type { Selection } from './domain/directive.js';
import type { Post, Staffing } from './domain/targets.js';

/** A whole district's staff is some megabytes. */
const PATIENCE_MS = 10_000;

/** Who works where now: the console's to know; dispatch asks when it must, and keeps nothing of it. */
@Injectable()
export class StaffingSource {
  constructor(private readonly client: InternalClient) {}

  /**
   * The active posts that a selection speaks of.
   * @throws DomainError `unavailable` while the console is away, when persons or roles are meant
   */
  async of({ persons, roles }: Selection): Promise<Staffing> {
    if (persons.length + roles.length === 0) return { named: [], byRole: [] };
    const options = { timeoutMs: PATIENCE_MS };
    const found = await this.client.post<PostsFound>('console', '/internal/staff/posts', { persons, roles }, options);
    return { named: found.named.map(postOf), byRole: found.byRole.map(postOf) };
  }
}

const postOf = ([person, unit]: PostsFound['named'][number]): Post => ({ person, unit });
