/** What a reader can say to a change that breaks them. */
export type ReaderAnswer = 'acknowledge' | 'object' | 'date';

/** What no answer by the date is. */
export type Silence = 'objection' | 'consent';

/**
 * Who reads what a change breaks: a consumer, or a group of nobody known, who
 * cannot answer.
 */
export type ReaderKind = 'consumer' | 'group';

/** What of a reader it is decided by. */
export type AskedReader = {
  kind: ReaderKind;
  answer?: ReaderAnswer;
  /** From when on they agree, where they named a date. */
  answerDate?: number;
};

/**
 * How a reader stands to a change: `waiting` may still answer, `silent` has not
 * in time, `later` agrees from a date on, `unknown` can never answer.
 */
export type ReaderStand =
  | 'agrees'
  | 'later'
  | 'objects'
  | 'silent'
  | 'waiting'
  | 'unknown';

export type ChangeFacts = {
  now: number;
  respondBy: number;
  silence: Silence;
  readers: AskedReader[];
  /** Whether all who read are known; what could not be asked is not nobody. */
  readersKnown: boolean;
};

/** How a reader stands at a moment: pure. */
export function standOf(
  { kind, answer, answerDate }: AskedReader,
  { now, respondBy, silence }: Omit<ChangeFacts, 'readers' | 'readersKnown'>,
): ReaderStand {
  if (kind === 'group') return 'unknown';
  switch (answer) {
    case 'acknowledge':
      return 'agrees';
    case 'object':
      return 'objects';
    case 'date':
      return answerDate !== undefined && now >= answerDate ? 'agrees' : 'later';
    default:
      if (now < respondBy) return 'waiting';
      return silence === 'consent' ? 'agrees' : 'silent';
  }
}

/**
 * Whether a change that breaks readers may be registered now: pure. It stays
 * open while `objected`, since an objection can be taken back or overridden.
 */
export function decideChange(
  facts: ChangeFacts,
): 'accept' | 'wait' | 'objected' {
  const stands = facts.readers.map(reader => standOf(reader, facts));
  if (stands.some(stand => stand === 'objects' || stand === 'silent')) {
    return 'objected';
  }
  return facts.readersKnown && stands.every(stand => stand === 'agrees')
    ? 'accept'
    : 'wait';
}
