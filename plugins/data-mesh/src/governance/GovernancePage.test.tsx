import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aFinding, aPolicy, aSizePolicy } from '../__testUtils__/governance';
import { aProduct, namedProduct } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { GovernancePage } from './GovernancePage';

type Mesh = NonNullable<Parameters<typeof fakeDataMeshApi>[0]>;

const warning = aFinding({
  id: 'finding-2',
  policy: 'parallel',
  policyTitle: 'Topics can be read in parallel',
  product: 'dataproduct:default/vehicles',
  productTitle: 'Vehicles',
  domain: 'domain:default/fleet',
  owner: undefined,
  severity: 'warning',
  stage: 'warn',
  message: 'Topic fleet.vehicles.v1 has 1 partition',
});
const fixed = aFinding({
  id: 'finding-3',
  message: 'Field phone is tagged PII',
  fixedAt: new Date().toISOString(),
});
const mesh: Mesh = {
  products: [
    aProduct(),
    namedProduct('customers'),
    namedProduct('vehicles', { domainRef: 'domain:default/fleet' }),
  ],
  policies: [aPolicy(), aSizePolicy()],
  findings: [aFinding(), warning, fixed],
};

function open(search = '', more: Mesh = {}) {
  const api = fakeDataMeshApi({ ...mesh, ...more });
  renderWithMesh(<GovernancePage />, api, {
    at: ['/data-mesh/governance', ''],
    search,
  });
  return api;
}
const table = async (index: number) =>
  within((await screen.findAllByRole('grid'))[index]);
const address = () => screen.getByLabelText('address').textContent;

