import type { Severity } from '@gridwhistle/kernel';
import type { LocalName } from './places.js';

/** The upper half of a category code: two digits, local ones from 99 downward. */
export interface Major {
  code: string;
  name: LocalName;
}

export interface Category {
  /** Major and minor code, two digits each, local ones from 99 downward. */
  code: string;
  name: LocalName;
  /** The department whose duty list holds the matter; it may claim it, and a whistle usually names it. */
  department: string;
}

/** Under this filing condition the matter must be settled within these limits, one after the other. */
export interface Standard {
  category: string;
  /** Code of the filing condition, unique within the category. */
  condition: string;
  name: LocalName;
  severity: Severity;
  /** Which state of things ends the matter. */
  closing: LocalName;
  stages: StandardStage[];
}

export interface StandardStage {
  name?: LocalName;
  limit: string;
}

/** How the words of a city's table of standards are meant here. */
export interface StandardsImport {
  /** What `天` alone means. */
  bareDay?: 'work-day' | 'natural-day';
  /** What `小时` alone means. */
  bareHour?: 'work-hour' | 'emergency-hour';
  /** How many emergency hours a `紧急工作日` has. */
  emergencyWorkDayHours?: number;
  /** Departments by the table's names for them, beside their own names. */
  departments?: DepartmentName[];
}

export interface DepartmentName {
  name: string;
  /** Code of the department. */
  unit: string;
}
