import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aConnection, aGrant } from '../__testUtils__/access';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { Credentials } from './Credentials';

const PASSWORD = 'n0t-seen-again';
const may = { ...aGrant().may, reveal: true };

function open(
  credentials: 'own' | 'create' | 'created',
  overrides = {},
  storedAt?: string,
) {
  const grant = aGrant({ may, ...overrides });
  const api = fakeDataMeshApi({ grants: [grant] });
  api.revealCredentials.mockResolvedValue({
    username: 'route-planner-1',
    mechanism: 'SCRAM-SHA-512',
    ...(storedAt ? { storedAt } : { password: PASSWORD }),
  });
  renderWithMesh(
    <Credentials
      grant={grant}
      connection={aConnection({
        credentials,
        passwords: storedAt ? 'kept' : 'shown',
      })}
    />,
    api,
  );
  return api;
}

async function confirm(action: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: `${action} …` }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  await userEvent.click(dialog.getByRole('button', { name: action }));
}

describe('Credentials', () => {
  it('makes the user only once that is confirmed, and shows the password once', async () => {
    const api = open('create');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Reveal credentials …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/shown once, here/)).toBeVisible();
    expect(api.revealCredentials).not.toHaveBeenCalled();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Reveal credentials' }),
    );
    expect(
      await screen.findByRole('textbox', { name: /Password/ }),
    ).toHaveValue(PASSWORD);
    expect(screen.getByRole('textbox', { name: /User/ })).toHaveValue(
      'route-planner-1',
    );
    expect(
      screen.getByText('You will not see this password again'),
    ).toBeVisible();
    expect(api.revealCredentials).toHaveBeenCalledWith('grant-1', {});
  });

  it('copies the password, and keeps it nowhere', async () => {
    // It brings a clipboard with it.
    const user = userEvent.setup();
    const write = jest.spyOn(navigator.clipboard, 'writeText');
    open('create');
    await confirm('Reveal credentials');
    await user.click(
      await screen.findByRole('button', { name: 'Copy Password' }),
    );
    expect(await screen.findByText('Copied')).toBeVisible();
    expect(write).toHaveBeenCalledWith(PASSWORD);
    expect(window.location.href).not.toContain(PASSWORD);
    expect(JSON.stringify(localStorage)).not.toContain(PASSWORD);
    expect(JSON.stringify(sessionStorage)).not.toContain(PASSWORD);
    await userEvent.click(
      screen.getByRole('button', { name: 'I have it: hide it' }),
    );
    expect(screen.queryByDisplayValue(PASSWORD)).toBeNull();
  });

  it('says where it was put instead', async () => {
    open('create', {}, 'vault:kafka/route-planner');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Create credentials …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByText(/put where secrets are kept/)).toBeVisible();
    expect(dialog.queryByText(/shown once/)).toBeNull();
    await userEvent.click(
      dialog.getByRole('button', { name: 'Create credentials' }),
    );
    expect(await screen.findByText('vault:kafka/route-planner')).toBeVisible();
    expect(screen.queryByRole('textbox', { name: /Password/ })).toBeNull();
  });

  it('says of one that was put away before how to find it', async () => {
    open('created', {}, 'vault:kafka/route-planner');
    expect(
      await screen.findByText(/the history of this grant says where/),
    ).toBeVisible();
  });

  it('rotates by making a second user', async () => {
    const api = open('created');
    await confirm('Rotate');
    await waitFor(() =>
      expect(api.revealCredentials).toHaveBeenCalledWith('grant-1', {
        rotate: true,
      }),
    );
  });

  it('says why it failed', async () => {
    const api = open('create');
    api.revealCredentials.mockRejectedValue(new Error('Main does not answer'));
    await confirm('Reveal credentials');
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'Main does not answer',
    );
  });

  it('tells others who can have them made, and is silent where the consumer has its own', async () => {
    open('create', { may: { ...may, reveal: false } });
    expect(await screen.findByText(/whoever owns/)).toBeVisible();
    expect(screen.queryByRole('button', { name: /Reveal/ })).toBeNull();
  });

  it('drops the user of before, once the service has changed over', async () => {
    const grant = aGrant({ may });
    const api = fakeDataMeshApi({ grants: [grant] });
    api.dropCredentials.mockResolvedValue(grant);
    renderWithMesh(
      <Credentials
        grant={grant}
        connection={aConnection({
          credentials: 'created',
          olderUsers: ['route-planner'],
        })}
      />,
      api,
    );
    expect(screen.queryByRole('button', { name: /Rotate/ })).toBeNull();
    await confirm('Drop route-planner');
    await waitFor(() =>
      expect(api.dropCredentials).toHaveBeenCalledWith(
        'grant-1',
        'route-planner',
      ),
    );
  });
});
