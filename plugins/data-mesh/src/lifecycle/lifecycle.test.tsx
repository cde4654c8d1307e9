import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  MeshProduct,
  ProductReader,
  ProductStanding,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import {
  aCluster,
  aProduct,
  ordersEntity,
  someFacts,
} from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { AboutCard } from '../entity/AboutCard';

const REF = 'dataproduct:default/orders';
const reader = (over: Partial<ProductReader> = {}): ProductReader => ({
  kind: 'consumer',
  name: 'component:default/route-planner',
  ownerRef: 'group:default/planners',
  ports: ['orders-v1'],
  grants: [{ id: 'g1', state: 'active', endsAt: '2030-01-01T00:00:00.000Z' }],
  groups: [{ cluster: 'main', groupId: 'route-planner', members: 1, lag: 12 }],
  inputPorts: [],
  ...over,
});

/** The card of a product that is published, or declared over a published one. */
function open(
  product: Partial<MeshProduct>,
  standing: Partial<ProductStanding> = {},
  {
    isOwner,
    annotations,
  }: { isOwner?: boolean; annotations?: Record<string, string> } = {},
) {
  const api = fakeDataMeshApi();
  api.getProduct.mockResolvedValue({
    product: aProduct({ origin: 'published', version: 1, ...product }),
    topics: [someFacts()],
    clusters: [aCluster()],
    mayAccept: [],
    ...(isOwner && { isOwner }),
  });
  const version = {
    version: 1,
    state: 'published' as const,
    entity: {},
    owner: 'group:default/order-team',
    changedBy: 'user:default/olivia',
    changedAt: '2026-11-26T12:00:00.000Z',
    changes: [],
  };
  if (standing.shadowedBy) {
    api.listProductVersions.mockResolvedValue({
      items: [version],
      totalItems: 1,
    });
  }
  api.getPublication.mockResolvedValue({
    ...version,
    isOwner: true,
    mayAccept: false,
    mayOverride: false,
    ...standing,
  });
  api.listReaders.mockResolvedValue({
    items: [
      reader(),
      reader({
        kind: 'group',
        name: 'somebody',
        ownerRef: undefined,
        grants: [],
        groups: [],
      }),
    ],
    totalItems: 2,
    unknown: ['backup'],
    hidden: 1,
  });
  renderWithMesh(<AboutCard />, api, {
    entity: {
      ...ordersEntity,
      metadata: { ...ordersEntity.metadata, annotations },
    },
  });
  return api;
}

const press = async (name: string) => {
  await userEvent.click(await screen.findByRole('button', { name }));
  return screen.findByRole('dialog');
};

describe('the end of a product', () => {
  it('is said by its owner, who sees first who will be told', async () => {
    const api = open({});
    const dialog = await press('Deprecate …');
    const list = await within(dialog).findByRole('list', {
      name: 'Who reads it',
    });
    const [known, unknown] = within(list).getAllByRole('listitem');
    expect(known).toHaveTextContent(
      /^route-planner, port orders-v1, access until .*2030.*; route-planner is running, 12 records behind; planners is told$/,
    );
    expect(unknown).toHaveTextContent(
      'Consumer group somebody, of nobody known, so nobody is told',
    );
    expect(dialog).toHaveTextContent(
      'The consumer groups of backup could not be read, so that somebody may be missing.',
    );
    expect(dialog).toHaveTextContent(
      'There is one more, some of whom you may not see.',
    );
    const confirm = within(dialog).getByRole('button', { name: 'Deprecate' });
    expect(confirm).toBeDisabled();
    const year = within(dialog).getByRole('spinbutton', { name: /^year/ });
    await userEvent.click(
      within(dialog).getByRole('spinbutton', { name: /^month/ }),
    );
    await userEvent.keyboard('12312030');
    expect(year).toHaveTextContent('2030');
    await userEvent.type(
      within(dialog).getByLabelText(/What readers should know/),
      'Two are too many.',
    );
    api.deprecateProduct.mockResolvedValue({
      product: aProduct(),
      version: 2,
      results: [],
    });
    await userEvent.click(confirm);
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.deprecateProduct).toHaveBeenCalledWith(REF, {
      sunset: '2030-12-31',
      message: 'Two are too many.',
    });
  });

  it('stands on its page, with what comes instead and who still reads it', async () => {
    open({
      lifecycle: 'deprecated',
      deprecation: {
        sunset: '2027-03-01',
        replacedBy: 'orders-2',
        message: 'Two are too many.',
      },
    });
    expect(await screen.findByText('Ends on 2027-03-01')).toBeVisible();
    expect(screen.getByText(/Two are too many\./)).toBeVisible();
    expect(screen.getByRole('link', { name: 'orders-2' })).toHaveAttribute(
      'href',
      expect.stringMatching(/\/catalog\/default\/dataproduct\/orders-2$/),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Who still reads it' }),
    );
    expect(
      await screen.findByRole('link', { name: 'route-planner' }),
    ).toBeVisible();
  });

  it('is said to whoever asks for access, with what to ask for instead', async () => {
    open({
      lifecycle: 'deprecated',
      deprecation: { sunset: '2027-03-01', replacedBy: 'orders-2' },
    });
    const dialog = await press('Request access');
    expect(within(dialog).getByText('Ends on 2027-03-01')).toBeVisible();
    expect(
      within(dialog).getByRole('link', { name: 'orders-2' }),
    ).toHaveAttribute('target', '_blank');
  });

  it('is taken back by its owner', async () => {
    const api = open({ lifecycle: 'deprecated' });
    const dialog = await press('Reinstate …');
    api.reinstateProduct.mockResolvedValue({
      product: aProduct(),
      version: 3,
      results: [],
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Reinstate' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.reinstateProduct).toHaveBeenCalledWith(REF, {});
  });

  it.each<['Retire' | 'Unpublish', 'retireProduct' | 'unpublishProduct']>([
    ['Retire', 'retireProduct'],
    ['Unpublish', 'unpublishProduct'],
  ])(
    '%s is refused while it is read, and overridden by a steward with a reason',
    async (action, method) => {
      const api = open({}, { isOwner: false, mayOverride: true });
      api[method].mockRejectedValueOnce(
        Object.assign(new Error('orders is still read by route-planner'), {
          statusCode: 409,
        }),
      );
      const dialog = await press(`${action} …`);
      await userEvent.type(within(dialog).getByLabelText(/Why/), 'over');
      expect(within(dialog).queryByRole('checkbox')).toBeNull();
      const confirm = within(dialog).getByRole('button', { name: action });
      await userEvent.click(confirm);
      expect(await within(dialog).findByRole('alert')).toHaveTextContent(
        'is still read by route-planner',
      );
      expect(
        await within(dialog).findByRole('link', { name: 'route-planner' }),
      ).toBeVisible();
      await userEvent.click(within(dialog).getByRole('checkbox'));
      api[method].mockResolvedValueOnce({} as never);
      await userEvent.click(confirm);
      await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
      expect(api[method]).toHaveBeenLastCalledWith(REF, {
        reason: 'over',
        override: true,
      });
    },
  );

  it('cannot be overridden by its owner alone', async () => {
    const api = open({});
    api.retireProduct.mockRejectedValue(
      Object.assign(new Error('it is read'), { statusCode: 409 }),
    );
    const dialog = await press('Retire …');
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'over');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Retire' }),
    );
    await within(dialog).findByRole('alert');
    expect(within(dialog).queryByRole('checkbox')).toBeNull();
  });
});

