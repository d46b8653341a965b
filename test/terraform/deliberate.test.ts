import { App, Stack } from 'aws-cdk-lib';
import { namedForDestruction } from '../../lib/terraform/private/deliberate';

test.each<[string, unknown, string[]]>([
  ['nothing', undefined, []],
  ['one path', 'Platform/Hub', ['Platform/Hub']],
  ['paths with commas between them', 'T/B, S/A', ['S/A', 'T/B']],
  ['a list of cdk.json', ['T/B', 'S/A'], ['S/A', 'T/B']],
])('the context names %s, in whichever stack and whether or not it is still there', (_, context, paths) => {
  const app = new App({ context: { 'cdk-streaming-hub:destroy': context } });

  expect(namedForDestruction(new Stack(app, 'Stack'))).toEqual(paths);
});
