// Jest imports this natively, before its own transforms: hence plain JavaScript that first teaches Node TypeScript.
import '../../bin/typescript.mjs';

const { setUp } = await import('./environment.ts');
export default setUp;
