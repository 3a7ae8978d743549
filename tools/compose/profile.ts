import { join } from 'node:path';
import { CHECKOUT } from '@gridwhistle/testing/servers';
import { loadProfileFolder } from '../profile/folder.js';
import { applyProfile } from '../start/demo-profile.js';
import { secretsOf } from '../start/secrets.js';
import { SECRETS_FOLDER, stackUrls } from './stack.js';

/** One-shot container: applies the profile named by the first argument. */
const [district = 'longli'] = process.argv.slice(2);
const data = await loadProfileFolder(join(CHECKOUT, 'profiles', district));
await applyProfile(data, { folder: SECRETS_FOLDER, urls: stackUrls }, secretsOf(SECRETS_FOLDER));
console.log(`the profile ${district} is in force`);
