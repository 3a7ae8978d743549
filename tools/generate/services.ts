import { definition as assessment } from '@gridwhistle/assessment';
import { definition as console } from '@gridwhistle/console';
import { definition as dispatch } from '@gridwhistle/dispatch';
import { definition as escalation } from '@gridwhistle/escalation';
import { definition as hotlineBridge } from '@gridwhistle/hotline-bridge';
import { definition as intake } from '@gridwhistle/intake';
import {
  exampleSettings,
  openApiOf,
  rootModule,
  type CommonSettings,
  type OpenApiDocument,
  type ServiceDefinition,
  type SettingsSpec,
} from '@gridwhistle/platform';
import type { DynamicModule } from '@nestjs/common';

/** A service as the pages need it; nothing of it is started. */
export interface DescribedService {
  readonly name: string;
  readonly settings: SettingsSpec;
  root(): DynamicModule;
  openApi(): Promise<OpenApiDocument>;
}

function described<S extends CommonSettings>(definition: ServiceDefinition<S>): DescribedService {
  return {
    name: definition.name,
    settings: definition.settings,
    root: () => rootModule(definition, exampleSettings(definition.settings)),
    openApi: () => openApiOf(definition),
  };
}

/** All six, in the order of a matter's way. */
export const DESCRIBED_SERVICES: readonly DescribedService[] = [
  described(intake),
  described(dispatch),
  described(escalation),
  described(hotlineBridge),
  described(assessment),
  described(console),
];
