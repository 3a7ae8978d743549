import { COMMON_SETTINGS, defineSettings, type SettingsOf } from '@gridwhistle/platform';

/** Intake reads what every service reads. */
export const INTAKE_SETTINGS = defineSettings({ ...COMMON_SETTINGS });

export type IntakeSettings = SettingsOf<typeof INTAKE_SETTINGS>;
