-- The columns of every table on both sides of an audit, in order.
SELECT
    database_name AS side,
    concat_ws('.', schema_name, table_name) AS name,
    concat_ws(' ', column_name, data_type, is_nullable) AS shape
FROM duckdb_columns()
WHERE database_name IN ('anew', 'store') AND NOT internal
ORDER BY side, name, column_index
