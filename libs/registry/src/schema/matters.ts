import { SEVERITIES } from '@gridwhistle/kernel';
import type { Category, DepartmentName, Major, Standard, StandardStage, StandardsImport } from '../document/matters.js';
import { code, condition, limit, list, matching, name, number, object, oneOf, optional, text } from './words.js';

export const major = object<Major>({ code: matching('^[0-9]{2}$'), name });
export const category = object<Category>({ code: matching('^[0-9]{4}$'), name, department: code });

export const standard = object<Standard>({
  category: code,
  condition: code,
  name: condition,
  severity: oneOf(SEVERITIES),
  closing: condition,
  stages: list(object<StandardStage>({ name: optional(name), limit }), 1, 9),
});

export const standardsImport = object<StandardsImport>({
  bareDay: optional(oneOf(['work-day', 'natural-day'])),
  bareHour: optional(oneOf(['work-hour', 'emergency-hour'])),
  emergencyWorkDayHours: optional(number(1, 240)),
  departments: optional(list(object<DepartmentName>({ name: text(100), unit: code }))),
});
