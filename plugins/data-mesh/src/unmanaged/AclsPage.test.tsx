import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { UnmanagedAcl } from '@data-mesh/backstage-plugin-data-mesh-common';
import { anAcl } from '../__testUtils__/access';
import { anUnmanagedAcl } from '../__testUtils__/acls';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { ClustersPage } from '../clusters/ClustersPage';

function open(items: UnmanagedAcl[], search = '', mayAct = true) {
  const api = fakeDataMeshApi();
  api.listUnmanagedAcls.mockImplementation(async (_, query = {}) => ({
    items: query.cursor ? [items[1]] : items.slice(0, 1),
    totalItems: items.length,
    ...(items.length > 1 && !query.cursor && { nextCursor: 'o1' }),
    mayAct,
  }));
  renderWithMesh(<ClustersPage />, api, {
    at: ['/data-mesh/clusters', '/main/acls'],
    search,
  });
  return api;
}

describe('the page of ACLs that no grant has made', () => {
  it('shows each in words and exactly, asking for what the URL says', async () => {
    const api = open(
      [anUnmanagedAcl({ consumer: 'component:default/route-planner' })],
      '?principal=User:route-planner&resource=orders&show=ignored',
    );
    expect(
      await screen.findByText('May do everything with topic sales.orders.v1'),
    ).toBeVisible();
    expect(
      screen.getByText(
        'ALLOW User:route-planner ALL TOPIC LITERAL sales.orders.v1 from host *',
      ),
    ).toBeVisible();
    expect(
      await screen.findByText('ACLs on Main that no grant has made'),
    ).toBeVisible();
    expect(api.listUnmanagedAcls).toHaveBeenCalledWith('main', {
      principal: 'User:route-planner',
      resource: 'orders',
      ignored: true,
      limit: 50,
    });
  });

  it('turns pages, and goes back to them', async () => {
    const second = anAcl({ principal: 'User:second' });
    open([anUnmanagedAcl(), anUnmanagedAcl({ id: 'x', binding: second })]);
    await userEvent.click(await screen.findByRole('button', { name: /next/i }));
    expect(await screen.findByText('User:second')).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?cursor=o1&page=2',
    );
    await userEvent.click(screen.getByRole('button', { name: /previous/i }));
    expect(await screen.findByText('User:route-planner')).toBeVisible();
    expect(screen.getByLabelText('address')).toBeEmptyDOMElement();
  });

  it('ignores one with a reason', async () => {
    const api = open([anUnmanagedAcl()]);
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ignore …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const ignore = dialog.getByRole('button', { name: 'Ignore' });
    expect(ignore).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox'), 'Mirror maker');
    api.ignoreAcl.mockResolvedValue(anUnmanagedAcl());
    await userEvent.click(ignore);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.ignoreAcl).toHaveBeenCalledWith('main', 'acl-7', 'Mirror maker');
  });

  it('lists one again that was ignored', async () => {
    const ignored = {
      reason: 'Mirror maker',
      by: 'user:default/grace',
      at: '2026-11-01T00:00:00.000Z',
    };
    const api = open([anUnmanagedAcl({ ignored })]);
    api.unignoreAcl.mockResolvedValue(anUnmanagedAcl());
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look at it again' }),
    );
    expect(api.unignoreAcl).toHaveBeenCalledWith('main', 'acl-7');
  });

  it('revokes exactly the one that it shows, and says why it could not', async () => {
    const api = open([anUnmanagedAcl()]);
    api.revokeAcl.mockRejectedValueOnce(
      new Error('Cluster main is not managed'),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Revoke …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(
        'ALLOW User:route-planner ALL TOPIC LITERAL sales.orders.v1 from host *',
      ),
    ).toBeVisible();
    await userEvent.type(dialog.getByRole('textbox'), 'Nobody knows it');
    await userEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      'Cluster main is not managed',
    );
    expect(api.revokeAcl).toHaveBeenCalledWith(
      'main',
      'acl-7',
      'Nobody knows it',
    );
  });

  it('says why one can not be revoked, and offers nothing to who may not act', async () => {
    open(
      [anUnmanagedAcl({ protected: 'It is one of the suite’s own.' })],
      '',
      false,
    );
    expect(
      await screen.findByText(/It is one of the suite’s own/),
    ).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /Revoke|Ignore|Adopt/ }),
    ).toBeNull();
  });

  it('tells whom it is for where one is not let in', async () => {
    const api = fakeDataMeshApi();
    api.listUnmanagedAcls.mockRejectedValue(
      Object.assign(new Error('Only members of group:default/ops'), {
        statusCode: 403,
      }),
    );
    renderWithMesh(<ClustersPage />, api, {
      at: ['/data-mesh/clusters', '/main/acls'],
    });
    expect(await screen.findByText('This is not open to you')).toBeVisible();
    expect(
      screen.getByText('Only members of group:default/ops.'),
    ).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });
});

