import type { ClusterSettings } from '../config/DataMeshConfig';

const PREFIX = 'User:';

/** Longest principal that a consumer can have, in characters. */
export const MAX_PRINCIPAL_LENGTH = 255;

// Scripts that are used in names of people and services. A name in one of them
// is fine; a mix of two is how `раyments` comes to look like `payments` (UTS 39).
const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
  /\p{Script=Devanagari}/u,
  /\p{Script=Thai}/u,
  /\p{Script=Georgian}/u,
  /\p{Script=Hangul}/u,
  /\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}/u,
  // All others as one: `Ꮲayments` is a mix with Cherokee.
  /[^\p{Script=Common}\p{Script=Inherited}\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Thai}\p{Script=Georgian}\p{Script=Hangul}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
];

// Variation selectors, fillers and the blank of Braille are no control
// characters, but as invisible. Half a surrogate pair has no bytes of its own.
const UNSEEN =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u2800]|\p{Cf}|\p{Co}|\p{Cn}|\p{Cs}|\p{Default_Ignorable_Code_Point}/u;

// U+2010 is drawn as a hyphen, and NFKC lets it be; the minus sign likewise.
const ODD_DASH = /(?!-)\p{Pd}|\u2212/u;

/** Principals that no consumer may have on a cluster. */
export type ReservedPrincipals = {
  superUsers: string[];
  /** Those of our own credentials, where they are known. */
  own: string[];
};

/** Who is out of bounds on a cluster, whatever an entity says. */
export function reservedPrincipals(
  settings: Pick<ClusterSettings, 'superUsers' | 'credentials'>,
): ReservedPrincipals {
  return {
    superUsers: settings.superUsers,
    own: Object.values(settings.credentials).flatMap(credentials =>
      credentials?.principal ? [credentials.principal] : [],
    ),
  };
}

/**
 * Why a principal cannot be given access, in words that follow its name, or
 * nothing if it can. Kafka takes almost any text without complaint and compares
 * it byte by byte, so whatever could be mistaken for another is refused here.
 *
 * @param principal - as Kafka writes it, `User:route-planner`
 */
export function principalProblem(
  principal: string,
  reserved: ReservedPrincipals,
): string | undefined {
  if (!principal.startsWith(PREFIX)) {
    return `does not begin with '${PREFIX}', the one type of principal that ACLs are given to here`;
  }
  const name = principal.slice(PREFIX.length);
  if (!name) return 'has no name';
  if (principal.length > MAX_PRINCIPAL_LENGTH) {
    return `is longer than ${MAX_PRINCIPAL_LENGTH} characters`;
  }
  if (name === '*') return 'stands for everyone';
  if (/^anonymous$/i.test(name)) {
    return 'stands for whoever does not sign in';
  }
  if (UNSEEN.test(name)) {
    return 'holds control or invisible characters';
  }
  if (name !== name.trim() || /[^\S ]/.test(name)) {
    return 'begins or ends with a space, or holds unusual ones';
  }
  if (/ {2}/.test(name) || ODD_DASH.test(name)) {
    return 'holds two spaces in a row, or a dash that looks like a hyphen';
  }
  if (principal.normalize('NFKC') !== principal) {
    return 'holds characters that look like others (it differs from its NFKC form)';
  }
  if (SCRIPTS.filter(script => script.test(name)).length > 1) {
    return 'mixes letters of several scripts, which can be mistaken for one another';
  }
  if (reserved.superUsers.includes(principal)) {
    return 'is a super-user of the cluster';
  }
  if (reserved.own.includes(principal)) {
    return 'is one of the data mesh suite itself';
  }
  return undefined;
}
