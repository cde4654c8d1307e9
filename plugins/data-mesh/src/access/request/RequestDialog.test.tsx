import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { AccessRequest } from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  aConsumer,
  anItem,
  aPlan,
  aPlannedItem,
} from '../../__testUtils__/access';
import { fakeDataMeshApi } from '../../__testUtils__/fakeDataMeshApi';
import { aCluster, aLocation, aProduct } from '../../__testUtils__/mesh';
import { renderWithMesh } from '../../__testUtils__/renderWithMesh';
import { RequestAccessButton } from './RequestAccessButton';

const [port] = aProduct().ports;
const twoPorts = aProduct({
  ports: [
    port,
    {
      ...port,
      name: 'orders-v2',
      locations: [aLocation({ topic: 'sales.orders.v2' })],
    },
  ],
});

function open(
  api = fakeDataMeshApi(),
  product = aProduct(),
  search = '?request=all',
) {
  const details = {
    product,
    topics: [],
    clusters: [aCluster()],
    mayAccept: [],
  };
  renderWithMesh(<RequestAccessButton details={details} />, api, { search });
  return api;
}

const sent = (overrides = {}): AccessRequest => ({
  ...anItem(),
  id: 'request-1',
  items: [anItem(overrides)],
});
const next = () =>
  userEvent.click(screen.getByRole('button', { name: 'Next' }));
const typePurpose = () =>
  userEvent.type(
    screen.getByRole('textbox', { name: /What for/ }),
    'Plan routes',
  );

/** Goes through the steps, typing nothing but the purpose. */
async function toReview() {
  await screen.findByText('Signs in to Main as User:route-planner.');
  await next();
  await typePurpose();
  await next();
  await screen.findAllByText(/decides\.|Approved at once|cannot be asked/);
}

