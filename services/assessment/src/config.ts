import { COMMON_SETTINGS, defineSettings, type SettingsOf } from '@gridwhistle/platform';

/** Assessment reads what every service reads. */
export const ASSESSMENT_SETTINGS = defineSettings({ ...COMMON_SETTINGS });

export type AssessmentSettings = SettingsOf<typeof ASSESSMENT_SETTINGS>;