describe('the page Governance', () => {
  it('answers first, then shows how the domains stand, then what is wrong', async () => {
    open();
    expect(
      await screen.findByText(
        '1 of 3 products has nothing wrong; 1 error and 1 warning are open',
      ),
    ).toBeVisible();
    expect(screen.getByRole('link', { name: '2 policies' })).toHaveAttribute(
      'href',
      '/data-mesh/governance/policies',
    );
    const sales = within((await table(0)).getByRole('row', { name: /sales/ }));
    expect(
      sales.getByRole('progressbar', {
        name: 'Nothing is wrong with 1 of 2 products',
      }),
    ).toHaveAttribute('value', '1');
    const row = within(
      (await table(1)).getByRole('row', { name: /Field email/ }),
    );
    expect(row.getByText('Error')).toBeVisible();
    expect(row.getByRole('link', { name: 'Orders' })).toBeVisible();
    expect(row.getByRole('link', { name: 'order-team' })).toBeVisible();
    expect(row.getByText('5 h ago')).toBeVisible();
    expect(
      row.getByRole('link', { name: 'Personal data is confidential' }),
    ).toHaveAttribute('href', '/data-mesh/governance/policies/personal-data');
    expect(screen.queryByText('Field phone is tagged PII')).toBeNull();
  });

  it('leads from the numbers of a domain to its page and its findings', async () => {
    open();
    const fleet = within((await table(0)).getByRole('row', { name: /fleet/ }));
    expect(fleet.getByRole('link', { name: 'fleet' })).toHaveAttribute(
      'href',
      '/catalog/default/domain/fleet',
    );
    const [all, warnings] = fleet.getAllByRole('link', { name: '1' });
    expect(all).toHaveAttribute(
      'href',
      '/data-mesh/governance?domain=domain%3Adefault%2Ffleet',
    );
    await userEvent.click(warnings);
    expect(address()).toBe('?domain=domain%3Adefault%2Ffleet&severity=warning');
    expect(await screen.findByText('1 finding')).toBeVisible();
  });

  it('keeps its filters in the URL', async () => {
    const api = open(
      '?severity=error&policy=personal-data&domain=domain:default/sales&state=all',
    );
    expect(await screen.findByText('Field phone is tagged PII')).toBeVisible();
    expect(api.listFindings).toHaveBeenCalledWith({
      severity: 'error',
      policy: 'personal-data',
      domain: 'domain:default/sales',
      state: 'all',
      limit: 50,
    });
    await userEvent.click(screen.getByRole('button', { name: /State/ }));
    await userEvent.click(await screen.findByRole('option', { name: 'Open' }));
    expect(address()).not.toMatch('state');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    expect(address()).toBe('');
  });

  it('says of which product alone it shows the findings', async () => {
    open('?product=dataproduct:default/vehicles');
    expect(await screen.findByText('1 finding')).toBeVisible();
    expect(screen.getByText(/^Only of/)).toHaveTextContent('Only of vehicles');
    await userEvent.click(screen.getByRole('button', { name: 'Show all' }));
    expect(await screen.findByText('2 findings')).toBeVisible();
    expect(address()).toBe('');
  });

  it('leaves out of the URL what makes no sense', async () => {
    const api = open('?severity=awful&state=gone');
    expect(await screen.findByText(/Field email/)).toBeVisible();
    expect(api.listFindings).toHaveBeenCalledWith({ limit: 50 });
  });

  it('asks for what is wrong with the products of whoever looks', async () => {
    const api = open('?owner=mine');
    expect(await screen.findByText(/Field email/)).toBeVisible();
    expect(api.listFindings).toHaveBeenCalledWith({ mine: true, limit: 50 });
  });

  it('goes through the pages of the backend', async () => {
    const api = open('', { pageSize: 1 });
    await screen.findByText('1 to 1 of 2 findings');
    await userEvent.click(screen.getByRole('button', { name: /Next/ }));
    expect(
      await screen.findByText('Topic fleet.vehicles.v1 has 1 partition'),
    ).toBeVisible();
    expect(api.listFindings).toHaveBeenCalledWith({ cursor: '1', limit: 50 });
  });

  it('opens what to do about a finding, at a URL of its own', async () => {
    open();
    await userEvent.click(
      await screen.findByRole('link', { name: /Field email/ }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      dialog.getByText(/^Classify the port as confidential/),
    ).toBeVisible();
    expect(dialog.getByText('internal')).toBeVisible();
    expect(
      dialog.getByText('Whoever reads it has to have a reason.'),
    ).toBeVisible();
    expect(
      dialog.getByText(
        /^Enforced\. While a product is wrong, nobody is given access/,
      ),
    ).toBeVisible();
    expect(address()).toBe('?finding=finding-1');
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('dialog')).toBeNull();
    expect(address()).toBe('');
  });

  it('opens a finding from anywhere in its row', async () => {
    open();
    await userEvent.click(await screen.findByText('Nobody yet'));
    expect(
      await screen.findByRole('dialog', {
        name: 'Topic fleet.vehicles.v1 has 1 partition',
      }),
    ).toBeVisible();
    expect(address()).toBe('?finding=finding-2');
  });

  it('says from when a policy is enforced', async () => {
    open('?finding=finding-1', {
      policies: [
        aPolicy({ stageNow: 'warn', enforceFrom: '2099-03-01T12:00:00Z' }),
      ],
    });
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      'Enforced from 1 March 2099. Until then it tells what is wrong, and stops nothing.',
    );
  });

  it('says that the finding of a link is not in the list any more', async () => {
    open('?finding=finding-9');
    expect(
      await screen.findByText('The finding of this link is not in the list'),
    ).toBeVisible();
  });

  it('says so where nothing is wrong, and where nothing matches', async () => {
    open('', { findings: [] });
    expect(
      await screen.findByText('Nothing is wrong with any of 3 products'),
    ).toBeVisible();
    expect(await screen.findByText('Nothing is wrong')).toBeVisible();
  });

  it('says that nothing matches where filters leave nothing', async () => {
    open('?severity=info');
    expect(await screen.findByText('No finding matches')).toBeVisible();
  });

  it('says what policies are for where there are none, with an example', async () => {
    open('', {
      policies: [],
      findings: [],
      policyProblems: [
        { key: 'dataMesh.policies[0]', message: "'why' is missing" },
      ],
    });
    expect(await screen.findByText('There are no policies yet')).toBeVisible();
    expect(screen.getByText('dataMesh.policies[0]')).toBeVisible();
    await waitFor(() =>
      expect(document.body).toHaveTextContent('type: owner-exists'),
    );
    expect(screen.queryByRole('grid')).toBeNull();
  });

  it('offers to ask again where it could not be asked', async () => {
    const api = fakeDataMeshApi(mesh);
    api.listFindings.mockRejectedValueOnce(new Error('The backend is away'));
    renderWithMesh(<GovernancePage />, api, {
      at: ['/data-mesh/governance', ''],
    });
    expect(
      await screen.findByText('The findings could not be asked'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^1 of 3 products/)).toBeVisible();
  });
});
