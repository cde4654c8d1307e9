import { Entity } from '@backstage/catalog-model';
import { DataProductEntityV1alpha1 } from './DataProductEntityV1alpha1';
import { checkDataProductRules } from './dataProductRules';
import { dataProductJsonSchema } from './dataProductSchema';
import { EntityProblem } from './problems';
import { createSchemaValidator } from './schemaValidator';

const validateSchema = createSchemaValidator(dataProductJsonSchema);

/**
 * Says all that is wrong with a data product: first against the JSON schema,
 * and, once that holds, against the rules that look at several fields.
 *
 * It looks at the entity alone: whether what it refers to exists is not asked.
 *
 * @returns the problems, none if it is valid; it never throws
 * @public
 */
export function validateDataProduct(entity: Entity): EntityProblem[] {
  const problems = validateSchema(entity);
  return problems.length > 0
    ? problems
    : checkDataProductRules(entity as DataProductEntityV1alpha1);
}
