// Where the rules of more than one part stand.
export const DISPATCH = 'services/dispatch/src/domain';
export const ASSESSMENT = 'services/assessment/src/domain';
export const LIFECYCLE = `${DISPATCH}/order-lifecycle.ts`;
export const GUARDS = `${DISPATCH}/order-guards.ts`;
export const HANDLING = `${DISPATCH}/handling.ts`;
export const REDISPATCH = `${DISPATCH}/redispatch.ts`;
export const CLOSING = `${DISPATCH}/closing.ts`;
export const WHISTLING = `${DISPATCH}/whistling.ts`;
