import { fireEvent, render, screen } from '@testing-library/react';
import App from './App';

const config = {
  app: { title: 'Test', baseUrl: 'http://localhost:3000' },
  backend: { baseUrl: 'http://localhost:7007' },
};

describe('App', () => {
  it('renders, with the catalog and the mark in the sidebar', async () => {
    // Replaced as a whole: what is assigned to the real one becomes a string.
    process.env = {
      NODE_ENV: 'test',
      APP_CONFIG: [{ data: config, context: 'test' }],
    } as unknown as NodeJS.ProcessEnv;
    // No plugins are discovered here, so that it is Backstage's own sign-in page.
    // It asks whether to go on as a guest, since there is no backend to ask.
    jest.spyOn(window, 'confirm').mockReturnValue(true);
    jest.spyOn(global, 'fetch').mockRejectedValue(new Error('no backend'));
    render(App.createRoot());
    const enter = { name: 'Enter' };
    fireEvent.click(
      await screen.findByRole('button', enter, { timeout: 20_000 }),
    );
    expect(
      await screen.findByRole('link', { name: 'Home' }, { timeout: 20_000 }),
    ).toBeInTheDocument();
    expect(
      await screen.findByRole('link', { name: 'Catalog' }),
    ).toBeInTheDocument();
  }, 60_000);
});