describe('adopting many', () => {
  const adoption = {
    grants: [
      {
        topic: 'sales.orders.v1',
        principal: 'User:route-planner',
        consumer: 'component:default/route-planner',
        mode: 'read' as const,
        endsAt: '2030-02-20T12:00:00Z',
        bindings: [anAcl()],
      },
    ],
    skipped: ['a', 'b'].map(principal => ({
      binding: anAcl({ principal }),
      reason: 'No consumer has it.',
    })),
  };

  it('shows what it would make before it does, then links to the grants', async () => {
    const api = open([anUnmanagedAcl()], '?principal=User:route-planner');
    api.adoptAcls.mockImplementation(async (_, { dryRun }) => ({
      ...adoption,
      dryRun: dryRun !== false,
      grants: adoption.grants.map(grant => ({
        ...grant,
        ...(dryRun === false && { grantId: 'grant-9' }),
      })),
    }));
    await userEvent.click(
      await screen.findByRole('button', { name: 'Adopt many …' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(dialog.getByRole('textbox', { name: /Principal/ })).toHaveValue(
      'User:route-planner',
    );
    const show = dialog.getByRole('button', {
      name: 'Show what it would make',
    });
    expect(show).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /begin with/ }),
      'sales.',
    );
    await userEvent.type(dialog.getByRole('textbox', { name: /Why/ }), 'Audit');
    await userEvent.click(show);
    expect(await dialog.findByText('1 grant would be made')).toBeVisible();
    expect(dialog.getByText('2 ACLs are left alone')).toBeVisible();
    expect(
      dialog.getByRole('button', { name: /No consumer has it/ }),
    ).toBeVisible();
    const input = {
      principal: 'User:route-planner',
      topicPrefix: 'sales.',
      duration: 'P180D',
      reason: 'Audit',
    };
    expect(api.adoptAcls).toHaveBeenCalledTimes(1);
    expect(api.adoptAcls).toHaveBeenCalledWith('main', {
      ...input,
      dryRun: true,
    });
    await userEvent.click(dialog.getByRole('button', { name: 'Make 1 grant' }));
    expect(await dialog.findByText('1 grant was made')).toBeVisible();
    expect(api.adoptAcls).toHaveBeenLastCalledWith('main', {
      ...input,
      dryRun: false,
    });
    expect(dialog.getByRole('link', { name: 'the grant' })).toHaveAttribute(
      'href',
      '/data-mesh/grants/grant-9',
    );
  });

  it('makes nothing where there is nothing to adopt', async () => {
    const api = open([anUnmanagedAcl()], '?adopt=acls');
    api.adoptAcls.mockResolvedValue({ ...adoption, dryRun: true, grants: [] });
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.type(dialog.getByRole('textbox', { name: /Why/ }), 'Audit');
    await userEvent.click(
      dialog.getByRole('button', { name: 'Show what it would make' }),
    );
    expect(
      await dialog.findByText('There is nothing to make a grant of'),
    ).toBeVisible();
    expect(dialog.getByRole('button', { name: 'Make grants' })).toBeDisabled();
  });
});
