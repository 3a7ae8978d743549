import type { Privacy, RepeatedMatters, SimilarCase, SuggestionRules } from '../document/intake.js';
import { code, list, number, object } from './words.js';

export const similarCase = object<SimilarCase>({ metres: number(1, 10_000), hours: number(1, 8760) });
export const suggestions = object<SuggestionRules>({ threshold: number(0.5, 1) });
export const repeatedMatters = object<RepeatedMatters>({ least: number(2, 1000), likeness: number(0.05, 1) });
export const privacy = object<Privacy>({
  reporterDays: number(1, 36_500),
  photoDays: number(1, 36_500),
  revealPurposes: list(code, 1),
});
