import { UnitStreams } from '@gridwhistle/messaging';
import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Profiles } from './profiles.js';

/** Gives every department of the profile its own stream on the bus. Nobody waits for it: the bus may be away. */
@Injectable()
export class DepartmentStreams implements OnApplicationBootstrap {
  private readonly logger = new Logger('DepartmentStreams');

  constructor(
    private readonly profiles: Profiles,
    private readonly streams: UnitStreams,
  ) {}

  onApplicationBootstrap(): void {
    this.ensureSoon();
  }

  /** Starts making the durables of the profile in force, and returns at once. */
  ensureSoon(): void {
    this.ensure().catch((error: unknown) => this.logger.error(error));
  }

  private async ensure(): Promise<void> {
    if (!(await this.profiles.latest())) return;
    const { profile } = await this.profiles.current();
    const departments = profile.document.units.filter((unit) => unit.kind === 'department');
    await this.streams.ensure(departments.map(({ code }) => code));
  }
}
