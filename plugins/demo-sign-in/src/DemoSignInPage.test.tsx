import { IdentityApi } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { act, fireEvent, screen, waitFor } from '@testing-library/react';
import { DemoSignInPage } from './DemoSignInPage';

const users = [
  {
    name: 'olivia',
    title: 'Olivia Okafor',
    team: 'Order team',
    can: 'Owns Orders.',
  },
  {
    name: 'liam',
    title: 'Liam Larsson',
    team: 'Logistics team',
    can: 'Wants Orders.',
  },
];

const realFetch = global.fetch;
const refresh = jest.fn<Promise<Response>, [string, RequestInit]>();

/** The answer of the auth backend, for whoever the header names. */
async function signedIn(_url: string, { headers }: RequestInit) {
  const name = new Headers(headers).get('x-demo-user');
  const claims = btoa(JSON.stringify({ exp: Date.now() / 1000 + 3600 }));
  return {
    ok: true,
    json: async () => ({
      profile: { displayName: name },
      backstageIdentity: {
        token: `x.${claims}.x`,
        identity: {
          type: 'user',
          userEntityRef: `user:default/${name}`,
          ownershipEntityRefs: [],
        },
      },
    }),
  } as Response;
}

/** An answer with Backstage's standard error body. */
function refused(status: number, name: string, message: string) {
  return async () =>
    ({
      ok: false,
      status,
      statusText: name,
      headers: new Headers({ 'content-type': 'application/json' }),
      text: async () =>
        JSON.stringify({
          error: { name, message },
          response: { statusCode: status },
        }),
    } as Response);
}

async function open(configured = users) {
  const onSignInSuccess = jest.fn<void, [IdentityApi]>();
  await renderInTestApp(<DemoSignInPage onSignInSuccess={onSignInSuccess} />, {
    apis: [mockApis.discovery()],
    config: {
      app: { title: 'Acme' },
      auth: { providers: { demo: { users: configured } } },
    },
  });
  return onSignInSuccess;
}

describe('DemoSignInPage', () => {
  beforeEach(() => {
    window.localStorage.clear();
    refresh.mockReset().mockImplementation(signedIn);
    global.fetch = refresh as unknown as typeof fetch;
  });
  afterAll(() => {
    global.fetch = realFetch;
  });

  it('shows who one can be, with team and role', async () => {
    await open();
    expect(
      screen.getByRole('heading', { name: 'Sign in to Acme' }),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('button', {
        name: 'Sign in as Olivia Okafor, Order team. Owns Orders.',
      }),
    ).toBeInTheDocument();
    expect(screen.getByText('Wants Orders.')).toBeInTheDocument();
    expect(refresh).not.toHaveBeenCalled();
  });

  it('signs in as the user whose card was pressed, and remembers no more than the name', async () => {
    const onSignInSuccess = await open();
    fireEvent.click(screen.getByRole('button', { name: /Liam Larsson/ }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    const [identity] = onSignInSuccess.mock.calls[0];
    expect((await identity.getBackstageIdentity()).userEntityRef).toBe(
      'user:default/liam',
    );
    const { token } = await identity.getCredentials();
    expect(token).toBeDefined();
    expect(window.localStorage.getItem('data-mesh-demo-user')).toBe('liam');
    expect(Object.values({ ...window.localStorage })).not.toContain(token);
  });

  it('picks a card by keyboard', async () => {
    const onSignInSuccess = await open();
    const card = screen.getByRole('button', { name: /Olivia Okafor/ });
    act(() => card.focus());
    expect(card).toHaveFocus();
    fireEvent.keyDown(card, { key: 'Enter' });
    fireEvent.keyUp(card, { key: 'Enter' });
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it('keeps one signed in over a reload, until one signs out', async () => {
    window.localStorage.setItem('data-mesh-demo-user', 'olivia');
    const onSignInSuccess = await open();
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
    await onSignInSuccess.mock.calls[0][0].signOut();
    expect(window.localStorage.getItem('data-mesh-demo-user')).toBeNull();
  });

  it('offers the cards again where the remembered user is gone', async () => {
    window.localStorage.setItem('data-mesh-demo-user', 'zoe');
    await open();
    expect(screen.getAllByRole('button')).toHaveLength(2);
  });

  it('explains a failure, and lets one try again or pick someone else', async () => {
    refresh.mockImplementation(refused(404, 'NotFoundError', 'User not found'));
    const onSignInSuccess = await open();
    fireEvent.click(screen.getByRole('button', { name: /Olivia Okafor/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Could not sign in as Olivia Okafor',
    );
    expect(screen.getByRole('alert')).toHaveTextContent(
      'The catalog does not know the user olivia yet',
    );

    fireEvent.click(screen.getByRole('button', { name: 'Pick someone else' }));
    fireEvent.click(screen.getByRole('button', { name: /Liam Larsson/ }));
    await screen.findByRole('alert');
    refresh.mockImplementation(signedIn);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(onSignInSuccess).toHaveBeenCalledTimes(1));
  });

  it.each([
    [
      refused(404, 'NotFoundError', "Unknown auth provider 'demo'"),
      'The backend has no demo sign-in',
    ],
    [refused(403, 'NotAllowedError', 'Only this machine'), 'Only this machine'],
    [
      async () => {
        throw new TypeError('Failed to fetch');
      },
      'The backend does not answer',
    ],
  ])('tells one reason from another (%#)', async (answer, expected) => {
    refresh.mockImplementation(answer);
    await open();
    fireEvent.click(screen.getByRole('button', { name: /Olivia Okafor/ }));
    expect(await screen.findByRole('alert')).toHaveTextContent(expected);
  });

  it('says which key is missing where nobody is configured', async () => {
    await open([]);
    expect(
      screen.getByText(/auth\.providers\.demo\.users/),
    ).toBeInTheDocument();
  });
});
