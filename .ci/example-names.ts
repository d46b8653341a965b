import { examples } from '../examples/registry';

console.log(Object.keys(examples).join('\n'));
