import { COMMON_SETTINGS, defineSettings, type SettingsOf } from '@gridwhistle/platform';

/** Escalation reads what every service reads. */
export const ESCALATION_SETTINGS = defineSettings({ ...COMMON_SETTINGS });

export type EscalationSettings = SettingsOf<typeof ESCALATION_SETTINGS>;
