/** A refusal that the person at the terminal can act on; printed without a stack, exit code 1 (2: wrong words). */
export class Failure extends Error {
  constructor(
    message: string,
    readonly code: 1 | 2 = 1,
  ) {
    super(message);
  }
}

/** A service says that it cannot answer at this moment: asked again a little later it can. */
export class NotNow extends Failure {}
