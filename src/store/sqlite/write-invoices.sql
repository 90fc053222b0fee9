REPLACE INTO invoice (key, amount, batch, past)
SELECT a, b, c, d FROM source
