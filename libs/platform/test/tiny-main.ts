import 'reflect-metadata';
import { runMain } from '../src/index.js';
import { definition } from './tiny-service.js';

await runMain(definition, process.env);
