const { boundariesOf } = require('../../eslint.boundaries');

module.exports = require('@backstage/cli/config/eslint-factory')(
  __dirname,
  boundariesOf('catalog-backend-module-data-mesh'),
);
