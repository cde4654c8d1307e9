export { schemaFields, type SchemaField } from './schemaFields';
