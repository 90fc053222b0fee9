UPDATE upload
   SET status = 'completed',
       n_total = ?, n_missing = ?, n_imputed = ?, n_inserted = ?, n_updated = ?,
       n_rejected = ?, n_repeated = ?,
       error_log = ?,
       sequence = ?,
       first_day = nullif (?, -1), last_day = nullif (?, -1)
 WHERE id = ?
