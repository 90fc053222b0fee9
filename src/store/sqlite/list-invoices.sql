SELECT TRUE
  FROM invoice
 WHERE key BETWEEN ?1 AND ?2
   AND take_row (?3, key, amount, batch, past)
 ORDER BY key
