export { groundFor, type Ground } from './ground.js';
export { serveJson, type JsonServer } from './json-server.js';
export { ServiceStage, type Answer, type Sending, type Telling } from './service-stage.js';
export { memberOf, standInConsole, type StandInConsole } from './stand-in-console.js';
export { connected, until } from './until.js';
