DELETE FROM total WHERE n_rows = 0 AND key IN (SELECT a FROM source)
