import { casesIn, InvalidInput } from './case';
import { fixture } from '../confluent/fixture';

const cases = casesIn<InvalidInput[]>('invalid').flat();

test('there are many', () => {
  expect(cases.length).toBeGreaterThanOrEqual(100);
});

test.each(cases.map((input) => [input.what, input] as const))('%s is refused at synth', (_, { make, message }) => {
  const given = fixture();
  const attempt = () => {
    make(given);
    given.app.synth();
  };
  expect(messageOf(attempt)).toBe(message);
});

function messageOf(attempt: () => void): string | undefined {
  try {
    attempt();
  } catch (error) {
    return (error as Error).message;
  }
  return undefined;
}
