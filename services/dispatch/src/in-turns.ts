/**
 * Makes the next piece while the last one is being written. However it ends, nothing is being written any more: else a
 * statement of a transaction that is given up could run behind it, in one of its own.
 */
export async function inTurns<Piece>(
  pieces: AsyncIterable<Piece>,
  write: (piece: Piece) => Promise<void>,
): Promise<void> {
  let writing = Promise.resolve();
  try {
    for await (const piece of pieces) {
      await writing;
      writing = write(piece);
      // It is waited for when the next piece is made, perhaps long after it has failed.
      writing.catch(() => undefined);
    }
  } finally {
    await writing;
  }
}
