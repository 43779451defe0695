-- What a store holds besides tables: nothing, if only zs has written it.
SELECT
    '函数' AS kind,
    function_name AS name
FROM duckdb_functions()
WHERE database_name = 'store' AND NOT internal
UNION
SELECT
    '视图' AS kind,
    view_name AS name
FROM duckdb_views()
WHERE database_name = 'store' AND NOT internal
UNION
SELECT
    '序列' AS kind,
    sequence_name AS name
FROM duckdb_sequences()
WHERE database_name = 'store'
UNION
SELECT
    '类型' AS kind,
    type_name AS name
FROM duckdb_types()
WHERE database_name = 'store' AND NOT internal
UNION
SELECT
    '索引' AS kind,
    index_name AS name
FROM duckdb_indexes()
WHERE database_name = 'store'
ORDER BY kind, name
