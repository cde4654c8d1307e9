import type { ResourceEntity } from '@backstage/catalog-model';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { TopicChangePlan } from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { someFacts } from '../__testUtils__/mesh';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { TopicCard } from './TopicCard';

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
const NOTHING: TopicChangePlan = {
  hash: 'none',
  changes: [],
  consequences: [],
  results: [],
};
const PLAN: TopicChangePlan = {
  hash: 'plan-1',
  changes: [{ key: 'partitions', from: '1', to: '3' }],
  consequences: ['It cannot be undone: Kafka takes no partitions away'],
  results: [],
};

async function open(plan: TopicChangePlan = PLAN) {
  const api = fakeDataMeshApi();
  api.getTopic.mockImplementation(async () => someFacts());
  api.planTopicChange.mockImplementation(async (_, __, input) =>
    Object.keys(input).length === 0 ? NOTHING : plan,
  );
  api.changeTopic.mockImplementation(async () => plan);
  renderWithMesh(<TopicCard />, api, { entity });
  await userEvent.click(
    await screen.findByRole('button', { name: 'Change …' }),
  );
  const dialog = within(await screen.findByRole('dialog'));
  return { api, dialog };
}

async function askForPartitions(
  dialog: Awaited<ReturnType<typeof open>>['dialog'],
) {
  const field = dialog.getByRole('textbox', { name: /^Partitions/ });
  await userEvent.clear(field);
  await userEvent.type(field, '3');
  await userEvent.tab();
  await userEvent.click(
    dialog.getByRole('button', { name: 'Show what happens' }),
  );
}

describe('changing a topic', () => {
  it('is offered only to those who may', async () => {
    const api = fakeDataMeshApi();
    api.getTopic.mockImplementation(async () => someFacts());
    api.planTopicChange.mockImplementation(async () => ({
      ...NOTHING,
      refusal: { code: 'NOT_ALLOWED', message: 'Ask the order team' },
    }));
    renderWithMesh(<TopicCard />, api, { entity });
    await waitFor(() => expect(api.planTopicChange).toHaveBeenCalled());
    expect(await screen.findByText('Alive')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Change …' })).toBeNull();
  });

  it('shows what happens, then does it with a reason, and says so', async () => {
    const { api, dialog } = await open();
    expect(screen.getByLabelText('address')).toHaveTextContent('?change=topic');
    expect(
      dialog.getByRole('button', { name: 'Show what happens' }),
    ).toBeDisabled();
    await askForPartitions(dialog);
    expect(await dialog.findByText('Partitions: 1 → 3')).toBeVisible();
    expect(dialog.getByText(/^It cannot be undone/)).toBeVisible();
    const act = dialog.getByRole('button', { name: 'Change' });
    expect(act).toBeDisabled();
    await userEvent.type(dialog.getByRole('textbox', { name: /^Why/ }), 'more');
    await userEvent.click(act);
    expect(await dialog.findByRole('status')).toHaveTextContent(
      'The topic was changed. Partitions: 1 → 3.',
    );
    expect(api.planTopicChange).toHaveBeenLastCalledWith(
      'main',
      'sales.orders.v1',
      { partitions: 3 },
    );
    expect(api.changeTopic).toHaveBeenCalledWith('main', 'sales.orders.v1', {
      partitions: 3,
      planHash: 'plan-1',
      reason: 'more',
    });
    const asked = api.getTopic.mock.calls.length;
    expect(asked).toBeGreaterThan(1);
  });

  it('says why it cannot be, and goes back to what was asked', async () => {
    const { dialog } = await open({
      ...PLAN,
      refusal: { code: 'INVALID', message: 'partitions: 3 is too many' },
    });
    await askForPartitions(dialog);
    expect(await dialog.findByRole('alert')).toHaveTextContent(/is too many/);
    expect(dialog.getByRole('button', { name: 'Change' })).toBeDisabled();
    await userEvent.click(dialog.getByRole('button', { name: 'Back' }));
    expect(dialog.getByRole('textbox', { name: /^Partitions/ })).toHaveValue(
      '3',
    );
  });

  it('shows the failure where it was not changed, and lets one try again', async () => {
    const { api, dialog } = await open();
    await askForPartitions(dialog);
    await userEvent.type(
      await dialog.findByRole('textbox', { name: /^Why/ }),
      'more',
    );
    api.changeTopic.mockRejectedValueOnce(
      new Error('The plan is stale: partitions has become 2'),
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Change' }));
    expect(await dialog.findByRole('alert')).toHaveTextContent(
      /partitions has become 2/,
    );
    await userEvent.click(dialog.getByRole('button', { name: 'Change' }));
    expect(await dialog.findByRole('status')).toBeVisible();
  });

  it('has fields for every config, others on demand', async () => {
    const { api, dialog } = await open();
    await userEvent.click(
      dialog.getByRole('button', { name: /Other configs/ }),
    );
    await userEvent.type(
      dialog.getByRole('textbox', { name: 'segment.ms' }),
      'default',
    );
    await userEvent.click(
      dialog.getByRole('button', { name: 'Show what happens' }),
    );
    await dialog.findByText('Partitions: 1 → 3');
    expect(api.planTopicChange).toHaveBeenLastCalledWith(
      'main',
      'sales.orders.v1',
      { configs: { 'segment.ms': null } },
    );
  });
});
