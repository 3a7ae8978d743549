export { clientOf, fromLines, run, toLines, type Statement } from '@gridwhistle/platform';
