import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../../__testUtils__/fakeDataMeshApi';
import { aPolicy, aSizePolicy, aTrial } from '../../__testUtils__/governance';
import { renderWithMesh } from '../../__testUtils__/renderWithMesh';
import { GovernancePage } from '../GovernancePage';

type Mesh = NonNullable<Parameters<typeof fakeDataMeshApi>[0]>;

function open(mesh: Mesh, path: string, search = '') {
  const api = fakeDataMeshApi(mesh);
  renderWithMesh(<GovernancePage />, api, {
    at: ['/data-mesh/governance', path],
    search,
  });
  return api;
}
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const address = () =>
  new URLSearchParams(screen.getByLabelText('address').textContent ?? '');

/** An error as the client throws it where the backend says what is wrong. */
const saying = (message: string) =>
  Object.assign(new Error('400'), {
    statusCode: 400,
    body: { error: { message } },
  });

describe('trying a policy', () => {
  const policies = [aSizePolicy()];
  const partitions = () =>
    screen.findByRole('textbox', { name: /Fewest partitions/ });

  it('shows what would change, and whom it concerns, at a URL of its own', async () => {
    const api = open({ policies, trial: aTrial() }, '/policies/parallel');
    const field = await partitions();
    expect(field).toHaveValue('2');
    await userEvent.clear(field);
    await userEvent.type(field, '6');
    await userEvent.type(
      screen.getByRole('textbox', { name: /Fewest replicas/ }),
      '3',
    );
    expect(api.tryPolicy).not.toHaveBeenCalled();
    await press('Try it on today’s mesh');
    expect(
      await screen.findByText(
        '3 products would newly fail, 1 product would newly pass',
      ),
    ).toBeVisible();
    const change = { minPartitions: 6, minReplication: 3 };
    expect(api.tryPolicy).toHaveBeenCalledWith('parallel', {
      parameters: change,
      limit: 500,
    });
    expect(JSON.parse(address().get('try') ?? '')).toEqual(change);
    const [team, nobody] = screen.getAllByRole('heading', { level: 4 });
    expect(team).toHaveTextContent('sales, order-team: 2 products');
    expect(nobody).toHaveTextContent('sales, owned by nobody: 1 product');
    expect(
      screen.getByText('Topic returns on main has 2 partitions, fewer than 6'),
    ).toBeVisible();
    expect(screen.getByText(/Nothing is stored/)).toBeVisible();
    expect(screen.getByRole('button', { name: /^Try it/ })).toHaveFocus();
  });

  it('shows the trial of a link at once', async () => {
    const api = open(
      { policies, trial: aTrial({ newlyFailingTotal: 501 }) },
      '/policies/parallel',
      '?try={"minPartitions":6}',
    );
    expect(await screen.findByText(/501 products would/)).toBeVisible();
    expect(screen.getByText('498 more products are not listed.')).toBeVisible();
    expect(await partitions()).toHaveValue('6');
    expect(api.tryPolicy).toHaveBeenCalledTimes(1);
    await press('Back to the policy as it is');
    expect(await partitions()).toHaveValue('2');
    expect(address().get('try')).toBeNull();
    expect(screen.queryByText(/501 products/)).toBeNull();
  });

  it('goes back to the trial before', async () => {
    open({ policies, trial: aTrial() }, '/policies/parallel');
    for (const partitionsWanted of ['6', '7']) {
      const field = await partitions();
      await userEvent.clear(field);
      await userEvent.type(field, partitionsWanted);
      await press('Try it on today’s mesh');
    }
    expect(address().get('try')).toBe('{"minPartitions":7}');
    await press('browser back');
    expect(address().get('try')).toBe('{"minPartitions":6}');
    expect(await partitions()).toHaveValue('6');
  });

  it('says that it is under way', async () => {
    const api = fakeDataMeshApi({ policies });
    api.tryPolicy.mockReturnValue(new Promise(() => {}));
    renderWithMesh(<GovernancePage />, api, {
      at: ['/data-mesh/governance', '/policies/parallel'],
      search: '?try={}',
    });
    expect(
      await screen.findByText('It is held against every data product'),
    ).toBeVisible();
  });

  it('shows how far it is, adds up what it has, and can be stopped and done again', async () => {
    const api = fakeDataMeshApi({ policies });
    const part = (over: object) => aTrial({ totalProducts: 30, ...over });
    api.tryPolicy
      .mockResolvedValueOnce(part({ nextCursor: 'dataproduct:default/n' }))
      .mockReturnValueOnce(new Promise(() => {}));
    renderWithMesh(<GovernancePage />, api, {
      at: ['/data-mesh/governance', '/policies/parallel'],
      search: '?try={}',
    });
    expect(
      await screen.findByText('14 of 30 products were tried'),
    ).toBeVisible();
    const bar = screen.getByRole('progressbar', { name: /were tried/ });
    expect(bar).toHaveAttribute('value', '14');
    expect(bar).toHaveAttribute('max', '30');
    expect(api.tryPolicy).toHaveBeenLastCalledWith('parallel', {
      parameters: {},
      limit: 500,
      cursor: 'dataproduct:default/n',
    });
    await press('Stop');
    expect(await screen.findByText('It was stopped')).toBeVisible();
    expect(screen.getByText(/^14 of 30 products were tried, so/)).toBeVisible();
    expect(screen.queryByRole('progressbar')).toBeNull();
    api.tryPolicy
      .mockResolvedValueOnce(part({ nextCursor: 'dataproduct:default/n' }))
      .mockResolvedValueOnce(part({ products: 16 }));
    await press('Try all');
    expect(await screen.findByText(/^6 products would newly/)).toBeVisible();
    expect(await screen.findByText(/^Of 30 products that/)).toBeVisible();
    expect(screen.queryByText('It was stopped')).toBeNull();
  });

  it('says at a parameter what the backend cannot take', async () => {
    const api = fakeDataMeshApi({ policies: [aPolicy()] });
    api.tryPolicy.mockRejectedValue(
      saying(`parameter 'tags': 201 are more than 200`),
    );
    renderWithMesh(<GovernancePage />, api, {
      at: ['/data-mesh/governance', '/policies/personal-data'],
    });
    const field = await screen.findByRole('textbox', {
      name: /Tags of fields/,
    });
    await userEvent.type(field, '{Enter}GDPR');
    await press('Try it on today’s mesh');
    expect(await screen.findByText('Nothing was tried')).toBeVisible();
    expect(field).toHaveAccessibleDescription(/201 are more than 200/);
    expect(field).toHaveValue('PII\nGDPR');
    await userEvent.type(field, '!');
    expect(field).not.toHaveAccessibleDescription(/201 are more/);
  });

  it('offers to try again where it is not a parameter that is wrong', async () => {
    const api = fakeDataMeshApi({ policies, trial: aTrial() });
    api.tryPolicy.mockRejectedValueOnce(new Error('The backend is away'));
    renderWithMesh(<GovernancePage />, api, {
      at: ['/data-mesh/governance', '/policies/parallel'],
      search: '?try={}',
    });
    expect(await screen.findByText('It could not be tried')).toBeVisible();
    await press('Try again');
    expect(await screen.findByText(/^3 products would/)).toBeVisible();
  });

  it('has a field for each kind of parameter, also where it is not set', async () => {
    const of = (
      name: string,
      kind: 'list' | 'choice' | 'expressions' | 'periods',
      allowed: string[] = [],
      value?: unknown,
    ) => ({
      name,
      description: `What is ${name}`,
      kind,
      optional: true,
      ...(allowed.length > 0 && { allowed }),
      value,
    });
    const rule = {
      type: 'all-kinds',
      title: 'All kinds',
      parameters: [
        of('formats', 'list', ['AVRO', 'JSON']),
        of('level', 'choice', ['NONE', 'FULL']),
        of('longest', 'periods', ['internal'], { internal: 'P30D' }),
        of('expressions', 'expressions', [], ['true']),
      ],
    };
    const api = open(
      { policies: [aPolicy({ rule })], trial: aTrial() },
      '/policies/personal-data',
    );
    await userEvent.click(
      await screen.findByRole('checkbox', { name: 'JSON' }),
    );
    await press(/What is level/);
    await userEvent.click(await screen.findByRole('option', { name: 'FULL' }));
    const period = screen.getByRole('textbox', { name: 'internal' });
    expect(period).toHaveValue('P30D');
    await userEvent.clear(period);
    await userEvent.type(period, 'P7D');
    await press('Add an expression');
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Expression 2' }),
      'false',
    );
    await press('Try it on today’s mesh');
    expect(await screen.findByText(/^3 products would/)).toBeVisible();
    expect(api.tryPolicy).toHaveBeenCalledWith('personal-data', {
      parameters: {
        formats: ['JSON'],
        level: 'FULL',
        longest: { internal: 'P7D' },
        expressions: ['true', 'false'],
      },
      limit: 500,
    });
  });

  it('tries a rule without parameters as it is', async () => {
    const rule = { type: 'owner-exists', title: 'Owner', parameters: [] };
    const api = open(
      { policies: [aPolicy({ rule })], trial: aTrial() },
      '/policies/personal-data',
    );
    await press('Try it on today’s mesh');
    expect(await screen.findByText(/^3 products would/)).toBeVisible();
    expect(api.tryPolicy).toHaveBeenCalledWith('personal-data', {
      parameters: {},
      limit: 500,
    });
  });
});
