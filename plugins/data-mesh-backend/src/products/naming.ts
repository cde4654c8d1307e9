/**
 * How topic names tell what they belong to: `{domain}.{product}.{version}`.
 */
export type NamingTemplate = {
  template: string;
  pattern: RegExp;
  /** What remains once a prefix, in the place of the domain, is cut off. */
  afterDomain?: RegExp;
};

/** What a topic's name says, where it follows a template. */
export type ParsedTopicName = {
  domain?: string;
  product: string;
  stream?: string;
  version?: string;
};

const TOKENS: Record<string, string> = {
  domain: '[A-Za-z0-9_-]+',
  product: '[A-Za-z0-9_-]+',
  stream: '[A-Za-z0-9_-]+',
  environment: '[A-Za-z0-9_-]+',
  version: 'v\\d+',
};

type Piece = { token: string } | { literal: string };

function split(template: string): Piece[] {
  const pieces: Piece[] = [];
  let rest = template;
  while (rest) {
    const open = rest.indexOf('{');
    if (open !== 0) {
      const literal = open === -1 ? rest : rest.slice(0, open);
      if (!/^[A-Za-z0-9._-]+$/.test(literal)) {
        throw new Error(
          `'${template}' holds '${literal}', which no topic name can hold`,
        );
      }
      pieces.push({ literal });
      rest = rest.slice(literal.length);
      continue;
    }
    const close = rest.indexOf('}');
    if (close === -1) {
      throw new Error(`'${template}' has a '{' without its '}'`);
    }
    pieces.push({ token: rest.slice(1, close) });
    rest = rest.slice(close + 1);
  }
  return pieces;
}

function compile(pieces: Piece[]): RegExp {
  const source = pieces
    .map(piece =>
      'token' in piece
        ? `(?<${piece.token}>${TOKENS[piece.token]})`
        : piece.literal.replace(/[.\\-]/g, '\\$&'),
    )
    .join('');
  return new RegExp(`^${source}$`);
}

/**
 * Parses a naming template.
 *
 * @throws Error that says what is wrong with it
 */
export function parseNamingTemplate(template: string): NamingTemplate {
  const pieces = split(template);
  const tokens = pieces.flatMap(p => ('token' in p ? [p.token] : []));
  for (const token of tokens) {
    if (!Object.hasOwn(TOKENS, token)) {
      throw new Error(
        `'${template}' has the unknown token {${token}}; known are ${Object.keys(
          TOKENS,
        )
          .map(t => `{${t}}`)
          .join(', ')}`,
      );
    }
  }
  if (new Set(tokens).size !== tokens.length) {
    throw new Error(`'${template}' names a token twice`);
  }
  if (!tokens.includes('product')) {
    throw new Error(`'${template}' lacks {product}`);
  }
  if (
    pieces.some((p, i) => 'token' in p && i > 0 && 'token' in pieces[i - 1])
  ) {
    throw new Error(
      `'${template}' has two tokens with nothing between them to tell them apart`,
    );
  }
  const domainFirst = 'token' in pieces[0] && pieces[0].token === 'domain';
  return {
    template,
    pattern: compile(pieces),
    // The literal after {domain} is part of the prefix, `logistics.fleet.`.
    ...(domainFirst ? { afterDomain: compile(pieces.slice(2)) } : {}),
  };
}

function read(pattern: RegExp, text: string): ParsedTopicName | undefined {
  const groups = pattern.exec(text)?.groups;
  if (!groups?.product) return undefined;
  const { domain, product, stream, version } = groups;
  return {
    product,
    ...(domain ? { domain } : {}),
    ...(stream ? { stream } : {}),
    ...(version ? { version } : {}),
  };
}

/**
 * What a topic's name says by the first template that fits.
 *
 * @param prefix - of the topic, where configuration fixes its domain by that;
 *   the templates are then read without their `{domain}`
 */
export function parseTopicName(
  templates: NamingTemplate[],
  topic: string,
  prefix?: string,
): ParsedTopicName | undefined {
  for (const { pattern, afterDomain } of templates) {
    const parsed =
      prefix !== undefined
        ? afterDomain && read(afterDomain, topic.slice(prefix.length))
        : read(pattern, topic);
    if (parsed) return parsed;
  }
  return undefined;
}
