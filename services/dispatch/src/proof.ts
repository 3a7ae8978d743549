import type { Photo } from '@gridwhistle/contracts';
import { refuseIfAny } from '@gridwhistle/kernel';
import { cleanPictures, type Picture } from '@gridwhistle/platform';

export type Proof = Picture;

/** Cleans the proof of an act; `input.bad-image` names each picture that cannot be used as `proof.N`. */
export async function cleanProof(photos: readonly Photo[] = []): Promise<Proof[]> {
  const { clean, problems } = await cleanPictures(photos, 'proof');
  refuseIfAny('input.bad-image', `${problems.length} picture(s) cannot be used`, problems);
  return clean;
}
