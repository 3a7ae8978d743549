import { ProfileApplied } from '@gridwhistle/contracts';
import type { ServiceName } from '@gridwhistle/kernel';
import { On, type Delivery } from '@gridwhistle/messaging';
import { afterCommit } from '@gridwhistle/platform';
import { Injectable, Module, type DynamicModule, type Type } from '@nestjs/common';
import { wantVersion } from './profile-copy.store.js';
import { Registry } from './registry.js';

/** The profile of the district for a service: `RegistryModule.forRoot('dispatch')`. */
@Module({})
export class RegistryModule {
  static forRoot(service: ServiceName): DynamicModule {
    return {
      module: RegistryModule,
      global: true,
      providers: [Registry, profileConsumer(service)],
      exports: [Registry],
    };
  }
}

/** A durable belongs to one service, so each gets a consumer of its own. The durable's name is for ever. */
function profileConsumer(service: ServiceName): Type<object> {
  @Injectable()
  class ProfileConsumer {
    constructor(private readonly registry: Registry) {}

    @On(ProfileApplied, `${service}-profile`)
    async applied({ version }: ProfileApplied, { tx }: Delivery): Promise<void> {
      await wantVersion(tx, version);
      afterCommit(tx, () => this.registry.wake());
    }
  }
  return ProfileConsumer;
}
