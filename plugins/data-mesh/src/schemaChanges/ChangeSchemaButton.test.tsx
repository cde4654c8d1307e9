import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { aCluster, aProduct, someFacts } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import {
  aSchemaChange,
  aSchemaChangePlan,
} from '../__testUtils__/schemaChanges';
import { ChangeSchemaButton } from './ChangeSchemaButton';

type Mesh = Parameters<typeof fakeDataMeshApi>[0];

function open(mesh: Mesh, mode: 'manage' | 'observe' = 'manage') {
  const api = fakeDataMeshApi(mesh);
  const product = aProduct();
  const [port] = product.ports;
  renderWithMesh(
    <ChangeSchemaButton
      details={{
        product,
        topics: [someFacts()],
        clusters: [aCluster({ mode })],
        mayAccept: [],
      }}
      port={port}
      location={port.locations[0]}
    />,
    api,
  );
  return api;
}
const NEW_SCHEMA = '{{"type":"string"}';

async function check() {
  await userEvent.click(
    await screen.findByRole('button', { name: 'Change schema' }),
  );
  const inside = within(await screen.findByRole('dialog'));
  const field = inside.getByRole('textbox', { name: /New schema/ });
  // As it is, so that one changes it rather than writes it anew.
  expect((field as HTMLTextAreaElement).value).toContain('"name": "email"');
  const button = inside.getByRole('button', { name: 'Check' });
  expect(button).toBeDisabled();
  await userEvent.clear(field);
  await userEvent.type(field, NEW_SCHEMA);
  await userEvent.click(button);
  return inside;
}

describe('changing a schema', () => {
  it('is offered to nobody who may not', async () => {
    const api = open({});
    await waitFor(() => expect(api.listSchemaChanges).toHaveBeenCalled());
    expect(screen.queryByRole('button', { name: 'Change schema' })).toBeNull();
  });

  it('is not offered on a cluster that is only observed', async () => {
    const api = open({ mayPropose: true }, 'observe');
    await waitFor(() => expect(api.listSchemaChanges).toHaveBeenCalled());
    expect(screen.queryByRole('button', { name: 'Change schema' })).toBeNull();
  });

  it('shows what breaks and whom it asks before it proposes', async () => {
    const api = open({
      mayPropose: true,
      schemaChangePlan: aSchemaChangePlan(),
    });
    api.proposeSchemaChange.mockImplementation(async () => aSchemaChange());
    const inside = await check();
    expect(
      await inside.findByText(/^This schema breaks 1 reader\./),
    ).toBeVisible();
    const asked = within(inside.getByRole('list', { name: 'Who is asked' }));
    expect(asked.getByRole('link', { name: /route-planner/ })).toBeVisible();
    expect(inside.getByRole('list', { name: 'What breaks' })).toHaveTextContent(
      /total is new/,
    );
    const propose = inside.getByRole('button', { name: 'Propose' });
    expect(propose).toBeDisabled();
    await userEvent.type(
      inside.getByRole('textbox', { name: /Why/ }),
      'Tax needs it',
    );
    await userEvent.click(propose);
    expect(
      await inside.findByRole('link', { name: 'See the change' }),
    ).toHaveAttribute('href', '/data-mesh/schema-changes/change-1');
    expect(api.proposeSchemaChange).toHaveBeenCalledWith(
      {
        product: 'dataproduct:default/orders',
        port: 'orders-v1',
        environment: 'production',
        schema: '{"type":"string"}',
        message: 'Tax needs it',
        respondBy: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      },
      expect.any(String),
    );
  });

  it('registers at once what breaks nobody', async () => {
    const api = open({
      mayPropose: true,
      schemaChangePlan: aSchemaChangePlan({
        compatible: true,
        breaks: [],
        readers: [],
      }),
    });
    api.proposeSchemaChange.mockRejectedValueOnce(new Error('Somebody else'));
    const inside = await check();
    expect(await inside.findByText(/breaks nobody/)).toBeVisible();
    expect(inside.queryByText('Readers answer by the end of')).toBeNull();
    await userEvent.type(inside.getByRole('textbox', { name: /Why/ }), 'x');
    await userEvent.click(inside.getByRole('button', { name: 'Register' }));
    expect(
      await inside.findByText('Nothing was registered or proposed'),
    ).toBeVisible();
    expect(inside.getByText('Somebody else')).toBeVisible();
  });

  it('says why a schema cannot be proposed', async () => {
    const api = open({ mayPropose: true });
    api.planSchemaChange.mockRejectedValue(new Error('schema: not Avro'));
    const inside = await check();
    expect(await inside.findByText('schema: not Avro')).toBeVisible();
    expect(inside.getByRole('button', { name: 'Register' })).toBeDisabled();
  });

  it('proposes a port of its own where one says so', async () => {
    const api = open({
      mayPropose: true,
      schemaChangePlan: aSchemaChangePlan(),
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Change schema' }),
    );
    const inside = within(await screen.findByRole('dialog'));
    const field = inside.getByRole('textbox', { name: /New schema/ });
    await userEvent.clear(field);
    await userEvent.type(field, NEW_SCHEMA);
    await userEvent.click(
      inside.getByRole('radio', { name: /A port of its own/ }),
    );
    const button = inside.getByRole('button', { name: 'Check' });
    expect(button).toBeDisabled();
    await userEvent.type(
      inside.getByRole('textbox', { name: /New port/ }),
      'orders-v2',
    );
    await userEvent.type(
      inside.getByRole('textbox', { name: /Its topic/ }),
      'sales.orders.v2',
    );
    await userEvent.click(button);
    expect(
      await inside.findByText(/^1 reader has to move to port orders-v2\./),
    ).toBeVisible();
    expect(api.planSchemaChange).toHaveBeenCalledWith({
      product: 'dataproduct:default/orders',
      port: 'orders-v1',
      environment: 'production',
      schema: '{"type":"string"}',
      newPort: { name: 'orders-v2', topic: 'sales.orders.v2' },
    });
  });

  it('asks readers afterwards about what was registered past the portal', async () => {
    const api = open({
      mayPropose: true,
      schemaBypasses: [
        {
          port: 'orders-v1',
          cluster: 'main',
          subject: 'sales.orders.v1-value',
          version: 3,
          before: 2,
          level: 'BACKWARD',
          breaks: aSchemaChangePlan().breaks ?? [],
          foundAt: new Date().toISOString(),
        },
      ],
      schemaChangePlan: aSchemaChangePlan(),
    });
    expect(
      await screen.findByText(
        'Version 3 of the schema breaks readers whom nobody asked',
      ),
    ).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Ask the readers' }),
    );
    const inside = within(await screen.findByRole('dialog'));
    await userEvent.click(inside.getByRole('button', { name: 'Check' }));
    expect(await inside.findByText(/breaks 1 reader/)).toBeVisible();
    expect(api.planSchemaChange).toHaveBeenCalledTimes(1);
  });

  it('leads to a change that is not finished instead', async () => {
    open({ mayPropose: true, schemaChanges: [aSchemaChange()] });
    expect(
      await screen.findByRole('link', { name: 'see the change' }),
    ).toHaveAttribute('href', '/data-mesh/schema-changes/change-1');
    expect(screen.queryByRole('button', { name: 'Change schema' })).toBeNull();
  });
});
