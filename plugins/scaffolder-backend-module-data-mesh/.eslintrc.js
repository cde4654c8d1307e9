const { boundariesOf } = require('../../eslint.boundaries');

module.exports = require('@backstage/cli/config/eslint-factory')(
  __dirname,
  boundariesOf('scaffolder-backend-module-data-mesh'),
);
