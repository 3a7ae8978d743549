import { Event } from '../event.js';
import { AreaCode, Text, Whole } from '../fields.js';

@Event('profile.applied', 1, {
  owner: 'console',
  summary: 'A new version of the district profile is in force; each service fetches it and goes on with its copy',
  example: {
    district: '522730',
    version: 1,
    digest: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  },
})
export class ProfileApplied {
  @AreaCode() district!: string;
  @Whole(1, 1_000_000) version!: number;
  /** SHA-256 of the canonical document. */
  @Text(64, 64) digest!: string;
}
