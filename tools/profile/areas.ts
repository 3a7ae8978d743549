import type { Area } from '@gridwhistle/registry';
import type { Sources } from './sources.js';
import { dispatcherOf, everyBranch, officeOf, treeOf, type Branch } from './tree.js';

/** Every area of the tree, each before those inside it. */
export function areasOf(sources: Sources): Area[] {
  return everyBranch(treeOf(sources)).map(areaOf);
}

function areaOf(branch: Branch): Area {
  const { place, level, above } = branch;
  const [dispatchingUnit, office] = [dispatcherOf(branch), officeOf(branch)];
  return {
    code: place.code,
    name: { zh: place.zh, en: place.en },
    level: level.level,
    ...(above === undefined ? {} : { parent: above.place.code }),
    dispatchingUnit,
    ...(office === undefined || office === dispatchingUnit ? {} : { office }),
  };
}
