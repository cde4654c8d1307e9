import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { aSchemaChange, aSchemaReader } from '../__testUtils__/schemaChanges';
import { SchemaChangesPage } from './SchemaChangesPage';

type Mesh = Parameters<typeof fakeDataMeshApi>[0];

function open(mesh: Mesh, path = '', search = '') {
  const api = fakeDataMeshApi(mesh);
  renderWithMesh(<SchemaChangesPage />, api, {
    at: ['/data-mesh/schema-changes', path],
    search,
  });
  return api;
}
const press = async (name: string | RegExp) =>
  userEvent.click(await screen.findByRole('button', { name }));
const dialog = async () => within(await screen.findByRole('dialog'));

describe('the page of schema changes', () => {
  it('says first what waits for one, then how each stands', async () => {
    const api = open({ schemaChanges: [aSchemaChange({ yours: 1 })] });
    expect(
      await screen.findByText('1 schema change waits for your answer'),
    ).toBeVisible();
    const [row] = screen.getAllByRole('row').slice(1);
    expect(
      within(row).getByRole('link', { name: 'Orders, port orders-v1' }),
    ).toHaveAttribute('href', '/data-mesh/schema-changes/change-1');
    expect(within(row).getByText('0 of 1 reader agree')).toBeVisible();
    expect(within(row).getByText('Waits for you')).toBeVisible();
    expect(api.listSchemaChanges).toHaveBeenCalledWith({
      role: 'all',
      limit: 50,
    });
  });

  it('shows those that stand in the URL, and why there are none', async () => {
    const api = open({}, '', '?role=asked&state=open');
    expect(await screen.findByText('No schema changes')).toBeVisible();
    expect(api.listSchemaChanges).toHaveBeenCalledWith({
      role: 'asked',
      state: 'open',
      limit: 50,
    });
  });
});

describe('a schema change', () => {
  const mine = (over: Parameters<typeof aSchemaChange>[0] = {}) =>
    aSchemaChange({
      yours: 1,
      readers: [aSchemaReader({ mayAnswer: true })],
      may: { answer: true, override: false, withdraw: false, retry: false },
      ...over,
    });

  it('says what breaks, whom, and what is different', async () => {
    open({ schemaChanges: [aSchemaChange()] }, '/change-1');
    expect(
      await screen.findByText('It is registered once 1 more reader agrees.'),
    ).toBeVisible();
    expect(
      within(screen.getByRole('list', { name: 'What breaks' })).getByText(
        /^total is new and has to be there/,
      ),
    ).toBeVisible();
    const reader = screen.getByRole('row', { name: /route-planner/ });
    expect(reader).toHaveTextContent('Has yet to answer');
    expect(
      within(screen.getByLabelText('Differences of the schemas')).getByText(
        /"name": "total"/,
      ).tagName,
    ).toBe('INS');
    for (const name of ['Acknowledge …', 'Withdraw …', 'Try again'])
      expect(screen.queryByRole('button', { name })).toBeNull();
  });

  it('is acknowledged for a consumer of one’s own', async () => {
    const api = open({ schemaChanges: [mine()] }, '/change-1');
    await press('Acknowledge …');
    const inside = await dialog();
    await userEvent.click(inside.getByRole('button', { name: 'Acknowledge' }));
    await waitFor(() =>
      expect(api.answerSchemaChange).toHaveBeenCalledWith('change-1', {
        consumer: 'component:default/route-planner',
        answer: 'acknowledge',
      }),
    );
  });

  it('is objected to with what it breaks, and with nothing else', async () => {
    const api = open({ schemaChanges: [mine()] }, '/change-1');
    await press('Object …');
    const inside = await dialog();
    const object = inside.getByRole('button', { name: 'Object' });
    expect(object).toBeDisabled();
    await userEvent.type(
      inside.getByRole('textbox', { name: /What it breaks/ }),
      'We sum it',
    );
    await userEvent.click(object);
    await waitFor(() =>
      expect(api.answerSchemaChange).toHaveBeenCalledWith('change-1', {
        consumer: 'component:default/route-planner',
        answer: 'object',
        comment: 'We sum it',
      }),
    );
  });

  it('is given a date from which on it is fine', async () => {
    const api = open({ schemaChanges: [mine()] }, '/change-1');
    await press('Propose a date …');
    const inside = await dialog();
    await userEvent.click(
      inside.getByRole('button', { name: 'Propose a date' }),
    );
    await waitFor(() =>
      expect(api.answerSchemaChange).toHaveBeenCalledWith('change-1', {
        consumer: 'component:default/route-planner',
        answer: 'date',
        date: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      }),
    );
  });

  it('is accepted for its readers by a steward, with a reason', async () => {
    const api = open(
      {
        schemaChanges: [
          aSchemaChange({
            objected: true,
            readers: [aSchemaReader({ stand: 'objects', comment: 'no' })],
            may: {
              answer: false,
              override: true,
              withdraw: false,
              retry: false,
            },
          }),
        ],
      },
      '/change-1',
    );
    expect(await screen.findByText(/Not all who read it agree/)).toBeVisible();
    await press('Accept for the readers …');
    const inside = await dialog();
    const accept = inside.getByRole('button', {
      name: 'Accept for the readers',
    });
    expect(accept).toBeDisabled();
    await userEvent.type(inside.getByRole('textbox', { name: /Why/ }), 'Law');
    await userEvent.click(accept);
    await waitFor(() =>
      expect(api.overrideSchemaChange).toHaveBeenCalledWith('change-1', 'Law'),
    );
  });

  it('says that a group of nobody known needs a steward', async () => {
    open(
      {
        schemaChanges: [
          aSchemaChange({
            readers: [
              {
                kind: 'group',
                groups: ['stranger'],
                stand: 'unknown',
                askedAt: new Date().toISOString(),
                mayAnswer: false,
              },
            ],
          }),
        ],
      },
      '/change-1',
    );
    expect(
      await screen.findByText(/of nobody known reads it and cannot answer/),
    ).toBeVisible();
    expect(
      screen.getByRole('row', { name: /Group stranger, of nobody known/ }),
    ).toHaveTextContent('Cannot answer');
  });

  it('to a port of its own shows what to merge until that is there', async () => {
    const change = aSchemaChange({
      state: 'registered',
      registeredVersion: 1,
      subject: 'sales.orders.v2-value',
      newPort: { name: 'orders-v2', topic: 'sales.orders.v2' },
      descriptor: 'outputPorts:\n  - name: "orders-v2"\n',
      isMerged: false,
    });
    open({ schemaChanges: [change] }, '/change-1');
    expect(
      await screen.findByText(/It is done once the product has port orders-v2/),
    ).toBeVisible();
    expect(screen.getByText('Not in the descriptor yet')).toBeVisible();
    expect(screen.getByText(/Create topic sales.orders.v2/)).toBeVisible();
    await waitFor(() =>
      expect(document.body).toHaveTextContent('outputPorts:'),
    );
  });

  it('that failed says why, and is tried again on a click', async () => {
    const api = open(
      {
        schemaChanges: [
          aSchemaChange({
            state: 'failed',
            failure: 'The registry is away',
            may: {
              answer: false,
              override: false,
              withdraw: true,
              retry: true,
            },
          }),
        ],
      },
      '/change-1',
    );
    expect(await screen.findByText('The registry is away')).toBeVisible();
    api.retrySchemaChange.mockRejectedValueOnce(new Error('Not now'));
    await press('Try again');
    expect(await screen.findByText('Not now')).toBeVisible();
    expect(api.retrySchemaChange).toHaveBeenCalledWith('change-1');
  });
});
