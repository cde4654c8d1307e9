import type { ResourceEntity } from '@backstage/catalog-model';
import type { SampledRecord } from '@data-mesh/backstage-plugin-data-mesh-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { someFacts } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { TopicCard } from '../topics/TopicCard';

const entity: ResourceEntity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Resource',
  metadata: {
    name: 'main.sales.orders.v1',
    annotations: {
      'data-mesh/cluster': 'main',
      'data-mesh/topic': 'sales.orders.v1',
    },
  },
  spec: { type: 'kafka-topic', owner: 'order-team' },
};

const records: SampledRecord[] = [
  {
    partition: 1,
    offset: '41',
    timestamp: '2026-11-25T10:00:00Z',
    key: { format: 'text', value: 'order-7' },
    value: { format: 'avro', schemaId: 3, value: { total: 12 } },
    headers: [{ name: 'trace', value: 'abc' }],
  },
  { partition: 0, offset: '40', headers: [] },
  {
    partition: 0,
    offset: '39',
    value: {
      format: 'bytes',
      value: 'AAAB',
      schemaId: 9,
      problem: 'it cannot be read by schema 9: schema 9 not found',
    },
    headers: [],
  },
];

async function show(maySample: boolean) {
  const api = fakeDataMeshApi();
  api.getTopic.mockImplementation(async () => ({ ...someFacts(), maySample }));
  renderWithMesh(<TopicCard />, api, { entity });
  await screen.findByText('Last new records');
  return api;
}

async function open() {
  const api = await show(true);
  await userEvent.click(screen.getByRole('button', { name: 'Show records' }));
  return { api, dialog: await screen.findByRole('dialog') };
}

describe('records of a topic', () => {
  it('are not offered to who may not see them', async () => {
    const api = await show(false);
    expect(screen.queryByText('Show records')).not.toBeInTheDocument();
    expect(api.sampleRecords).not.toHaveBeenCalled();
  });

  it('are shown by their keys, each with how it is found and read', async () => {
    const api = await show(true);
    // Nothing is read before somebody wants it: it stands in the history.
    expect(api.sampleRecords).not.toHaveBeenCalled();
    api.sampleRecords.mockResolvedValue({
      cluster: 'main',
      topic: 'sales.orders.v1',
      takenAt: '2026-11-25T10:00:03Z',
      records,
    });
    await userEvent.click(screen.getByRole('button', { name: 'Show records' }));
    const dialog = within(await screen.findByRole('dialog'));
    expect(
      await dialog.findByText(
        'The newest 3 records. That you looked is in the history.',
      ),
    ).toBeInTheDocument();
    expect(dialog.getByText('partition 1, offset 41')).toBeInTheDocument();
    expect(dialog.getByText('Avro, schema 3')).toBeInTheDocument();
    expect(dialog.getByText('Header trace')).toBeInTheDocument();
    expect(dialog.getByText('Record 40')).toBeInTheDocument();
    expect(dialog.getByText(/a tombstone/)).toBeInTheDocument();
    expect(
      dialog.getByText(/schema 9; it cannot be read by schema 9/),
    ).toBeInTheDocument();
    await userEvent.click(dialog.getByRole('button', { name: 'Read again' }));
    expect(api.sampleRecords).toHaveBeenCalledTimes(2);
  });

  it('say that there are none', async () => {
    const { dialog } = await open();
    expect(
      await within(dialog).findByText('There are no records in the topic now.'),
    ).toBeInTheDocument();
    await userEvent.click(
      within(dialog).getByRole('button', { name: 'Close' }),
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  it('say why they cannot be read, and can be asked for again', async () => {
    const api = await show(true);
    api.sampleRecords.mockRejectedValueOnce(new Error('Kafka is away'));
    await userEvent.click(screen.getByRole('button', { name: 'Show records' }));
    expect(
      await screen.findByText('The records could not be read'),
    ).toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByText('There are no records in the topic now.'),
    ).toBeInTheDocument();
  });
});
