REPLACE INTO invoice (key, amount, batch, past)
SELECT a, b, ?, 0 FROM source
