/** What is known of something that is asked for again and again. */
export type LiveSnapshot<T> = {
  /** The last answer; it stays while later questions fail. */
  readonly value?: T;
  /** When `value` came, in milliseconds since 1970. */
  readonly loadedAt?: number;
  /** Why the last question failed; absent once one succeeds. */
  readonly error?: Error;
};

/** How long to wait before asking again, by what is known. */
export type Pace<T> = (value: T | undefined) => number;

/**
 * Asks for one thing as long as anyone listens and the page is visible. What
 * is already known is kept for the next listener, so that going back shows it
 * at once.
 */
class LiveEntry<T> {
  #snapshot: LiveSnapshot<T> = {};
  #listeners = new Set<() => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asking: Promise<void> | undefined;
  #askedAt = 0;
  // Whoever made it listens only after the page was drawn.
  #wantedAt = Date.now();

  constructor(
    private readonly load: () => Promise<T>,
    private readonly pace: Pace<T>,
  ) {}

  readonly getSnapshot = () => this.#snapshot;

  readonly subscribe = (listener: () => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) {
      document.addEventListener('visibilitychange', this.#next);
      this.#next();
    }
    return () => {
      this.#listeners.delete(listener);
      this.#wantedAt = Date.now();
      if (this.#listeners.size === 0) {
        document.removeEventListener('visibilitychange', this.#next);
        clearTimeout(this.#timer);
      }
    };
  };

  /** Asks now; a question that is under way is waited for and asked again. */
  readonly reload = async () => {
    await this.#asking;
    await this.#ask();
  };

  /** Asks now if anyone listens; else when someone does again. */
  readonly refresh = async () => {
    if (this.#listeners.size > 0) {
      await this.reload();
    } else {
      this.#askedAt = 0;
    }
  };

  /** Whether nobody has listened for this long. */
  idleFor(ms: number) {
    return this.#listeners.size === 0 && Date.now() - this.#wantedAt > ms;
  }

  readonly #next = () => {
    clearTimeout(this.#timer);
    if (this.#listeners.size === 0 || document.visibilityState === 'hidden') {
      return;
    }
    const due = this.#askedAt + this.pace(this.#snapshot.value) - Date.now();
    if (due <= 0) {
      this.#ask();
    } else {
      this.#timer = setTimeout(this.#next, due);
    }
  };

  #ask(): Promise<void> {
    this.#asking ??= this.#askOnce().finally(() => {
      this.#asking = undefined;
      this.#askedAt = Date.now();
      this.#next();
    });
    return this.#asking;
  }

  async #askOnce() {
    this.#askedAt = Date.now();
    try {
      const value = await this.load();
      this.#snapshot = { value, loadedAt: Date.now() };
    } catch (error) {
      this.#snapshot = { ...this.#snapshot, error: error as Error };
    }
    this.#listeners.forEach(listener => listener());
  }
}

const KEEP_MS = 60_000;
const NUDGE_MS = 150;

/** One entry a key, however many components want it. */
export class LiveStore {
  // Of as many types as there are keys.
  readonly #entries = new Map<string, LiveEntry<any>>();
  readonly #nudged = new Set<string>();

  /** `load` and `pace` must depend on nothing but `key`. */
  entry<T>(key: string, load: () => Promise<T>, pace: Pace<T>): LiveEntry<T> {
    const known: LiveEntry<T> | undefined = this.#entries.get(key);
    if (known) return known;
    for (const [other, entry] of this.#entries) {
      if (entry.idleFor(KEEP_MS)) this.#entries.delete(other);
    }
    const created = new LiveEntry(load, pace);
    this.#entries.set(key, created);
    return created;
  }

  /** Asks again for everything whose key begins so. */
  async refresh(prefix: string): Promise<void> {
    await Promise.all(
      [...this.#entries]
        .filter(([key]) => key.startsWith(prefix))
        .map(([, entry]) => entry.refresh()),
    );
  }

  /**
   * Asks again in a moment: once, however many say so and however often until
   * then.
   */
  nudge(prefix: string): void {
    if (this.#nudged.has(prefix)) return;
    this.#nudged.add(prefix);
    setTimeout(() => {
      this.#nudged.delete(prefix);
      this.refresh(prefix);
    }, NUDGE_MS);
  }
}
