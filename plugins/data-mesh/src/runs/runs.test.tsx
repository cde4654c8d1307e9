import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { anArchive, aRun } from '../__testUtils__/creations';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { RunsPage } from './RunsPage';

function renderAt(path: string, api: ReturnType<typeof fakeDataMeshApi>) {
  renderWithMesh(<RunsPage />, api, { at: ['/data-mesh/runs', path] });
}

describe('the runs', () => {
  it('are listed by what they made', async () => {
    const api = fakeDataMeshApi();
    api.listRuns.mockResolvedValue({ items: [aRun()], totalItems: 1 });
    renderAt('', api);
    expect(
      await screen.findByRole('link', {
        name: 'Topic sales.returns.v1 and Data product returns',
      }),
    ).toBeVisible();
  });

  it('say what to do where there are none', async () => {
    const api = fakeDataMeshApi();
    api.listRuns.mockResolvedValue({ items: [], totalItems: 0 });
    renderAt('', api);
    expect(
      await screen.findByText(/What the templates of this portal/),
    ).toBeVisible();
  });
});

describe('a run', () => {
  it('gives its files', async () => {
    const api = fakeDataMeshApi();
    api.getRun.mockResolvedValue(aRun());
    api.listArchives.mockResolvedValue({ items: [anArchive()], totalItems: 1 });
    api.downloadArchive.mockRejectedValue(new Error('It is gone'));
    renderAt('/task-1', api);
    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Download return-service.zip',
      }),
    );
    expect(api.downloadArchive).toHaveBeenCalledWith('a1');
    expect(await screen.findByText('It is gone')).toBeVisible();
  });

  it('is undone after one has seen what goes, and says what stays', async () => {
    const api = fakeDataMeshApi();
    const run = aRun();
    api.getRun.mockResolvedValue(run);
    api.undoRun.mockResolvedValue({
      undone: [run.creations[1]],
      left: [
        { creation: run.creations[0], reason: 'There are 3 records in it' },
      ],
    });
    renderAt('/task-1', api);
    await userEvent.click(await screen.findByRole('button', { name: /^Undo/ }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent(
      /Data product returns.*Topic sales.returns.v1/,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(api.undoRun).toHaveBeenCalledWith('task-1', undefined);
    expect(
      await screen.findByText(
        /Topic sales.returns.v1 stays: There are 3 records in it/,
      ),
    ).toBeVisible();
  });

  it('cannot be undone by somebody else', async () => {
    const api = fakeDataMeshApi();
    api.getRun.mockResolvedValue(aRun({ mayUndo: false }));
    renderAt('/task-1', api);
    expect(await screen.findByText('Topic sales.returns.v1')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /^Undo/ }),
    ).not.toBeInTheDocument();
  });
});
