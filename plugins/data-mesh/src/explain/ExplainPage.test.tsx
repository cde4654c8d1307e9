import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { Explanation } from '@data-mesh/backstage-plugin-data-mesh-common';
import { anAcl } from '../__testUtils__/access';
import {
  anExplainedBinding,
  anExplanation,
  anyoneElse,
  aPrincipal,
} from '../__testUtils__/acls';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { ExplainPage } from './ExplainPage';

const ofOrders = '?cluster=main&topic=sales.orders.v1';

function open(explanation: Explanation, search = ofOrders) {
  const api = fakeDataMeshApi();
  api.explainAccess.mockResolvedValue(explanation);
  renderWithMesh(<ExplainPage />, api, { search });
  return api;
}

// The list of a combobox looks whether its end is in sight, and jsdom has none.
beforeAll(() => {
  window.IntersectionObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as unknown as typeof IntersectionObserver;
});

describe('ExplainPage', () => {
  it('asks which topic it is about, and finds one as one types', async () => {
    const api = open(anExplanation(), '');
    api.listTopics.mockImplementation(async (_, query) => ({
      items: query?.q
        ? [
            {
              cluster: 'main',
              environment: 'production',
              name: 'sales.orders.v1',
              entityRef: 'resource:default/orders',
            },
          ]
        : [],
      totalItems: 1,
    }));
    expect(await screen.findByText('Which topic is it about?')).toBeVisible();
    expect(api.explainAccess).not.toHaveBeenCalled();
    await userEvent.type(
      screen.getByRole('combobox', { name: 'Topic' }),
      'orders',
    );
    await userEvent.click(
      await screen.findByRole('option', { name: 'sales.orders.v1' }),
    );
    expect(
      await screen.findByText('1 principal may read it; anyone else may not'),
    ).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent(
      '?topic=sales.orders.v1',
    );
  });

  it('tells of each principal whether it may, and on whose approval', async () => {
    const api = open(anExplanation());
    expect(
      await screen.findByText('User:route-planner may read sales.orders.v1.'),
    ).toBeVisible();
    expect(screen.getByText('May read')).toBeVisible();
    expect(screen.getByText('May not read')).toBeVisible();
    expect(api.explainAccess).toHaveBeenCalledWith({
      cluster: 'main',
      topic: 'sales.orders.v1',
      operation: 'READ',
    });
    await userEvent.click(screen.getByRole('button', { name: /^Why/ }));
    const reason = screen.getByText(/decided by/);
    expect(reason).toHaveTextContent(
      /The grant of route-planner to orders, decided by olivia, until .* \(the request\): “Plan routes from open orders.”/,
    );
    expect(
      within(reason).getByRole('link', { name: 'The grant' }),
    ).toHaveAttribute('href', '/data-mesh/grants/grant-1');
    expect(screen.getByText(/as they were read/)).toHaveTextContent('12 s ago');
  });

  it('shows what denies before what allows, and says what is not managed here', async () => {
    open(
      anExplanation({
        principals: [
          aPrincipal({
            verdict: 'denied',
            sentence: 'DENY wins.',
            deniedBy: [
              anExplainedBinding({
                id: 'deny',
                binding: anAcl({
                  permission: 'DENY',
                  patternType: 'PREFIXED',
                  resourceName: 'sales.',
                }),
                grants: [],
              }),
            ],
            allowedBy: [
              anExplainedBinding({
                id: 'all',
                binding: anAcl({ resourceName: '*', host: '10.0.0.1' }),
                grants: [],
                ignored: 'Mirror maker',
              }),
            ],
          }),
          anyoneElse,
        ],
      }),
      `${ofOrders}&principal=User:route-planner`,
    );
    // Open at once where it is about one principal.
    const [deny, allow] = await screen.findAllByText(
      /may read|must not read/i,
      {
        selector: 'p',
      },
    );
    expect(deny).toHaveTextContent(
      'must not read topics that begin with sales.',
    );
    expect(allow).toHaveTextContent('may read every topic, from 10.0.0.1 only');
    expect(screen.getByText('1 ACL denies, 1 ACL allows')).toBeVisible();
    expect(screen.getByText(/no approval is known/)).toBeVisible();
    expect(
      screen.getByText('Not managed here, and may stay: Mirror maker'),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Show everyone' }),
    );
    expect(screen.getByLabelText('address')).not.toHaveTextContent('principal');
  });

  it('says plainly that ACLs could not be read', async () => {
    open(
      anExplanation({
        readAt: undefined,
        principals: [],
        unreadable: 'The credential may not describe ACLs.',
      }),
    );
    expect(await screen.findByText('Not known')).toBeVisible();
    expect(
      screen.getByText('The credential may not describe ACLs.'),
    ).toBeVisible();
    expect(screen.queryByText(/may not/, { selector: 'h2' })).toBeNull();
  });

  it('pages and narrows where there are many', async () => {
    open(
      anExplanation({
        principals: Array.from({ length: 60 }, (_, i) =>
          aPrincipal({ principal: `User:p${i}`, consumer: undefined }),
        ),
      }),
    );
    expect(await screen.findByText('1 to 25 of 60 principals')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: /next/i }));
    expect(screen.getByText('26 to 50 of 60 principals')).toBeVisible();
    expect(screen.getByLabelText('address')).toHaveTextContent('page=2');
    await userEvent.type(screen.getByRole('searchbox', { name: 'Who' }), 'p59');
    expect(await screen.findByText('User:p59')).toBeVisible();
    expect(screen.queryByText('User:p58')).toBeNull();
    expect(screen.getByLabelText('address')).not.toHaveTextContent('page=');
  });
});
