import { screen } from '@testing-library/react';
import { fakeDataMeshApi } from '../__testUtils__/fakeDataMeshApi';
import { renderWithMesh } from '../__testUtils__/renderWithMesh';
import { TrendChart, trendWords } from './TrendChart';

const day = (date: number, error: number, warning = 0) => ({
  day: `2026-11-${date}`,
  error,
  warning,
  info: 0,
});

describe('TrendChart', () => {
  it.each([
    [[day(25, 1), day(26, 2)], /^1 finding more than on 25 November/],
    [[day(10, 9), day(26, 2, 1)], /^6 findings fewer than on 10 November/],
    [[day(25, 1, 1), day(26, 2)], /^As many findings as on 25 November/],
  ])('compares with when it began', (days, words) => {
    expect(trendWords(days)).toMatch(words);
  });

  it('looks back over seven days of many', () => {
    const days = Array.from({ length: 20 }, (_, i) => day(i + 10, i));
    expect(trendWords(days)).toMatch(/^7 findings more than on 22 November/);
  });

  it('has a bar for each day, which says what was open', () => {
    renderWithMesh(
      <TrendChart days={[day(25, 1), day(26, 0), day(27, 2, 1)]} />,
      fakeDataMeshApi(),
    );
    expect(screen.getByTitle(/^25 November.*: 1 error is open$/)).toBeVisible();
    expect(screen.getByTitle(/^26 November.*: nothing is open$/)).toBeVisible();
    expect(
      screen.getByTitle(/^27 November.*: 2 errors and 1 warning are open$/),
    ).toBeVisible();
  });

  it('shows nothing of one day alone', () => {
    const { container } = renderWithMesh(
      <TrendChart days={[day(27, 1)]} />,
      fakeDataMeshApi(),
    );
    expect(container.querySelector('figure')).toBeNull();
  });
});
