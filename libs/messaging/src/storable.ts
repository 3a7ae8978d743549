/** PostgreSQL's text holds everything but NUL, which a malformed message can bring, and what is said of one. */
export const storable = (text: string): string => text.replaceAll('\u0000', '\uFFFD');

const MAX_REASON = 2_000;

/** Why an event failed or is parked, as it is kept. */
export const storableReason = (reason: string): string => storable(reason).slice(0, MAX_REASON);
