/*
 * Which of our packages may import which, as docs/architecture.md has it.
 * Each package's .eslintrc.js takes its own rule from here.
 */
const SCOPE = '@data-mesh/backstage-plugin-';
const COMMON = `${SCOPE}data-mesh-common`;
const NODE = `${SCOPE}data-mesh-node`;

const REACT = ['react', 'react-dom', '@backstage/ui', '@material-ui/*'];
const NODE_JS = ['node:*', 'fs', 'fs/*', 'path', 'crypto', 'child_process'];
// Only the backend talks to Kafka and owns our tables.
const KAFKA_AND_TABLES = ['@platformatic/kafka', 'kafkajs', 'knex'];

/** @type {Record<string, { ours: string[], never: string[] }>} */
const PACKAGES = {
  'data-mesh-common': {
    ours: [],
    never: [...REACT, ...NODE_JS, ...KAFKA_AND_TABLES],
  },
  'data-mesh-node': { ours: [COMMON], never: [...REACT, ...KAFKA_AND_TABLES] },
  'data-mesh-backend': { ours: [COMMON, NODE], never: REACT },
  'data-mesh': { ours: [COMMON], never: [...NODE_JS, ...KAFKA_AND_TABLES] },
  'catalog-backend-module-data-mesh': {
    ours: [COMMON, NODE],
    never: [...REACT, ...KAFKA_AND_TABLES],
  },
  'scaffolder-backend-module-data-mesh': {
    ours: [COMMON, NODE],
    never: [...REACT, ...KAFKA_AND_TABLES],
  },
  'search-backend-module-data-mesh': {
    ours: [COMMON, NODE],
    never: [...REACT, ...KAFKA_AND_TABLES],
  },
  'data-mesh-cli': {
    ours: [COMMON],
    never: [...REACT, ...KAFKA_AND_TABLES],
  },
  'auth-backend-module-demo': {
    ours: [],
    never: [...REACT, ...KAFKA_AND_TABLES],
  },
  'demo-sign-in': { ours: [], never: [...NODE_JS, ...KAFKA_AND_TABLES] },
};

/**
 * Options for Backstage's ESLint factory.
 *
 * @param {string} folder - of the package, under `plugins/`
 */
module.exports.boundariesOf = folder => {
  const { ours, never } = PACKAGES[folder];
  const names = ours.map(name => name.slice(SCOPE.length)).join(', ');
  return {
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [`${SCOPE}*`, ...ours.map(name => `!${name}`)],
              message: `${folder} may import of ours: ${
                names || 'nothing'
              } (docs/architecture.md).`,
            },
            {
              group: ['**/packages/*', 'app', 'backend'],
              message: 'Nothing imports packages/*.',
            },
            {
              group: never,
              message: `${folder} must not use this (docs/architecture.md).`,
            },
          ],
        },
      ],
    },
  };
};
