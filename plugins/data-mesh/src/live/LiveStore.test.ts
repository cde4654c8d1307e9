import { LiveStore } from './LiveStore';

let visibility: DocumentVisibilityState = 'visible';

describe('LiveStore', () => {
  beforeEach(() => {
    jest.useFakeTimers();
    visibility = 'visible';
    jest
      .spyOn(document, 'visibilityState', 'get')
      .mockImplementation(() => visibility);
  });
  afterEach(() => {
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('asks once for all who listen, and again after a while', async () => {
    const load = jest.fn(async () => 'answer');
    const store = new LiveStore();
    const entry = store.entry('key', load, () => 5_000);
    expect(store.entry('key', load, () => 5_000)).toBe(entry);
    const heard = jest.fn();
    entry.subscribe(heard);
    entry.subscribe(() => {});
    await jest.advanceTimersByTimeAsync(0);
    expect(load).toHaveBeenCalledTimes(1);
    expect(heard).toHaveBeenCalledTimes(1);
    expect(entry.getSnapshot().value).toBe('answer');
    await jest.advanceTimersByTimeAsync(5_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('keeps the last answer while asking fails', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('answer')
      .mockRejectedValueOnce(new Error('away'))
      .mockResolvedValue('new');
    const entry = new LiveStore().entry('key', load, () => 5_000);
    entry.subscribe(() => {});
    await jest.advanceTimersByTimeAsync(5_000);
    expect(entry.getSnapshot()).toMatchObject({
      value: 'answer',
      error: { message: 'away' },
    });
    await entry.reload();
    expect(entry.getSnapshot()).toMatchObject({ value: 'new' });
    expect(entry.getSnapshot().error).toBeUndefined();
  });

  it('does not ask while nobody looks, and asks at once when someone does again', async () => {
    const load = jest.fn(async () => 'answer');
    const entry = new LiveStore().entry('key', load, () => 5_000);
    const leave = entry.subscribe(() => {});
    await jest.advanceTimersByTimeAsync(0);
    visibility = 'hidden';
    await jest.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(1);
    visibility = 'visible';
    document.dispatchEvent(new Event('visibilitychange'));
    await jest.advanceTimersByTimeAsync(0);
    expect(load).toHaveBeenCalledTimes(2);
    leave();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('asks sooner where what it knows will change soon', async () => {
    const load = jest
      .fn<Promise<string>, []>()
      .mockResolvedValueOnce('pending')
      .mockResolvedValue('active');
    const entry = new LiveStore().entry('key', load, value =>
      value === 'pending' ? 1_000 : 5_000,
    );
    entry.subscribe(() => {});
    await jest.advanceTimersByTimeAsync(1_000);
    expect(load).toHaveBeenCalledTimes(2);
    await jest.advanceTimersByTimeAsync(4_000);
    expect(load).toHaveBeenCalledTimes(2);
  });

  it('keeps what a page wants while it draws the rest of it, and forgets what nobody wants', async () => {
    const store = new LiveStore();
    const [first, second] = [jest.fn(), jest.fn()];
    const wanted = store.entry('first', first, () => 5_000);
    store.entry('second', second, () => 5_000);
    expect(store.entry('first', first, () => 5_000)).toBe(wanted);
    wanted.subscribe(() => {})();
    await jest.advanceTimersByTimeAsync(59_000);
    store.entry('third', jest.fn(), () => 5_000);
    expect(store.entry('first', first, () => 5_000)).toBe(wanted);
    await jest.advanceTimersByTimeAsync(2_000);
    store.entry('fourth', jest.fn(), () => 5_000);
    expect(store.entry('first', first, () => 5_000)).not.toBe(wanted);
  });

  it('asks again at once for all that a change concerns', async () => {
    const store = new LiveStore();
    const [grants, unseen, clusters] = [jest.fn(), jest.fn(), jest.fn()];
    store.entry('access:grants', grants, () => 5_000).subscribe(() => {});
    store.entry('clusters', clusters, () => 5_000).subscribe(() => {});
    const later = store.entry('access:unseen', unseen, () => 5_000);
    later.subscribe(() => {})();
    await jest.advanceTimersByTimeAsync(0);

    await store.refresh('access:');
    expect(grants).toHaveBeenCalledTimes(2);
    expect(clusters).toHaveBeenCalledTimes(1);
    expect(unseen).toHaveBeenCalledTimes(1);
    later.subscribe(() => {});
    await jest.advanceTimersByTimeAsync(0);
    expect(unseen).toHaveBeenCalledTimes(2);
  });
});
