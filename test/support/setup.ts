/**
 * Runs before each test file: every document that any test renders is checked against the provider's schema. The library
 * is wrapped when a test loads it, so that tests without it need not wait.
 */
jest.mock('../../lib/terraform/terraform-root', () => {
  const actual = jest.requireActual<typeof import('../../lib/terraform/terraform-root')>('../../lib/terraform/terraform-root');
  const { checkDocument, format } = jest.requireActual<typeof import('./schema-check')>('./schema-check');
  const { prototype } = actual.TerraformRoot;
  const { toDocument } = prototype;
  prototype.toDocument = function () {
    const document = toDocument.call(this);
    const problems = checkDocument(JSON.parse(JSON.stringify(document)));
    if (problems.length > 0) {
      throw new Error(`the provider would refuse what ${this.node.path} renders:\n${format(problems)}`);
    }
    return document;
  };
  return actual;
});
