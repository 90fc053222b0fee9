REPLACE INTO invoice (key, sales, version, is_imputed, batch, first_batch)
SELECT a, b, c, d, e, f FROM source
