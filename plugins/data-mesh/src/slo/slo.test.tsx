import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type {
  PortObjective,
  QualityCheck,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import {
  aCluster,
  aProduct,
  ordersEntity,
  someFacts,
} from '../__testUtils__/mesh';
import { anObjective, aQualityCheck } from '../__testUtils__/objectives';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { PortsContent } from '../entity/PortsContent';
import { promisesWords, PromisesLine } from './PromisesLine';

function apiWith(objectives: PortObjective[], quality: QualityCheck[] = []) {
  const api = fakeDataMeshApi({ objectives: { objectives, quality } });
  api.getProduct.mockImplementation(async () => ({
    product: aProduct(),
    topics: [someFacts()],
    clusters: [aCluster()],
    mayAccept: [],
  }));
  return api;
}

describe('the promises of a port', () => {
  it('say of each what is promised, what was measured, and how the last days were', async () => {
    renderWithMesh(
      <PortsContent />,
      apiWith([
        anObjective(),
        anObjective({
          type: 'availability',
          target: '99.9',
          state: 'breached',
          value: 99.856,
          budgetUsed: 1.44,
        }),
        anObjective({
          type: 'lag',
          group: 'analytics',
          target: '1000',
          state: 'unknown',
          value: undefined,
          reason: 'Consumer group analytics has not read the topic.',
        }),
      ]),
      { entity: ordersEntity },
    );
    const fresh = await screen.findByRole('row', { name: /^Freshness/ });
    expect(fresh).toHaveTextContent('a record at least every 5 minutes');
    expect(fresh).toHaveTextContent('Kept');
    expect(fresh).toHaveTextContent('new records at the last look');
    expect(fresh).toHaveTextContent('Kept 99 % of 1.7 hours measured');
    const there = screen.getByRole('row', { name: /^Availability/ });
    expect(there).toHaveTextContent('Broken');
    expect(there).toHaveTextContent(
      /99\.85 % of the looks in 30 days; broken for 1 h/,
    );
    expect(there).toHaveTextContent('144 % of its error budget used');
    const lag = screen.getByRole('row', { name: /^Lag of analytics/ });
    expect(lag).toHaveTextContent('at most 1,000 records behind');
    expect(lag).toHaveTextContent(
      'UnknownConsumer group analytics has not read the topic.',
    );
  });

  it('are not known before they were judged, and never shown as kept', async () => {
    renderWithMesh(<PortsContent />, apiWith([]), { entity: ordersEntity });
    expect(
      await screen.findByText(
        'Whether its promises are kept is not known yet.',
      ),
    ).toBeVisible();
    expect(screen.queryByRole('columnheader', { name: 'Promise' })).toBeNull();
  });

  it('can be asked for again where they could not be', async () => {
    const api = apiWith([anObjective()]);
    api.getObjectives.mockRejectedValueOnce(new Error('The backend is away'));
    renderWithMesh(<PortsContent />, api, { entity: ordersEntity });
    expect(
      await screen.findByText('Whether promises are kept could not be asked'),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(
      await screen.findByRole('row', { name: /^Freshness/ }),
    ).toBeVisible();
  });

  it('stand beside what tools have found of the quality', async () => {
    renderWithMesh(
      <PortsContent />,
      apiWith(
        [],
        [
          aQualityCheck(),
          aQualityCheck({
            check: 'unique IDs',
            state: 'passed',
            port: undefined,
          }),
        ],
      ),
      { entity: ordersEntity },
    );
    const row = await screen.findByRole('row', { name: /^no empty order/ });
    expect(row).toHaveTextContent('Failed');
    expect(row).toHaveTextContent('0.2 %, expected 0 %');
    expect(row).toHaveTextContent('3 min agoby soda');
    expect(within(row).getByRole('link', { name: 'Read on' })).toHaveAttribute(
      'href',
      'https://quality.example.com/runs/7',
    );
    expect(screen.getByRole('row', { name: /^unique IDs/ })).toHaveTextContent(
      'Passed',
    );
  });
});

describe('the line on the overview', () => {
  const kept = anObjective();
  const breached = anObjective({ type: 'volume', state: 'breached' });
  const unknown = anObjective({ type: 'lag', group: 'x', state: 'unknown' });
  const failed = aQualityCheck();
  const passed = aQualityCheck({ state: 'passed' });

  it.each<
    [PortObjective[], QualityCheck[], string | undefined, string | undefined]
  >([
    [[], [], undefined, undefined],
    [[kept], [], 'Its promise is kept', 'kept'],
    [[kept, kept], [], 'All 2 promises are kept', 'kept'],
    [
      [kept, unknown],
      [],
      '1 of 2 promises kept, the rest not known',
      'unknown',
    ],
    [[unknown], [], 'Whether promises are kept is not known', 'unknown'],
    [
      [kept, breached, unknown],
      [],
      '1 of 3 promises is broken: volume of orders-v1',
      'breached',
    ],
    [
      [kept],
      [failed, passed],
      'Its promise is kept; 1 of 2 quality checks failed',
      'breached',
    ],
    [
      [],
      [passed],
      'It promises nothing; 1 quality check without a failure',
      'kept',
    ],
  ])('says it in one sentence', (objectives, quality, words, state) => {
    const told = promisesWords({ objectives, quality });
    expect(told && told.words + told.quality).toBe(words);
    expect(told?.state).toBe(state);
  });

  it('leads to the ports', async () => {
    renderWithMesh(<PromisesLine />, apiWith([kept]), { entity: ordersEntity });
    expect(
      await screen.findByRole('link', { name: 'Its promise is kept' }),
    ).toHaveAttribute('href', '/catalog/default/dataproduct/orders/ports');
  });
});
