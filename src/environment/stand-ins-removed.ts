import { standIns } from './stand-ins.js';

for (const name of standIns.splice(0)) Reflect.deleteProperty(globalThis, name);
