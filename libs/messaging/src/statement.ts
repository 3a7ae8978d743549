export { clientOf, run, type Statement } from '@gridwhistle/platform';