describe('RequestDialog', () => {
  it('asks for nothing but the purpose where there is one port and one service', async () => {
    const api = open();
    api.submitAccessRequest.mockResolvedValue(sent());
    await toReview();
    expect(
      screen.getByText(/route planner asks to read Orders until/i),
    ).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'order-team' })).toHaveAttribute(
      'href',
      '/catalog/default/group/order-team',
    );
    await userEvent.click(screen.getByRole('button', { name: /Exactly what/ }));
    expect(
      screen.getByText('User:route-planner may read topic sales.orders.v1'),
    ).toBeInTheDocument();

    await userEvent.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByText('The request is sent')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'My requests' })).toHaveAttribute(
      'href',
      '/data-mesh/requests',
    );
    expect(api.submitAccessRequest).toHaveBeenCalledWith(
      {
        items: [{ product: 'dataproduct:default/orders', port: 'orders-v1' }],
        consumer: 'component:default/route-planner',
        mode: 'read',
        purpose: 'Plan routes',
        duration: 'P90D',
        planHash: 'hash-1',
      },
      expect.any(String),
    );
  });

  it('keeps what was typed when sending fails, and tries again under the same key', async () => {
    const api = open();
    api.submitAccessRequest.mockRejectedValueOnce(
      new Error('The backend is away'),
    );
    await toReview();
    await userEvent.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The backend is away',
    );
    expect(screen.getByText('Plan routes')).toBeInTheDocument();

    api.submitAccessRequest.mockResolvedValue(sent());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText('The request is sent')).toBeInTheDocument();
    const [[, first], [, second]] = api.submitAccessRequest.mock.calls;
    expect(second).toBe(first);
  });

  it('shows the plan as it is now where it has changed meanwhile', async () => {
    const api = open();
    await toReview();
    api.createPlan.mockResolvedValue(
      aPlan(aPlannedItem({ steps: [], rule: 'same-team' })),
    );
    api.submitAccessRequest.mockRejectedValueOnce(
      Object.assign(new Error('It has changed since'), { statusCode: 409 }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByText('It has changed since')).toBeInTheDocument();
    expect(await screen.findByText(/Approved at once/)).toBeInTheDocument();
  });

  it('says where nobody has to agree, and links to the grant', async () => {
    const api = open();
    api.createPlan.mockResolvedValue(aPlan(aPlannedItem({ steps: [] })));
    api.submitAccessRequest.mockResolvedValue(
      sent({ state: 'approved', grantId: 'grant-1' }),
    );
    await toReview();
    await userEvent.click(screen.getByRole('button', { name: 'Send request' }));
    expect(await screen.findByText('Approved at once')).toBeInTheDocument();
    expect(
      screen.getByRole('link', { name: 'approved, see how to connect' }),
    ).toHaveAttribute('href', '/data-mesh/grants/grant-1');
  });

  it('says in the first step already why something cannot be asked for', async () => {
    const api = fakeDataMeshApi();
    api.createPlan.mockResolvedValue(
      aPlan(
        aPlannedItem({
          refusal: { code: 'CONFLICT', message: 'The topic is contested' },
        }),
      ),
    );
    open(api);
    expect(
      await screen.findByText('The topic is contested.'),
    ).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
  });

  it('points at the grant that there is already', async () => {
    const api = fakeDataMeshApi();
    api.createPlan.mockResolvedValue(
      aPlan(
        aPlannedItem({
          refusal: { code: 'CONFLICT', message: 'Has it (grant g)' },
          existing: { grantId: 'grant-1' },
        }),
      ),
    );
    open(api);
    expect(
      await screen.findByRole('link', { name: 'renew it there' }),
    ).toHaveAttribute('href', '/data-mesh/grants/grant-1');
  });

  it('lets one leave out what is refused, and send the rest', async () => {
    const api = fakeDataMeshApi();
    api.createPlan.mockImplementation(async ({ items }) =>
      aPlan(
        ...items.map(item =>
          aPlannedItem({
            port: item.port,
            ...(item.port === 'orders-v2' && {
              refusal: { code: 'CONFLICT', message: 'No v2' },
            }),
          }),
        ),
      ),
    );
    open(api, twoPorts);
    await userEvent.click(await screen.findByRole('checkbox', { name: /v1/ }));
    await userEvent.click(screen.getByRole('checkbox', { name: /v2/ }));
    await toReview();
    expect(screen.getByRole('button', { name: 'Send request' })).toBeDisabled();
    await userEvent.click(screen.getByRole('button', { name: 'Leave it out' }));
    await waitFor(() =>
      expect(
        screen.getByRole('button', { name: 'Send request' }),
      ).toBeEnabled(),
    );
    expect(screen.queryByRole('region', { name: 'orders-v2' })).toBeNull();
  });

  it.each([
    [
      { state: 'none' as const, principal: undefined },
      /does not know how Route planner signs in to Main.*annotation/,
    ],
    [{ state: 'awaiting' as const }, /not confirmed on Main yet.*operator/],
    [{ state: 'contested' as const }, /belongs to another consumer/],
    [
      { state: 'invalid' as const, reason: 'has a line break' },
      /cannot be used on Main\. has a line break\./,
    ],
    [{ state: 'creatable' as const }, /one is made for it after approval/],
  ])('says of a principal that is %j what to do', async (state, words) => {
    const [principal] = aConsumer().principals;
    open(
      fakeDataMeshApi({
        consumers: [aConsumer({ principals: [{ ...principal, ...state }] })],
      }),
    );
    expect(await screen.findByText(words)).toBeInTheDocument();
  });

  it('tells those who own no service what is missing', async () => {
    open(fakeDataMeshApi({ consumers: [] }));
    expect(await screen.findByText(/You own no component/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Next' })).toBeDisabled();
  });

  it('offers periods up to the longest that is allowed', async () => {
    const api = fakeDataMeshApi();
    api.createPlan.mockResolvedValue(
      aPlan(aPlannedItem({ maxDuration: 'P45D' })),
    );
    open(api);
    await screen.findByText(/Signs in to Main/);
    await waitFor(() => expect(api.createPlan).toHaveBeenCalled());
    await next();
    const periods = await screen.findByRole('radiogroup');
    await waitFor(() =>
      expect(within(periods).getAllByRole('radio')).toHaveLength(2),
    );
    expect(within(periods).getByLabelText(/^45 days, until/)).toBeChecked();
  });

  it('is open where the URL says so, and keeps the draft when closed', async () => {
    open(fakeDataMeshApi(), aProduct(), '');
    expect(screen.queryByRole('dialog')).toBeNull();
    const button = await screen.findByRole('button', {
      name: 'Request access',
    });
    await userEvent.click(button);
    expect(screen.getByLabelText('address')).toHaveTextContent('?request=all');
    await screen.findByText(/Signs in to Main/);
    await next();
    await typePurpose();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(screen.getByLabelText('address')).toHaveTextContent(/^$/);

    await userEvent.click(button);
    await screen.findByText(/Signs in to Main/);
    await next();
    expect(screen.getByRole('textbox', { name: /What for/ })).toHaveValue(
      'Plan routes',
    );
  });
});
