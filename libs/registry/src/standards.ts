import { parseLimit, type Limit } from '@gridwhistle/clocks';
import { DomainError, type Severity } from '@gridwhistle/kernel';
import type { ProfileDocument } from './document.js';
import type { Category, Standard } from './document/matters.js';
import type { LocalName } from './document/places.js';

/** What must be done by when: the limits run one after the other. */
export interface HandlingLimit {
  /** Filing condition that decided; undefined for the profile's fallback. */
  condition: string | undefined;
  severity: Severity;
  limits: { name: LocalName | undefined; limit: Limit }[];
}

/** Categories, filing conditions and their limits (domain §3: the limit hangs on the condition, not the category). */
export class Standards {
  private readonly byCategory: ReadonlyMap<string, Standard[]>;
  private readonly categories: ReadonlyMap<string, Category>;

  constructor(private readonly document: ProfileDocument) {
    this.categories = new Map(document.categories.map((category) => [category.code, category]));
    this.byCategory = grouped(document.standards);
  }

  find = (code: string): Category | undefined => this.categories.get(code);

  /** The category, or `category.unknown`. */
  category(code: string): Category {
    const category = this.find(code);
    if (!category) throw new DomainError('category.unknown', `no category ${code} in this district`);
    return category;
  }

  conditionsOf(category: string): readonly Standard[] {
    return this.byCategory.get(this.category(category).code) ?? [];
  }

  /** By the named condition; else by the category's first of that severity; else the profile's fallback. */
  limitFor(category: string, condition: string | undefined, severity: Severity): HandlingLimit {
    const standards = this.conditionsOf(category);
    const named = standards.find((standard) => standard.condition === condition);
    if (condition !== undefined && !named) {
      throw new DomainError('condition.unknown', `category ${category} has no filing condition ${condition}`);
    }
    const standard = named ?? standards.find((candidate) => candidate.severity === severity);
    return standard ? limitsOf(standard) : this.fallback(severity);
  }

  /** What stands where no standard does. */
  fallback(severity: Severity): HandlingLimit {
    const limit = parseLimit(this.document.fallbackLimits[severity]);
    return { condition: undefined, severity, limits: [{ name: undefined, limit }] };
  }
}

function limitsOf(standard: Standard): HandlingLimit {
  const limits = standard.stages.map((stage) => ({ name: stage.name, limit: parseLimit(stage.limit) }));
  return { condition: standard.condition, severity: standard.severity, limits };
}

function grouped(standards: readonly Standard[]): Map<string, Standard[]> {
  const groups = new Map<string, Standard[]>();
  for (const standard of standards) {
    const group = groups.get(standard.category);
    if (group) group.push(standard);
    else groups.set(standard.category, [standard]);
  }
  return groups;
}
