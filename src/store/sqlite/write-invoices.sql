REPLACE INTO invoice (key, amount, batch, past)
SELECT a, b, ?, c FROM source
