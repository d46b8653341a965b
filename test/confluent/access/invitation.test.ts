import { Invitation, InvitationAuthType, InvitationProps } from '../../../lib/confluent';
import { fixture, Fixture, ref, rendered } from '../fixture';

let given: Fixture;

beforeEach(() => {
  given = fixture();
});

function make(props: Partial<InvitationProps> = {}): Invitation {
  return new Invitation(given.stack, 'Ann', { organization: given.organization, email: 'ann@example.com', ...props });
}

test('an invitation with only the required props', () => {
  expect(rendered(make())).toEqual({ email: 'ann@example.com' });
});

test('the way to sign in and deletion can be given', () => {
  expect(rendered(make({ authType: InvitationAuthType.LOCAL, allowDeletion: true }))).toEqual({
    email: 'ann@example.com', auth_type: 'AUTH_TYPE_LOCAL', allow_deletion: true,
  });
});

test('who is invited can be given rights', () => {
  const invitation = make();
  const { bindings } = given.environment.grantMetricsViewer(invitation.user);
  expect(rendered(bindings[0]).principal).toBe(`User:${ref(invitation, 'user[0].id')}`);
});

test('what is no e-mail address is refused', () => {
  expect(() => make({ email: 'ann' })).toThrow('Stack/Ann: `email` must match ^[^@\\s]+@[^@\\s]+$, got: ann');
});
