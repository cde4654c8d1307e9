import { createHash } from 'node:crypto';
import type { Remark } from './remarks';

/** For people. */
export function textReport(remarks: Remark[]): string {
  return remarks
    .map(remark => {
      const { file, line, column, level, title, message, remedy } = remark;
      return [
        `${file}:${line}:${column}  ${level}  ${message}`,
        `    ${title}${wordsOf(remark)}`,
        ...(remedy ? [`    What to do: ${remedy}`] : []),
        '',
      ].join('\n');
    })
    .join('\n');
}

function wordsOf({ policy, blocks }: Remark): string {
  if (!policy) return '';
  return ` (policy ${policy}, ${blocks ? 'which blocks' : 'which warns'})`;
}

// https://github.com/actions/toolkit, packages/core/src/command.ts
const escapeData = (text: string) =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const escapeProperty = (text: string) =>
  escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

/**
 * Annotations of GitHub Actions, by its workflow commands.
 *
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function githubReport(remarks: Remark[]): string {
  return remarks
    .map(({ file, line, column, level, title, message, remedy }) => {
      const where = Object.entries({ file, line, col: column, title })
        .map(([name, value]) => `${name}=${escapeProperty(`${value}`)}`)
        .join(',');
      const text = remedy ? `${message}\nWhat to do: ${remedy}` : message;
      return `::${level} ${where}::${escapeData(text)}\n`;
    })
    .join('');
}

const GITLAB_SEVERITIES: Record<Remark['level'], string> = {
  error: 'blocker',
  warning: 'minor',
  notice: 'info',
};

/**
 * A Code Quality report of GitLab.
 *
 * https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function gitlabReport(remarks: Remark[]): string {
  const issues = remarks.map(
    ({ file, line, level, title, policy, message, remedy }) => ({
      description: `${title}: ${message}${remedy ? ` ${remedy}` : ''}`,
      check_name: policy ?? 'descriptor',
      // The same as long as the same is wrong, wherever it moves in the file.
      fingerprint: createHash('sha256')
        .update(JSON.stringify([file, policy, message]))
        .digest('hex'),
      severity: GITLAB_SEVERITIES[level],
      location: { path: file, lines: { begin: line } },
    }),
  );
  return `${JSON.stringify(issues, null, 2)}\n`;
}
