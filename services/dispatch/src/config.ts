import { COMMON_SETTINGS, defineSettings, type SettingsOf } from '@gridwhistle/platform';

/** Dispatch reads what every service reads. */
export const DISPATCH_SETTINGS = defineSettings({ ...COMMON_SETTINGS });

export type DispatchSettings = SettingsOf<typeof DISPATCH_SETTINGS>;
