/** What the documentation tells a reader to run or to write, taken out of it. */
import path from 'node:path';
import { Failure } from './failure.mjs';

/**
 * @typedef {object} DocBlock
 * @property {string} language - of the fence
 * @property {string} text - without the line that names the file
 * @property {string} [file] - which its first line names
 * @property {string} [place] - where in the file, as that line says
 */

const fence = /^```(\w+)\n([\s\S]*?)^```$/gm;
const fileLine =
  /^(?:\/\/|#) ([\w.-]+(?:\/[\w.-]+)*\.(?:tsx?|ya?ml|json))(?:: (.+))?\n/;

/**
 * The fenced blocks of a Markdown text, in their order.
 *
 * @param {string} markdown
 * @returns {DocBlock[]}
 */
export function docBlocks(markdown) {
  return [...markdown.matchAll(fence)].map(([, language, body]) => {
    const [line, file, place] = body.match(fileLine) ?? [''];
    return {
      language,
      text: body.slice(line.length),
      ...(file && { file }),
      ...(place && { place }),
    };
  });
}

/**
 * A file as a reader has it who followed a block.
 *
 * @param {string} content - of the file before
 * @param {DocBlock} block
 */
export function withBlock(content, { text, file, place = '' }) {
  if (place === 'among the imports') return `${text}${content}`;
  const before = place.match(/^before (.+)$/)?.[1];
  const element = place.match(/^in the last <(\w+)>$/)?.[1];
  const anchor = before ?? `<${element}>`;
  const at = content.lastIndexOf(anchor);
  if (at < 0 || !(before || element)) {
    throw new Failure(
      `The documentation puts a block ${place} of ${file}, where that is not: mend the page, or teach scripts/lib/doc-blocks.mjs the place.`,
    );
  }
  const position = before ? at : at + anchor.length;
  return `${content.slice(0, position)}\n${text}${content.slice(position)}`;
}

/**
 * Commands that install packages, for packages that are files.
 *
 * @param {string} commands
 * @param {Record<string, string>} tarballs - by the names of their packages
 */
export function withTarballs(commands, tarballs) {
  return commands.replace(/@[\w-]+\/[\w-]+/g, name =>
    tarballs[name] ? `${name}@file:${path.resolve(tarballs[name])}` : name,
  );
}
