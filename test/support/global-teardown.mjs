import { tearDown } from './environment.ts';

export default tearDown;
