import { casesIn, Property } from './case';
import { fixture } from '../confluent/fixture';

const cases = casesIn<Property[]>('properties').flat();

test.each(cases.map((property) => [property.what, property] as const))('any %s is accepted', (_, { check }) => {
  check((make) => {
    const given = fixture();
    make(given);
    given.app.synth(); // the schema check sees each document
  });
});
