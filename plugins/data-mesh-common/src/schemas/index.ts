export { schemaFields, type SchemaField } from './schemaFields';
export {
  directionsOf,
  schemaBreaks,
  type BreakDirection,
  type SchemaBreak,
} from './schemaBreaks';
