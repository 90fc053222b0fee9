SELECT TRUE
  FROM invoice
 WHERE key >= ?1
   AND take_row (?2, key, amount, batch, past)
 ORDER BY key
