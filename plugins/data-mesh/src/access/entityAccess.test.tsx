import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { aGrant, anItem } from '../__testUtils__/access';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { ordersEntity } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { isDataConsumer } from '../entities/kinds';
import { AccessContent } from './AccessContent';
import { ConsumerAccessCard } from './ConsumerAccessCard';
import { ConsumerAccessContent } from './ConsumerAccessContent';
import { usesDataProducts } from './usesDataProducts';

const routePlanner = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'route-planner', namespace: 'default' },
  spec: { type: 'service' },
};
const ended = aGrant({
  id: 'grant-2',
  state: 'revoked',
  endedAt: '2025-02-20T12:00:00Z',
});

describe('the tab Access of a data product', () => {
  it('answers first, then lists who has access and who asks for it', async () => {
    renderWithMesh(
      <AccessContent />,
      fakeDataMeshApi({
        grants: [aGrant(), ended],
        items: [anItem({ mayDecide: true, consumer: 'component:default/x' })],
      }),
      { entity: ordersEntity },
    );
    expect(
      await screen.findByText('1 consumer may read it, 1 request to decide'),
    ).toBeVisible();
    const [, row, ...others] = await screen.findAllByRole('row');
    expect(others).toEqual([]);
    expect(
      within(row).getByRole('link', { name: 'route-planner' }),
    ).toBeVisible();
    expect(row).toHaveTextContent('Active');
    expect(row).toHaveTextContent('decided by olivia');
    expect(
      within(row).getByRole('link', { name: 'Read access to Orders' }),
    ).toHaveAttribute('href', '/data-mesh/grants/grant-1');
    expect(screen.getByRole('button', { name: 'Approve …' })).toBeVisible();
    expect(
      screen.getByRole('button', { name: 'Request access' }),
    ).toBeVisible();
  });

  it('has past grants behind a filter in the URL', async () => {
    renderWithMesh(<AccessContent />, fakeDataMeshApi({ grants: [ended] }), {
      entity: ordersEntity,
    });
    expect(
      await screen.findByText('Nobody has access through the portal yet', {
        selector: 'h3',
      }),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: /State of the grants/ }),
    );
    await userEvent.click(await screen.findByRole('option', { name: 'Any' }));
    expect(
      await screen.findByText('Revoked on 20 February 2025'),
    ).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent('?grants=any');
  });

  it('asks again within seconds while a grant is on its way', async () => {
    const grants = [aGrant({ state: 'pending', confirmed: 2, brokers: 3 })];
    const api = fakeDataMeshApi({ grants });
    renderWithMesh(<AccessContent />, api, { entity: ordersEntity });
    expect(
      await screen.findByText('Being set up: 2 of 3 brokers confirmed'),
    ).toBeVisible();
    grants[0] = aGrant();
    await waitFor(() => expect(screen.getByText('Active')).toBeVisible(), {
      timeout: 4_000,
    });
  });

  it('says what could not be asked, and asks again on request', async () => {
    const api = fakeDataMeshApi({ grants: [aGrant()] });
    api.listGrants.mockRejectedValue(new Error('The backend is away'));
    renderWithMesh(<AccessContent />, api, { entity: ordersEntity });
    expect(
      await screen.findByText('The grants could not be asked'),
    ).toBeVisible();
    api.listGrants.mockResolvedValue({ items: [aGrant()], totalItems: 1 });
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('Active', { ignore: 'option' }),
    ).toBeVisible();
  });
});

describe('the page of a consumer', () => {
  it('lists what it may use, with a way to connect', async () => {
    renderWithMesh(
      <ConsumerAccessContent />,
      fakeDataMeshApi({ grants: [aGrant()] }),
      { entity: routePlanner },
    );
    const [, row] = await screen.findAllByRole('row');
    expect(row).toHaveTextContent('Read access to Orders');
    expect(
      within(row).getByRole('link', { name: 'How to connect' }),
    ).toHaveAttribute('href', '/data-mesh/grants/grant-1#connect');
  });

  it('says what to do where it may use nothing', async () => {
    renderWithMesh(<ConsumerAccessContent />, fakeDataMeshApi(), {
      entity: routePlanner,
    });
    expect(
      await screen.findByText('It has no access to data products'),
    ).toBeVisible();
  });

  it('has a card with what is live, and a link to all', async () => {
    const api = fakeDataMeshApi({ grants: [aGrant()] });
    renderWithMesh(<ConsumerAccessCard />, api, { entity: routePlanner });
    expect(await screen.findByText('Read access to Orders')).toBeVisible();
    expect(
      screen.getByRole('link', { name: 'All of its access' }),
    ).toHaveAttribute(
      'href',
      '/catalog/default/component/route-planner/access',
    );
  });

  it('has the card only where it uses data products', () => {
    expect(usesDataProducts(routePlanner)).toBe(false);
    const relations = [
      { type: 'consumesDataProduct', targetRef: 'dataproduct:default/orders' },
    ];
    expect(usesDataProducts({ ...routePlanner, relations })).toBe(true);
    expect(usesDataProducts({ ...ordersEntity, relations })).toBe(false);
  });

  it('is that of a component, system or resource, but not of a topic', () => {
    expect(isDataConsumer(routePlanner)).toBe(true);
    const resource = { ...routePlanner, kind: 'Resource' };
    expect(isDataConsumer({ ...resource, spec: { type: 'bucket' } })).toBe(
      true,
    );
    expect(isDataConsumer({ ...resource, spec: { type: 'kafka-topic' } })).toBe(
      false,
    );
    expect(isDataConsumer(ordersEntity)).toBe(false);
  });
});