describe('a declared product', () => {
  const chooseDay = async (dialog: HTMLElement) => {
    await userEvent.click(
      within(dialog).getByRole('spinbutton', { name: /^month/ }),
    );
    await userEvent.keyboard('12312030');
  };

  it('ends in Git, with lines that its owner takes along', async () => {
    const api = open(
      { origin: 'declared', version: undefined },
      {},
      {
        isOwner: true,
        annotations: { 'backstage.io/edit-url': 'https://git.example/edit/x' },
      },
    );
    api.draftDeprecation.mockResolvedValue({
      lines: 'spec:\n  lifecycle: deprecated\n',
      originLocation: 'url:https://git.example/x.yaml',
    });
    const dialog = await press('Deprecate …');
    expect(dialog).toHaveTextContent('Name the last day to see the lines.');
    await chooseDay(dialog);
    const lines = await within(dialog).findByRole('status', {
      name: 'Lines to merge',
    });
    await waitFor(() =>
      expect(lines).toHaveTextContent('lifecycle: deprecated'),
    );
    expect(api.draftDeprecation).toHaveBeenLastCalledWith(REF, {
      sunset: '2030-12-31',
    });
    expect(
      within(dialog).getByRole('link', {
        name: /Edit it where it is described/,
      }),
    ).toHaveAttribute('href', 'https://git.example/edit/x');
    expect(within(dialog).getByRole('button', { name: /copy/i })).toBeVisible();
    expect(api.deprecateProduct).not.toHaveBeenCalled();
  });

  it('says why it cannot end so, and where it is described', async () => {
    const api = open(
      { origin: 'declared', version: undefined },
      {},
      { isOwner: true },
    );
    api.draftDeprecation.mockRejectedValueOnce(
      new Error('the mesh knows no product orders-2 that goes on'),
    );
    const dialog = await press('Deprecate …');
    await chooseDay(dialog);
    expect(
      await within(dialog).findByText(/knows no product orders-2/),
    ).toBeVisible();
    api.draftDeprecation.mockResolvedValue({
      lines: 'spec: {}',
      originLocation: 'url:https://git.example/x.yaml',
    });
    await userEvent.click(
      within(dialog).getByRole('button', { name: /again/i }),
    );
    expect(
      await within(dialog).findByRole('link', { name: /x\.yaml/ }),
    ).toHaveAttribute('href', 'https://git.example/x.yaml');
  });

  it('is not ended by those whom it is not', async () => {
    open({ origin: 'declared', version: undefined });
    expect(await screen.findByText('Alive')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Deprecate …' })).toBeNull();
  });

  it('says that a published version stands behind it, which its owner can unpublish', async () => {
    const api = open(
      { origin: 'declared', version: undefined },
      { version: 4, shadowedBy: 'url:https://git.example.com/x.yaml' },
    );
    expect(
      await screen.findByText(
        'A published version 4 stands behind it; unpublish it to have that end.',
      ),
    ).toBeVisible();
    const dialog = await press('Unpublish …');
    api.unpublishProduct.mockResolvedValue({} as never);
    await userEvent.type(within(dialog).getByLabelText(/Why/), 'it is in Git');
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Unpublish' }),
    );
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(api.unpublishProduct).toHaveBeenCalledWith(REF, {
      reason: 'it is in Git',
    });
  });

  it('says nothing of that where there is none', async () => {
    const api = open({ origin: 'declared', version: undefined });
    expect(await screen.findByText('Alive')).toBeVisible();
    expect(screen.queryByText(/stands behind it/)).toBeNull();
    // It would be an error in the browser's log on nearly every page.
    expect(api.getPublication).not.toHaveBeenCalled();
  });
});
